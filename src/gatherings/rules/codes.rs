//! The words that the database keeps and forms send.

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$case_doc:meta])* $case:ident = $code:literal, $words:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$case_doc])* $case),* }

        impl $name {
            /// Every value, in the order of the form.
            pub const ALL: &[Self] = &[$(Self::$case),*];

            /// The word that the database keeps and forms send.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$case => $code),* }
            }

            /// The key of its name in the catalogue.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$case => $words),* }
            }

            /// Read the database's word.
            pub fn read(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}

codes! {
    /// What kind of gathering it was.
    Kind {
        /// A public awareness session.
        Session = "session", "gatherings.kind.session";
        /// A dialogue with a community.
        Dialogue = "dialogue", "gatherings.kind.dialogue";
        /// A training, of trainers or others.
        Training = "training", "gatherings.kind.training";
        /// A round table of organisations.
        RoundTable = "round_table", "gatherings.kind.round_table";
        /// The event that closes a campaign.
        Closing = "closing", "gatherings.kind.closing";
    }
}

codes! {
    /// How the number of people is known.
    Exactness {
        /// Somebody counted heads or a sheet.
        Counted = "counted", "gatherings.exactness.counted";
        /// Somebody of ours estimated.
        Estimated = "estimated", "gatherings.exactness.estimated";
        /// Others reported it: "about 60".
        Reported = "reported", "gatherings.exactness.reported";
        /// Nobody knows. That is not nought.
        Unknown = "unknown", "gatherings.exactness.unknown";
    }
}

codes! {
    /// A group that took part: never a person.
    Group {
        /// The public.
        Community = "community", "gatherings.group.community";
        /// Local leaders.
        Leaders = "leaders", "gatherings.group.leaders";
        /// Teachers.
        Teachers = "teachers", "gatherings.group.teachers";
        /// Pupils and students.
        Students = "students", "gatherings.group.students";
        /// Young people.
        Youth = "youth", "gatherings.group.youth";
        /// Organisations.
        Organisations = "organisations", "gatherings.group.organisations";
        /// Police, investigators, immigration officers.
        Officers = "officers", "gatherings.group.officers";
        /// Health and social workers.
        Health = "health", "gatherings.group.health";
        /// Religious leaders.
        Religious = "religious", "gatherings.group.religious";
        /// Drivers, motorcyclists, traders at the border.
        Transport = "transport", "gatherings.group.transport";
        /// Journalists and presenters.
        Media = "media", "gatherings.group.media";
    }
}

codes! {
    /// The body that does what was agreed: never a person.
    Body {
        /// The campaign's own team.
        Team = "team", "gatherings.body.team";
        /// The district's administration.
        District = "district", "gatherings.body.district";
        /// The sector's administration.
        Sector = "sector", "gatherings.body.sector";
        /// Schools.
        Schools = "schools", "gatherings.body.schools";
        /// Organisations.
        Organisations = "organisations", "gatherings.body.organisations";
        /// Police and investigators.
        Officers = "officers", "gatherings.body.officers";
        /// Radio stations.
        Stations = "stations", "gatherings.body.stations";
    }
}

codes! {
    /// What was done with a material.
    How {
        /// It was shown or worked with.
        Used = "used", "gatherings.how.used";
        /// People took it home.
        HandedOut = "handed_out", "gatherings.how.handed_out";
    }
}

codes! {
    /// Why an entry is corrected.
    Reason {
        /// It was typed wrongly.
        Typing = "typing", "gatherings.reason.typing";
        /// The people were counted again.
        Recount = "recount", "gatherings.reason.recount";
        /// The report came later.
        LateReport = "late_report", "gatherings.reason.late_report";
        /// The place was wrong.
        WrongPlace = "wrong_place", "gatherings.reason.wrong_place";
        /// It was entered twice.
        Twice = "twice", "gatherings.reason.twice";
        /// It did not take place.
        NotHeld = "not_held", "gatherings.reason.not_held";
    }
}

codes! {
    /// Whether an entry counts.
    Standing {
        /// The gathering was held.
        Held = "held", "gatherings.standing.held";
        /// The entry was a mistake and counts no more.
        Withdrawn = "withdrawn", "gatherings.standing.withdrawn";
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
