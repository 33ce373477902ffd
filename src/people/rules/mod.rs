//! What is decided about persons, without input or output.

pub mod causes;
pub mod codes;
pub mod hashing;
pub mod lifetimes;
pub mod names;
pub mod passwords;
pub mod roles;
pub mod tries;
