//! Long lists, which the database hands over as one text.

use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use serde::de::DeserializeOwned;

use crate::kit::Error;

/// The rows of a query with hundreds or thousands of them, read from one JSON text that the
/// database makes: handing over each column of each row by itself costs several times as much
/// (docs/PERFORMANCE.md).
///
/// Shape: `sql` selects `{rows}` from a query that names its columns `c0`, `c1`, .. as many as
/// `columns` says; `T` reads a list of them in that order. The order of the rows is not promised.
pub async fn long_list<T: DeserializeOwned>(
    db: &impl ConnectionTrait,
    sql: &str,
    columns: usize,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>, Error> {
    let engine = db.get_database_backend();
    let names: Vec<String> =
        (0..columns).map(|number| ["c", &number.to_string()].concat()).collect();
    let rows = match engine {
        DbBackend::Sqlite => ["json_group_array(json_array(", &names.join(", "), "))"],
        _ => ["CAST(COALESCE(json_agg(json_build_array(", &names.join(", "), ")), '[]') AS TEXT)"],
    };
    let sql = sql.replace("{rows}", &rows.concat());
    let found = db.query_one_raw(Statement::from_sql_and_values(engine, sql, values)).await?;
    let text: String = found.map_or_else(|| Ok("[]".to_owned()), |row| row.try_get_by(0))?;
    serde_json::from_str(&text).map_err(Error::fault)
}
