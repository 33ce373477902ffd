//! Persons, roles, invitations, sign-in, sessions and station links; the room
//! that makes the witnesses of what somebody may do.

mod actions;
pub mod jobs;
pub mod pages;
pub mod rows;
mod rules;
mod store;

pub use actions::demo::{demonstration_link, demonstration_password};
pub use actions::invitations::{Choice, first_administrator_link, use_link};
pub use actions::persons::{
    Invite, PersonShown, disable_by_command, invite_by_command, list_by_command,
};
pub use actions::sign_in::{Entered, NextStep};
pub use actions::station_links::{
    NewStationLink, StationLinkShown, end_everything_within, make_station_link,
    revoke_station_links, station_links_of, station_staff_by_link,
};
pub use actions::witness::{
    Admin, Auditor, Coordinator, Manager, Recognised, SignedIn, Speaker, StationStaff, admin_by_id,
    auditor_by_id, coordinator_by_id, manager_by_id, person_by_id, station_staff_by_id,
};
pub use rules::causes::{shown_cause, waits_since_restore};
pub use rules::codes::picture;
pub use rules::lifetimes::{INVITATION_HOURS, LinkKind};
pub use rules::names::{NameRefused, browser_of, read_login, read_name};
pub use rules::passwords::{CHARS_ADVISED, CHARS_MAX, CHARS_MIN, PasswordRefused};
pub use rules::roles::{Grants, GrantsRefused, Role};
