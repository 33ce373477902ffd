//! Transmitters and outages.

/// Where and how a station goes on air.
pub mod transmitter {
    use sea_orm::entity::prelude::*;

    /// One transmitter.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "transmitter")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// The name of the hill or place; empty when not known.
        pub site: String,
        /// The district of the site.
        pub place_id: Option<i64>,
        /// Frequency in kilohertz: 95500 is 95.5 MHz.
        pub freq_khz: i32,
        /// Degrees north.
        pub lat: Option<f64>,
        /// Degrees east.
        pub lon: Option<f64>,
        /// `mast` or `approximate`; none without a position.
        pub position_kind: Option<String>,
        /// How the position is known.
        pub position_basis: Option<String>,
        /// Effective radiated power in watts.
        pub power_w: Option<f64>,
        /// Height of the antenna above ground in metres.
        pub antenna_m: Option<f64>,
        /// First day on air; none when not known.
        pub valid_from: Option<Date>,
        /// Last day on air; none while it goes on.
        pub valid_to: Option<Date>,
        /// What else is known.
        pub note: Option<String>,
        /// Who says so.
        pub source: Option<String>,
        /// The year or day that the source speaks of.
        pub as_of: Option<String>,
        /// When it was entered.
        pub created_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Districts that a transmitter serves; without a row it serves all of its station's.
pub mod transmitter_place {
    use sea_orm::entity::prelude::*;

    /// One district of one transmitter.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "transmitter_place")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The transmitter.
        pub transmitter_id: i64,
        /// The district.
        pub place_id: i64,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Times during which a station, or part of it, was off.
pub mod outage {
    use sea_orm::entity::prelude::*;

    /// One outage.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outage")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// `all` transmitters or `some`.
        pub scope: String,
        /// The first instant off air.
        pub starts_at: DateTimeUtc,
        /// The first instant on air again; none while it lasts.
        pub ends_at: Option<DateTimeUtc>,
        /// `power`, `transmitter`, `link`, `weather`, `maintenance`, `order`, `unknown` or `other`.
        pub reason: String,
        /// What else is known.
        pub note: Option<String>,
        /// Who says so.
        pub source: Option<String>,
        /// When it was entered.
        pub created_at: DateTimeUtc,
        /// When it turned out to be wrong.
        pub withdrawn_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Transmitters of an outage whose scope is `some`.
pub mod outage_transmitter {
    use sea_orm::entity::prelude::*;

    /// One transmitter of one outage.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outage_transmitter")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The outage.
        pub outage_id: i64,
        /// The transmitter.
        pub transmitter_id: i64,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
