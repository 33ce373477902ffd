//! The database: one way in for reading, one for writing.

mod fault;
mod key;
mod long;
mod open;
mod reference;
mod txn;

pub use fault::broken_constraint;
pub use key::Key;
pub(crate) use long::long_row;
pub use long::{LongRow, long_list};
pub use open::{Db, Haste, Wiring};
pub use reference::reference;
pub use txn::{Txn, begin_housekeeping, begin_write, begin_write_many};
