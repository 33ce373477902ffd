//! Queries of the room.

mod estimates;
mod facts;

pub use estimates::{
    Kept, frozen_case, frozen_figures, insert_estimate, is_district, listening_of, newest_hash,
    put_listening, running,
};
pub use facts::{campaigns_on, facts_for_reach, standing_of};
