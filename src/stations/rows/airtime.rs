//! Hours, dayparts, breaks and prices.

/// When a station is on air in a normal week; no row at all means that it is not known.
pub mod opening_hours {
    use sea_orm::entity::prelude::*;

    /// One stretch of one weekday.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "opening_hours")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// 0 is Monday, 6 is Sunday.
        pub weekday: i32,
        /// Wall time of the start.
        pub opens: Time,
        /// Wall time of the end; at or before `opens` it lies on the next day.
        pub closes: Time,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The named parts of a station's day.
pub mod daypart {
    use sea_orm::entity::prelude::*;

    /// One daypart.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "daypart")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// Its code, such as `05-09`.
        pub code: String,
        /// Its own name, if it has one.
        pub name: Option<String>,
        /// Wall time of the start.
        pub starts: Time,
        /// Wall time of the end; at or before `starts` it lies past midnight.
        pub ends: Time,
        /// When it was put away.
        pub archived_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The weekly breaks in which spots may air.
pub mod station_break {
    use sea_orm::entity::prelude::*;

    /// One break of one weekday.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "station_break")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// 0 is Monday, 6 is Sunday.
        pub weekday: i32,
        /// Wall time of the start.
        pub starts: Time,
        /// Its whole length.
        pub seconds: i32,
        /// What campaigns may fill of it.
        pub free_seconds: i32,
        /// First day; none for always.
        pub valid_from: Option<Date>,
        /// Last day; none while it goes on.
        pub valid_to: Option<Date>,
        /// When it was put away.
        pub archived_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The prices that a station asks.
pub mod rate {
    use sea_orm::entity::prelude::*;

    /// One price.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "rate")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// `spot` or `programme`.
        pub kind: String,
        /// The daypart; none for any.
        pub daypart_id: Option<i64>,
        /// The length that the price is for.
        pub per_seconds: i32,
        /// The price in minor units.
        pub price_minor: i64,
        /// ISO 4217 code.
        pub currency: String,
        /// First day.
        pub valid_from: Date,
        /// Last day; none while it goes on.
        pub valid_to: Option<Date>,
        /// When it was put away.
        pub archived_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
