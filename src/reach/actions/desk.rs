//! Estimators that stand ready: one set for each campaign that was looked at lately.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use super::super::model::{Answer, Basis, Case, Estimator};
use super::super::rules::{BASES, Facts, Figures, cases_of, statuses_changed};
use super::super::write_case;
use crate::plant::seal::hex;

/// Cells of estimators that are kept ready, of all campaigns together: some 45 MB.
const CELLS_MAX: usize = 15_000;
/// Closed campaigns whose figures are remembered.
const FROZEN_MAX: usize = 8;

/// What the room remembers between requests.
#[derive(Debug, Default)]
pub struct Desk {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    ready: HashMap<i64, Ready>,
    frozen: HashMap<i64, Arc<Figures>>,
    at_work: HashSet<i64>,
    uses: u64,
}

impl Kept {
    fn cells(&self) -> usize {
        let estimators = self.ready.values().flat_map(|it| it.estimators.iter().flatten());
        estimators.map(Estimator::cells).sum()
    }
}

/// A campaign with its estimators, its facts and what they come to.
#[derive(Debug)]
pub struct Ready {
    /// The version of the data that the facts are of.
    pub version: i64,
    /// The facts.
    pub facts: Facts,
    /// What is shown; none since the last change until it is asked for.
    pub figures: Option<Arc<Figures>>,
    estimators: Option<[Estimator; 3]>,
    used: u64,
}

impl Desk {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The figures of that version, if they are known.
    pub fn figures(&self, campaign: i64, version: i64) -> Option<Arc<Figures>> {
        let mut kept = self.kept();
        kept.uses += 1;
        let uses = kept.uses;
        let ready = kept.ready.get_mut(&campaign).filter(|it| it.version == version)?;
        ready.used = uses;
        ready.figures.clone()
    }

    /// The figures, when the facts are still what they come from.
    pub fn unchanged(&self, campaign: i64, version: i64, facts: &Facts) -> Option<Arc<Figures>> {
        let mut kept = self.kept();
        let ready = kept.ready.get_mut(&campaign).filter(|it| it.facts == *facts)?;
        ready.version = ready.version.max(version);
        ready.figures.clone()
    }

    /// Take the campaign's work on, unless somebody else is at it.
    /// Says what was ready then, if anything.
    pub fn begin(self: &Arc<Self>, campaign: i64) -> Option<(Work, Option<Ready>)> {
        let mut kept = self.kept();
        let work = || Work { desk: Arc::clone(self), campaign };
        kept.at_work.insert(campaign).then(|| (work(), kept.ready.remove(&campaign)))
    }

    fn lay(&self, campaign: i64, ready: Ready) {
        let mut kept = self.kept();
        kept.uses += 1;
        let uses = kept.uses;
        kept.ready.insert(campaign, Ready { used: uses, ..ready });
        while kept.ready.len() > 1 && kept.cells() > CELLS_MAX {
            let oldest = kept.ready.iter().min_by_key(|(_, it)| it.used).map(|(at, _)| *at);
            let Some(oldest) = oldest else { break };
            kept.ready.remove(&oldest);
        }
    }

    /// The campaigns that stand ready.
    pub fn is_ready(&self, campaign: i64) -> bool {
        self.kept().ready.contains_key(&campaign)
    }

    /// What is frozen of a campaign, if it was read before.
    pub fn frozen(&self, campaign: i64) -> Option<Arc<Figures>> {
        self.kept().frozen.get(&campaign).cloned()
    }

    /// Remember what is frozen.
    pub fn keep_frozen(&self, campaign: i64, figures: &Arc<Figures>) {
        let mut kept = self.kept();
        if kept.frozen.len() >= FROZEN_MAX {
            kept.frozen.clear();
        }
        kept.frozen.insert(campaign, Arc::clone(figures));
    }
}

/// A campaign's work, taken on. It is free for others as soon as this is gone, also
/// when the engine panics.
#[derive(Debug)]
pub struct Work {
    desk: Arc<Desk>,
    campaign: i64,
}

impl Work {
    /// Lay the campaign back, ready for the next question.
    pub fn end(self, ready: Option<Ready>) {
        if let Some(ready) = ready {
            self.desk.lay(self.campaign, ready);
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.desk.kept().at_work.remove(&self.campaign);
    }
}

/// An estimator for each basis; those of before are used again when nothing but what is
/// known of airings has changed.
fn estimators_of(before: Option<[Estimator; 3]>, cases: [Case; 3]) -> [Estimator; 3] {
    let same = |(before, case): (&Estimator, &Case)| statuses_changed(before.case(), case);
    let changed: Option<Vec<_>> =
        before.as_ref().and_then(|them| them.iter().zip(&cases).map(same).collect());
    let [confirmed, expected, planned] = cases;
    let (Some(mut before), Some(changed)) = (before, changed) else {
        let (first, second) = (confirmed.cost, expected.cost);
        let planned = Estimator::new(planned);
        return [planned.on(Basis::Confirmed, first), planned.on(Basis::Expected, second), planned];
    };
    let costs = [confirmed.cost, expected.cost, planned.cost];
    for ((estimator, changed), cost) in before.iter_mut().zip(changed).zip(costs) {
        for (airing, status) in changed {
            estimator.set_status(airing, status);
        }
        estimator.set_cost(cost);
    }
    before
}

impl Ready {
    /// The campaign worked out from its facts; estimators of earlier facts are used again
    /// when nothing but what is known of airings has changed. None when it was cut short.
    pub fn worked_out(
        before: Option<Self>,
        facts: Facts,
        version: i64,
        stop: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let before = before.and_then(|it| it.estimators);
        let estimators = cases_of(&facts).map(|cases| estimators_of(before, cases));
        let answers = estimators.as_ref().map(|them| {
            let [one, two, three] = them;
            let answers: [Answer; 3] = [one, two, three].map(|it| it.answer(stop));
            (answers, [one, two, three].map(|it| hash_of(&write_case(it.case()))))
        });
        if stop() {
            return None;
        }
        let figures = Some(Arc::new(Figures::new(facts.clone(), answers)));
        Some(Self { version, facts, figures, estimators, used: 0 })
    }

    /// One airing is known differently now: everything but the range is worked out again.
    /// Says whether the airing is one of these.
    pub fn settle(&mut self, airing: i64, facts: &super::super::rules::Told) -> bool {
        let Some(at) = self.facts.airings.iter().position(|it| it.airing == airing) else {
            return false;
        };
        let status = super::super::rules::status_of(facts);
        self.facts.airings[at].status = status;
        let level = facts.evidence;
        let levels = crate::schedule::Evidence::ALL;
        self.facts.airings[at].level = levels.iter().position(|it| *it == level).unwrap_or(0);
        self.figures = None;
        for estimator in self.estimators.iter_mut().flatten() {
            estimator.set_status(at, status);
        }
        true
    }

    /// The answers as they stand, without ranges.
    pub fn points(&self) -> Option<[Answer; 3]> {
        let [one, two, three] = self.estimators.as_ref()?;
        Some([one, two, three].map(Estimator::point))
    }

    /// The cases and their words, by basis.
    pub fn cases(&self) -> Option<[String; 3]> {
        let [one, two, three] = self.estimators.as_ref()?;
        Some([one, two, three].map(|it| write_case(it.case())))
    }
}

/// The hash of a case.
pub fn hash_of(case: &str) -> String {
    hex(&Sha256::digest(case.as_bytes()))
}

/// The word of each basis, in the order of the answers.
pub fn words_of_bases() -> [&'static str; 3] {
    BASES.map(super::super::model::Basis::word)
}

#[cfg(test)]
mod tests {
    use std::panic::AssertUnwindSafe;

    use super::*;

    #[test]
    fn a_campaign_is_free_again_after_its_engine_panicked() {
        let desk = Arc::new(Desk::default());
        let panicked = std::panic::catch_unwind(AssertUnwindSafe(|| {
            let _work = desk.begin(7).expect("nobody is at it");
            assert!(desk.begin(7).is_none(), "one at a time");
            assert!(desk.begin(8).is_some(), "another campaign is free");
            panic!("an engine that panics");
        }));

        let panicked = panicked.expect_err("it panics");
        assert_eq!(panicked.downcast_ref::<&str>(), Some(&"an engine that panics"));
        let (work, before) = desk.begin(7).expect("free again");
        assert!(before.is_none());
        work.end(None);
        assert!(desk.begin(7).is_some());
    }
}
