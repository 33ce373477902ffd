//! Text to records: RFC 4180 with any of four delimiters, in one piece of memory.

use super::{TableRefused, text::cleaned};
use crate::kit::limits;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// The tab.
    Tab,
    /// `|`
    Bar,
}

impl Delimiter {
    const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar];

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

/// Lines that are looked at to find the delimiter.
const LINES_SNIFFED: usize = 20;

/// The delimiter that stands most often outside quotation marks in the first
/// lines that are not blank; the comma when none does.
pub fn delimiter_of(text: &str) -> Delimiter {
    let mut counts = [0_usize; 4];
    let (mut lines, mut quoted, mut blank) = (0, false, true);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                lines += usize::from(!blank);
                blank = true;
                if lines == LINES_SNIFFED {
                    break;
                }
                continue;
            }
            _ => {}
        }
        blank = blank && byte.is_ascii_whitespace();
        if !quoted && let Some(at) = Delimiter::ALL.iter().position(|d| d.byte() == byte) {
            counts[at] += 1;
        }
    }
    let mut best = 0;
    for at in 1..counts.len() {
        if counts[at] > counts[best] {
            best = at;
        }
    }
    Delimiter::ALL[best]
}

/// All records of a text that are not blank, cells cleaned.
///
/// Cells lie one after another in one text, because 200,000 rows of single
/// strings would need several times the memory of the file.
#[derive(Debug, Default)]
pub struct Records {
    store: String,
    cell_ends: Vec<usize>,
    marks: Vec<Mark>,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    line: usize,
    first_cell: usize,
}

impl Records {
    /// Split a text into records.
    ///
    /// # Errors
    /// A row, line or column past the limits; a quotation mark left open.
    pub fn read(text: &str, delimiter: Delimiter) -> Result<Self, TableRefused> {
        let mut records = Self::default();
        let mut splitter = Splitter { text, at: 0, line: 1, delimiter: delimiter.byte() };
        let mut cell = String::new();
        while splitter.at < text.len() {
            if records.marks.len() == limits::IMPORT_ROWS_MAX + 26 {
                return Err(TableRefused::TooManyRows);
            }
            records.record(&mut splitter, &mut cell)?;
        }
        Ok(records)
    }

    fn record(
        &mut self,
        splitter: &mut Splitter<'_>,
        cell: &mut String,
    ) -> Result<(), TableRefused> {
        let mark = Mark { line: splitter.line, first_cell: self.cell_ends.len() };
        let (start, stored) = (splitter.at, self.store.len());
        loop {
            let end = splitter.cell(cell, start, mark.line)?;
            self.store.push_str(&cleaned(cell));
            self.cell_ends.push(self.store.len());
            if self.cell_ends.len() - mark.first_cell > limits::IMPORT_COLUMNS_MAX {
                return Err(TableRefused::TooManyColumns { line: mark.line });
            }
            if end == End::Record {
                break;
            }
        }
        if self.store.len() == stored {
            self.cell_ends.truncate(mark.first_cell);
        } else {
            self.marks.push(mark);
        }
        Ok(())
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The line on which a record starts.
    pub fn line(&self, record: usize) -> usize {
        self.marks[record].line
    }

    /// How many cells a record has.
    pub fn width(&self, record: usize) -> usize {
        let next = self.marks.get(record + 1);
        next.map_or(self.cell_ends.len(), |mark| mark.first_cell) - self.marks[record].first_cell
    }

    /// A cell; empty past the record's end.
    pub fn cell(&self, record: usize, column: usize) -> &str {
        if column >= self.width(record) {
            return "";
        }
        let at = self.marks[record].first_cell + column;
        let start = if at == 0 { 0 } else { self.cell_ends[at - 1] };
        &self.store[start..self.cell_ends[at]]
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Cell,
    Record,
}

struct Splitter<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    delimiter: u8,
}

impl Splitter<'_> {
    /// Read one cell and say what ended it.
    fn cell(&mut self, cell: &mut String, start: usize, line: usize) -> Result<End, TableRefused> {
        cell.clear();
        if self.text.as_bytes().get(self.at) == Some(&b'"') {
            self.at += 1;
            self.quoted(cell, start, line)?;
        }
        let bytes = self.text.as_bytes();
        let from = self.at;
        let stop = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        let length = bytes[from..].iter().position(stop).unwrap_or(bytes.len() - from);
        self.at += length;
        self.check_length(start, line)?;
        cell.push_str(&self.text[from..self.at]);
        let end = bytes.get(self.at).copied();
        if end.is_some() {
            self.at += 1;
        }
        match end {
            Some(byte) if byte == self.delimiter => Ok(End::Cell),
            Some(b'\r') if bytes.get(self.at) == Some(&b'\n') => {
                self.at += 1;
                self.line += 1;
                Ok(End::Record)
            }
            _ => {
                self.line += 1;
                Ok(End::Record)
            }
        }
    }

    /// Read what stands between quotation marks; a doubled one stands for one.
    fn quoted(&mut self, cell: &mut String, start: usize, line: usize) -> Result<(), TableRefused> {
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.find('"') else {
                self.at = self.text.len();
                self.check_length(start, line)?;
                return Err(TableRefused::OpenQuote { line });
            };
            let piece = &rest[..length];
            self.at += length + 1;
            self.check_length(start, line)?;
            cell.push_str(piece);
            self.line += lines_in(piece);
            if self.text.as_bytes().get(self.at) != Some(&b'"') {
                return Ok(());
            }
            cell.push('"');
            self.at += 1;
        }
    }

    fn check_length(&self, start: usize, line: usize) -> Result<(), TableRefused> {
        if self.at - start > limits::IMPORT_LINE_BYTES_MAX {
            return Err(TableRefused::LineTooLong { line });
        }
        Ok(())
    }
}

fn lines_in(piece: &str) -> usize {
    let bytes = piece.as_bytes();
    let ends = |at: usize| match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..bytes.len()).filter(|at| ends(*at)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, Vec<String>)> {
        let records = Records::read(text, delimiter_of(text)).expect("records");
        let cells = |record| {
            (0..records.width(record)).map(|c| records.cell(record, c).to_owned()).collect()
        };
        (0..records.len()).map(|record| (records.line(record), cells(record))).collect()
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn every_kind_of_line_end_and_delimiter_is_read() {
        for (text, end) in [("a,b\n1,2", "\n"), ("a;b\r\n1;2\r\n", "\r\n"), ("a\tb\r1\t2\r", "\r")]
        {
            assert_eq!(read(text), [row(1, &["a", "b"]), row(2, &["1", "2"])], "{end:?}");
        }
        assert_eq!(read("a|b,c\n1|2\n"), [row(1, &["a", "b,c"]), row(2, &["1", "2"])]);
    }

    #[test]
    fn quoted_cells_keep_delimiters_quotes_and_lines() {
        let text = "a,b\n\"x,\"\"y\"\"\",\"two\r\nlines\"\nlast,";
        let rows = [row(1, &["a", "b"]), row(2, &["x,\"y\"", "two  lines"]), row(4, &["last", ""])];
        assert_eq!(read(text), rows);
    }

    #[test]
    fn limits_are_told_with_their_line() {
        let long = format!("a,b\n{},1\n", "x".repeat(limits::IMPORT_LINE_BYTES_MAX));
        let wide = format!("a\n{}\n", ",".repeat(limits::IMPORT_COLUMNS_MAX));
        let refused = |text: &str| Records::read(text, Delimiter::Comma).err();
        assert_eq!(refused(&long), Some(TableRefused::LineTooLong { line: 2 }));
        assert_eq!(refused(&wide), Some(TableRefused::TooManyColumns { line: 2 }));
        assert_eq!(refused("a,b\n1,\"2"), Some(TableRefused::OpenQuote { line: 2 }));
        let many = "a\n".repeat(limits::IMPORT_ROWS_MAX + 27);
        assert_eq!(refused(&many), Some(TableRefused::TooManyRows));
    }
}
