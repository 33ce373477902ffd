//! The tables of campaigns, one to one.

/// A campaign: its name, flight and state.
pub mod campaign {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The name that people at work use.
        pub name: String,
        /// The name in small letters without marks.
        pub name_folded: String,
        /// The neutral title that the outside sees.
        pub public_title: String,
        /// Whether the outside sees neutral titles alone.
        pub discreet: bool,
        /// What it is about.
        pub topic: String,
        /// The first day of the flight.
        pub starts_on: Date,
        /// The last day of the flight.
        pub ends_on: Date,
        /// `draft`, `running` or `closed`.
        pub state: String,
        /// The person in charge.
        pub coordinator_id: i64,
        /// The campaign that it was copied from.
        pub copied_from_id: Option<i64>,
        /// Grows with every change; a form that is older is refused.
        pub version: i32,
        /// Who entered it.
        pub created_by: i64,
        /// When it was entered.
        pub created_at: DateTimeUtc,
        /// When it was set running.
        pub started_at: Option<DateTimeUtc>,
        /// When it was closed; its figures are frozen from then on.
        pub closed_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A district of a campaign.
pub mod campaign_place {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_place")]
    pub struct Model {
        /// The campaign.
        #[sea_orm(primary_key, auto_increment = false)]
        pub campaign_id: i64,
        /// The district.
        #[sea_orm(primary_key, auto_increment = false)]
        pub place_id: i64,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a campaign wants to reach in one of its districts.
pub mod goal {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "goal")]
    pub struct Model {
        /// The campaign.
        #[sea_orm(primary_key, auto_increment = false)]
        pub campaign_id: i64,
        /// The district.
        #[sea_orm(primary_key, auto_increment = false)]
        pub place_id: i64,
        /// `reach1`, `reach3` (people) or `percent` (of the population, reached once).
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        /// People, or whole percent.
        pub number: i64,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An organisation that carries or funds campaigns.
pub mod partner {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "partner")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The name as the organisation writes it.
        pub name: String,
        /// The name in small letters without marks.
        pub name_folded: String,
        /// When it was entered.
        pub created_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a partner does in a campaign.
pub mod campaign_partner {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_partner")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The campaign.
        pub campaign_id: i64,
        /// The partner.
        pub partner_id: i64,
        /// `lead`, `implementing`, `coordination`, `donor` or `support`.
        pub role: String,
        /// The stored file of the logo.
        pub logo_sha256: Option<String>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One line of a campaign's budget.
pub mod budget_line {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "budget_line")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The campaign.
        pub campaign_id: i64,
        /// What the money is for.
        pub name: String,
        /// Amount in the currency's smallest unit.
        pub amount_minor: i64,
        /// ISO 4217 code.
        pub currency: String,
        /// The donor, when one pays for this line.
        pub partner_id: Option<i64>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A figure that others published: kept apart, never added to ours.
pub mod external_figure {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "external_figure")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The campaign.
        pub campaign_id: i64,
        /// The figure as published.
        pub number: i64,
        /// `exactly`, `about` or `over`.
        pub exactness: String,
        /// What was counted, in the publisher's words.
        pub about: String,
        /// How it was counted; none when nobody says.
        pub definition: Option<String>,
        /// Who published it and where.
        pub source: String,
        /// The day of the publication.
        pub reported_on: Option<Date>,
        /// When it was entered.
        pub created_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
