//! Campaigns on both engines: drafted, changed, run, closed, copied, and seen.

use ijwi::campaigns::{
    self, BudgetRequest, CampaignRequest, CopyBudget, Discretion, EditRequest, Exactness,
    FigureRequest, OpenReason, Part, PartnerRequest, Sight, State,
};
use ijwi::kit::{Currency, Error, Money};
use ijwi::people::Role;

use crate::driver::campaigns::{key, terms};
use crate::driver::{House, on_both};

fn refusal(error: &Error) -> &'static str {
    match error {
        Error::Refused(why) => why.words(),
        other => panic!("no refusal: {other}"),
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";

async fn trail_of(house: &House, deed: &str) -> i64 {
    house.number(&format!("SELECT COUNT(*) FROM trail WHERE deed = '{deed}'")).await
}

on_both! {
    async fn a_campaign_runs_its_whole_life_on_pages(house) {
        let team = house.team().await;
        let browser = &team.first.browser;
        let district = team.districts[0].to_string();
        let person = team.first.id.to_string();

        let made = browser.fill("/campaigns/new", "/campaigns/new", &[
            ("name", "Border districts"), ("public_title", "Good neighbours"),
            ("discreet", "yes"), ("topic", "Trafficking"), ("starts_on", "2026-03-01"),
            ("ends_on", "31/03/2026"), ("coordinator", &person), ("districts", &district),
        ]).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let page = made.location().split('?').next().expect("a path").to_owned();
        let shown = browser.get(&page).await;
        assert!(shown.body.contains("<h1>Border districts</h1>"), "{}", shown.body);
        assert!(shown.body.contains("Kirehe") && shown.body.contains("Draft"));

        let set = format!("{page}/districts");
        let answer = browser.fill(&set, &set, &[
            ("districts", &district), ("reach1", "50 000"), ("reach3", "20,000"),
            ("percent", "25"),
        ]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let budget = format!("{page}/budget");
        let answer = browser.fill(&budget, &budget, &[
            ("line", "Airtime"), ("amount", "1 200 000"), ("currency", "RWF"),
        ]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let figures = format!("{page}/figures");
        let answer = browser.fill(&figures, &figures, &[
            ("exactness", "over"), ("number", "50,000"), ("about", "people reached"),
            ("source", "A partner's press release"),
        ]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let shown = browser.get(&page).await;
        for text in ["50,000", "20,000", "25", "1,200,000", "over 50,000", "Definition unknown"] {
            assert!(shown.body.contains(text), "{text}: {}", shown.body);
        }

        let answer = browser.fill(&page, &format!("{page}/start"), &[]).await;
        assert_eq!(answer.status, 303);
        let answer = browser.fill(&page, &format!("{page}/closure"), &[]).await;
        assert_eq!(answer.status, 303);
        house.run_jobs().await;
        let shown = browser.get(&page).await;
        assert!(shown.body.contains("Closed on 2 March 2026"), "{}", shown.body);
        assert!(!shown.body.contains(&format!("{page}/edit")));
        for deed in ["campaign_created", "campaign_started", "campaign_closed", "figure_added"] {
            assert_eq!(trail_of(&house, deed).await, 1, "{deed}");
        }
    }

    async fn a_form_with_problems_keeps_what_was_typed(house) {
        let team = house.team().await;
        let answer = team.first.browser.fill("/campaigns/new", "/campaigns/new", &[
            ("name", "<b>Half</b>"), ("starts_on", "2026-03-09"), ("ends_on", "2026-03-01"),
            ("coordinator", "999"),
        ]).await;

        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("<title>Error: "), "{}", answer.body);
        assert!(answer.body.contains("&#60;b&#62;Half"), "{}", answer.body);
        for field in ["public_title", "topic", "ends_on"] {
            assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field}");
            assert!(answer.body.contains(&format!("id=\"{field}\"")), "{field}");
        }
        assert_eq!(house.number("SELECT COUNT(*) FROM campaign").await, 0);
    }

    async fn a_form_sets_only_its_fields_and_counts_once(house) {
        let team = house.team().await;
        let campaign = house.drafts(&team, "Once").await;
        let edit = format!("/campaigns/{campaign}/edit");
        let answer = team.first.browser.fill(&edit, &edit, &[("state", "closed")]).await;
        assert_eq!(answer.status, 422);

        let again = house.drafts(&team, "Once").await;
        assert_eq!(again, campaign);
        assert_eq!(house.number("SELECT COUNT(*) FROM campaign").await, 1);
        assert_eq!(house.number("SELECT CAST(version AS BIGINT) FROM campaign").await, 1);
    }

    async fn names_are_taken_once_whatever_their_letters(house) {
        let team = house.team().await;
        house.drafts(&team, "Border districts").await;
        let request = CampaignRequest {
            form_key: key("second"),
            terms: terms(&team, "BORDER  Districts"),
            districts: Vec::new(),
        };
        let who = house.coordinator_of(&team.first).await;
        let made = campaigns::create_campaign(&house.app.db, &*house.app.clock, who, request).await;
        let why = made.expect_err("a refusal");
        assert_eq!(refusal(&why), "campaigns.problem.name_taken");
    }

    async fn switching_discreet_mode_off_is_explained_in_the_trail(house) {
        let team = house.team().await;
        let campaign = house.drafts(&team, "Quiet").await;
        let who = house.coordinator_of(&team.first).await;
        let (db, clock) = (&house.app.db, &*house.app.clock);
        let mut open = terms(&team, "Quiet");
        open.discretion = Discretion::Open;
        let edit = |form_key, version, reason| EditRequest {
            form_key: key(form_key), campaign, version, terms: open.clone(), reason,
        };

        let why = campaigns::edit_campaign(db, clock, who, edit("a", 1, None)).await;
        assert_eq!(refusal(&why.expect_err("asks")), "campaigns.problem.reason_missing");
        let reason = Some(OpenReason::Partners);
        let stale = campaigns::edit_campaign(db, clock, who, edit("b", 0, reason)).await;
        assert!(matches!(stale, Err(Error::Stale)));
        campaigns::edit_campaign(db, clock, who, edit("c", 1, reason)).await.expect("open");

        let sql = "SELECT COUNT(*) FROM trail WHERE deed = 'discretion_changed' \
            AND before = 'discreet' AND after = 'open' AND reference = 'partners'";
        assert_eq!(house.number(sql).await, 1);
        let seen = campaigns::visible_to(db.read(), Sight::All, campaign).await.expect("seen");
        assert_eq!((seen.version, seen.outside_title()), (2, "Quiet"));
    }

    async fn a_closed_campaign_refuses_every_change(house) {
        let team = house.team().await;
        let campaign = house.drafts(&team, "Done").await;
        let who = house.coordinator_of(&team.first).await;
        let (db, clock) = (&house.app.db, &*house.app.clock);
        let early = campaigns::close_campaign(db, clock, who, campaign, &key("early")).await;
        assert_eq!(refusal(&early.expect_err("no")), "campaigns.problem.not_running");
        house.starts(&team, campaign).await;
        house.closes(&team, campaign).await;
        house.run_jobs().await;

        let money = Money { minor: 5, currency: Currency::RWF };
        let line = BudgetRequest {
            form_key: key("l"), campaign, name: "x".to_owned(), money, donor: None,
        };
        let terms = terms(&team, "Done");
        let edit = EditRequest { form_key: key("e"), campaign, version: 1, terms, reason: None };
        let tried = [
            campaigns::edit_campaign(db, clock, who, edit).await,
            campaigns::add_budget_line(db, clock, who, line).await,
            campaigns::start_campaign(db, clock, who, campaign, &key("s")).await,
            campaigns::close_campaign(db, clock, who, campaign, &key("again")).await,
            campaigns::remove_part(db, clock, who, (campaign, Part::Figure(1)), &key("p")).await,
            campaigns::remove_district(
                db, clock, who, (campaign, team.districts[0]), &key("d")).await,
        ];
        for answer in tried {
            let why = answer.expect_err("a refusal");
            assert_eq!(refusal(&why), "campaigns.problem.closed");
        }
        let seen = campaigns::visible_to(db.read(), Sight::NotDrafts, campaign).await;
        assert_eq!(seen.expect("seen").state, State::Closed);
    }

    async fn managers_see_no_drafts_and_strangers_see_nothing(house) {
        let team = house.team().await;
        let draft = house.drafts(&team, "A draft").await;
        let running = house.drafts(&team, "On air").await;
        house.starts(&team, running).await;
        let manager = house.someone("manager@ijwi.test", &[Role::Manager], &[]).await;

        let list = manager.browser.get("/campaigns").await;
        assert!(list.body.contains("On air") && !list.body.contains("A draft"), "{}", list.body);
        let path = |id| format!("/campaigns/{id}");
        assert_eq!(manager.browser.get(&path(draft)).await.status, 404);
        let shown = manager.browser.get(&path(running)).await;
        assert_eq!(shown.status, 200);
        assert!(!shown.body.contains("/edit\""));
        assert_eq!(manager.browser.get(&format!("/campaigns/{running}/edit")).await.status, 403);
        assert_eq!(manager.browser.get("/campaigns/new").await.status, 403);
        assert_eq!(house.nobody().get("/campaigns").await.status, 303);
        assert_eq!(team.first.browser.get(&path(draft)).await.status, 200);
    }

    async fn the_list_is_searched_filtered_and_sorted(house) {
        let team = house.team().await;
        for name in ["100 % safe", "Åpen dør", "Zebra"] {
            house.drafts(&team, name).await;
        }
        let browser = &team.first.browser;
        let found = browser.get("/campaigns?q=apen").await;
        assert!(found.body.contains("Åpen dør") && !found.body.contains("Zebra"));
        let percent = browser.get("/campaigns?q=%25").await;
        assert!(percent.body.contains("100 % safe") && !percent.body.contains("Zebra"));
        assert!(browser.get("/campaigns?state=running").await.body.contains("No campaign fits"));
        let sorted = browser.get("/campaigns?sort=name").await.body;
        let at = |name: &str| sorted.find(name).expect("in the list");
        assert!(at("100 %") < at("Åpen") && at("Åpen") < at("Zebra"));
        assert_eq!(browser.get("/campaigns?hack=1").await.status, 422);
    }

    async fn a_copy_takes_partners_but_is_a_draft_of_its_own(house) {
        let team = house.team().await;
        let model = house.drafts(&team, "Model").await;
        let who = house.coordinator_of(&team.first).await;
        let (db, clock) = (&house.app.db, &*house.app.clock);
        let partner = |form, role| PartnerRequest {
            form_key: key(form), campaign: model, name: "Government of Somewhere".to_owned(),
            role, logo: Some(PNG.to_vec()),
        };
        let add = |request| campaigns::add_partner(db, &house.app.files, clock, who, request);
        add(partner("1", campaigns::Role::Donor)).await.expect("added");
        add(partner("2", campaigns::Role::Support)).await.expect("another role");
        let twice = add(partner("3", campaigns::Role::Donor)).await.expect_err("twice");
        assert_eq!(refusal(&twice), "campaigns.problem.role_taken");
        let partners = campaigns::partners_of(db.read(), model).await.expect("a list");
        let money = Money { minor: 900, currency: Currency::RWF };
        let donor = Some(partners[0].partner);
        let name = "Airtime".to_owned();
        let line = BudgetRequest { form_key: key("4"), campaign: model, name, money, donor };
        campaigns::add_budget_line(db, clock, who, line).await.expect("a line");

        let request = CampaignRequest {
            form_key: key("copy"), terms: terms(&team, "Copy"), districts: team.districts.clone(),
        };
        let copy = campaigns::copy_campaign(db, clock, who, (model, CopyBudget::Yes), request)
            .await.expect("a copy");

        let read = db.read();
        assert_eq!(campaigns::partners_of(read, copy).await.expect("a list").len(), 2);
        assert_eq!(campaigns::budget_of(read, copy).await.expect("a list").len(), 1);
        assert_eq!(campaigns::districts_of(read, copy).await.expect("a list").len(), 3);
        let seen = campaigns::visible_to(read, Sight::All, copy).await.expect("seen");
        assert_eq!(seen.state, State::Draft);
        let logo = partners[0].id;
        let path = format!("/campaigns/{model}/partners/{logo}/logo");
        let sent = team.first.browser.get(&path).await;
        assert_eq!((sent.header("content-type"), &sent.bytes[..]), ("image/png", PNG));
        assert_eq!(sent.header("x-content-type-options"), "nosniff");
        assert!(sent.header("content-disposition").starts_with("attachment"));
    }

    async fn a_logo_is_a_picture_and_small(house) {
        let team = house.team().await;
        let campaign = house.drafts(&team, "Logos").await;
        let page = format!("/campaigns/{campaign}/partners");
        let browser = &team.first.browser;
        let fields = [("partner", "Somebody"), ("role", "lead")];
        let html: Option<(&str, &str, &[u8])> = Some(("logo", "x.png", b"<script>x</script>"));
        let answer = browser.send_file((&page, &page), &fields, html).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("no PNG, JPEG or WebP"), "{}", answer.body);
        let huge = vec![0_u8; 300 * 1024];
        let answer = browser.send_file((&page, &page), &fields, Some(("logo", "x", &huge))).await;
        assert_eq!(answer.status, 413);
        let stray = [("partner", "S"), ("role", "lead"), ("state", "closed")];
        assert_ne!(browser.send_file((&page, &page), &stray, None).await.status, 303);
        let sent = Some(("logo", "../../a.png", PNG));
        assert_eq!(browser.send_file((&page, &page), &fields, sent).await.status, 303);
        assert_eq!(house.number("SELECT COUNT(*) FROM campaign_partner").await, 1);
    }

    async fn figures_of_others_stand_apart(house) {
        let team = house.team().await;
        let campaign = house.drafts(&team, "Figures").await;
        let who = house.coordinator_of(&team.first).await;
        let request = FigureRequest {
            form_key: key("f"), campaign, number: 50_000, exactness: Exactness::Over,
            about: "people reached".to_owned(), definition: None,
            source: "press release".to_owned(), reported_on: None,
        };
        campaigns::add_figure(&house.app.db, &*house.app.clock, who, request).await.expect("kept");
        let kept = campaigns::figures_of(house.app.db.read(), campaign).await.expect("a list");
        assert_eq!((kept[0].number, kept[0].definition.as_deref()), (50_000, None));
        assert_eq!(house.number("SELECT COUNT(*) FROM goal").await, 0);
    }
}
