//! Signing in and out, accounts, users and the trail, as browsers meet them.

pub mod account;
pub mod enter;
pub mod factor;
pub mod invitation;
mod nav;
pub mod roles;
pub mod sign_in;
pub mod trail;
pub mod trail_copy;
pub mod user;
pub mod users;
pub mod visitor;
