//! The plan of the house: rooms from the ground up, floors, and what each may name.

/// Rooms from the ground up; a room names only those before it.
pub const ROOMS: [&str; 17] = [
    "kit",
    "plant",
    "people",
    "places",
    "stations",
    "coverage",
    "campaigns",
    "messages",
    "schedule",
    "aircheck",
    "proof",
    "callins",
    "gatherings",
    "reach",
    "planning",
    "reports",
    "demo",
];

/// The rooms without floors: plain words, and machinery.
pub const GROUND: [&str; 2] = ["kit", "plant"];

/// Pure engines: room and folder.
pub const ENGINES: [(&str, &str); 4] = [
    ("coverage", "propagation"),
    ("aircheck", "matcher"),
    ("reach", "model"),
    ("planning", "optimiser"),
];

/// Files that carry a name of their own, and the floor they obey.
pub const NAMED: [(&str, &str, Floor); 3] = [
    // A witness is read from a request, as a page is.
    ("people", "witness", Floor::Pages),
    // Bytes become samples under the bans of an engine.
    ("aircheck", "decode", Floor::Engine),
    ("messages", "decode", Floor::Engine),
];

/// The floors of a room, from the ground up, the door apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Floor {
    /// `mod.rs`: what others may call.
    Door,
    /// Decisions and arithmetic.
    Rules,
    /// A pure engine.
    Engine,
    /// The JSON of an engine's command.
    Case,
    /// Tables one to one.
    Rows,
    /// Queries.
    Store,
    /// Deeds, one transaction each.
    Actions,
    /// HTTP and HTML.
    Pages,
    /// Incoming text messages.
    Texts,
    /// Outbox jobs and timers.
    Jobs,
}

impl Floor {
    /// The floor that a file or folder of this name is on.
    pub fn named(room: &str, name: &str) -> Option<Self> {
        let floor = match name {
            "rules" => Self::Rules,
            "case" => Self::Case,
            "rows" => Self::Rows,
            "store" => Self::Store,
            "actions" => Self::Actions,
            "pages" => Self::Pages,
            "texts" => Self::Texts,
            "jobs" => Self::Jobs,
            _ if ENGINES.contains(&(room, name)) => Self::Engine,
            _ => return NAMED.iter().find(|row| (row.0, row.1) == (room, name)).map(|row| row.2),
        };
        Some(floor)
    }

    /// Whether a file on this floor may name that floor of its own room.
    pub fn may_name(self, other: Self) -> bool {
        use Floor::{Actions, Case, Door, Engine, Jobs, Pages, Rows, Rules, Store, Texts};
        match self {
            Door => true,
            Rules | Engine => matches!(other, Door | Rules | Engine),
            Case => matches!(other, Door | Rules | Engine | Case),
            Rows => other == Rows,
            Store => matches!(other, Door | Rules | Engine | Rows | Store),
            Actions => matches!(other, Door | Rules | Engine | Rows | Store | Actions),
            Pages => matches!(other, Door | Actions | Pages),
            Texts => matches!(other, Door | Actions | Texts),
            Jobs => matches!(other, Door | Actions | Jobs),
        }
    }

    /// The beginnings of paths that this floor may not name.
    pub fn bans(self) -> &'static [&'static str] {
        match self {
            Self::Door => &[],
            Self::Rules | Self::Engine | Self::Case => PURE,
            Self::Rows => &["axum", "askama", "tokio", "crate::plant"],
            Self::Store => &["axum", "askama", "tokio", "crate::plant::web", "crate::kit::Clock"],
            Self::Actions => ASK,
            Self::Pages | Self::Texts => &["sea_orm"],
            Self::Jobs => &["sea_orm", "axum", "askama", "crate::plant::web"],
        }
    }

    /// Whether the floor may send: the gateway and mail.
    pub fn may_send(self) -> bool {
        matches!(self, Self::Jobs | Self::Texts)
    }
}

/// What an action does not name: it fills rows, and the store asks and writes.
const ASK: &[&str] = &[
    "axum",
    "askama",
    "crate::plant::web",
    "sea_orm::entity",
    "sea_orm::prelude",
    "sea_orm::sea_query",
    "sea_orm::ActiveModelTrait",
    "sea_orm::ColumnTrait",
    "sea_orm::EntityTrait",
    "sea_orm::FromQueryResult",
    "sea_orm::ModelTrait",
    "sea_orm::QueryFilter",
    "sea_orm::QueryOrder",
    "sea_orm::QuerySelect",
    "sea_orm::Statement",
];

/// What decisions and engines never touch: the world.
pub const PURE: &[&str] = &[
    "sea_orm",
    "axum",
    "askama",
    "tokio",
    "tower",
    "tower_http",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::time::SystemTime",
    "std::time::Instant",
    "chrono::Local",
    "crate::plant",
];
