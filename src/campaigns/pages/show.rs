//! One campaign, and its two arrows: it starts, it is closed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::list::said;
use super::{KeyForm, address};
use crate::campaigns::{
    self as room, BudgetLine, Campaign, DistrictGoals, Exactness, ExternalFigure, PartnerLine,
    Role, Sight, State as Standing,
};
use crate::kit::{Error, Id, Money, id, wallclock};
use crate::people::{Coordinator, SignedIn};
use crate::plant::App;
use crate::plant::web::{Form, Problems, Shell, page, see_done};
use crate::plant::words::Words;

/// Page of `campaigns::pages::show`, and of its refused deeds.
#[derive(Template)]
#[template(path = "campaigns/show.html")]
struct ShowPage {
    shell: Shell,
    problems: Problems,
    base: String,
    name: String,
    state: &'static str,
    public_title: String,
    discreet: &'static str,
    topic: String,
    flight: String,
    coordinator: String,
    closed: String,
    districts: Vec<DistrictRow>,
    partners: Vec<PartnerRow>,
    budget: Vec<BudgetRow>,
    totals: Vec<String>,
    figures: Vec<FigureRow>,
    may_edit: bool,
    may_change: bool,
    arrow: Option<Arrow>,
}

/// The one step forward that a campaign can take.
struct Arrow {
    title: &'static str,
    means: &'static str,
    action: String,
    label: &'static str,
}

fn arrow(base: &str, state: Standing, words: Words) -> Option<Arrow> {
    match state {
        Standing::Draft => Some(Arrow {
            title: words.say("campaigns.start.title"),
            means: words.say("campaigns.start.means"),
            action: format!("{base}/start"),
            label: words.say("campaigns.start.do"),
        }),
        Standing::Running => Some(Arrow {
            title: words.say("campaigns.close.title"),
            means: words.say("campaigns.close.means"),
            action: format!("{base}/closure"),
            label: words.say("campaigns.close.do"),
        }),
        Standing::Closed => None,
    }
}

/// A district and its goals in the visitor's words.
pub(super) struct DistrictRow {
    pub(super) name: String,
    pub(super) reach1: String,
    pub(super) reach3: String,
    pub(super) percent: String,
    pub(super) removal: String,
}

/// A partner's role in the visitor's words.
pub(super) struct PartnerRow {
    pub(super) name: String,
    pub(super) role: &'static str,
    pub(super) logo: Option<String>,
    pub(super) removal: String,
}

/// A budget line in the visitor's words.
pub(super) struct BudgetRow {
    pub(super) name: String,
    pub(super) money: String,
    pub(super) donor: String,
    pub(super) removal: String,
}

/// A published figure in the visitor's words.
pub(super) struct FigureRow {
    pub(super) figure: String,
    pub(super) about: String,
    pub(super) definition: String,
    pub(super) source: String,
    pub(super) reported_on: String,
    pub(super) removal: String,
}

pub(super) fn district_row(base: &str, line: DistrictGoals, words: Words) -> DistrictRow {
    let people =
        |number: Option<i64>| number.map_or("–".to_owned(), |number| words.whole(number));
    let percent = line.goals.percent.map(|number| format!("{}\u{a0}%", words.whole(number)));
    DistrictRow {
        name: line.name,
        reach1: people(line.goals.reach1),
        reach3: people(line.goals.reach3),
        percent: percent.unwrap_or("–".to_owned()),
        removal: format!("{base}/districts/{}/removal", line.place),
    }
}

pub(super) fn role_said(words: Words, role: Role) -> &'static str {
    words.say(match role {
        Role::Lead => "campaigns.role.lead",
        Role::Implementing => "campaigns.role.implementing",
        Role::Coordination => "campaigns.role.coordination",
        Role::Donor => "campaigns.role.donor",
        Role::Support => "campaigns.role.support",
    })
}

pub(super) fn partner_row(base: &str, line: PartnerLine, words: Words) -> PartnerRow {
    PartnerRow {
        role: role_said(words, line.role),
        logo: line.logo.map(|_| format!("{base}/partners/{}/logo", line.id)),
        removal: format!("{base}/partners/{}/removal", line.id),
        name: line.name,
    }
}

pub(super) fn budget_row(base: &str, line: BudgetLine, words: Words) -> BudgetRow {
    BudgetRow {
        money: words.money(line.money),
        donor: line.donor.unwrap_or("–".to_owned()),
        removal: format!("{base}/budget/{}/removal", line.id),
        name: line.name,
    }
}

/// One sum per currency: amounts of different money are never added.
pub(super) fn totals(lines: &[BudgetLine], words: Words) -> Vec<String> {
    let mut sums: Vec<Money> = Vec::new();
    for line in lines {
        match sums.iter_mut().find(|sum| sum.currency == line.money.currency) {
            Some(sum) => sum.minor = sum.minor.saturating_add(line.money.minor),
            None => sums.push(line.money),
        }
    }
    sums.sort_by_key(|sum| sum.currency);
    sums.into_iter().map(|sum| words.money(sum)).collect()
}

pub(super) fn figure_row(base: &str, line: ExternalFigure, words: Words) -> FigureRow {
    let key = match line.exactness {
        Exactness::Exactly => "campaigns.figure.exactly",
        Exactness::About => "campaigns.figure.about",
        Exactness::Over => "campaigns.figure.over",
    };
    let unknown = || words.say("campaigns.figure.definition_unknown").to_owned();
    FigureRow {
        figure: words.fill(key, &[("number", words.whole(line.number))]),
        about: line.about,
        definition: line.definition.unwrap_or_else(unknown),
        source: line.source,
        reported_on: line.reported_on.map_or("–".to_owned(), |day| words.date(day)),
        removal: format!("{base}/figures/{}/removal", line.id),
    }
}

pub(super) fn flight_said(campaign: &Campaign, words: Words) -> String {
    let (first, last) = (words.date(campaign.starts_on), words.date(campaign.ends_on));
    words.fill("campaigns.flight", &[("first", first), ("last", last)])
}

async fn shown(
    app: &App,
    shell: Shell,
    (campaign, may_edit): (Campaign, bool),
    problems: Problems,
) -> Result<Response, Error> {
    let (db, words) = (app.db.read(), shell.words());
    let base = address(&campaign, "");
    let budget = room::budget_of(db, campaign.id).await?;
    let districts = room::districts_of(db, campaign.id).await?;
    let partners = room::partners_of(db, campaign.id).await?;
    let figures = room::figures_of(db, campaign.id).await?;
    let coordinator = room::name_of(db, campaign.coordinator).await?;
    let closed = campaign.closed_at.map(|at| {
        let day = words.date(wallclock::wall_of(app.config.zone, at).date());
        words.fill("campaigns.show.closed_on", &[("day", day)])
    });
    let open = campaign.state.still_open().is_ok();
    let discreet = if campaign.discretion.is_discreet() {
        "campaigns.show.discreet"
    } else {
        "campaigns.show.open"
    };
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page_of = ShowPage {
        problems,
        state: said(words, campaign.state),
        discreet: words.say(discreet),
        flight: flight_said(&campaign, words),
        coordinator,
        closed: closed.unwrap_or_default(),
        districts: districts.into_iter().map(|line| district_row(&base, line, words)).collect(),
        partners: partners.into_iter().map(|line| partner_row(&base, line, words)).collect(),
        totals: totals(&budget, words),
        budget: budget.into_iter().map(|line| budget_row(&base, line, words)).collect(),
        figures: figures.into_iter().map(|line| figure_row(&base, line, words)).collect(),
        may_edit,
        arrow: arrow(&base, campaign.state, words).filter(|_| may_edit),
        may_change: may_edit && open,
        name: campaign.name,
        public_title: campaign.public_title,
        topic: campaign.topic,
        base,
        shell,
    };
    page(status, &page_of)
}

/// `GET /campaigns/{id}`.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::of(&who)?, id).await?;
    let may_edit = who.coordinator().is_some();
    shown(&app, shell, (campaign, may_edit), Problems::new()).await
}

/// `POST /campaigns/{id}/start`.
pub async fn start(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    let problems = match form.read() {
        Err(problems) => problems,
        Ok(key) => match room::start_campaign(&app.db, &*app.clock, who, id, &key).await {
            Ok(()) => return Ok(see_done(&address(&campaign, ""), "campaigns.start.done")),
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    shown(&app, shell, (campaign, true), problems).await
}

/// `POST /campaigns/{id}/closure`.
pub async fn close(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    let problems = match form.read() {
        Err(problems) => problems,
        Ok(key) => match room::close_campaign(&app.db, &*app.clock, who, id, &key).await {
            Ok(()) => return Ok(see_done(&address(&campaign, ""), "campaigns.close.done")),
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    shown(&app, shell, (campaign, true), problems).await
}
