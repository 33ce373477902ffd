//! The budget of a campaign, line by line.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::show::{BudgetRow, budget_row, totals};
use super::{KeyForm, address};
use crate::campaigns::{self as room, BudgetRequest, Campaign, Part, PartnerLine, Sight};
use crate::kit::limits::NAME_CHARS_MAX;
use crate::kit::{Currency, Error, Id, Money, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{
    Field, Fields, Filling, Form, Pick, Problems, Reader, Shell, page, see_done,
};

/// The currencies that the form offers first.
const CURRENCIES: [&str; 8] = ["RWF", "USD", "EUR", "JPY", "BIF", "UGX", "TZS", "CDF"];

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BudgetForm {
    /// The form's key.
    pub form_key: String,
    /// What the money is for.
    pub line: String,
    /// How much.
    pub amount: String,
    /// Of which currency.
    pub currency: String,
    /// Who pays.
    pub partner: String,
}

impl BudgetForm {
    fn read(&self, campaign: Id<id::Campaign>) -> Result<BudgetRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let name = reader.text("line", &self.line, NAME_CHARS_MAX);
        let currency: Option<Currency> =
            reader.one("currency", &self.currency, |typed| typed.parse().ok());
        let money = currency.and_then(|currency| Money::read(&self.amount, currency).ok());
        let money = money.filter(|money| money.minor > 0);
        if currency.is_some() && money.is_none() {
            reader.against("amount", "campaigns.problem.amount");
        }
        let donor = reader.maybe_one("partner", &self.partner, |typed| typed.parse().ok());
        let parts = form_key.zip(money);
        reader.finish_with(parts.map(|(form_key, money)| BudgetRequest {
            form_key,
            campaign,
            name,
            money,
            donor,
        }))
    }

    fn fields(&self, shell: &Shell, problems: &Problems, partners: &[PartnerLine]) -> Vec<Field> {
        let typed = std::slice::from_ref(&self.currency);
        let currencies = CURRENCIES.map(|code| Pick::new(code, code, typed)).to_vec();
        Fields::new(shell, problems)
            .line("line", "campaigns.field.line", &self.line)
            .ask("amount", "campaigns.field.amount", Filling::Digits, &self.amount)
            .ask("currency", "campaigns.field.currency", Filling::One(currencies), "")
            .ask("partner", "campaigns.field.payer", Filling::One(self.payers(shell, partners)), "")
            .done()
    }

    fn payers(&self, shell: &Shell, partners: &[PartnerLine]) -> Vec<Pick> {
        let typed = std::slice::from_ref(&self.partner);
        let mut picks = vec![Pick::new("", shell.say("campaigns.field.nobody"), typed)];
        for line in partners {
            let pick = Pick::new(line.partner.to_string(), line.name.as_str(), typed);
            if !picks.contains(&pick) {
                picks.push(pick);
            }
        }
        picks
    }
}

/// Page of `campaigns::pages::budget`.
#[derive(Template)]
#[template(path = "campaigns/budget.html")]
struct BudgetPage {
    shell: Shell,
    problems: Problems,
    base: String,
    name: String,
    rows: Vec<BudgetRow>,
    totals: Vec<String>,
    fields: Vec<Field>,
    may_change: bool,
}

async fn shown(
    app: &App,
    shell: Shell,
    campaign: Campaign,
    (form, problems): (&BudgetForm, Problems),
) -> Result<Response, Error> {
    let (db, words) = (app.db.read(), shell.words());
    let base = address(&campaign, "");
    let lines = room::budget_of(db, campaign.id).await?;
    let partners = room::partners_of(db, campaign.id).await?;
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page_of = BudgetPage {
        fields: form.fields(&shell, &problems, &partners),
        problems,
        totals: totals(&lines, words),
        rows: lines.into_iter().map(|line| budget_row(&base, line, words)).collect(),
        may_change: campaign.state.still_open().is_ok(),
        name: campaign.name,
        base,
        shell,
    };
    page(status, &page_of)
}

/// `GET /campaigns/{id}/budget`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    shown(&app, shell, campaign, (&BudgetForm::default(), Problems::new())).await
}

/// `POST /campaigns/{id}/budget`.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
    Form(form): Form<BudgetForm>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    let problems = match form.read(id) {
        Err(problems) => problems,
        Ok(request) => match room::add_budget_line(&app.db, &*app.clock, who, request).await {
            Ok(()) => {
                return Ok(see_done(&address(&campaign, "/budget"), "campaigns.budget.done"));
            }
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    shown(&app, shell, campaign, (&form, problems)).await
}

/// `POST /campaigns/{id}/budget/{line}/removal`.
pub async fn remove(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path((id, line)): Path<(Id<id::Campaign>, Id<id::BudgetLine>)>,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    let part = Part::BudgetLine(line.number());
    let problems = match form.read() {
        Err(problems) => problems,
        Ok(key) => match room::remove_part(&app.db, &*app.clock, who, (id, part), &key).await {
            Ok(()) => {
                return Ok(see_done(&address(&campaign, "/budget"), "campaigns.removal.done"));
            }
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    shown(&app, shell, campaign, (&BudgetForm::default(), problems)).await
}
