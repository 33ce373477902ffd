//! Long lists, handed over as each engine does it fastest.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, Value};
use serde::de::DeserializeOwned;

use crate::kit::Error;

/// A row of a long list: its fields in the order of the query's columns.
pub trait LongRow: DeserializeOwned {
    /// How many columns it has.
    const COLUMNS: usize;

    /// Read by position: names would cost a look-up each.
    fn read(row: &QueryResult) -> Result<Self, DbErr>;
}

/// Make a struct a row of long lists; it derives `Deserialize`, and all its fields are
/// named in their order.
macro_rules! long_row {
    ($row:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::plant::db::LongRow for $row {
            const COLUMNS: usize = [$(stringify!($field)),+].len();

            fn read(row: &sea_orm::QueryResult) -> Result<Self, sea_orm::DbErr> {
                let mut columns = 0..Self::COLUMNS;
                let mut next = || columns.next().unwrap_or(Self::COLUMNS);
                Ok(Self { $($field: row.try_get_by(next())?),+ })
            }
        }
    };
}
pub(crate) use long_row;

/// The rows of a query with hundreds or thousands of them.
///
/// SQLite makes one JSON text of them: its driver carries each column of each row between two
/// threads, which costs several times as much. PostgreSQL hands over rows, which is cheaper
/// there than making JSON (docs/decisions/050-long-lists.md).
///
/// Shape: `sql` selects `{rows}` from a query that names its columns `c0`, `c1`, .. in the
/// order of the fields. The order of the rows is not promised.
pub async fn long_list<T: LongRow>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>, Error> {
    let engine = db.get_database_backend();
    let names: Vec<String> =
        (0..T::COLUMNS).map(|number| ["c", &number.to_string()].concat()).collect();
    let names = names.join(", ");
    if engine == DbBackend::Postgres {
        let ask = Statement::from_sql_and_values(engine, sql.replace("{rows}", &names), values);
        let rows = db.query_all_raw(ask).await?;
        return Ok(rows.iter().map(T::read).collect::<Result<_, _>>()?);
    }
    let sql = sql.replace("{rows}", &["json_group_array(json_array(", &names, "))"].concat());
    let found = db.query_one_raw(Statement::from_sql_and_values(engine, sql, values)).await?;
    let text: String = found.map_or_else(|| Ok("[]".to_owned()), |row| row.try_get_by(0))?;
    serde_json::from_str(&text).map_err(Error::fault)
}
