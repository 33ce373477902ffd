//! The figures of a campaign: worked out when asked for, frozen when it closes.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::try_join_all;

use super::super::model::Basis;
use super::super::rules::{Asked, BASES, Facts, Figures};
use super::super::store::{self, Kept};
use super::super::write_answer;
use super::desk::{Desk, Ready, hash_of, words_of_bases};
use crate::campaigns::{self, Campaign, Sight, State};
use crate::kit::{Error, Id, id, wallclock};
use crate::plant::App;
use crate::plant::db::{Key, begin_write};
use crate::plant::trail::{self, Actor, Entry};

/// How long a page waits for figures before it comes without them.
const PATIENCE: Duration = Duration::from_millis(250);

/// What is known of a campaign's reach at this moment.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The figures; while a very large campaign is being worked out, without answers.
    pub figures: Arc<Figures>,
    /// Whether the answers follow.
    pub is_working: bool,
    /// The version of the data before anything was read: the figures are not older.
    pub version: i64,
}

/// The figures of a campaign that may be seen: the frozen ones of a closed campaign, else
/// those that follow from the rows as they stand, worked out once per change.
///
/// # Errors
/// Only faults.
pub async fn of_campaign(app: &App, campaign: impl Into<Asked>) -> Result<Seen, Error> {
    let seen = of_campaigns(app, &[campaign.into()]).await?.pop();
    seen.ok_or_else(|| Error::fault("one answer for one campaign"))
}

/// The same of several campaigns, in their order. What is not known yet is waited for
/// together, never longer than for one.
///
/// # Errors
/// Only faults.
pub async fn of_campaigns(app: &App, campaigns: &[Asked]) -> Result<Vec<Seen>, Error> {
    let desk = app.memory.of::<Desk>();
    let version = app.db.version().await?;
    let mut all = Vec::with_capacity(campaigns.len());
    let mut works = Vec::new();
    for asked in campaigns {
        let (figures, is_working) = match known(app, &desk, asked, version).await? {
            Known::Figures(figures) => (figures, false),
            Known::Facts(facts) => {
                let shown = Arc::new(Figures::new(facts.clone(), None));
                works.push(work_out(app, &desk, asked.campaign.number(), facts, version));
                (shown, true)
            }
        };
        all.push(Seen { figures, is_working, version });
    }
    if let Ok(done) = tokio::time::timeout(PATIENCE, try_join_all(works)).await {
        done?;
    }
    for (seen, asked) in all.iter_mut().zip(campaigns).filter(|(seen, _)| seen.is_working) {
        if let Some(figures) = desk.figures(asked.campaign.number(), version) {
            (seen.figures, seen.is_working) = (figures, false);
        }
    }
    Ok(all)
}

/// What is at hand of a campaign without an engine.
enum Known {
    Figures(Arc<Figures>),
    Facts(Facts),
}

async fn known(app: &App, desk: &Arc<Desk>, asked: &Asked, version: i64) -> Result<Known, Error> {
    if asked.state == State::Closed
        && let Some(frozen) = frozen(app, desk, asked.campaign).await?
    {
        return Ok(Known::Figures(frozen));
    }
    let number = asked.campaign.number();
    if let Some(figures) = desk.figures(number, version) {
        return Ok(Known::Figures(figures));
    }
    let facts = facts(app, asked).await?;
    let same = desk.unchanged(number, version, &facts);
    Ok(same.map_or(Known::Facts(facts), Known::Figures))
}

async fn facts(app: &App, asked: &Asked) -> Result<Facts, Error> {
    let today = wallclock::wall_of(app.config.zone, app.clock.now()).date();
    store::facts_for_reach(&app.db, asked, today).await
}

async fn frozen(
    app: &App,
    desk: &Desk,
    campaign: Id<id::Campaign>,
) -> Result<Option<Arc<Figures>>, Error> {
    if let Some(figures) = desk.frozen(campaign.number()) {
        return Ok(Some(figures));
    }
    let Some(text) = store::frozen_figures(app.db.read(), campaign).await? else {
        return Ok(None);
    };
    let figures: Arc<Figures> = Arc::new(serde_json::from_str(&text).map_err(Error::fault)?);
    desk.keep_frozen(campaign.number(), &figures);
    Ok(Some(figures))
}

/// The figures lie ready, unless somebody else is at them or the house stops. Work that
/// was begun is finished and kept even if nobody waits for it any more.
async fn work_out(
    app: &App,
    desk: &Arc<Desk>,
    campaign: i64,
    facts: Facts,
    version: i64,
) -> Result<(), Error> {
    let (desk, stop) = (Arc::clone(desk), app.stop.clone());
    let engine = move || {
        if let Some((work, before)) = desk.begin(campaign) {
            work.end(Ready::worked_out(before, facts, version, &|| stop.is_cancelled()));
        }
    };
    app.engines.run(engine).await
}

/// One airing is known differently now: the campaign's estimators follow, if they stand
/// ready. Says whether they did.
///
/// # Errors
/// Only faults.
pub async fn recount_airing(app: &App, airing: i64) -> Result<bool, Error> {
    let Some((campaign, told)) = store::standing_of(&app.db, airing).await? else {
        return Ok(false);
    };
    let desk = app.memory.of::<Desk>();
    if !desk.is_ready(campaign) {
        return Ok(false);
    }
    let engine = move || {
        let Some((work, before)) = desk.begin(campaign) else { return false };
        let ready = before.map(|mut ready| {
            // What was heard late has another day and daypart: the page reads all again.
            let moved = told.outcome == crate::schedule::Outcome::Late;
            let settled = !moved && ready.settle(airing, &told) && ready.points().is_some();
            (ready, settled)
        });
        let settled = ready.as_ref().is_some_and(|(_, settled)| *settled);
        work.end(ready.map(|(ready, _)| ready));
        settled
    };
    app.engines.run(engine).await
}

/// The campaign is worked out again, if somebody looked at it lately.
///
/// # Errors
/// Only faults.
pub async fn recount_campaign(app: &App, campaign: Id<id::Campaign>) -> Result<(), Error> {
    if !app.memory.of::<Desk>().is_ready(campaign.number()) {
        return Ok(());
    }
    let campaign = campaigns::visible_to(app.db.read(), Sight::All, campaign).await?;
    of_campaign(app, &campaign).await.map(|_| ())
}

/// The campaigns that a station's outage may touch are worked out again.
///
/// # Errors
/// Only faults.
pub async fn recount_station(app: &App, station: i64) -> Result<(), Error> {
    let since = app.clock.now() - chrono::TimeDelta::days(crate::kit::limits::FLIGHT_DAYS_MAX);
    for campaign in store::campaigns_on(&app.db, station, since).await? {
        recount_campaign(app, Id::new(campaign)).await?;
    }
    Ok(())
}

/// The case of a campaign on a basis, as the command reads it: the frozen one of a closed
/// campaign, else that of the rows as they stand.
///
/// # Errors
/// [`Error::NotFound`] while no district has a population.
pub async fn case_of_campaign(
    app: &App,
    campaign: &Campaign,
    basis: Basis,
) -> Result<String, Error> {
    if campaign.state == State::Closed {
        let kept = store::frozen_case(app.db.read(), campaign.id, basis.word()).await?;
        if let Some(kept) = kept {
            return Ok(kept);
        }
    }
    let facts = facts(app, &campaign.into()).await?;
    let case = super::super::rules::cases_of(&facts).ok_or(Error::NotFound)?;
    let at = BASES.iter().position(|it| *it == basis).unwrap_or(0);
    Ok(super::super::write_case(&case[at]))
}

/// The figures of a closed campaign are kept for ever, once.
///
/// Writes: three rows of `estimate`, one of `trail`; all or none.
///
/// # Errors
/// Only faults.
pub async fn freeze(app: &App, campaign: Id<id::Campaign>) -> Result<(), Error> {
    let found = campaigns::visible_to(app.db.read(), Sight::All, campaign).await?;
    let is_frozen = store::frozen_figures(app.db.read(), campaign).await?.is_some();
    if found.state != State::Closed || is_frozen {
        return Ok(());
    }
    keep(app, &found, Keep::ForEver).await
}

/// The estimates of the day are kept for each campaign on air whose case changed.
///
/// Writes: three rows of `estimate` per campaign.
///
/// # Errors
/// Only faults.
pub async fn keep_day(app: &App) -> Result<(), Error> {
    for campaign in store::running(app.db.read()).await? {
        let found = campaigns::visible_to(app.db.read(), Sight::All, campaign).await?;
        keep(app, &found, Keep::IfChanged).await?;
    }
    Ok(())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keep {
    ForEver,
    IfChanged,
}

async fn keep(app: &App, campaign: &Campaign, how: Keep) -> Result<(), Error> {
    let version = app.db.version().await?;
    let facts = facts(app, &campaign.into()).await?;
    let stop = app.stop.clone();
    let ready = app
        .engines
        .run(move || Ready::worked_out(None, facts, version, &|| stop.is_cancelled()))
        .await?
        .ok_or_else(|| Error::fault("the house stops"))?;
    let figures = ready.figures.clone().ok_or_else(|| Error::fault("no figures"))?;
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::campaign(campaign.id)).await?;
    let (cases, answers) = (ready.cases(), ready_answers(&figures));
    let newest = store::newest_hash(&txn, campaign.id).await?;
    let hash = figures.hashes.as_ref().map(|them| them[0].clone());
    if how == Keep::IfChanged && (hash.is_none() || hash == newest) {
        return Ok(());
    }
    let frozen_at = (how == Keep::ForEver).then_some(now);
    let mut shown = Some(serde_json::to_string(&*figures).map_err(Error::fault)?);
    for (at, basis) in words_of_bases().into_iter().enumerate() {
        let case_json = cases.as_ref().map(|them| them[at].clone()).unwrap_or_default();
        let answer = answers.as_ref().map(|them| (them[at].clone(), hash_of(&case_json)));
        let (answer_json, case_sha256) = answer.unwrap_or_default();
        let kept = Kept {
            campaign: campaign.id,
            basis,
            case_json,
            case_sha256: &case_sha256,
            model: super::super::model::MODEL,
            answer_json,
            figures_json: shown.take().unwrap_or_default(),
            facts_version: version,
            frozen_at,
        };
        store::insert_estimate(&txn, kept, now).await?;
    }
    let deed = if frozen_at.is_some() { "figures_frozen" } else { "estimate_kept" };
    let entry = Entry::new("reach", deed, campaign.id.number());
    trail::note(&txn, Actor::timer(), entry.after(hash.unwrap_or_default()), now).await?;
    txn.commit().await
}

fn ready_answers(figures: &Figures) -> Option<[String; 3]> {
    let [one, two, three] = figures.answers.as_ref()?;
    Some([one, two, three].map(write_answer))
}
