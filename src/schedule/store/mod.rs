//! Queries of the schedule; the connection comes first.

mod airings;
mod days;
mod detail;
mod facts;
mod options;
mod week;

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::kit::Error;

pub use airings::*;
pub use days::*;
pub use detail::*;
pub use facts::*;
pub use options::*;
pub use week::*;

/// Every row that a query finds.
async fn all<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>, Error> {
    let ask = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(T::find_by_statement(ask).all(db).await?)
}

/// The one row that a query finds, or "not found".
async fn one<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<T, Error> {
    let ask = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    T::find_by_statement(ask).one(db).await?.ok_or(Error::NotFound)
}
