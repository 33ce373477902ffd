//! Persons, roles, invitations, sign-in, sessions and station links; the room
//! that makes the witnesses of what somebody may do.

mod actions;
pub mod rows;
mod rules;
mod store;

pub use actions::witness::{
    Admin, Auditor, Coordinator, Manager, SignedIn, Speaker, StationStaff, admin_by_id,
    auditor_by_id, coordinator_by_id, manager_by_id, person_by_id, station_staff_by_id,
};
