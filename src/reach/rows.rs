//! The tables of reach, one to one.

/// How many of a district's people hear radio at all.
pub mod listening_figure {
    use sea_orm::entity::prelude::*;

    /// One figure; the one in force has no `replaced_at`.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "listening_figure")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The district.
        pub place_id: i64,
        /// Share of all people who heard radio in four weeks.
        pub universe: f64,
        /// How many people were asked.
        pub respondents: Option<i32>,
        /// Design effect of the sample, at least 1.
        pub deff: Option<f64>,
        /// Who says so.
        pub source: String,
        /// The day that the source speaks of.
        pub as_of: Date,
        /// Who entered it.
        pub entered_by: i64,
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

/// An estimate that was kept with everything it depends on.
pub mod estimate {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "estimate")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The campaign.
        pub campaign_id: i64,
        /// `confirmed`, `expected` or `planned`.
        pub basis: String,
        /// The case, as the command reads it.
        pub case_json: String,
        /// SHA-256 of the case in hexadecimal.
        pub case_sha256: String,
        /// The name of the model.
        pub model: String,
        /// The answer, as the command writes it.
        pub answer_json: String,
        /// Everything that the pages show; empty but for confirmed airings.
        pub figures_json: String,
        /// The version of the data that were read.
        pub facts_version: i64,
        /// When it was made.
        pub made_at: DateTimeUtc,
        /// Since when it is the campaign's figure for ever.
        pub frozen_at: Option<DateTimeUtc>,
        /// Why: `closed`.
        pub frozen_reason: Option<String>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
