//! Kinds of messages, languages, guests and sources.

use crate::kit::coded;

coded! {
    /// What a message is on air.
    Kind {
        /// A short piece that airs in breaks.
        Spot = "spot",
        /// A longer recorded piece with its own place.
        Programme = "programme",
        /// Live, with guests and callers.
        LiveSession = "live_session",
    }
}

coded! {
    /// Who is invited to a live session.
    GuestRole {
        /// Leads the session.
        Presenter = "presenter",
        /// From the police or an investigation bureau.
        Investigator = "investigator",
        /// A lawyer or prosecutor.
        Lawyer = "lawyer",
        /// A nurse, a doctor, a counsellor.
        HealthWorker = "health_worker",
        /// A social worker.
        SocialWorker = "social_worker",
        /// A local leader.
        LocalLeader = "local_leader",
        /// A teacher.
        Teacher = "teacher",
        /// A faith leader.
        FaithLeader = "faith_leader",
        /// Somebody of an organisation.
        Organisation = "organisation",
        /// Somebody else.
        Other = "other",
    }
}

coded! {
    /// What a message is drawn from.
    SourceKind {
        /// A toolkit.
        Toolkit = "toolkit",
        /// A manual.
        Manual = "manual",
    }
}

/// ISO 639 codes of the languages that messages are made in.
pub const LANGUAGES: [&str; 8] = ["rw", "en", "fr", "sw", "rn", "lg", "nyn", "ln"];

/// Whether the code is of a language that messages are made in.
pub fn is_language(code: &str) -> bool {
    LANGUAGES.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::read(kind.code()), Some(kind));
        }
        for role in GuestRole::ALL {
            assert_eq!(GuestRole::read(role.code()), Some(role));
        }
        assert_eq!(SourceKind::read("book"), None);
        assert!(is_language("rn") && !is_language("xx"));
    }
}
