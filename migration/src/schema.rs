//! Says the schema once for both engines: SQL with words in braces.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// What each word in braces means: the word, SQLite's form, PostgreSQL's form.
const WORDS: [(&str, &str, &str); 9] = [
    (
        "{id}",
        "INTEGER PRIMARY KEY AUTOINCREMENT",
        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    ),
    ("{instant}", "TEXT", "TIMESTAMPTZ"),
    ("{date}", "TEXT", "DATE"),
    ("{time}", "TEXT", "TIME"),
    ("{bool}", "BOOLEAN", "BOOLEAN"),
    ("{big}", "BIGINT", "BIGINT"),
    ("{int}", "INTEGER", "INTEGER"),
    ("{real}", "DOUBLE PRECISION", "DOUBLE PRECISION"),
    ("{bytes}", "BLOB", "BYTEA"),
];

/// Run the statements on either engine, words in braces replaced.
pub async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    for statement in statements {
        manager.get_connection().execute_unprepared(&spoken(statement, backend)).await?;
    }
    Ok(())
}

/// Run the statements on one engine only: triggers are written differently.
pub async fn run_on(
    manager: &SchemaManager<'_>,
    engine: DbBackend,
    statements: &[&str],
) -> Result<(), DbErr> {
    if manager.get_database_backend() == engine {
        run(manager, statements).await?;
    }
    Ok(())
}

/// Refuse every UPDATE and DELETE of a table on both engines.
///
/// The retention job alone passes, by a row in `retention_permit` that it
/// writes and removes inside its own transaction.
pub async fn append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    for deed in ["UPDATE", "DELETE"] {
        let name = format!("{table}_no_{}", deed.to_lowercase());
        let statement = match manager.get_database_backend() {
            DbBackend::Sqlite => format!(
                "CREATE TRIGGER {name} BEFORE {deed} ON {table} \
                 WHEN NOT EXISTS (SELECT 1 FROM retention_permit) \
                 BEGIN SELECT RAISE(ABORT, '{table}_append_only'); END"
            ),
            _ => format!(
                "CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH ROW \
                 EXECUTE FUNCTION refuse_change('{table}_append_only')"
            ),
        };
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Drop tables, the last named first to go.
pub async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        manager.get_connection().execute_unprepared(&format!("DROP TABLE {table}")).await?;
    }
    Ok(())
}

fn spoken(statement: &str, backend: DbBackend) -> String {
    WORDS.iter().fold(statement.to_owned(), |said, (word, sqlite, postgres)| {
        said.replace(word, if backend == DbBackend::Sqlite { sqlite } else { postgres })
    })
}
