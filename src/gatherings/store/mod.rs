//! Queries of gatherings; the connection comes first.

mod beside;
mod facts;
mod read;
mod write;

pub use beside::{Beside, beside, sectors};
pub use facts::facts_for_gathering;
pub use read::{
    Entry, GatheringFilter, Named, counted_of, history_of, list_gatherings, turnout_of,
};
pub use write::insert_entry;
