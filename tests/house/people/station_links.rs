//! Links by which a station confirms without an account.

use chrono::TimeDelta;
use ijwi::kit::Error;
use ijwi::people::{self, Role, Speaker};

use crate::driver::on_both;

on_both! {
    async fn a_station_link_speaks_for_one_station_until_it_is_replaced(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio A").await.expect("a station");
        let other = house.enters(who, "Radio B").await.expect("a station");
        let app = &house.app;

        let link = people::make_station_link(app, who, station).await.expect("a link");
        let staff = people::station_staff_by_link(app, &link.token).await.expect("good");
        assert!(staff.speaks_for(station) && !staff.speaks_for(other));
        assert_eq!(staff.speaker(), Speaker::Link(link.id));
        assert_eq!(staff.actor().link, Some(link.id.number()));
        let kept = format!("SELECT COUNT(*) FROM station_link WHERE token_hash = '{}'", link.token);
        assert_eq!(house.number(&kept).await, 0);

        let next = people::make_station_link(app, who, station).await.expect("a link");
        let old = people::station_staff_by_link(app, &link.token).await;
        assert!(matches!(old, Err(Error::Gone)));
        assert!(people::station_staff_by_link(app, &next.token).await.is_ok());
        let listed = people::station_links_of(&app.db, who, station).await.expect("a list");
        assert_eq!(listed.len(), 2);
        assert!(listed[0].revoked_at.is_none() && listed[1].revoked_at.is_some());
    }

    async fn a_station_link_expires_and_can_be_revoked(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio A").await.expect("a station");
        let app = &house.app;
        let link = people::make_station_link(app, who, station).await.expect("a link");
        house.wait(TimeDelta::hours(36) - TimeDelta::seconds(1));
        assert!(people::station_staff_by_link(app, &link.token).await.is_ok());
        house.wait(TimeDelta::seconds(1));
        let expired = people::station_staff_by_link(app, &link.token).await;
        assert!(matches!(expired, Err(Error::Gone)));

        let link = people::make_station_link(app, who, station).await.expect("a link");
        assert_eq!(people::revoke_station_links(app, who, station).await.expect("done"), 1);
        let revoked = people::station_staff_by_link(app, &link.token).await;
        assert!(matches!(revoked, Err(Error::Gone)));
        let unknown = people::station_staff_by_link(app, "0123456789").await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }

    async fn staff_speak_for_the_stations_they_are_bound_to(house) {
        let who = house.planner().await;
        let one = house.enters(who, "Radio A").await.expect("a station");
        let two = house.enters(who, "Radio B").await.expect("a station");
        let three = house.enters(who, "Radio C").await.expect("a station");
        let staff = house.someone("staff@ijwi.test", &[Role::StationStaff], &[one, two]).await;

        let staff = people::station_staff_by_id(&house.app.db, staff.id).await.expect("staff");

        assert_eq!(staff.stations(), [one, two]);
        assert!(!staff.speaks_for(three));
    }
}
