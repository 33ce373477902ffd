//! Persons: signing in, roles, links, second factors and the trail.

mod hashing;
mod invitations;
mod nav;
mod sessions;
mod sign_in;
mod state;
mod station_links;
mod trail;
mod users;
