//! What runs after news that change a campaign's reach.

use super::actions;
use crate::kit::{Error, Id};
use crate::plant::App;
use crate::plant::outbox::{JobEnd, Work};

/// One airing was settled.
pub async fn recount(app: App, work: Work) -> JobEnd {
    end(actions::recount_airing(&app, work.subject).await.map(|_| ()))
}

/// A campaign's gatherings changed.
pub async fn recount_campaign(app: App, work: Work) -> JobEnd {
    end(actions::recount_campaign(&app, Id::new(work.subject)).await)
}

/// A station was off the air.
pub async fn recount_station(app: App, work: Work) -> JobEnd {
    end(actions::recount_station(&app, work.subject).await)
}

/// A campaign closed: its figures stay as they are.
pub async fn freeze(app: App, work: Work) -> JobEnd {
    end(actions::freeze(&app, Id::new(work.subject)).await)
}

/// The estimates of the day are kept.
pub async fn keep_day(app: App) -> JobEnd {
    end(actions::keep_day(&app).await)
}

fn end(done: Result<(), Error>) -> JobEnd {
    match done {
        Ok(()) => JobEnd::Done,
        Err(Error::NotFound) => JobEnd::Dead("no such campaign".to_owned()),
        Err(why) => JobEnd::Retry(why.to_string()),
    }
}
