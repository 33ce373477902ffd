//! The tables of gatherings, one to one.

/// A gathering as somebody entered it; a correction is another row.
pub mod gathering {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "gathering")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The campaign.
        pub campaign_id: i64,
        /// `session`, `dialogue`, `training`, `round_table` or `closing`.
        pub kind: String,
        /// The district of the venue.
        pub place_id: i64,
        /// The sector of the venue.
        pub sector_id: Option<i64>,
        /// The venue, for people at work alone.
        pub venue: Option<String>,
        /// The day.
        pub held_on: Date,
        /// Whether the day is our assumption.
        pub date_assumed: bool,
        /// The partner who held it.
        pub partner_id: Option<i64>,
        /// The first entry of the same gathering; none on the first itself.
        pub first_id: Option<i64>,
        /// The entry that this one corrects.
        pub corrects_id: Option<i64>,
        /// Why it was corrected.
        pub reason: Option<String>,
        /// `held` or `withdrawn`.
        pub standing: String,
        /// Who entered it.
        pub entered_by: i64,
        /// When it was entered.
        pub entered_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many came: counts alone; an absent number is unknown, not nought.
pub mod attendance {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attendance")]
    pub struct Model {
        /// The gathering.
        #[sea_orm(primary_key, auto_increment = false)]
        pub gathering_id: i64,
        /// Women and girls.
        pub women: Option<i32>,
        /// Men and boys.
        pub men: Option<i32>,
        /// People under 18; they are part of the women and men.
        pub under_18: Option<i32>,
        /// Everybody.
        pub total: Option<i32>,
        /// `counted`, `estimated`, `reported` or `unknown`.
        pub exactness: String,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A group of people that took part.
pub mod gathering_group {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "gathering_group")]
    pub struct Model {
        /// The gathering.
        #[sea_orm(primary_key, auto_increment = false)]
        pub gathering_id: i64,
        /// The group, one of a fixed list.
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A topic that was spoken about.
pub mod gathering_topic {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "gathering_topic")]
    pub struct Model {
        /// The gathering.
        #[sea_orm(primary_key, auto_increment = false)]
        pub gathering_id: i64,
        /// Its place in the list.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// The topic.
        pub words: String,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many came from a district.
pub mod gathering_origin {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "gathering_origin")]
    pub struct Model {
        /// The gathering.
        #[sea_orm(primary_key, auto_increment = false)]
        pub gathering_id: i64,
        /// The district they came from.
        #[sea_orm(primary_key, auto_increment = false)]
        pub place_id: i64,
        /// How many.
        pub people: i32,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A material that was used or handed out.
pub mod gathering_material {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "gathering_material")]
    pub struct Model {
        /// The gathering.
        #[sea_orm(primary_key, auto_increment = false)]
        pub gathering_id: i64,
        /// Its place in the list.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// What it is.
        pub name: String,
        /// `used` or `handed_out`.
        pub how: String,
        /// How many pieces.
        pub units: Option<i32>,
        /// The district they were for.
        pub place_id: Option<i64>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Something that was agreed to be done.
pub mod agreed_action {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agreed_action")]
    pub struct Model {
        /// The gathering.
        #[sea_orm(primary_key, auto_increment = false)]
        pub gathering_id: i64,
        /// Its place in the list.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// What will be done.
        pub words: String,
        /// The body that will do it, one of a fixed list.
        pub who: Option<String>,
        /// By when.
        pub due_on: Option<Date>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
