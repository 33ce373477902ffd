//! `GET` and `POST /districts/new`: a district is added by hand. The page of this
//! form also serves the other forms of the room.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::kit::table::{CommaUse, number};
use crate::kit::{Error, limits};
use crate::people::Coordinator;
use crate::places::{DistrictRequest, add_district, is_code};
use crate::plant::App;
use crate::plant::web::{Field, Fields, Filling, Form, Problems, Reader, Shell, page, see_done};

/// Page of `places::pages`: a district, a figure, an exclusion.
#[derive(Template)]
#[template(path = "places/form.html")]
pub(super) struct FormPage {
    pub shell: Shell,
    pub title: String,
    pub intro: &'static str,
    pub action: String,
    pub back: String,
    pub save: &'static str,
    pub fields: Vec<Field>,
    pub problems: Problems,
}

impl FormPage {
    /// The page: 200, or 422 when something is wrong.
    pub fn shown(&self) -> Result<Response, Error> {
        let sound = self.problems.is_empty();
        page(if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, self)
    }
}

/// A district as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DistrictForm {
    form_key: String,
    pcode: String,
    name: String,
    province: String,
    province_code: String,
    lat: String,
    lon: String,
}

fn read(form: &DistrictForm) -> Result<DistrictRequest, Problems> {
    let mut reader = Reader::new();
    let form_key = reader.form_key(&form.form_key);
    let pcode = reader.one("pcode", &form.pcode, |text| is_code(text).then(|| text.to_owned()));
    let name = reader.text("name", &form.name, limits::NAME_CHARS_MAX);
    let province = reader.maybe_text("province", &form.province, limits::NAME_CHARS_MAX);
    let province_code = reader.maybe_one("province_code", &form.province_code, |text| {
        is_code(text).then(|| text.to_owned())
    });
    let degrees = |text: &str, most: f64| {
        let comma = number::comma_use(std::iter::once(text));
        let comma = if comma == CommaUse::Groups { CommaUse::Fraction } else { comma };
        number::real(text, comma).ok().flatten().filter(|degrees| degrees.abs() <= most)
    };
    let (lat, lon) = (degrees(&form.lat, 90.0), degrees(&form.lon, 180.0));
    let one_alone = lat.is_some() != lon.is_some();
    let unread = (lat.is_none() && !form.lat.is_empty()) || (lon.is_none() && !form.lon.is_empty());
    if one_alone || unread {
        reader.against("lat", "places.problem.coordinate");
    }
    let parts = form_key.zip(pcode).map(|(form_key, pcode)| DistrictRequest {
        pcode,
        name,
        province_code,
        province,
        centre: lat.zip(lon),
        form_key,
    });
    reader.finish_with(parts)
}

fn shown(shell: Shell, form: &DistrictForm, problems: Problems) -> Result<Response, Error> {
    let fields = Fields::new(&shell, &problems)
        .line("pcode", "places.new.pcode", &form.pcode)
        .line("name", "places.new.name", &form.name)
        .line("province", "places.new.province", &form.province)
        .line("province_code", "places.new.province_code", &form.province_code)
        .ask("lat", "places.new.lat", Filling::Line, &form.lat)
        .ask("lon", "places.new.lon", Filling::Line, &form.lon)
        .done();
    let words = shell.words();
    let page_of = FormPage {
        title: words.say("places.new.title").to_owned(),
        intro: "",
        action: "/districts/new".to_owned(),
        back: "/districts".to_owned(),
        save: words.say("places.new.save"),
        fields,
        problems,
        shell,
    };
    page_of.shown()
}

/// The empty form.
pub async fn new(_: Coordinator, shell: Shell) -> Result<Response, Error> {
    shown(shell, &DistrictForm::default(), Problems::new())
}

/// Add the district.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Form(form): Form<DistrictForm>,
) -> Result<Response, Error> {
    let problems = match read(&form) {
        Err(problems) => problems,
        Ok(request) => match add_district(&app.db, &*app.clock, who, request).await {
            Ok(id) => return Ok(see_done(&format!("/districts/{id}"), "places.new.done")),
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    shown(shell, &form, problems)
}
