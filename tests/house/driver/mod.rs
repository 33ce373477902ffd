//! Drives a whole house in a test: fresh database, fixed clock, recorded
//! messages, callers and deeds.

mod caller;
pub mod campaigns;
mod engine;
pub mod gatherings;
mod house;
pub mod people;
mod places;
pub mod schedule;
pub mod stations;

pub use caller::{Answer, Caller};
pub use engine::Engine;
pub use house::House;
pub use people::PASSWORD;
pub use schedule::Airtime;

/// Make `sqlite_<name>` and `postgres_<name>` of each test. The second runs when
/// `TEST_POSTGRES_URL` is set and otherwise says that it is skipped.
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($house:ident) $body:block)*) => {
        $(mod $name {
            use super::*;

            $(#[$meta])*
            async fn both($house: crate::driver::House) $body

            #[tokio::test]
            async fn sqlite() {
                both(crate::driver::House::new(crate::driver::Engine::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if crate::driver::Engine::postgres_is_here() {
                    both(crate::driver::House::new(crate::driver::Engine::Postgres).await).await;
                }
            }
        })*
    };
}
pub(crate) use on_both;
