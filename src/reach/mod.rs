//! Reach: how many different people heard a campaign, how often, and how sure that is.

mod actions;
pub mod case;
pub mod jobs;
pub mod model;
pub mod pages;
pub mod rows;
mod rules;
mod store;

pub use actions::{
    Listening, Seen, case_of_campaign, freeze, listening_of, of_campaign, of_campaigns,
    set_listening,
};
pub use case::{write_answer, write_case};
pub use model::{
    Airing, Amount, Answer, Ask, Basis, CostEach, Group, Headline, Interval, Published, SlotDays,
    Strain, Tier, Warning,
};
pub use rules::{
    ASSUMED_SIGMA, Aired, Asked, BASES, Beside, CurveFinding, DistrictFacts, DistrictFinding,
    Figures, HeardFacts, ListeningRefused, ListeningRequest, PeopleFacts, Reported, SlotFacts,
    Source, StationFacts, StationFinding, Toward, UniverseFacts, assumed_universe, over_curve,
    over_districts, over_stations,
};
