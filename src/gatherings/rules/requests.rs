//! What people ask for, read into typed parts.

use chrono::NaiveDate;

use super::{Attendance, Body, Group, How, Kind, Reason};
use crate::kit::{FormKey, Id, id};

/// Whether the day is reported or our assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKnown {
    /// Somebody reported it.
    Reported,
    /// It is our assumption, and says so.
    Assumed,
}

/// A material that was used or handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    /// What it is.
    pub name: String,
    /// What was done with it.
    pub how: How,
    /// How many pieces; absent when nobody counted.
    pub units: Option<u32>,
    /// The district they were for, when it is not the venue's.
    pub place: Option<Id<id::Place>>,
}

/// Something that was agreed to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What.
    pub words: String,
    /// Which body does it.
    pub who: Option<Body>,
    /// By when.
    pub due_on: Option<NaiveDate>,
}

/// How many came from a district.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The district.
    pub place: Id<id::Place>,
    /// How many.
    pub people: u32,
}

/// What stands in a gathering's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What kind it was.
    pub kind: Kind,
    /// The district of the venue.
    pub place: Id<id::Place>,
    /// The sector of the venue.
    pub sector: Option<Id<id::Place>>,
    /// The venue, for people at work.
    pub venue: Option<String>,
    /// The day.
    pub held_on: NaiveDate,
    /// Whether the day is an assumption.
    pub day: DayKnown,
    /// Who held it.
    pub partner: Option<Id<id::Partner>>,
    /// How many came.
    pub attendance: Attendance,
    /// Which groups took part.
    pub groups: Vec<Group>,
    /// What was spoken about.
    pub topics: Vec<String>,
    /// What was used and handed out.
    pub materials: Vec<Material>,
    /// What was agreed.
    pub actions: Vec<Action>,
    /// Where people came from.
    pub origins: Vec<Origin>,
}

/// What is said of an equal entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twin {
    /// Nothing: an equal entry is probably the same gathering.
    Unsaid,
    /// This is another gathering of the same kind, day and place.
    Another,
}

/// A gathering to be entered.
#[derive(Clone, Debug)]
pub struct RecordRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// The campaign.
    pub campaign: Id<id::Campaign>,
    /// What stands in the form.
    pub terms: Terms,
    /// What is said of an equal entry.
    pub twin: Twin,
}

/// An entry to be corrected by a new one.
#[derive(Clone, Debug)]
pub struct CorrectRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// The newest entry, which is corrected.
    pub entry: Id<id::Gathering>,
    /// What is right.
    pub terms: Terms,
    /// Why.
    pub reason: Reason,
}

/// An entry to be withdrawn by a new one.
#[derive(Clone, Debug)]
pub struct WithdrawRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// The newest entry, which is withdrawn.
    pub entry: Id<id::Gathering>,
    /// Why.
    pub reason: Reason,
}
