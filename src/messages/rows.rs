//! The tables of messages, one to one.

/// A spot, a programme or a live session.
pub mod message {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "message")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The campaign.
        pub campaign_id: i64,
        /// `spot`, `programme` or `live_session`.
        pub kind: String,
        /// Counts the messages of one kind in a campaign: the neutral title is made of it.
        pub number: i32,
        /// The title that people at work use.
        pub title: String,
        /// The title in small letters without marks.
        pub title_folded: String,
        /// What it is about.
        pub topic: String,
        /// The last day on which it may air.
        pub expires_on: Option<Date>,
        /// The planned length of a live session.
        pub planned_seconds: Option<i32>,
        /// A public number that listeners call.
        pub call_in_number: Option<String>,
        /// Whether it airs on FM.
        pub on_fm: bool,
        /// Whether it is streamed.
        pub on_stream: bool,
        /// `toolkit` or `manual`, when it is drawn from one.
        pub source_kind: Option<String>,
        /// Title of the toolkit or manual.
        pub source_title: Option<String>,
        /// Its edition.
        pub source_version: Option<String>,
        /// The code of its language.
        pub source_language: Option<String>,
        /// Grows with every change; a form that is older is refused.
        pub version: i32,
        /// Who entered it.
        pub created_by: i64,
        /// When it was entered.
        pub created_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Further topics of a live session.
pub mod message_topic {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "message_topic")]
    pub struct Model {
        /// The message.
        #[sea_orm(primary_key, auto_increment = false)]
        pub message_id: i64,
        /// Its place in the list, from 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// The topic.
        pub topic: String,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who is invited to a live session, by role.
pub mod message_guest {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "message_guest")]
    pub struct Model {
        /// The message.
        #[sea_orm(primary_key, auto_increment = false)]
        pub message_id: i64,
        /// Its place in the list, from 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// A code of the list of roles.
        pub role: String,
        /// The organisation that the guest speaks for.
        pub partner_id: Option<i64>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A message in one language.
pub mod message_version {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "message_version")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The message.
        pub message_id: i64,
        /// ISO 639 code of the spoken language.
        pub language: String,
        /// The message code: `IJ`, four characters and a check.
        pub code: String,
        /// The title in this language.
        pub title: String,
        /// What is read, in this language.
        pub script: String,
        /// The planned length while there is no sound.
        pub planned_seconds: Option<i32>,
        /// The stored file of the sound.
        pub audio_sha256: Option<String>,
        /// `none`, `waiting`, `decoded`, `counted` or `failed`.
        pub audio_state: String,
        /// How the sound is coded, when it could be read.
        pub audio_codec: Option<String>,
        /// The measured length in milliseconds.
        pub audio_millis: Option<i64>,
        /// The measured length in whole seconds, rounded up.
        pub audio_seconds: Option<i32>,
        /// The code of why it could not be measured.
        pub audio_fault: Option<String>,
        /// Grows with every change of words or sound.
        pub revision: i32,
        /// Who last changed words or sound.
        pub author_id: i64,
        /// When it was entered.
        pub created_at: DateTimeUtc,
        /// When words or sound last changed.
        pub changed_at: DateTimeUtc,
        /// When this revision was approved; none again after a change.
        pub approved_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a second coordinator decided about a version; appended only.
pub mod approval {
    use sea_orm::entity::prelude::*;

    /// One row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "approval")]
    pub struct Model {
        /// Its number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The version.
        pub message_version_id: i64,
        /// The revision that was decided about.
        pub revision: i32,
        /// Who decided.
        pub person_id: i64,
        /// `approved` or `withdrawn`.
        pub decision: String,
        /// When.
        pub decided_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
