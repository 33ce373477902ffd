//! What people, timers and the command line do with persons; one transaction each.

pub mod witness;
