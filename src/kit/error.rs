//! The three kinds of "no": refusals, absences and faults.

use std::fmt;

/// A rule of the field that says no, beside the form field it is about.
///
/// The `Display` text is for developers; people read the catalogue's words.
pub trait Refusal: std::error::Error + Send + Sync + 'static {
    /// The name of the form field that the refusal stands beside.
    fn field(&self) -> &'static str;
    /// The key of the sentence in the catalogue.
    fn words(&self) -> &'static str;
    /// What to put into the sentence: placeholder and value.
    fn values(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// Why an action did not happen. Nothing was written.
#[derive(Debug)]
pub enum Error {
    /// A rule said no: 422, beside the field, what was typed is kept.
    Refused(Box<dyn Refusal>),
    /// It is not there, or this person may not know that it is: 404.
    NotFound,
    /// This person may know of it but may not do this: 403.
    NotAllowed,
    /// Somebody else changed it in the meantime: 409.
    Stale,
    /// The link or sign-in was good once: 410.
    Gone,
    /// Too many tries; the value is the wait in seconds: 429.
    TooMany(u32),
    /// The database or another service does not answer: 503.
    Away(Fault),
    /// Our mistake: 500 with a reference; the cause is only logged.
    Fault(Fault),
}

/// The cause of a fault, for the log alone.
#[derive(Debug)]
pub struct Fault(pub Box<dyn std::error::Error + Send + Sync>);

impl Error {
    /// A fault described by words alone.
    pub fn fault(why: impl fmt::Display) -> Self {
        Self::Fault(Fault(why.to_string().into()))
    }

    /// Whether a rule of the field said no.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_))
    }
}

impl<R: Refusal> From<R> for Error {
    fn from(refusal: R) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => write!(f, "refused: {why}"),
            Self::NotFound => f.write_str("not found"),
            Self::NotAllowed => f.write_str("not allowed"),
            Self::Stale => f.write_str("changed by somebody else in the meantime"),
            Self::Gone => f.write_str("no longer valid"),
            Self::TooMany(seconds) => write!(f, "too many tries, wait {seconds} s"),
            Self::Away(Fault(cause)) => write!(f, "away: {cause}"),
            Self::Fault(Fault(cause)) => write!(f, "fault: {cause}"),
        }
    }
}
