//! Reading the trail with filters.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Order};

use crate::people::rows::person;
use crate::people::rules::names::folded;
use crate::plant::trail::Noted;

/// Which entries are wanted; an empty filter wants all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A part of the name or login of the person who did it.
    pub person: String,
    /// The deed's code.
    pub deed: String,
    /// The room's name.
    pub room: String,
    /// The subject's number.
    pub subject: Option<i64>,
    /// From this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Up to, not including, this instant.
    pub until: Option<DateTime<Utc>>,
}

/// One entry with the name of who did it.
#[derive(Clone, Debug)]
pub struct Told {
    /// The entry.
    pub noted: Noted,
    /// The person's name now.
    pub name: Option<String>,
}

fn column(name: &str) -> Expr {
    Expr::col((Alias::new("trail"), Alias::new(name.to_owned())))
}

fn condition(wanted: &Wanted) -> Cond {
    let mut all = Cond::all();
    if !wanted.person.is_empty() {
        let part = format!("%{}%", folded(&wanted.person).replace(['%', '_', '\\'], ""));
        let in_name = Expr::col(person::Column::NameFolded).like(part.as_str());
        let in_login = Expr::col(person::Column::Login).like(part.as_str());
        let persons = Query::select()
            .column(person::Column::Id)
            .from(person::Entity)
            .and_where(in_name.or(in_login))
            .to_owned();
        all = all.add(column("person").in_subquery(persons));
    }
    for (name, value) in [("deed", &wanted.deed), ("room", &wanted.room)] {
        if !value.is_empty() {
            all = all.add(column(name).eq(value.as_str()));
        }
    }
    let subject = wanted.subject.map(|number| column("subject").eq(number));
    let from = wanted.from.map(|from| column("at").gte(from));
    let until = wanted.until.map(|until| column("at").lt(until));
    subject.into_iter().chain(from).chain(until).fold(all, Cond::add)
}

fn selected(wanted: &Wanted) -> SelectStatement {
    Query::select().from(Alias::new("trail")).cond_where(condition(wanted)).to_owned()
}

/// How many entries a filter finds.
pub async fn count(db: &impl ConnectionTrait, wanted: &Wanted) -> Result<u64, DbErr> {
    let mut select = selected(wanted);
    select.expr(column("id").count());
    let row = db.query_one(&select).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get_by(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Some of the entries that a filter finds, the newest first.
///
/// Shape: `before` leaves out that entry and all newer ones.
pub async fn entries(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    before: Option<i64>,
    offset: u64,
    limit: u64,
) -> Result<Vec<Told>, DbErr> {
    let mut select = selected(wanted);
    for name in ["id", "at", "person", "link", "via", "deed", "room", "subject", "before", "after"]
    {
        select.expr_as(column(name), Alias::new(name));
    }
    select
        .expr_as(column("reference"), Alias::new("reference"))
        .expr_as(Expr::col((person::Entity, person::Column::Name)), Alias::new("name"))
        .left_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::Id))
                .equals((Alias::new("trail"), Alias::new("person"))),
        )
        .order_by((Alias::new("trail"), Alias::new("id")), Order::Desc)
        .offset(offset)
        .limit(limit);
    if let Some(before) = before {
        select.and_where(column("id").lt(before));
    }
    let rows = db.query_all(&select).await?;
    let told = rows.iter().map(|row| {
        Ok(Told { noted: Noted::from_query_result(row, "")?, name: row.try_get("", "name")? })
    });
    told.collect()
}
