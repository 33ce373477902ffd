//! `/users`: the list, and inviting somebody.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::roles::{
    RoleChoice, StationChoice, Stations, in_words, read_grants, role_choices, station_choices,
};
use crate::kit::{Error, FormKey};
use crate::people::actions::persons::{self, Invite, PersonShown};
use crate::people::{Admin, read_login, read_name};
use crate::plant::App;
use crate::plant::web::{Form, Paging, Problems, Query, Shell, Site, page, see_other};

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListQuery {
    /// A part of a name or login.
    pub q: String,
    /// The page, from 1.
    pub page: String,
}

/// One person in the page's words.
struct UserLine {
    id: String,
    name: String,
    login: String,
    roles: String,
    state: &'static str,
}

/// Page of `people::pages::users`.
#[derive(Template)]
#[template(path = "people/users.html")]
struct UsersPage {
    shell: Shell,
    q: String,
    paging: Paging,
    users: Vec<UserLine>,
}

/// The key of the word for where a person stands.
pub(super) fn state_of(person: &PersonShown) -> &'static str {
    match (person.disabled_at, person.has_password) {
        (Some(_), _) => "people.state.disabled",
        (None, false) => "people.state.invited",
        (None, true) => "people.state.active",
    }
}

/// The list of persons.
pub async fn list(
    State(app): State<App>,
    shell: Shell,
    who: Admin,
    Query(query): Query<ListQuery>,
) -> Result<Response, Error> {
    let found = persons::count_persons(&app.db, who, &query.q).await?;
    let address = serde_html_form::to_string([("q", query.q.as_str())]).unwrap_or_default();
    let paging = Paging::new(&query.page, found, &format!("/users?{address}"));
    let (offset, limit) = (paging.offset(), paging.limit());
    let rows = persons::list_persons(&app.db, who, &query.q, offset, limit).await?;
    let line = |person: PersonShown| UserLine {
        id: person.id.to_string(),
        roles: in_words(&shell, &person.grants),
        state: state_of(&person),
        name: person.name,
        login: person.login,
    };
    let users = rows.into_iter().map(line).collect();
    page(StatusCode::OK, &UsersPage { shell, q: query.q, paging, users })
}

/// Somebody to be invited, as typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InviteForm {
    /// Makes the form sent twice one deed.
    pub form_key: String,
    /// The name.
    pub name: String,
    /// The login.
    pub login: String,
    /// The code of the language.
    pub language: String,
    /// The codes of the roles.
    pub roles: Vec<String>,
    /// The numbers of the stations.
    pub stations: Vec<String>,
}

/// Page of `people::pages::users` for an invitation.
#[derive(Template)]
#[template(path = "people/user_new.html")]
struct NewUserPage {
    shell: Shell,
    problems: Problems,
    form: InviteForm,
    roles: Vec<RoleChoice>,
    stations: Vec<StationChoice>,
}

async fn form_page(
    status: StatusCode,
    app: App,
    stations: Stations,
    shell: Shell,
    form: InviteForm,
    problems: Problems,
) -> Result<Response, Error> {
    let names = (stations.0)(app).await?;
    let roles = role_choices(&shell, &form.roles);
    let stations = station_choices(&names, &form.stations);
    page(status, &NewUserPage { shell, problems, form, roles, stations })
}

/// The form for an invitation.
pub async fn new(
    State(app): State<App>,
    Extension(stations): Extension<Stations>,
    shell: Shell,
    _who: Admin,
) -> Result<Response, Error> {
    let language = shell.language().code().to_owned();
    let form = InviteForm { form_key: shell.form_key(), language, ..InviteForm::default() };
    form_page(StatusCode::OK, app, stations, shell, form, Problems::new()).await
}

/// Page of `people::pages::users` and `user` with a one-time link, shown once.
#[derive(Template)]
#[template(path = "people/user_link.html")]
pub(super) struct LinkPage {
    pub(super) shell: Shell,
    pub(super) name: String,
    pub(super) link: String,
    pub(super) back: String,
    pub(super) hours: i64,
}

/// Invite somebody and show the link.
pub async fn invite(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    Extension(stations): Extension<Stations>,
    shell: Shell,
    who: Admin,
    Form(form): Form<InviteForm>,
) -> Result<Response, Error> {
    let names = (stations.0)(app.clone()).await?;
    let (request, key) = match (read(&form, &names), FormKey::read(&form.form_key)) {
        (Ok(request), Some(key)) => (request, key),
        (Err(problems), _) => return refused(app, stations, shell, form, problems).await,
        (Ok(_), None) => return Err(Error::Stale),
    };
    let name = request.name.clone();
    match persons::invite(&app, who, &key, request).await {
        Ok(invited) => {
            let back = format!("/users/{}", invited.person);
            let Some(path) = invited.link else { return Ok(see_other(&back)) };
            let link = format!("{}{path}", site.config.public_url);
            let hours = crate::people::INVITATION_HOURS;
            page(StatusCode::OK, &LinkPage { shell, name, link, back, hours })
        }
        Err(Error::Refused(why)) => refused(app, stations, shell, form, why.into()).await,
        Err(other) => Err(other),
    }
}

async fn refused(
    app: App,
    stations: Stations,
    shell: Shell,
    form: InviteForm,
    problems: Problems,
) -> Result<Response, Error> {
    form_page(StatusCode::UNPROCESSABLE_ENTITY, app, stations, shell, form, problems).await
}

fn read(form: &InviteForm, names: &[super::roles::StationName]) -> Result<Invite, Problems> {
    let name = read_name(&form.name);
    let login = read_login(&form.login);
    let language = form.language.parse();
    let grants = read_grants(&form.roles, &form.stations, names);
    let mut problems = Problems::new();
    if let Err(why) = name {
        note(&mut problems, &why);
    }
    if let Err(why) = login {
        note(&mut problems, &why);
    }
    if language.is_err() {
        problems.add("language", "people.problem.language", Vec::new());
    }
    if let Err(why) = &grants {
        note(&mut problems, why);
    }
    match (name, login, language, grants) {
        (Ok(name), Ok(login), Ok(language), Ok(grants)) => {
            Ok(Invite { name, login, language, grants })
        }
        _ => Err(problems),
    }
}

/// A refusal beside its field.
pub(super) fn note(problems: &mut Problems, why: &dyn crate::kit::Refusal) {
    problems.add(why.field(), why.words(), why.values());
}
