//! Every route, timer and job on one page.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;

use crate::callins;
use crate::campaigns;
use crate::gatherings;
use crate::messages;
use crate::people;
use crate::places;
use crate::plant::App;
use crate::plant::db::Wiring;
use crate::plant::jobs;
use crate::plant::outbox::{Job, Work};
use crate::plant::timers::Timer;
use crate::plant::web::{self, Class, Route, get, post};
use crate::proof;
use crate::reach;
use crate::schedule;
use crate::stations;

/// Every way into the house.
pub fn routes() -> Vec<Route> {
    let plant = vec![
        get("/health/live", web::health::live).plain(web::health::__path_live),
        get("/health/ready", web::health::ready).plain(web::health::__path_ready),
        get("/static/{digest}/{*name}", web::asset).class(Class::Asset),
        post("/language", web::choose_language),
    ];
    let rooms = [
        people::pages::routes(STATION_NAMES, WATCHED),
        places::pages::routes(IMPORTERS),
        schedule::pages::routes(),
        stations::pages::routes(),
        campaigns::pages::routes(),
        messages::pages::routes(),
        proof::pages::routes(),
        callins::pages::routes(),
        gatherings::pages::routes(),
        reach::pages::routes(),
    ];
    plant.into_iter().chain(rooms.into_iter().flatten()).collect()
}

/// The names of the stations, for the room of people, which stands below theirs.
const STATION_NAMES: people::pages::Stations = people::pages::Stations(|app| {
    Box::pin(async move {
        let choices = stations::station_choices(app.db.read()).await?;
        Ok(choices.into_iter().map(|station| (station.id, station.name)).collect())
    })
});

/// What the state of the house is made of, for the room of people.
const WATCHED: people::pages::Watched = people::pages::Watched {
    timers: TIMERS,
    unanswered: |app, before| {
        Box::pin(async move { schedule::count_unanswered(app.db.read(), before).await })
    },
};

/// What runs after the deed that promised it. `hears` names the news; a job
/// without news is promised by a timer or by name.
pub const JOBS: &[Job] = &[
    Job {
        name: "plant.seal_trail",
        hears: &[],
        run: |app, _: Work| Box::pin(jobs::seal_trail(app)),
    },
    Job {
        name: "people.flush",
        hears: &[],
        run: |app, _: Work| Box::pin(people::jobs::flush(app)),
    },
    Job {
        name: "people.forget",
        hears: &[],
        run: |app, _: Work| Box::pin(people::jobs::forget(app)),
    },
    Job { name: "plant.tidy", hears: &[], run: |app, _: Work| Box::pin(jobs::tidy(app)) },
    Job {
        name: "messages.measure",
        hears: &[messages::SOUND_KEPT],
        run: |app, work: Work| Box::pin(messages::jobs::measure(app, work)),
    },
    Job {
        name: "reach.recount",
        hears: &[schedule::SETTLED],
        run: |app, work: Work| Box::pin(reach::jobs::recount(app, work)),
    },
    Job {
        name: "reach.freeze",
        hears: &[campaigns::CLOSED],
        run: |app, work: Work| Box::pin(reach::jobs::freeze(app, work)),
    },
    Job {
        name: "reach.recount_campaign",
        hears: &[gatherings::RECORDED],
        run: |app, work: Work| Box::pin(reach::jobs::recount_campaign(app, work)),
    },
    Job {
        name: "reach.recount_station",
        hears: &[stations::OUTAGE],
        run: |app, work: Work| Box::pin(reach::jobs::recount_station(app, work)),
    },
    Job {
        name: "reach.keep_day",
        hears: &[],
        run: |app, _: Work| Box::pin(reach::jobs::keep_day(app)),
    },
];

/// What is promised when the wall clock says so.
pub const TIMERS: &[Timer] = &[
    Timer {
        name: "seal the trail",
        schedule: "* * * * *",
        zone: chrono_tz::UTC,
        job: "plant.seal_trail",
    },
    Timer {
        name: "flush people",
        schedule: "*/5 * * * *",
        zone: chrono_tz::UTC,
        job: "people.flush",
    },
    Timer {
        name: "forget sessions",
        schedule: "47 2 * * *",
        zone: chrono_tz::UTC,
        job: "people.forget",
    },
    Timer {
        name: "keep estimates",
        schedule: "37 1 * * *",
        zone: chrono_tz::UTC,
        job: "reach.keep_day",
    },
    Timer { name: "tidy", schedule: "17 3 * * *", zone: chrono_tz::UTC, job: "plant.tidy" },
];

/// News that rooms promise although no job need hear them.
pub const TOLD: &[&str] = &[schedule::BOOKED, schedule::CANCELLED, schedule::MOVED];

/// The kinds of files that can be imported.
pub const IMPORTERS: places::Importers = &[
    &places::DISTRICTS,
    &places::SECTORS,
    &places::BOUNDARIES,
    &stations::STATION_FILES,
    &stations::COVERAGE_FILES,
    &stations::AUDIENCE_FILES,
];

/// News and the jobs that hear them.
pub fn wiring() -> Wiring {
    let mut wiring: Wiring = TOLD.iter().map(|news| (*news, Vec::new())).collect();
    for job in JOBS {
        for news in job.hears {
            wiring.entry(news).or_default().push(job.name);
        }
    }
    wiring
}

/// The house as browsers meet it: the routes of each class in the layers of that class.
pub fn router(app: &App) -> Router {
    let site = Arc::clone(&app.site);
    let mut classes = Class::ALL.map(|class| (class, Router::new()));
    for route in routes() {
        for (_, rooms) in classes.iter_mut().filter(|(class, _)| *class == route.class) {
            *rooms = std::mem::take(rooms).route(route.path, route.serve.clone());
        }
    }
    classes.into_iter().fold(Router::new(), |house, (class, rooms)| {
        let rooms = match class {
            Class::Page => rooms.fallback(async || StatusCode::NOT_FOUND),
            _ => rooms,
        };
        let rooms = rooms
            .layer(from_fn_with_state(app.clone(), people::pages::visitor::recognise))
            .with_state(app.clone());
        house.merge(web::layers(&site, class, rooms))
    })
}
