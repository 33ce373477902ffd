//! Drives a whole house in a test: fresh database, fixed clock, recorded
//! messages, callers and deeds.

pub mod caller;
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
        $(
        $(#[$meta])*
        async fn $name($house: crate::driver::House) $body

        mod $name {
            use crate::driver::{Engine, House};

            #[tokio::test]
            async fn sqlite() {
                super::$name(House::new(Engine::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if Engine::postgres_is_here() {
                    super::$name(House::new(Engine::Postgres).await).await;
                }
            }
        })*
    };
}
pub(crate) use on_both;
