//! Tables that leave the house as CSV, safe to open in a spreadsheet.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A text that no spreadsheet takes for a formula.
pub fn disarmed(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// One cell that is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// A text; one that a spreadsheet would run as a formula is disarmed.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction, written with a point.
    Real(f64),
    /// Nothing.
    Empty,
}

/// A CSV file in the making: UTF-8, commas, CRLF.
#[derive(Clone, Debug)]
pub struct Sheet {
    text: String,
}

impl Sheet {
    /// A sheet with its headings.
    pub fn new<S: AsRef<str>>(headings: &[S]) -> Self {
        let mut sheet = Self { text: String::new() };
        sheet.row(headings.iter().map(|heading| Cell::Text(heading.as_ref())));
        sheet
    }

    /// Add a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            match cell {
                Cell::Text(text) => self.put_text(text),
                Cell::Whole(number) => self.put(number),
                Cell::Real(number) if number.is_finite() => self.put(number),
                Cell::Real(_) | Cell::Empty => {}
            }
        }
        self.text.push_str("\r\n");
    }

    /// The whole sheet.
    pub fn into_string(self) -> String {
        self.text
    }

    fn put(&mut self, number: impl std::fmt::Display) {
        write!(self.text, "{number}").expect("a String takes everything");
    }

    fn put_text(&mut self, text: &str) {
        let quoted = text.contains([',', '"', '\n', '\r', ';', '\t'])
            || text.starts_with(' ')
            || text.ends_with(' ');
        if quoted {
            self.text.push('"');
        }
        self.text.push_str(&disarmed(text).replace('"', "\"\""));
        if quoted {
            self.text.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spreadsheet_takes_a_text_for_a_formula() {
        let table = [("=1+1", "'=1+1"), ("@a", "'@a"), ("-3", "'-3"), ("a=1", "a=1"), ("", "")];
        for (text, safe) in table {
            assert_eq!(disarmed(text), safe);
        }
    }

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        let mut sheet = Sheet::new(&["a", "b", "c", "d"]);
        sheet.row([
            Cell::Text("=1+1"),
            Cell::Text("say \"a, b\""),
            Cell::Whole(-3),
            Cell::Real(-1.5),
        ]);
        sheet.row([Cell::Text("@x"), Cell::Text("\tx"), Cell::Empty, Cell::Real(f64::NAN)]);
        let text = "a,b,c,d\r\n'=1+1,\"say \"\"a, b\"\"\",-3,-1.5\r\n'@x,\"'\tx\",,\r\n";
        assert_eq!(sheet.into_string(), text);
    }
}
