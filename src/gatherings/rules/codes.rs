//! The words that the database keeps and forms send.

use crate::kit::coded;

coded! {
    /// What kind of gathering it was.
    Kind {
        /// A public awareness session.
        Session = "session" => "gatherings.kind.session",
        /// A dialogue with a community.
        Dialogue = "dialogue" => "gatherings.kind.dialogue",
        /// A training, of trainers or others.
        Training = "training" => "gatherings.kind.training",
        /// A round table of organisations.
        RoundTable = "round_table" => "gatherings.kind.round_table",
        /// The event that closes a campaign.
        Closing = "closing" => "gatherings.kind.closing",
    }
}

coded! {
    /// How the number of people is known.
    Exactness {
        /// Somebody counted heads or a sheet.
        Counted = "counted" => "gatherings.exactness.counted",
        /// Somebody of ours estimated.
        Estimated = "estimated" => "gatherings.exactness.estimated",
        /// Others reported it: "about 60".
        Reported = "reported" => "gatherings.exactness.reported",
        /// Nobody knows. That is not nought.
        Unknown = "unknown" => "gatherings.exactness.unknown",
    }
}

coded! {
    /// A group that took part: never a person.
    Group {
        /// The public.
        Community = "community" => "gatherings.group.community",
        /// Local leaders.
        Leaders = "leaders" => "gatherings.group.leaders",
        /// Teachers.
        Teachers = "teachers" => "gatherings.group.teachers",
        /// Pupils and students.
        Students = "students" => "gatherings.group.students",
        /// Young people.
        Youth = "youth" => "gatherings.group.youth",
        /// Organisations.
        Organisations = "organisations" => "gatherings.group.organisations",
        /// Police, investigators, immigration officers.
        Officers = "officers" => "gatherings.group.officers",
        /// Health and social workers.
        Health = "health" => "gatherings.group.health",
        /// Religious leaders.
        Religious = "religious" => "gatherings.group.religious",
        /// Drivers, motorcyclists, traders at the border.
        Transport = "transport" => "gatherings.group.transport",
        /// Journalists and presenters.
        Media = "media" => "gatherings.group.media",
    }
}

coded! {
    /// The body that does what was agreed: never a person.
    Body {
        /// The campaign's own team.
        Team = "team" => "gatherings.body.team",
        /// The district's administration.
        District = "district" => "gatherings.body.district",
        /// The sector's administration.
        Sector = "sector" => "gatherings.body.sector",
        /// Schools.
        Schools = "schools" => "gatherings.body.schools",
        /// Organisations.
        Organisations = "organisations" => "gatherings.body.organisations",
        /// Police and investigators.
        Officers = "officers" => "gatherings.body.officers",
        /// Radio stations.
        Stations = "stations" => "gatherings.body.stations",
    }
}

coded! {
    /// What was done with a material.
    How {
        /// It was shown or worked with.
        Used = "used" => "gatherings.how.used",
        /// People took it home.
        HandedOut = "handed_out" => "gatherings.how.handed_out",
    }
}

coded! {
    /// Why an entry is corrected.
    Reason {
        /// It was typed wrongly.
        Typing = "typing" => "gatherings.reason.typing",
        /// The people were counted again.
        Recount = "recount" => "gatherings.reason.recount",
        /// The report came later.
        LateReport = "late_report" => "gatherings.reason.late_report",
        /// The place was wrong.
        WrongPlace = "wrong_place" => "gatherings.reason.wrong_place",
        /// It was entered twice.
        Twice = "twice" => "gatherings.reason.twice",
        /// It did not take place.
        NotHeld = "not_held" => "gatherings.reason.not_held",
    }
}

coded! {
    /// Whether an entry counts.
    Standing {
        /// The gathering was held.
        Held = "held" => "gatherings.standing.held",
        /// The entry was a mistake and counts no more.
        Withdrawn = "withdrawn" => "gatherings.standing.withdrawn",
    }
}

impl Reason {
    /// Whether the reason takes an entry away instead of mending it.
    pub const fn withdraws(self) -> bool {
        matches!(self, Self::Twice | Self::NotHeld)
    }
}

impl Exactness {
    /// Whether a number of people belongs to it.
    pub const fn has_number(self) -> bool {
        !matches!(self, Self::Unknown)
    }
}
