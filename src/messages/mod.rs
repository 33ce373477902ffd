//! Messages: spots, programmes, live sessions; versions, sound, approval.

pub mod rows;
