//! Places: files come in whole or not at all, and only once.

use ijwi::kit::Error;
use ijwi::kit::table::Report;
use ijwi::places::{Deed, Imported, import_by_command, importer};
use ijwi::plant::intake::{Choices, Sent};

use ijwi::people::Role;

use crate::driver::{Caller, House, on_both};

const DISTRICTS: &str = "pcode,district,province_pcode,province,population_2022,male_2022,\
    female_2022,population_2026_proj,adults_16plus_2026_proj,centroid_lat,centroid_lon\n\
    ZZ11,Aruba,ZZ1,North,300,140,160,330,200,-1.5,30.5\n\
    ZZ12,Bonga,ZZ1,North,500,240,260,550,300,-1.5,31.5\n\
    ZZ21,Cyeza,ZZ2,South,200,90,110,210,120,-2.5,30.5\n";

const SECTORS: &str = "sector_pcode,sector,district_pcode,district,population_2022,male_2022,\
    female_2022,centroid_lat,centroid_lon\n\
    ZZ1101,Kivu,ZZ11,Aruba,100,40,60,-1.4,30.4\n\
    ZZ1102,Mugina,ZZ11,Aruba,200,100,100,-1.6,30.6\n";

fn sent(text: &str) -> Sent {
    Sent { name: "made-up.csv".into(), bytes: text.as_bytes().to_vec() }
}

impl House {
    /// A command imports a file of a kind, writing unless it is only a look.
    async fn imports(&self, kind: &str, text: &str, choices: &Choices, deed: Deed) -> Imported {
        self.tries_import(kind, text, choices, deed).await.expect("a file that can be read")
    }

    async fn tries_import(
        &self,
        kind: &str,
        text: &str,
        choices: &Choices,
        deed: Deed,
    ) -> Result<Imported, Error> {
        let importer = importer(ijwi::wiring::IMPORTERS, kind).expect("a known kind");
        import_by_command(&self.app, importer, sent(text), choices, deed).await
    }

    async fn writes(&self, kind: &str, text: &str) -> Report {
        let imported = self.imports(kind, text, &Choices::default(), Deed::Write).await;
        assert!(imported.refused.is_none(), "{:?} {:?}", imported.refused, imported.report);
        imported.report
    }
}

impl House {
    async fn a_coordinator(&self) -> Caller {
        self.someone("coordinator@places.test", &[Role::Coordinator], &[]).await.browser
    }
}

fn counts(report: &Report) -> (usize, usize, usize, usize) {
    (report.new, report.changed, report.unchanged, report.rejected.len())
}

fn squares() -> String {
    let square = |code: &str, x: f64, y: f64, side: f64| {
        format!(
            "{{\"type\":\"Feature\",\"id\":\"{code}\",\"properties\":{{\"pcode\":\"{code}\"}},\
             \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{x},{y}],[{0},{y}],[{0},{1}],\
             [{x},{1}],[{x},{y}]]]}}}}",
            x + side,
            y + side
        )
    };
    let all = [
        square("ZZ11", 30.0, -2.0, 1.0),
        square("ZZ12", 31.0, -2.0, 1.0),
        square("ZZ21", 30.0, -3.0, 1.0),
        square("ZZ1101", 30.0, -2.0, 0.5),
    ];
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", all.join(","))
}

on_both! {
    async fn a_dry_run_writes_nothing(house) {
        let imported =
            house.imports("districts", DISTRICTS, &Choices::default(), Deed::DryRun).await;

        assert_eq!(counts(&imported.report), (3, 0, 0, 0));
        assert_eq!(house.number("SELECT COUNT(*) FROM place").await, 0);
        assert_eq!(house.number("SELECT COUNT(*) FROM trail").await, 0);
    }

    async fn the_same_file_twice_changes_nothing_and_says_so(house) {
        assert_eq!(counts(&house.writes("districts", DISTRICTS).await), (3, 0, 0, 0));
        assert_eq!(counts(&house.writes("sectors", SECTORS).await), (2, 0, 0, 0));
        let version = house.app.db.version().await.expect("a version");

        assert_eq!(counts(&house.writes("districts", DISTRICTS).await), (0, 0, 3, 0));
        assert_eq!(counts(&house.writes("sectors", SECTORS).await), (0, 0, 2, 0));

        assert_eq!(house.app.db.version().await.expect("a version"), version);
        assert_eq!(house.number("SELECT COUNT(*) FROM place").await, 5);
        assert_eq!(house.number("SELECT COUNT(*) FROM population").await, 8);
        let census = "SELECT CAST(SUM(total) AS BIGINT) FROM population p \
            JOIN place a ON a.id = p.place_id WHERE kind = 'district' AND status = 'census'";
        assert_eq!(house.number(census).await, 1000);
        let beneath = "SELECT COUNT(*) FROM place s JOIN place d ON d.id = s.parent_id \
            WHERE s.kind = 'sector' AND d.pcode = 'ZZ11'";
        assert_eq!(house.number(beneath).await, 2);
    }

    async fn a_changed_figure_replaces_the_earlier_one(house) {
        house.writes("districts", DISTRICTS).await;
        let changed = DISTRICTS.replace("200,90,110,210", "201,90,111,210");

        assert_eq!(counts(&house.writes("districts", &changed).await), (0, 1, 2, 0));

        assert_eq!(house.number("SELECT COUNT(*) FROM population").await, 6);
        let total = "SELECT total FROM population p JOIN place a ON a.id = p.place_id \
            WHERE pcode = 'ZZ21' AND status = 'census'";
        assert_eq!(house.number(total).await, 201);
    }

    async fn a_sector_changed_by_one_names_its_district(house) {
        house.writes("districts", DISTRICTS).await;
        let wrong = SECTORS.replace("100,40,60", "101,41,60");

        let imported = house.imports("sectors", &wrong, &Choices::default(), Deed::Write).await;

        assert!(imported.refused.is_some());
        let named = format!("{:?}", imported.report.checks);
        assert!(named.contains("ZZ11") && named.contains("Aruba"), "{named}");
        assert_eq!(house.number("SELECT COUNT(*) FROM place WHERE kind = 'sector'").await, 0);

        let accept = Choices { accept: "recount of 2023".into(), ..Choices::default() };
        let accepted = house.imports("sectors", &wrong, &accept, Deed::Write).await;
        assert!(accepted.refused.is_none());
        assert_eq!(house.number("SELECT COUNT(*) FROM place WHERE kind = 'sector'").await, 2);
    }

    async fn nothing_is_half_imported(house) {
        let broken = format!("{DISTRICTS}ZZ22,Doha,ZZ2,South,many,,,,,,\n");

        let refused = house.imports("districts", &broken, &Choices::default(), Deed::Write).await;
        assert!(refused.refused.is_some());
        assert_eq!(refused.report.rejected[0].line, 5);
        assert_eq!(house.number("SELECT COUNT(*) FROM place").await, 0);

        let without = Choices { leave_out: true, ..Choices::default() };
        let taken = house.imports("districts", &broken, &without, Deed::Write).await;
        assert!(taken.refused.is_none());
        assert_eq!(house.number("SELECT COUNT(*) FROM place").await, 3);
    }

    async fn a_published_total_is_met_or_must_be_accepted(house) {
        let (total, male, female) = (Some(1000), Some(470), Some(530));
        let met = Choices { total, male, female, ..Choices::default() };
        let imported = house.imports("districts", DISTRICTS, &met, Deed::DryRun).await;
        assert!(imported.report.checks.iter().all(|check| check.good));

        let missed = Choices { total: Some(999), ..met };
        let imported = house.imports("districts", DISTRICTS, &missed, Deed::Write).await;
        assert!(imported.refused.is_some());
    }

    async fn shapes_come_in_once_and_only_for_known_places(house) {
        house.writes("districts", DISTRICTS).await;
        house.writes("sectors", SECTORS).await;

        assert_eq!(counts(&house.writes("boundaries", &squares()).await), (4, 0, 0, 0));
        assert_eq!(counts(&house.writes("boundaries", &squares()).await), (0, 0, 4, 0));

        assert_eq!(house.number("SELECT COUNT(*) FROM boundary").await, 4);
        let stranger = squares().replace("ZZ21", "ZZ99");
        let imported =
            house.imports("boundaries", &stranger, &Choices::default(), Deed::Write).await;
        assert!(imported.refused.is_some());
        assert_eq!(imported.report.rejected.len(), 1);
    }

    async fn files_of_strangers_are_refused_in_words(house) {
        let hostile: [(&str, &[u8]); 6] = [
            ("districts", b""),
            ("districts", b"PK\x03\x04"),
            ("districts", b"a,b\n1,2\n"),
            ("sectors", b"pcode,population_2022\n\"open,1\n"),
            ("boundaries", b"{\"type\":\"FeatureCollection\""),
            ("boundaries", &[0xff; 400]),
        ];
        for (kind, bytes) in hostile {
            let importer = importer(ijwi::wiring::IMPORTERS, kind).expect("a known kind");
            let sent = Sent { name: "x".into(), bytes: bytes.to_vec() };
            let choices = Choices::default();
            let answer = import_by_command(&house.app, importer, sent, &choices, Deed::Write).await;
            assert!(matches!(answer, Err(Error::Refused(_))), "{kind} {bytes:?}: {answer:?}");
        }
        assert_eq!(house.number("SELECT COUNT(*) FROM place").await, 0);
    }

    async fn a_coordinator_imports_on_a_page(house) {
        let browser = house.a_coordinator().await;

        let sent = browser
            .send_table("/imports", &[("kind", "districts")], "d.csv", DISTRICTS.as_bytes())
            .await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let place = sent.location().to_owned();
        let shown = browser.get(&place).await;
        assert!(shown.body.contains("Aruba (ZZ11)"), "{}", shown.body);
        assert_eq!(house.number("SELECT COUNT(*) FROM place").await, 0);

        let apply = format!("{place}/application");
        let applied = browser.fill(&place, &apply, &[]).await;
        assert_eq!(applied.status, 303, "{}", applied.body);
        assert_eq!(house.number("SELECT COUNT(*) FROM place").await, 3);

        let again = browser
            .send_table("/imports", &[("kind", "districts")], "d.csv", DISTRICTS.as_bytes())
            .await;
        let shown = browser.get(again.location()).await;
        assert!(shown.body.contains("d.csv changes nothing"), "{}", shown.body);
        assert!(!shown.body.contains("/application"));
    }

    async fn unknown_headings_ask_for_their_columns(house) {
        let browser = house.a_coordinator().await;
        let strange = "Kode,Jina,Watu wa 2022\nZZ11,Aruba,300\nZZ12,Bonga,many\n";

        let file = strange.as_bytes();
        let sent = browser.send_table("/imports", &[("kind", "districts")], "x.csv", file).await;
        let place = sent.location().to_owned();
        let shown = browser.get(&place).await;
        assert!(shown.body.contains("column-code"), "{}", shown.body);
        assert!(!shown.body.contains("/application"));

        let said = [("column-code", "0"), ("column-name", "1"), ("column-total", "2"),
            ("year", "2022"), ("status", "census"), ("source", "=cmd|' /C calc'!A0")];
        let described = browser.fill(&place, &place, &said).await;
        assert_eq!(described.status, 303, "{}", described.body);
        let shown = browser.get(&place).await;
        assert!(shown.body.contains("many"), "{}", shown.body);
        let list = browser.get(&format!("{place}/rejects.csv")).await;
        assert!(list.body.contains("ZZ12,Bonga,many,3,"), "{}", list.body);

        let go_on: Vec<(&str, &str)> = said.into_iter().chain([("leave_out", "yes")]).collect();
        browser.fill(&place, &place, &go_on).await;
        let applied = browser.fill(&place, &format!("{place}/application"), &[]).await;
        assert_eq!(applied.status, 303, "{}", applied.body);
        assert_eq!(house.number("SELECT total FROM population").await, 300);
    }

    async fn a_district_is_shown_with_its_figures_and_people_left_out(house) {
        house.writes("districts", DISTRICTS).await;
        house.writes("sectors", SECTORS).await;
        let browser = house.a_coordinator().await;
        let list = browser.get("/districts").await;
        assert!(list.body.contains("1,090 people live in 3 districts"), "{}", list.body);
        let found = browser.get("/districts?q=aru").await;
        assert!(found.body.contains(">Aruba</a>") && !found.body.contains(">Cyeza</a>"));

        let id = house.number("SELECT id FROM place WHERE pcode = 'ZZ11'").await;
        let place = format!("/districts/{id}");
        let figures = format!("{place}/figures");
        let wrong = [("year", "2025"), ("status", "estimate"), ("total", "400"), ("male", "100"),
            ("female", "200"), ("source", "district office")];
        let refused = browser.fill(&figures, &figures, &wrong).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("district office"), "what was typed is kept");
        let right = [("year", "2025"), ("status", "estimate"), ("total", "400"),
            ("source", "district office <b>")];
        let saved = browser.fill(&figures, &figures, &right).await;
        assert_eq!(saved.status, 303, "{}", saved.body);

        let exclusions = format!("{place}/exclusions");
        let camp = [("people", "50"), ("reason", "camp of Mahoko")];
        let left_out = browser.fill(&exclusions, &exclusions, &camp).await;
        assert_eq!(left_out.status, 303, "{}", left_out.body);
        let shown = browser.get(&place).await;
        assert!(shown.body.contains("50 people are left out"), "{}", shown.body);
        assert!(shown.body.contains("camp of Mahoko") && shown.body.contains(">Mugina</a>"));
        assert!(!shown.body.contains("office <b>"), "hostile text is escaped");
        let end = format!(
            "{exclusions}/{}/end",
            house.number("SELECT id FROM population_adjustment").await
        );
        let counted = browser.fill(&place, &end, &[]).await;
        assert_eq!(counted.status, 303, "{}", counted.body);
        assert!(browser.get(&place).await.body.contains("Nobody is left out"));
    }

    async fn a_district_is_added_by_hand_once(house) {
        let browser = house.a_coordinator().await;
        let typed = [("pcode", "ZZ31"), ("name", "Duhozanye"), ("lat", "-2,5"), ("lon", "29.75")];

        let added = browser.fill("/districts/new", "/districts/new", &typed).await;
        assert_eq!(added.status, 303, "{}", added.body);
        let again = browser.fill("/districts/new", "/districts/new", &typed).await;

        assert_eq!(again.status, 422);
        assert!(again.body.contains("has this P-code already"), "{}", again.body);
        assert_eq!(house.number("SELECT COUNT(*) FROM place").await, 1);
        for path in ["/districts/999", "/imports/999", "/districts/x"] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
    }

    async fn managers_look_and_do_not_change(house) {
        house.writes("districts", DISTRICTS).await;
        let manager = house.someone("m@places.test", &[Role::Manager], &[]).await.browser;

        let list = manager.get("/districts").await;

        assert_eq!(list.status, 200);
        assert!(!list.body.contains("/imports"));
        assert_eq!(manager.get("/imports").await.status, 403);
        assert_eq!(manager.get("/districts/new").await.status, 403);
    }
}
