//! The table of proofs, one to one.

/// One statement of what aired. Append-only.
pub mod proof {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "proof")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The airing it is about.
        pub airing_id: i64,
        /// The proof that it corrects; the first one corrects none.
        pub corrects_id: Option<i64>,
        /// `aired`, `late`, `partial` or `not_aired`.
        pub outcome: String,
        /// When it aired, if late.
        pub heard_at: Option<DateTimeUtc>,
        /// How much aired, if partly.
        pub heard_seconds: Option<i32>,
        /// Why it did not air.
        pub reason: Option<String>,
        /// How the word came: `page`, `link`, `phone` or `letter`.
        pub source: String,
        /// The level of evidence it gives.
        pub level: String,
        /// The person who entered it.
        pub person_id: Option<i64>,
        /// The station link it came through.
        pub link_id: Option<i64>,
        /// The day on which the station said so, in its own time.
        pub said_on: Date,
        /// When it was entered.
        pub entered_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
