//! The topics that calls of a campaign are coded by.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::callins as room;
use crate::callins::actions::{self, Offer};
use crate::campaigns::{self, Sight};
use crate::kit::{Error, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Form, Problems, Shell, page, see_done};

/// Page of `callins::pages::topics`. Needs: shell, campaign, topics, form, problems.
#[derive(Template)]
#[template(path = "callins/topics.html")]
struct TopicsPage {
    shell: Shell,
    campaign: i64,
    heading: String,
    topics: Vec<TopicLine>,
    form: TopicForm,
    problems: Problems,
}

struct TopicLine {
    id: i64,
    name: String,
    retired: bool,
}

/// A new topic, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TopicForm {
    name: String,
}

/// Whether a topic is offered.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OfferForm {
    offer: String,
}

/// `GET /campaigns/{id}/topics`.
pub async fn list(
    State(app): State<App>,
    _who: Coordinator,
    Path(campaign): Path<Id<id::Campaign>>,
    shell: Shell,
) -> Result<Response, Error> {
    render(&app, shell, campaign, TopicForm::default(), Problems::new()).await
}

/// `POST /campaigns/{id}/topics`: another topic is offered.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    Path(campaign): Path<Id<id::Campaign>>,
    shell: Shell,
    Form(form): Form<TopicForm>,
) -> Result<Response, Error> {
    campaigns::visible_to(app.db.read(), Sight::All, campaign).await?;
    match actions::add_topic(&app.db, &*app.clock, who, campaign, &form.name).await {
        Ok(_) => Ok(see_done(&format!("/campaigns/{campaign}/topics"), "callins.topic.added.done")),
        Err(Error::Refused(why)) => render(&app, shell, campaign, form, Problems::from(why)).await,
        Err(other) => Err(other),
    }
}

/// `POST /campaigns/{id}/topics/{topic}/offer`: retired, or offered again.
pub async fn offer(
    State(app): State<App>,
    who: Coordinator,
    Path((campaign, topic)): Path<(Id<id::Campaign>, i64)>,
    Form(form): Form<OfferForm>,
) -> Result<Response, Error> {
    let offer = match form.offer.as_str() {
        "retired" => Offer::Retired,
        "offered" => Offer::Offered,
        _ => return Err(Error::NotAllowed),
    };
    actions::offer_topic(&app.db, &*app.clock, who, campaign, topic, offer).await?;
    Ok(see_done(&format!("/campaigns/{campaign}/topics"), "callins.topic.changed.done"))
}

async fn render(
    app: &App,
    shell: Shell,
    campaign: Id<id::Campaign>,
    form: TopicForm,
    problems: Problems,
) -> Result<Response, Error> {
    let seen = campaigns::visible_to(app.db.read(), Sight::All, campaign).await?;
    let topics = room::topics_of(app.db.read(), campaign).await?;
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let template = TopicsPage {
        campaign: campaign.number(),
        heading: shell.words().fill("callins.topics.heading", &[("campaign", seen.name.as_str())]),
        topics: topics
            .into_iter()
            .map(|row| TopicLine { id: row.id, name: row.name, retired: row.retired })
            .collect(),
        form,
        problems,
        shell,
    };
    page(status, &template)
}
