//! The tables of call-ins, one to one.

/// What callers speak about, as a campaign codes it.
pub mod topic {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "topic")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The campaign.
        pub campaign_id: i64,
        /// A short code, one in the campaign.
        pub code: String,
        /// Its name.
        pub name: String,
        /// Whether it is no longer offered.
        pub retired: bool,
        /// When it was made.
        pub created_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One call that was counted, or one count taken back. Append-only.
pub mod call_in {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_in")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The airing that it belongs to.
        pub airing_id: i64,
        /// The topic, if one was coded.
        pub topic_id: Option<i64>,
        /// `female`, `male` or `not_asked`.
        pub sex: String,
        /// `under_18` .. `50_plus` or `not_asked`.
        pub age_band: String,
        /// The language spoken.
        pub language: Option<String>,
        /// `answered`, `on_air`, `referred` or `left`.
        pub outcome: String,
        /// `call` or `text`.
        pub channel: String,
        /// The count that this row takes back.
        pub takes_back_id: Option<i64>,
        /// When, to the minute.
        pub at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
