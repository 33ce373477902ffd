//! Tables that strangers send: bytes to text to rows with line numbers, and back.
//!
//! Pure: no files, no database. The order of reading is [`text::text_of`],
//! [`Table::read`], [`columns::guess`], [`number`]; what came of it is told by
//! a [`report::Report`]. Rules: docs/DATA.md, "Every import".

pub mod cells;
pub mod columns;
pub mod number;
pub mod records;
pub mod refused;
pub mod report;
pub mod sheet;
pub mod text;

mod header;

pub use cells::Cells;
pub use columns::{Columns, Wanted};
pub use number::{CommaUse, NumberProblem};
pub use records::Delimiter;
pub use refused::TableRefused;
pub use report::{Change, Check, Line, Rejected, Report, Say, Value};
pub use sheet::{Cell, Sheet, disarmed};
pub use text::Encoding;

use records::Records;

/// A table in memory: a header and rows that know their line.
#[derive(Debug)]
pub struct Table {
    records: Records,
    header: Vec<String>,
    tags: Option<Vec<String>>,
    first_row: usize,
    encoding: Encoding,
    unreadable: usize,
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    records: &'a Records,
    index: usize,
}

impl<'a> Row<'a> {
    /// The line of the file on which the row starts, counted from 1.
    pub fn line(self) -> usize {
        self.records.line(self.index)
    }

    /// The cell of a column, cleaned; empty when the row is shorter.
    pub fn cell(self, column: usize) -> &'a str {
        self.records.cell(self.index, column)
    }

    /// How many cells the row has.
    pub fn width(self) -> usize {
        self.records.width(self.index)
    }

    /// All cells, for a list of rejected rows.
    pub fn cells(self) -> Vec<String> {
        (0..self.width()).map(|column| self.cell(column).to_owned()).collect()
    }
}

impl Table {
    /// Read a table out of bytes: text, delimiter, header, rows.
    ///
    /// # Errors
    /// [`TableRefused`] when the file is no table or larger than the limits.
    pub fn read(bytes: &[u8]) -> Result<Self, TableRefused> {
        let text = text::text_of(bytes)?;
        let delimiter = records::delimiter_of(&text.words);
        let records = Records::read(&text.words, delimiter)?;
        let found = header::find(&records).ok_or(TableRefused::NoHeader)?;
        if found.first_row >= records.len() {
            return Err(TableRefused::NoRows);
        }
        let cells = |index| Row { records: &records, index }.cells();
        let header = cells(found.header);
        let tags = found.tags.map(cells);
        let (encoding, unreadable) = (text.encoding, text.unreadable);
        Ok(Self { first_row: found.first_row, header, tags, records, encoding, unreadable })
    }

    /// The headings, cleaned but with their capitals.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The HXL tags beneath the headings, if the file has them.
    pub fn tags(&self) -> Option<&[String]> {
        self.tags.as_deref()
    }

    /// In which encoding the bytes were.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Bytes that stand for no letter in that encoding.
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// All rows beneath the header that are not blank, ragged ones included.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (self.first_row..self.records.len()).map(|index| Row { records: &self.records, index })
    }

    /// How many rows [`Table::rows`] gives.
    pub fn len(&self) -> usize {
        self.records.len() - self.first_row
    }

    /// Whether there is no row; a table that was read has at least one.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the row has as many cells as the header.
    pub fn fits(&self, row: Row<'_>) -> bool {
        row.width() == self.header.len()
    }

    /// All cells of a column, for questions about the column as a whole.
    pub fn column(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows().map(move |row| row.cell(column))
    }

    /// What the reader noticed about the encoding, in words.
    pub fn notes(&self) -> Vec<Say> {
        let mut notes = Vec::new();
        if self.encoding == Encoding::Cp1252 {
            notes.push(Say::new("imports.note.cp1252"));
        }
        if self.unreadable > 0 {
            let count = self.unreadable;
            notes.push(Say::new("imports.note.unreadable").whole("count", count));
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_table_is_read_with_its_lines() {
        let table = Table::read(b"name;people\r\n\r\nNyanza;1 200\r\n\"Huye; west\";3\r\n")
            .expect("a table");

        assert_eq!(table.header(), ["name", "people"]);
        let rows: Vec<_> = table.rows().map(|row| (row.line(), row.cells())).collect();
        let cells = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        assert_eq!(rows, [(3, cells("Nyanza", "1 200")), (4, cells("Huye; west", "3"))]);
    }

    #[test]
    fn a_file_of_headings_alone_is_refused() {
        assert_eq!(Table::read(b"name,people\n").err(), Some(TableRefused::NoRows));
        assert_eq!(Table::read(b"").err(), Some(TableRefused::Empty));
        assert_eq!(Table::read(b"\n \n\t\n").err(), Some(TableRefused::Empty));
        assert_eq!(Table::read(b"PK\x03\x04....").err(), Some(TableRefused::Spreadsheet));
    }

    #[test]
    fn a_ragged_row_is_kept_but_does_not_fit() {
        let table = Table::read(b"a,b\n1,2\n3\n4,5,6\n").expect("a table");

        let fits: Vec<bool> = table.rows().map(|row| table.fits(row)).collect();
        assert_eq!(fits, [true, false, false]);
    }

    proptest! {
        #[test]
        fn strangers_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(table) = Table::read(&bytes) {
                for row in table.rows() {
                    prop_assert!(row.line() > 0);
                    prop_assert_eq!(row.cells().len(), row.width());
                }
            }
        }

        #[test]
        fn what_a_sheet_writes_a_table_reads(
            cells in prop::collection::vec("[a-zA-Z,;\"' =@+-]{1,12}", 3..=3),
        ) {
            let mut sheet = Sheet::new(&["one", "two", "three"]);
            sheet.row(cells.iter().map(|cell| Cell::Text(cell)));
            let table = Table::read(sheet.into_string().as_bytes());
            let kept: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
            if kept.iter().any(|cell| !cell.is_empty()) {
                let table = table.expect("a table");
                let row = table.rows().next().expect("a row");
                for (column, cell) in kept.iter().enumerate() {
                    let read = row.cell(column);
                    let opened = read.strip_prefix('\'').unwrap_or(read);
                    prop_assert_eq!(opened.trim(), cell.strip_prefix('\'').unwrap_or(cell).trim());
                }
            }
        }
    }
}
