//! Stations, their languages and their people.

/// Radio stations.
pub mod station {
    use sea_orm::entity::prelude::*;

    /// One station.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "station")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Its name on air.
        pub name: String,
        /// The name in small letters without marks, unique.
        pub name_folded: String,
        /// The town of its studio.
        pub town: Option<String>,
        /// The district of its studio.
        pub place_id: Option<i64>,
        /// `public`, `private`, `community`, `religious`, `university`, `international` or `other`.
        pub owner_kind: String,
        /// The owner in the words of the source.
        pub owner: Option<String>,
        /// The IANA name of its time zone.
        pub zone: String,
        /// The wall time at which its broadcast day begins.
        pub broadcast_day_starts: Time,
        /// The share of the country that the regulator says it covers, 0..=1.
        pub national_share: Option<f64>,
        /// What else a planner should know.
        pub note: Option<String>,
        /// Who says so.
        pub source: Option<String>,
        /// The year or day that the source speaks of.
        pub as_of: Option<String>,
        /// Grows with every change, so that two editors notice each other.
        pub version: i64,
        /// When it was put away.
        pub archived_at: Option<DateTimeUtc>,
        /// When it was entered.
        pub created_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Languages that a station speaks on air.
pub mod station_language {
    use sea_orm::entity::prelude::*;

    /// One language of one station.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "station_language")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// ISO 639 code in small letters.
        pub language: String,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The people at a station who are called or texted.
pub mod staff_phone {
    use sea_orm::entity::prelude::*;

    /// One person's phone.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "staff_phone")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station.
        pub station_id: i64,
        /// Who answers.
        pub name: String,
        /// What this person does there.
        pub duty: Option<String>,
        /// The language of texts to this phone.
        pub language: String,
        /// The number, sealed.
        pub phone_sealed: String,
        /// The number's keyed index.
        pub phone_index: String,
        /// When it was entered.
        pub created_at: DateTimeUtc,
        /// When it was taken off the list.
        pub archived_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
