//! Queries; the connection is the first parameter.

pub mod factors;
pub mod links;
pub mod persons;
pub mod sessions;
pub mod trail;
pub mod tries;
