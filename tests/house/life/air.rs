//! Airings are booked, changed and answered for; calls and gatherings are counted; the
//! campaign closes and its figures are kept.

use super::{Step, form};

pub(super) const STEPS: &[Step] = &[
    form("schedule::book_airing", "first", "/airings/new", &[("time", "12:30")])
        .on(NEW_SPOT)
        .step(),
    form("schedule::book_airing", "first", "/airings/new", &[("time", "14:00")])
        .on("/airings/new?campaign={campaign}&station={station^}&message={message_version^}\
            &date=2026-03-02")
        .step(),
    form("schedule::book_airing", "first", "/airings/new", &[("time", "18:30")])
        .on(NEW_SPOT)
        .step(),
    form("schedule::move_airing", "first", "/airings/{airing^}/move", &[("time", "12:30")])
        .on("/airings/{airing^}/move?date=2026-03-10")
        .step(),
    form(
        "schedule::cancel_airing",
        "first",
        "/airings/{airing^}/cancellation",
        &[("reason", "station")],
    )
    .step(),
    form("schedule::book_repeat", "first", "/airings/repeat", &[("choice", "all")])
        .on("/airings/repeat?campaign={campaign}&station={station^}&message={message_version}\
            &first=2026-03-03&last=2026-03-17&weekdays=1&times=18:30&every_weeks=1")
        .step(),
    form("people::make_station_link", "first", "/stations/{station^}/links", &[])
        .unlike("a link is shown once, so asking again makes another")
        .step(),
    Step::Wait(4 * 3_600 + 1_800),
    form("proof::answer", "link", "/s/{s}/i/{airing}", &[("o", "aired")]).on("/s/{s}").step(),
    form(
        "proof::answer",
        "staff",
        "/s/station/{station^}/i/{airing}",
        &[("o", "late"), ("t", "12:45")],
    )
    .on("/s/station/{station^}?change={airing}")
    .step(),
    form(
        "proof::enter_answer",
        "first",
        "/airings/{airing}/proof",
        &[("outcome", "aired"), ("source", "phone"), ("said_on", "2026-03-02")],
    )
    .step(),
    form("callins::count_calls", "link", "/s/{s}/i/{live}/calls", &[("sex", "female")]).step(),
    form("callins::take_back", "link", "/s/{s}/i/{live}/calls/taken-back", &[])
        .on("/s/{s}/i/{live}/calls")
        .step(),
    form(
        "callins::count_calls",
        "staff",
        "/s/station/{station^}/i/{live}/calls",
        &[
            ("topic", "{topic}"),
            ("sex", "female"),
            ("age", "18_24"),
            ("outcome", "referred"),
            ("channel", "call"),
            ("language", "rw"),
            ("count", "3"),
        ],
    )
    .step(),
    form("callins::take_back", "staff", "/s/station/{station^}/i/{live}/calls/taken-back", &[])
        .on("/s/station/{station^}/i/{live}/calls")
        .step(),
    form("callins::count_calls", "first", "/s/airing/{live}/calls", &[("sex", "male")]).step(),
    form("callins::take_back", "first", "/s/airing/{live}/calls/taken-back", &[])
        .on("/s/airing/{live}/calls")
        .step(),
    form("people::revoke_station_links", "first", "/stations/{station^}/links/revocation", &[])
        .on("/stations/{station^}/links")
        .step(),
    form("people::make_station_link", "first", "/stations/{station^}/links", &[])
        .unlike("a link is shown once, so asking again makes another")
        .step(),
    form("gatherings::record_gathering", "first", "/gatherings/new", GATHERING)
        .on("/gatherings/new?campaign={campaign}")
        .step(),
    form(
        "gatherings::correct_gathering",
        "first",
        "/gatherings/{gathering^}/correction",
        &[
            ("kind", "session"),
            ("held_on", "2026-03-01"),
            ("exactness", "counted"),
            ("women", "30"),
            ("men", "34"),
            ("total", "64"),
            ("place", "{place}"),
            ("venue", "~Market hall"),
            ("reason", "recount"),
        ],
    )
    .step(),
    form(
        "gatherings::record_gathering",
        "first",
        "/gatherings/new",
        &[
            ("kind", "training"),
            ("held_on", "2026-03-02"),
            ("exactness", "reported"),
            ("total", "12"),
            ("place", "{place}"),
        ],
    )
    .on("/gatherings/new?campaign={campaign}")
    .step(),
    form(
        "gatherings::withdraw_gathering",
        "first",
        "/gatherings/{gathering^}/withdrawal",
        &[("reason", "twice")],
    )
    .on("/gatherings/{gathering^}")
    .step(),
    Step::Job("reach.recount", "{airing}"),
    Step::Job("reach.recount_campaign", "{campaign}"),
    Step::Job("reach.recount_station", "{station}"),
    Step::Job("reach.keep_day", ""),
    form("campaigns::start_campaign", "first", "/campaigns/{campaign^}/start", &[])
        .on("/campaigns/{campaign^}")
        .step(),
    form("campaigns::close_campaign", "first", "/campaigns/{campaign^}/closure", &[])
        .on("/campaigns/{campaign^}")
        .step(),
    Step::Job("reach.freeze", "{campaign^}"),
    Step::Promises,
];

const NEW_SPOT: &str = "/airings/new?campaign={campaign}&station={station^}\
    &message={message_version}&date=2026-03-02";

const GATHERING: &[(&str, &str)] = &[
    ("kind", "session"),
    ("held_on", "2026-03-01"),
    ("exactness", "reported"),
    ("total", "60"),
    ("place", "{place}"),
    ("venue", "~Market"),
    ("partner", "{partner}"),
    ("groups", "leaders"),
    ("groups", "teachers"),
    ("topics", "~Travel"),
    ("material_name", "~Toolkit"),
    ("material_how", "handed_out"),
    ("material_units", "30"),
    ("material_place", "{place}"),
    ("action_words", "~A club"),
    ("action_who", "schools"),
    ("action_due", "2026-04-01"),
    ("origin_place", "{place}"),
    ("origin_people", "40"),
];
