//! The lists that the walls read: an entry here is a decision.

/// Files and folders that may speak SQL: the machinery, the schema, the tests,
/// and stores whose question the query builder cannot put.
pub const SPEAK_SQL: &[&str] = &[
    "src/plant/",
    "migration/src/",
    "tests/",
    "benches/",
    "src/reach/store",
    "src/schedule/store",
    "src/gatherings/store",
];

/// Files that put SQL together from names and clauses of our own (never from what
/// somebody typed), because a table, a database or a lock cannot be a bound value.
pub const JOIN_SQL: &[&str] = &[
    "benches/",
    "migration/src/schema.rs",
    "tests/",
    "src/plant/backup/",
    "src/plant/outbox/worker.rs",
];

/// Templates with the one inline sheet that the policy header names by its hash.
pub const INLINE_SHEET: &[&str] =
    &["templates/proof/station.html", "templates/proof/item.html", "templates/callins/count.html"];

/// Templates that draw an icon of the house's own, which is not escaped.
pub const RAW_ICONS: &[&str] = &["templates/parts/icon.html"];

/// What is generated or recorded, and so is as long as it is.
pub const RECORDED: &[&str] = &[
    ".lock",
    "package-lock.json",
    ".golden",
    ".snap",
    ".json",
    ".geojson",
    ".csv",
    ".svg",
    ".txt",
    ".words",
    ".proptest-regressions",
    ".md",
    ".toml",
    ".png",
    "LICENSE",
];
