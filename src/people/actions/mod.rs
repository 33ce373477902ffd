//! What people, timers and the command line do with persons; one transaction each.

pub mod account;
pub mod demo;
pub mod guesses;
pub mod housekeeping;
pub mod invitations;
pub mod passwords;
pub mod persons;
pub mod second_factor;
pub mod sessions;
pub mod sign_in;
pub mod state;
pub mod station_links;
pub mod trail;
pub mod witness;

/// The room's name in the trail.
const ROOM: &str = "people";
