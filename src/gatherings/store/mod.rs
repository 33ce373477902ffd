//! Queries of gatherings; the connection comes first.

mod beside;
mod facts;
mod read;
mod write;

pub use beside::{Beside, beside, sectors};
pub use facts::facts_for_gathering;
pub use read::{
    Entry, GatheringFilter, Named, count_gatherings, counted_of, history_of, list_gatherings,
};
pub use write::insert_entry;
