//! The tables of the schedule, one to one.

/// Airings that were booked together, as they were asked for.
pub mod series {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "series")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// The campaign.
        pub campaign_id: i64,
        /// The message in one language.
        pub message_version_id: i64,
        /// The weekdays, 0 = Monday, as in `0,2,4`.
        pub weekdays: String,
        /// Every how many weeks.
        pub every_weeks: i32,
        /// The times of day, as in `06:30,18:30`.
        pub times: String,
        /// The first day.
        pub first_on: Date,
        /// The last day.
        pub last_on: Date,
        /// The zone in which the times were meant.
        pub zone: String,
        /// When it was booked.
        pub booked_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One broadcast of a message on a station, planned or past.
pub mod airing {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "airing")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Its code: five characters and a check.
        pub code: String,
        /// The station.
        pub station_id: i64,
        /// The campaign.
        pub campaign_id: i64,
        /// The message in one language.
        pub message_version_id: i64,
        /// `spot`, `programme` or `live_session`.
        pub kind: String,
        /// The series that it was booked in.
        pub series_id: Option<i64>,
        /// The break that a spot stands in.
        pub break_id: Option<i64>,
        /// When that break begins.
        pub break_starts_at: Option<DateTimeUtc>,
        /// When that break's free seconds end.
        pub break_ends_at: Option<DateTimeUtc>,
        /// When it starts, a whole second.
        pub starts_at: DateTimeUtc,
        /// The first instant after it.
        pub ends_at: DateTimeUtc,
        /// Its length.
        pub seconds: i32,
        /// The broadcast day it belongs to, in the station's time.
        pub air_date: Date,
        /// The part of the station's day.
        pub daypart_id: Option<i64>,
        /// `booked` or `cancelled`.
        pub state: String,
        /// Whether it was typed in after its time had passed.
        pub entered_late: bool,
        /// Why it was cancelled.
        pub cancel_reason: Option<String>,
        /// The level of evidence: `planned` .. `verified`.
        pub evidence: String,
        /// What became of it: `unanswered`, `aired`, `late`, `partial`, `not_aired`.
        pub outcome: String,
        /// When it was heard instead.
        pub heard_at: Option<DateTimeUtc>,
        /// How much of it was heard.
        pub heard_seconds: Option<i32>,
        /// Why it did not air, or not whole.
        pub reason: Option<String>,
        /// When its standing was last written.
        pub settled_at: Option<DateTimeUtc>,
        /// The price it was booked at; none when the rate card had none.
        pub rate_id: Option<i64>,
        /// What it costs, in minor units.
        pub price_minor: i64,
        /// The currency of the price.
        pub currency: String,
        /// Grows with every change.
        pub version: i32,
        /// When it was booked.
        pub booked_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What was done to an airing: booked, moved, cancelled. Append-only.
pub mod airing_change {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "airing_change")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The airing.
        pub airing_id: i64,
        /// `booked`, `moved` or `cancelled`.
        pub deed: String,
        /// Who did it.
        pub person_id: Option<i64>,
        /// When the airing starts since then.
        pub starts_at: DateTimeUtc,
        /// How long it is since then.
        pub seconds: i32,
        /// Why, when it was cancelled.
        pub reason: Option<String>,
        /// When it was done.
        pub at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
