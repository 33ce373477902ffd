//! The tests of the house: one module per room, and the walls.

mod driver;
mod plant;
