//! Files of stations, coverage and audience come in whole, once.

use ijwi::places::Deed;
use ijwi::stations::{self, StationFilter};

use super::share;
use crate::driver::on_both;

on_both! {
    async fn a_file_of_stations_comes_in_once(house) {
        house.district("X51", "East").await;
        let file = "station,owner,site,district_pcode,freq_mhz,approx_lat,approx_lon,\
            position_basis,languages,as_of,source\n\
            Radio A,public (X),Hill,X51,95.5,-1.5,30.5,a hill,Kinyarwanda;French,2017,S\n\
            Radio A,public (X),Ridge,,96.1,,,,,2017,S\n\
            Radio B,community,,X51,,,,,,2015,S\n";

        let dry = house.takes_file("stations", file, Deed::DryRun).await.report;
        assert_eq!((dry.read, dry.new, dry.rejected.len()), (3, 3, 0));
        assert_eq!(house.number("SELECT COUNT(*) FROM station").await, 0);
        let first = house.takes_file("stations", file, Deed::Write).await;
        assert!(first.refused.is_none());
        let again = house.takes_file("stations", file, Deed::Write).await.report;

        assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 3));
        assert_eq!(house.number("SELECT COUNT(*) FROM transmitter").await, 2);
        let masts = "SELECT COUNT(*) FROM transmitter WHERE position_kind = 'mast'";
        assert_eq!(house.number(masts).await, 0);
        assert_eq!(house.number("SELECT COUNT(*) FROM daypart").await, 12);
        let filter = StationFilter { text: "radio a".to_owned(), ..StationFilter::default() };
        let found = stations::list_stations(house.app.db.read(), &filter, 0, 50).await;
        let line = found.expect("one").remove(0);
        assert_eq!(line.frequencies.len(), 2);
        assert_eq!(line.languages, ["fr", "rw"]);
        assert_eq!(line.district.as_deref(), Some("East"));
    }

    async fn files_of_figures_name_stations_and_districts(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let place = house.district("X51", "East").await;
        let coverage = "station,district_pcode,low,central,high,source,as_of\n\
            radio umucyo,X51,40%,60%,0.75,S,2026-01-15\n";
        let audience = "station,district_pcode,cume,daypart,days,tuned,source,as_of\n\
            Radio Umucyo,X51,0.42,05-09,weekday,0.06,S,2026-01-15\n\
            Radio Umucyo,X51,0.42,17-20,all,0.07,S,2026-01-15\n";

        for (kind, file) in [("coverage", coverage), ("audience", audience)] {
            let first = house.takes_file(kind, file, Deed::Write).await;
            assert!(first.refused.is_none() && first.report.rejected.is_empty(), "{kind}");
            let again = house.takes_file(kind, file, Deed::Write).await.report;
            assert!(!again.changes_something(), "{kind}");
        }

        let read = house.app.db.read();
        let covered = stations::coverage_of(read, &[station]).await.expect("one");
        assert_eq!(covered[0].shares, [0.4, 0.6, 0.75].map(share));
        let heard = stations::audience_within(read, &[place]).await.expect("one");
        assert_eq!(heard[0].figures.slots.len(), 2);
        let one_bad = format!("{audience}Radio Umucyo,X51,0.5,20-23,all,0.07,S,2026-01-15\n");
        let refused = house.takes_file("audience", &one_bad, Deed::Write).await;
        assert!(refused.refused.is_some());
    }
}
