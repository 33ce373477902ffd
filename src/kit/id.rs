//! Numbers of rows that cannot be mixed up: an `Id<Station>` is not an `Id<Airing>`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

/// The number of one row, marked with what it numbers.
pub struct Id<T> {
    number: i64,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Mark a row's number.
    pub const fn new(number: i64) -> Self {
        Self { number, of: PhantomData }
    }

    /// The bare number, for a row or an address.
    pub const fn number(self) -> i64 {
        self.number
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.number)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)
    }
}
impl<T> FromStr for Id<T> {
    type Err = NotAnId;

    /// Read a positive number of at most 18 digits, without sign or space.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits || text.len() > 18 {
            return Err(NotAnId);
        }
        text.parse().map(Self::new).map_err(|_| NotAnId)
    }
}
impl<'de, T> serde::Deserialize<'de> for Id<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The text is not the number of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the number of a row")]
pub struct NotAnId;

macro_rules! markers {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $($(#[$doc])* #[derive(Debug)] pub enum $name {})*
    };
}

markers! {
    /// Somebody who signs in.
    Person,
    /// One signed-in browser.
    Session,
    /// A one-time link that makes a person or a new password.
    Invitation,
    /// A link that lets a station confirm without an account.
    StationLink,
    /// A district or a sector.
    Place,
    /// A radio station.
    Station,
    /// One transmitter of a station.
    Transmitter,
    /// A time during which transmitters were off.
    Outage,
    /// A named part of a station's day.
    Daypart,
    /// A recurring break in which spots may air.
    StationBreak,
    /// One price of a station's rate card.
    Rate,
    /// One audience figure of a station.
    Audience,
    /// An awareness campaign.
    Campaign,
    /// An organisation that carries or funds a campaign.
    Partner,
    /// One line of a campaign's budget.
    BudgetLine,
    /// A spot, a programme or a live session.
    Message,
    /// A message in one language.
    MessageVersion,
    /// One broadcast of a message on a station.
    Airing,
    /// Airings that were booked together.
    Series,
    /// One statement of what aired.
    Proof,
    /// One coded call during an airing.
    CallIn,
    /// A session, dialogue, training or round table.
    Gathering,
    /// A stored estimate with its inputs.
    Estimate,
    /// A file kept under the hash of its content.
    StoredFile,
}
