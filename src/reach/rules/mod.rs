//! From rows to cases, from answers to what may be shown.

mod airings;
mod case;
mod facts;
mod figures;
mod findings;
mod requests;
mod universe;

pub use airings::{OnAir, Told, airing_of, status_of};
pub use case::statuses_changed;
pub use facts::{
    AiringFacts, Asked, Beside, DistrictFacts, Facts, GatheringFacts, HeardFacts, PeopleFacts,
    Reported, SlotFacts, Source, StationFacts, UniverseFacts,
};
pub use figures::{Aired, BASES, Figures, cases_of};
pub use findings::{
    CurveFinding, DistrictFinding, StationFinding, Toward, over_curve, over_districts,
    over_stations,
};
pub use requests::{ListeningRefused, ListeningRequest, decide_listening};
pub use universe::{ASSUMED_SIGMA, assumed_universe};
