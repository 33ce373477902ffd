//! The tables of places, one to one.

/// A district or a sector.
pub mod place {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "place")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// `district` or `sector`.
        pub kind: String,
        /// The P-code: an opaque text, unique in all countries.
        pub pcode: String,
        /// The name as its country writes it.
        pub name: String,
        /// The name in small letters without marks, for search.
        pub name_folded: String,
        /// The district of a sector.
        pub parent_id: Option<i64>,
        /// The P-code of the province.
        pub province_code: Option<String>,
        /// The name of the province.
        pub province: Option<String>,
        /// Centre, degrees north.
        pub lat: Option<f64>,
        /// Centre, degrees east.
        pub lon: Option<f64>,
        /// Whether the place still exists.
        pub valid: bool,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many people live in a place, by year and kind of count.
pub mod population {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "population")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The place.
        pub place_id: i64,
        /// The year that the figure is about.
        pub year: i32,
        /// `census`, `projection` or `estimate`.
        pub status: String,
        /// People of all ages and both sexes.
        pub total: i64,
        /// Male people.
        pub male: Option<i64>,
        /// Female people.
        pub female: Option<i64>,
        /// People of 16 and more.
        pub adults: Option<i64>,
        /// Who says so.
        pub source: String,
        /// Under which licence.
        pub licence: Option<String>,
        /// When the figure was entered.
        pub created_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// People who are counted in a place but are not its listeners.
pub mod population_adjustment {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "population_adjustment")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The place.
        pub place_id: i64,
        /// How many people to leave out.
        pub people: i64,
        /// Why: a camp, a prison, a barracks.
        pub reason: String,
        /// When it was entered.
        pub created_at: DateTimeUtc,
        /// When it was withdrawn.
        pub withdrawn_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The shape of a place.
pub mod boundary {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "boundary")]
    pub struct Model {
        /// The place.
        #[sea_orm(primary_key, auto_increment = false)]
        pub place_id: i64,
        /// The whole shape as it was given: a `GeoJSON` geometry.
        pub shape: String,
        /// The shape for the screen: rings of whole ten-thousandths of a degree.
        pub outline: String,
        /// Area in square kilometres.
        pub area_km2: f64,
        /// Who says so.
        pub source: String,
        /// Under which licence.
        pub licence: Option<String>,
        /// Since when the place has this shape.
        pub valid_from: Option<Date>,
        /// When the shape was entered.
        pub created_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A file that somebody wants to import, or has imported.
pub mod import_run {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import_run")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// What the file holds: `districts`, `sectors`, `boundaries`, `stations`.
        pub kind: String,
        /// The content's hash, its name among the stored files.
        pub sha256: String,
        /// What the person's machine called it.
        pub file_name: String,
        /// How long it is.
        pub bytes: i64,
        /// What the person chose: columns, year, source, published totals, as JSON.
        pub choices: String,
        /// `uploaded` or `applied`.
        pub state: String,
        /// Rows that were new when it was applied.
        pub rows_new: i64,
        /// Rows that changed something.
        pub rows_changed: i64,
        /// Rows that said what was known.
        pub rows_unchanged: i64,
        /// Rows that could not be taken.
        pub rows_rejected: i64,
        /// When the file came.
        pub uploaded_at: DateTimeUtc,
        /// When it was applied.
        pub applied_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
