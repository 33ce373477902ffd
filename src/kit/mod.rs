//! Plain words that every room speaks: identities, time, money, shares, errors.
//! No input or output, no framework, no database.

pub mod case;
pub mod clock;
pub mod code;
mod coded;
pub mod error;
pub mod fold;
pub mod form_key;
pub mod id;
pub mod language;
pub mod limits;
pub mod money;
pub mod phone;
pub mod shapes;
pub mod share;
pub mod slot;
pub mod table;
pub mod wallclock;

pub use clock::{Clock, Random};
pub(crate) use coded::coded;
pub use error::{Error, Fault, Refusal};
pub use form_key::FormKey;
pub use id::Id;
pub use language::Language;
pub use money::{Currency, Money};
pub use phone::Phone;
pub use share::Share;
pub use slot::{Period, Slot};
