//! What a figure, a place and a shape are, and when a file of them is sound.

pub mod area;
pub mod compare;
pub mod decide;
pub mod figures;
pub mod geojson;
pub mod layer;
pub mod layout;
pub mod long;
pub mod outline;
pub mod sums;
pub mod wide;
