//! The tables of this room, one to one.

/// Somebody who may sign in.
pub mod person {
    use sea_orm::entity::prelude::*;

    /// One person.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        /// The row's number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The name as the person writes it.
        pub name: String,
        /// The name in small letters, for search.
        pub name_folded: String,
        /// What the person types to sign in, in small letters.
        pub login: String,
        /// The password's argon2id string; none until it is first set.
        pub password_hash: Option<String>,
        /// When the password was last set.
        pub password_set_at: Option<DateTimeUtc>,
        /// The code of the language of this person's pages.
        pub language: String,
        /// When the person was shut out.
        pub disabled_at: Option<DateTimeUtc>,
        /// When the row was made.
        pub created_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a person may do.
pub mod person_role {
    use sea_orm::entity::prelude::*;

    /// One role of one person; station staff have one row per station.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_role")]
    pub struct Model {
        /// The row's number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Whose role it is.
        pub person_id: i64,
        /// `administrator`, `coordinator`, `station_staff`, `manager` or `auditor`.
        pub role: String,
        /// The station, for station staff alone.
        pub station_id: Option<i64>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Browsers that are signed in.
pub mod session {
    use sea_orm::entity::prelude::*;

    /// One signed-in browser.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        /// The row's number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// SHA-256 of the cookie's value, in hexadecimal.
        pub token_hash: String,
        /// Who is signed in.
        pub person_id: i64,
        /// `half` until the second factor is given, then `whole`.
        pub stage: String,
        /// The browser in two words, such as `Firefox, Android`.
        pub browser: String,
        /// When it began.
        pub made_at: DateTimeUtc,
        /// When it was last used, as last flushed from memory.
        pub seen_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One-time links to a first password, a new password or a session.
pub mod invitation {
    use sea_orm::entity::prelude::*;

    /// One link.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invitation")]
    pub struct Model {
        /// The row's number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// SHA-256 of the link's secret, in hexadecimal.
        pub token_hash: String,
        /// Whom it lets in.
        pub person_id: i64,
        /// `first`, `welcome`, `reset` or `enter`.
        pub kind: String,
        /// The administrator who made it; none for the command line.
        pub made_by: Option<i64>,
        /// When it was made.
        pub made_at: DateTimeUtc,
        /// Until when it may be used.
        pub expires_at: DateTimeUtc,
        /// When it was used or replaced by a newer one.
        pub used_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The phone app that gives six digits.
pub mod second_factor {
    use sea_orm::entity::prelude::*;

    /// One person's second factor.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "second_factor")]
    pub struct Model {
        /// Whose it is.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: i64,
        /// The shared secret, sealed.
        pub secret_sealed: String,
        /// The newest step of 30 seconds whose code was taken; none is taken twice.
        pub step_used: i64,
        /// When the secret was made.
        pub made_at: DateTimeUtc,
        /// When the first code was given; until then it is not asked for.
        pub confirmed_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Codes on paper, for the day on which the phone is lost.
pub mod recovery_code {
    use sea_orm::entity::prelude::*;

    /// One code of one person.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_code")]
    pub struct Model {
        /// The row's number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Whose it is.
        pub person_id: i64,
        /// The code's keyed index; the code itself is kept nowhere.
        pub code_index: String,
        /// When it was used.
        pub used_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Links that let a station confirm without an account.
pub mod station_link {
    use sea_orm::entity::prelude::*;

    /// One link of one station.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "station_link")]
    pub struct Model {
        /// The row's number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The station that may confirm by it.
        pub station_id: i64,
        /// SHA-256 of the link's secret, in hexadecimal.
        pub token_hash: String,
        /// Who made it; none when a timer or the command line did.
        pub made_by: Option<i64>,
        /// When it was made.
        pub made_at: DateTimeUtc,
        /// Until when it works.
        pub expires_at: DateTimeUtc,
        /// When it was revoked or replaced.
        pub revoked_at: Option<DateTimeUtc>,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Guesses counted against an account.
pub mod sign_in_try {
    use sea_orm::entity::prelude::*;

    /// The guesses at one account.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_try")]
    pub struct Model {
        /// What was guessed at: `account` or `code`.
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        /// Keyed index of the account.
        #[sea_orm(primary_key, auto_increment = false)]
        pub holder: String,
        /// How many guesses failed or are under way.
        pub failures: i64,
        /// When the last of them was made.
        pub last_at: DateTimeUtc,
    }

    /// No relations: stores join explicitly.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
