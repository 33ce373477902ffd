//! What the database's own errors mean.

use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr};

use crate::kit::{Error, Fault};

impl From<DbErr> for Error {
    fn from(err: DbErr) -> Self {
        let away =
            matches!(err, DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) || link_is_down(&err);
        let fault = Fault(Box::new(err));
        if away { Self::Away(fault) } else { Self::Fault(fault) }
    }
}

/// Whether the link to the database broke or the file is held by another process.
fn link_is_down(err: &DbErr) -> bool {
    match cause(err) {
        Some(
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed,
        ) => true,
        // SQLite: 5 busy, 10 disk error, 13 disk full; PostgreSQL: 57P.. shutting
        // down, 53.. short of resources.
        // Source: sqlite.org/rescode.html; PostgreSQL manual, appendix A.
        Some(sqlx::Error::Database(inner)) => inner.code().is_some_and(|code| {
            matches!(&*code, "5" | "10" | "13" | "517" | "261")
                || code.starts_with("57P")
                || (code.len() == 5 && code.starts_with("53"))
        }),
        _ => false,
    }
}

fn cause(err: &DbErr) -> Option<&sqlx::Error> {
    match err {
        DbErr::Exec(RuntimeErr::SqlxError(inner))
        | DbErr::Query(RuntimeErr::SqlxError(inner))
        | DbErr::Conn(RuntimeErr::SqlxError(inner)) => Some(inner),
        _ => None,
    }
}

/// The name of the constraint that a write broke, the same on both engines.
///
/// SQLite names the columns of a broken unique constraint, not the constraint;
/// the name is put together again by the rule `<table>_<columns>_key`.
pub fn broken_constraint(err: &DbErr) -> Option<String> {
    let Some(sqlx::Error::Database(inner)) = cause(err) else { return None };
    if let Some(name) = inner.constraint() {
        return Some(name.to_owned());
    }
    constraint_in(inner.message())
}

fn constraint_in(message: &str) -> Option<String> {
    if let Some(columns) = message.strip_prefix("UNIQUE constraint failed: ") {
        if let Some(index) = columns.strip_prefix("index '") {
            return Some(index.trim_end_matches('\'').to_owned());
        }
        let mut parts = columns.split(", ").map(|column| column.split_once('.'));
        let (table, first) = parts.next()??;
        let rest = parts.map(|part| part.map(|(_, column)| column)).collect::<Option<Vec<_>>>()?;
        let columns = std::iter::once(first).chain(rest).collect::<Vec<_>>().join("_");
        return Some(format!("{table}_{columns}_key"));
    }
    if let Some(name) = message.strip_prefix("CHECK constraint failed: ") {
        return Some(name.to_owned());
    }
    // A trigger of ours raises the bare name of its rule.
    let plain = message.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    (plain && message.contains('_')).then(|| message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::constraint_in;

    #[test]
    fn a_broken_rule_is_named_as_the_schema_names_it() {
        let cases = [
            ("UNIQUE constraint failed: person.login", Some("person_login_key")),
            ("UNIQUE constraint failed: a.b, a.c", Some("a_b_c_key")),
            ("UNIQUE constraint failed: index 'x_y_key'", Some("x_y_key")),
            ("CHECK constraint failed: airing_state_check", Some("airing_state_check")),
            ("airing_station_slot_excl", Some("airing_station_slot_excl")),
            ("FOREIGN KEY constraint failed", None),
        ];
        for (message, name) in cases {
            assert_eq!(constraint_in(message).as_deref(), name, "{message}");
        }
    }
}
