//! The pages of call-ins: counting during a session, and a campaign's topics.

mod count;
mod topics;

pub use count::{
    by_coordinator, by_link, count_by_coordinator, count_by_link, count_signed_in, signed_in,
    take_back_by_coordinator, take_back_by_link, take_back_signed_in,
};
pub use topics::{add as add_topic, list as topics, offer as offer_topic};
