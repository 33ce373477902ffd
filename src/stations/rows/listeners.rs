//! Who can hear a station, and who does.

/// The share of a district's people that a station can reach.
pub mod coverage_share {
    use sea_orm::entity::prelude::*;

    /// One figure; the one in force has no `replaced_at`.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "coverage_share")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// The district.
        pub place_id: i64,
        /// At least, 0..=1.
        pub low: f64,
        /// Most likely, 0..=1.
        pub central: f64,
        /// At most, 0..=1.
        pub high: f64,
        /// Who says so.
        pub source: String,
        /// The day that the source speaks of.
        pub as_of: Date,
        /// When it was entered.
        pub created_at: DateTimeUtc,
        /// When a newer figure took its place.
        pub replaced_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many of a district's people hear a station.
pub mod audience {
    use sea_orm::entity::prelude::*;

    /// One survey's answer; the one in force has no `replaced_at`.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audience")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// The district.
        pub place_id: i64,
        /// Share of all people who heard it in four weeks.
        pub cume: Option<f64>,
        /// Share who heard it in seven days.
        pub week: Option<f64>,
        /// Share who heard it yesterday.
        pub day: Option<f64>,
        /// Who says so.
        pub source: String,
        /// The day that the source speaks of.
        pub as_of: Date,
        /// How many people were asked in this district.
        pub respondents: Option<i32>,
        /// Design effect of the sample, at least 1.
        pub deff: Option<f64>,
        /// When it was entered.
        pub created_at: DateTimeUtc,
        /// When a newer figure took its place.
        pub replaced_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The same by daypart and kind of day.
pub mod audience_slot {
    use sea_orm::entity::prelude::*;

    /// One slot of one survey's answer.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audience_slot")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The answer it belongs to.
        pub audience_id: i64,
        /// The daypart.
        pub daypart_id: i64,
        /// `all`, `weekday` or `weekend`.
        pub days: String,
        /// Share tuned in at that time on such a day.
        pub tuned: Option<f64>,
        /// Share of those who tune in on another such day too.
        pub repeat: Option<f64>,
        /// Share who hear one spot.
        pub spot: Option<f64>,
        /// Share who hear one programme.
        pub programme: Option<f64>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
