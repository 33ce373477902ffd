//! The pages of proof: the station's own, and the coordinator's list of what
//! still waits for a word.

mod entry;
mod links;
mod read;
mod station;
mod view;

pub use entry::{enter, show as entry};
pub use links::{list as links, make as make_link, revoke as revoke_link};
pub use station::{
    answer_by_link, answer_signed_in, by_link, choose as own_stations, signed_in, waiting,
};
