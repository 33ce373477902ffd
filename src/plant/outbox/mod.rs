//! Work promised in a transaction and done after it, at least once.

mod promise;
mod worker;

pub use promise::{put, put_job};
pub use worker::{
    Dead, Job, JobEnd, Run, Work, dead, drain, forget_done, retry, run_until_stopped,
};
