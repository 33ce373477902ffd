//! What a write holds for itself while it decides.

use crate::kit::Id;
use crate::kit::id;

/// A thing that one write at a time may decide about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(i64);

/// Bits of a lock's number that hold the row's number.
const NUMBER_BITS: u32 = 48;

impl Key {
    /// No single thing: the deed touches rows that nobody else decides about.
    pub const fn none() -> Self {
        Self(0)
    }

    /// A station: booking, moving and confirming its airings.
    pub fn station(id: Id<id::Station>) -> Self {
        Self::of(1, id.number())
    }

    /// One airing.
    pub fn airing(id: Id<id::Airing>) -> Self {
        Self::of(2, id.number())
    }

    /// A campaign: its state, budget and figures.
    pub fn campaign(id: Id<id::Campaign>) -> Self {
        Self::of(3, id.number())
    }

    /// A person: roles, password, sessions.
    pub fn person(id: Id<id::Person>) -> Self {
        Self::of(4, id.number())
    }

    /// A district or sector: its figures.
    pub fn place(id: Id<id::Place>) -> Self {
        Self::of(5, id.number())
    }

    /// A message: its versions and approvals.
    pub fn message(id: Id<id::Message>) -> Self {
        Self::of(6, id.number())
    }

    /// A gathering: its counts.
    pub fn gathering(id: Id<id::Gathering>) -> Self {
        Self::of(7, id.number())
    }

    /// Everything of one kind at once: an import, the first administrator.
    pub const fn everything() -> Self {
        Self(15 << NUMBER_BITS)
    }

    fn of(kind: i64, number: i64) -> Self {
        let low = number & ((1 << NUMBER_BITS) - 1);
        Self((kind << NUMBER_BITS) | low)
    }

    /// The number of the advisory lock, or none for [`Key::none`].
    pub(super) fn lock(self) -> Option<i64> {
        (self.0 != 0).then_some(self.0)
    }
}
