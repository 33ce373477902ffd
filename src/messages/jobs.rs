//! What runs after a sound was kept.

use super::actions;
use crate::kit::Id;
use crate::plant::App;
use crate::plant::outbox::{JobEnd, Work};

/// Measure the sound of one version.
pub async fn measure(app: App, work: Work) -> JobEnd {
    let version = Id::new(work.subject);
    let (files, engines) = (&app.files, &app.engines);
    match actions::measure_sound(&app.db, files, engines, &*app.clock, version).await {
        Ok(()) => JobEnd::Done,
        Err(why) => JobEnd::Retry(why.to_string()),
    }
}
