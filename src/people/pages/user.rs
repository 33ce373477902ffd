//! `/users/{id}`: one person's roles, links and second factor.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::roles::{
    RoleChoice, StationChoice, Stations, read_grants, role_choices, station_choices,
};
use super::sign_in::Pressed;
use super::users::{LinkPage, note, state_of};
use crate::kit::id::Person;
use crate::kit::{Error, Id};
use crate::people::Admin;
use crate::people::actions::persons::{self, PersonInFull};
use crate::plant::App;
use crate::plant::web::{Form, Problems, Shell, Site, page, see_done};

/// Page of `people::pages::user`.
#[derive(Template)]
#[template(path = "people/user.html")]
struct UserPage {
    shell: Shell,
    problems: Problems,
    id: String,
    name: String,
    login: String,
    state: &'static str,
    is_disabled: bool,
    has_password: bool,
    has_factor: bool,
    link_until: Option<String>,
    roles: Vec<RoleChoice>,
    stations: Vec<StationChoice>,
}

/// Roles as a form sends them.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RolesForm {
    /// The codes of the roles.
    pub roles: Vec<String>,
    /// The numbers of the stations.
    pub stations: Vec<String>,
}

fn user_page(
    app: &App,
    shell: Shell,
    full: PersonInFull,
    typed: &RolesForm,
    names: &[super::roles::StationName],
) -> UserPage {
    let person = full.person;
    let until = full.link_until.map(|until| until.with_timezone(&app.config.zone).naive_local());
    UserPage {
        problems: Problems::new(),
        id: person.id.to_string(),
        state: state_of(&person),
        is_disabled: person.disabled_at.is_some(),
        has_password: person.has_password,
        has_factor: full.has_factor,
        link_until: until.map(|until| shell.words().day_time(until)),
        roles: role_choices(&shell, &typed.roles),
        stations: station_choices(names, &typed.stations),
        name: person.name,
        login: person.login,
        shell,
    }
}

/// One person.
pub async fn show(
    State(app): State<App>,
    Extension(stations): Extension<Stations>,
    shell: Shell,
    who: Admin,
    Path(person): Path<Id<Person>>,
) -> Result<Response, Error> {
    let full = persons::person_in_full(&app, who, person).await?;
    let names = (stations.0)(app.clone()).await?;
    let held = RolesForm {
        roles: full.person.grants.roles().map(|role| role.code().to_owned()).collect(),
        stations: full.person.grants.stations().map(|station| station.to_string()).collect(),
    };
    page(StatusCode::OK, &user_page(&app, shell, full, &held, &names))
}

/// Other roles for a person.
pub async fn change_roles(
    State(app): State<App>,
    Extension(stations): Extension<Stations>,
    shell: Shell,
    who: Admin,
    Path(person): Path<Id<Person>>,
    Form(form): Form<RolesForm>,
) -> Result<Response, Error> {
    let names = (stations.0)(app.clone()).await?;
    let mut problems = Problems::new();
    match read_grants(&form.roles, &form.stations, &names) {
        Ok(grants) => match persons::change_grants(&app, who, person, grants).await {
            Ok(()) => return Ok(see_done(&format!("/users/{person}"), "people.roles.done")),
            Err(Error::Refused(why)) => note(&mut problems, &*why),
            Err(other) => return Err(other),
        },
        Err(why) => note(&mut problems, &why),
    }
    let full = persons::person_in_full(&app, who, person).await?;
    let mut shown = user_page(&app, shell, full, &form, &names);
    shown.problems = problems;
    page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

/// A one-time link to a first or another password.
pub async fn make_link(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    shell: Shell,
    who: Admin,
    Path(person): Path<Id<Person>>,
    Form(_): Form<Pressed>,
) -> Result<Response, Error> {
    let path = persons::make_link(&app, who, person).await?;
    let name = persons::person_in_full(&app, who, person).await?.person.name;
    let link = format!("{}{path}", site.config.public_url);
    let (back, hours) = (format!("/users/{person}"), crate::people::INVITATION_HOURS);
    page(StatusCode::OK, &LinkPage { shell, name, link, back, hours })
}

/// Shut a person out.
pub async fn disable(
    State(app): State<App>,
    Extension(stations): Extension<Stations>,
    shell: Shell,
    who: Admin,
    Path(person): Path<Id<Person>>,
    Form(_): Form<Pressed>,
) -> Result<Response, Error> {
    match persons::disable(&app, who, person).await {
        Ok(()) => Ok(see_done(&format!("/users/{person}"), "people.disabled.done")),
        Err(Error::Refused(why)) => {
            let full = persons::person_in_full(&app, who, person).await?;
            let names = (stations.0)(app.clone()).await?;
            let mut shown = user_page(&app, shell, full, &RolesForm::default(), &names);
            shown.problems = why.into();
            page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other),
    }
}

/// Let a person in again.
pub async fn enable(
    State(app): State<App>,
    who: Admin,
    Path(person): Path<Id<Person>>,
    Form(_): Form<Pressed>,
) -> Result<Response, Error> {
    persons::enable(&app, who, person).await?;
    Ok(see_done(&format!("/users/{person}"), "people.enabled.done"))
}

/// Take a lost second factor away.
pub async fn remove_factor(
    State(app): State<App>,
    who: Admin,
    Path(person): Path<Id<Person>>,
    Form(_): Form<Pressed>,
) -> Result<Response, Error> {
    persons::remove_factor_of(&app, who, person).await?;
    Ok(see_done(&format!("/users/{person}"), "people.factor.removal.done"))
}
