//! Places: files come in whole or not at all, and only once.

use ijwi::kit::Error;
use ijwi::kit::table::Report;
use ijwi::places::{Deed, Imported, import_by_command, importer};
use ijwi::plant::intake::{Choices, Sent};

use crate::driver::{House, on_both};

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
        let met = Choices { total: Some(1000), male: Some(470), female: Some(530), ..Choices::default() };
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
}
