//! What the machinery does for itself, now and then.

use chrono::TimeDelta;

use super::db::begin_housekeeping;
use super::outbox::JobEnd;
use super::{App, once, outbox, trail};
use crate::kit::Error;

/// How long a form's key is remembered.
const FORM_KEY_DAYS: i64 = 14;
/// How long a kept promise is remembered.
const DONE_DAYS: i64 = 7;

/// Every entry of the trail committed so far is sealed.
pub async fn seal_trail(app: App) -> JobEnd {
    trail::seal(&app.db).await.map(drop).into()
}

/// Old form keys and kept promises are gone.
pub async fn tidy(app: App) -> JobEnd {
    forget(&app).await.into()
}

async fn forget(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    let txn = begin_housekeeping(&app.db).await?;
    once::forget(&txn, now - TimeDelta::days(FORM_KEY_DAYS)).await?;
    outbox::forget_done(&txn, now - TimeDelta::days(DONE_DAYS)).await?;
    txn.commit().await
}
