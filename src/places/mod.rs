//! Districts, sectors, the people who live in them, their shapes, and the files
//! that all of these come in.

mod actions;
pub mod pages;
/// The tables; only stores of this and higher rooms read them.
pub mod rows;
mod rules;
mod store;

pub use actions::figures::{
    DistrictRequest, ExclusionRequest, FigureRequest, add_district, count_again, leave_out,
    put_figure,
};
pub use actions::importers::{BOUNDARIES, DISTRICTS, SECTORS};
pub use actions::imports::{Deed, Imported, Importers, import_by_command, importer};
pub use actions::reads::{Count, LeftOut, Place, districts, place_by_id, sectors_of};
pub use pages::map::{Shades, map_of, shade_of};
pub use rules::area::{Figure, Level, Status};
pub use rules::wide::is_code;
