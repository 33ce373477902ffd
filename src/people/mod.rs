//! Persons, roles, invitations, sign-in, sessions and station links; the room
//! that makes the witnesses of what somebody may do.

pub mod rows;
pub mod rules;
