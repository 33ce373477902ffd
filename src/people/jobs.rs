//! What timers promise: shallow, each calls one action.

use super::actions::housekeeping;
use crate::plant::App;
use crate::plant::outbox::JobEnd;

/// Last-seen times and denials are written down.
pub async fn flush(app: App) -> JobEnd {
    match housekeeping::flush(&app).await {
        Ok(()) => JobEnd::Done,
        Err(why) => JobEnd::Retry(why.to_string()),
    }
}

/// Sessions that are over are forgotten.
pub async fn forget(app: App) -> JobEnd {
    let now = app.clock.now();
    match housekeeping::forget(&app, now).await {
        Ok(()) => JobEnd::Done,
        Err(why) => JobEnd::Retry(why.to_string()),
    }
}
