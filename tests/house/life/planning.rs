//! A campaign is planned with all its parts; its messages are said, heard and approved.

use super::{Step, form};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";
const MP3: &[u8] = include_bytes!("../../cases/audio/two.mp3");

pub(super) const STEPS: &[Step] = &[
    form(
        "campaigns::create_campaign",
        "first",
        "/campaigns/new",
        &[
            ("name", "~Border"),
            ("public_title", "~Good neighbours"),
            ("discreet", "yes"),
            ("topic", "~Trafficking"),
            ("starts_on", "2026-03-01"),
            ("ends_on", "2026-03-31"),
            ("coordinator", "2"),
            ("districts", "{place}"),
        ],
    )
    .step(),
    form(
        "campaigns::copy_campaign",
        "first",
        "/campaigns/{campaign}/copy",
        &[
            ("name", "~A copy"),
            ("public_title", "~Good friends"),
            ("topic", "~Trafficking"),
            ("starts_on", "2026-04-01"),
            ("ends_on", "2026-04-30"),
            ("coordinator", "2"),
            ("districts", "{place}"),
            ("budget", "yes"),
        ],
    )
    .step(),
    form(
        "campaigns::edit_campaign",
        "first",
        "/campaigns/{campaign}/edit",
        &[
            ("name", "~Border districts"),
            ("public_title", "~Good neighbours"),
            ("topic", "~Trafficking"),
            ("starts_on", "2026-03-01"),
            ("ends_on", "2026-03-30"),
            ("coordinator", "2"),
            ("open_because", "partners"),
        ],
    )
    .step(),
    form(
        "campaigns::set_district",
        "first",
        "/campaigns/{campaign}/districts",
        &[("districts", "{place}"), ("reach1", "50 000"), ("reach3", "20,000"), ("percent", "25")],
    )
    .step(),
    form(
        "campaigns::set_district",
        "first",
        "/campaigns/{campaign}/districts",
        &[("districts", "{place^}"), ("percent", "10")],
    )
    .step(),
    form(
        "campaigns::remove_district",
        "first",
        "/campaigns/{campaign}/districts/{place^}/removal",
        &[],
    )
    .on("/campaigns/{campaign}/districts")
    .step(),
    form(
        "campaigns::add_partner",
        "first",
        "/campaigns/{campaign}/partners",
        &[("partner", "~Government of Somewhere"), ("role", "donor")],
    )
    .with("logo", PNG)
    .step(),
    form(
        "campaigns::add_partner",
        "first",
        "/campaigns/{campaign}/partners",
        &[("partner", "~Somebody else"), ("role", "support")],
    )
    .with("logo", b"")
    .step(),
    form(
        "campaigns::remove_part",
        "first",
        "/campaigns/{campaign}/partners/{campaign_partner^}/removal",
        &[],
    )
    .on("/campaigns/{campaign}/partners")
    .step(),
    form(
        "campaigns::add_budget_line",
        "first",
        "/campaigns/{campaign}/budget",
        &[
            ("line", "~Airtime"),
            ("amount", "1 200 000"),
            ("currency", "RWF"),
            ("partner", "{partner}"),
        ],
    )
    .step(),
    form(
        "campaigns::add_budget_line",
        "first",
        "/campaigns/{campaign}/budget",
        &[("line", "~Pens"), ("amount", "5 000"), ("currency", "RWF")],
    )
    .step(),
    form(
        "campaigns::remove_part",
        "first",
        "/campaigns/{campaign}/budget/{budget_line^}/removal",
        &[],
    )
    .on("/campaigns/{campaign}/budget")
    .step(),
    form(
        "campaigns::add_figure",
        "first",
        "/campaigns/{campaign}/figures",
        &[
            ("exactness", "over"),
            ("number", "50,000"),
            ("about", "~people reached"),
            ("definition", "~heard of it"),
            ("source", "~A press release"),
            ("reported_on", "2026-02-01"),
        ],
    )
    .step(),
    form(
        "campaigns::add_figure",
        "first",
        "/campaigns/{campaign}/figures",
        &[("exactness", "about"), ("number", "7"), ("about", "~partners"), ("source", "~A letter")],
    )
    .step(),
    form(
        "campaigns::remove_part",
        "first",
        "/campaigns/{campaign}/figures/{external_figure^}/removal",
        &[],
    )
    .on("/campaigns/{campaign}/figures")
    .step(),
    form("campaigns::start_campaign", "first", "/campaigns/{campaign}/start", &[])
        .on("/campaigns/{campaign}")
        .step(),
    form(
        "messages::create_message",
        "first",
        "/messages/new",
        &[
            ("kind", "spot"),
            ("title", "~False job offers"),
            ("topic", "~Recruitment"),
            ("channels", "fm"),
        ],
    )
    .on("/messages/new?campaign={campaign}")
    .step(),
    form(
        "messages::add_version",
        "first",
        "/messages/{message}/versions/new",
        &[("language", "rw"), ("title", "~Menya"), ("script", "~Line one")],
    )
    .with("sound", MP3)
    .step(),
    Step::Job("messages.measure", "{message_version}"),
    Step::Promises,
    form(
        "messages::approve_version",
        "second",
        "/messages/{message}/versions/{message_version}/approval",
        &[],
    )
    .on("/messages/{message}")
    .step(),
    form(
        "messages::withdraw_approval",
        "second",
        "/messages/{message}/versions/{message_version}/withdrawal",
        &[],
    )
    .on("/messages/{message}")
    .step(),
    form(
        "messages::edit_version",
        "first",
        "/messages/{message}/versions/{message_version}/edit",
        &[("title", "~Menya neza"), ("script", "~New words")],
    )
    .with("sound", b"")
    .step(),
    form(
        "messages::approve_version",
        "second",
        "/messages/{message}/versions/{message_version}/approval",
        &[],
    )
    .on("/messages/{message}")
    .step(),
    form(
        "messages::create_message",
        "first",
        "/messages/new",
        &[
            ("kind", "live_session"),
            ("title", "~Ask the bureau"),
            ("topic", "~Reporting"),
            ("channels", "stream"),
            ("minutes", "60"),
            ("call_in_number", "3512"),
            ("topics", "~Debt bondage"),
            ("guest_1", "investigator"),
            ("source_kind", "toolkit"),
            ("source_title", "~Awareness toolkit"),
            ("source_version", "~2"),
            ("source_language", "rw"),
        ],
    )
    .on("/messages/new?campaign={campaign}")
    .step(),
    form(
        "messages::edit_message",
        "first",
        "/messages/{message^}/edit",
        &[
            ("kind", "live_session"),
            ("title", "~Ask the bureau again"),
            ("topic", "~Reporting"),
            ("channels", "fm"),
            ("minutes", "60"),
            ("call_in_number", "3512"),
            ("topics", "~Border crossing"),
        ],
    )
    .step(),
    form(
        "messages::add_version",
        "first",
        "/messages/{message^}/versions/new",
        &[("language", "rw"), ("title", "~Baza"), ("script", "~Questions")],
    )
    .with("sound", b"")
    .step(),
    form(
        "messages::approve_version",
        "second",
        "/messages/{message^}/versions/{message_version^}/approval",
        &[],
    )
    .on("/messages/{message^}")
    .step(),
    form("callins::add_topic", "first", "/campaigns/{campaign}/topics", &[("name", "~Job offers")])
        .step(),
    form("callins::add_topic", "first", "/campaigns/{campaign}/topics", &[("name", "~Old topic")])
        .step(),
    form(
        "callins::offer_topic",
        "first",
        "/campaigns/{campaign}/topics/{topic^}/offer",
        &[("offer", "retired")],
    )
    .on("/campaigns/{campaign}/topics")
    .step(),
];
