//! What people, timers and jobs do with reach.

mod desk;
mod estimate;
mod listening;

pub use estimate::{
    Seen, case_of_campaign, freeze, keep_day, of_campaign, of_campaigns, recount_airing,
    recount_campaign, recount_station,
};
pub use listening::{Listening, listening_of, set_listening};
