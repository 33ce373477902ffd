//! The largest and longest of everything, on one page.

/// Bytes of an ordinary form.
pub const FORM_BYTES_MAX: usize = 64 * 1024;
/// Bytes of an uploaded table or boundary file.
pub const IMPORT_BYTES_MAX: usize = 20 * 1024 * 1024;
/// Bytes of an uploaded sound file.
pub const AUDIO_BYTES_MAX: usize = 20 * 1024 * 1024;
/// Bytes of an uploaded logo.
pub const LOGO_BYTES_MAX: usize = 256 * 1024;
/// Bytes of the largest file that any form carries.
pub const UPLOAD_BYTES_MAX: usize = IMPORT_BYTES_MAX;
const _: () = assert!(AUDIO_BYTES_MAX <= UPLOAD_BYTES_MAX && LOGO_BYTES_MAX <= UPLOAD_BYTES_MAX);
/// Rows of an imported table.
pub const IMPORT_ROWS_MAX: usize = 200_000;
/// Bytes of one line of an imported table.
pub const IMPORT_LINE_BYTES_MAX: usize = 64 * 1024;
/// Columns of an imported table.
pub const IMPORT_COLUMNS_MAX: usize = 512;
/// Rows of one page of a list.
pub const PAGE_ROWS: u64 = 50;
/// Rows of a week list, which is never cut into pages below this.
pub const WEEK_ROWS_MAX: u64 = 5_000;
/// Characters of a name or title.
pub const NAME_CHARS_MAX: usize = 120;
/// Characters of a longer text: a topic, a reason, a source.
pub const TEXT_CHARS_MAX: usize = 500;
/// Characters of a script.
pub const SCRIPT_CHARS_MAX: usize = 20_000;
/// Seconds that a request may take.
pub const REQUEST_SECONDS_MAX: u64 = 5;
/// Seconds that an upload may take, on a slow line.
pub const UPLOAD_SECONDS_MAX: u64 = 300;
/// Airings that one form may book at once.
pub const AIRINGS_AT_ONCE_MAX: usize = 400;
/// Occurrences of one rule in one answer.
pub const OCCURRENCES_MAX: usize = 1_000_000;
/// Days that a flight may last.
pub const FLIGHT_DAYS_MAX: i64 = 730;
/// Seconds that one airing may last.
pub const AIRING_SECONDS_MAX: u32 = 6 * 3600;
