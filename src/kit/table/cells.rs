//! The cells of a row by what they hold, with the one reason when they cannot be read.

use std::collections::HashMap;

use super::number::{self, CommaUse, NumberProblem};
use super::{Columns, Rejected, Row, Say, Table};
use crate::kit::limits;

/// A table whose columns are known.
#[derive(Debug)]
pub struct Cells<'a> {
    table: &'a Table,
    columns: &'a Columns,
    commas: HashMap<usize, CommaUse>,
}

impl<'a> Cells<'a> {
    /// A table and its columns; `comma` is what a person said of all commas.
    pub fn new(table: &'a Table, columns: &'a Columns, comma: Option<CommaUse>) -> Self {
        let uses = |column| comma.unwrap_or_else(|| number::comma_use(table.column(column)));
        let commas = (0..table.header().len()).map(|column| (column, uses(column))).collect();
        Self { table, columns, commas }
    }

    /// The table.
    pub fn table(&self) -> &'a Table {
        self.table
    }

    /// The text of a cell; nothing when it is empty or the file has no such column.
    ///
    /// # Errors
    /// Longer than a name may be.
    pub fn text(&self, row: Row<'a>, key: &str) -> Result<Option<String>, Say> {
        let Some(column) = self.columns.of(key) else { return Ok(None) };
        let cell = row.cell(column);
        if cell.chars().count() > limits::TEXT_CHARS_MAX {
            let limit = limits::TEXT_CHARS_MAX;
            let say = Say::new("imports.problem.text_too_long").whole("limit", limit);
            return Err(say.text("column", self.heading(column)));
        }
        Ok((!cell.is_empty()).then(|| cell.to_owned()))
    }

    /// The text of a cell that must not be empty.
    ///
    /// # Errors
    /// Empty, or longer than a name may be.
    pub fn needed(&self, row: Row<'a>, key: &str) -> Result<String, Say> {
        let column = self.columns.of(key).map_or("", |column| self.heading(column));
        let missing = || Say::new("imports.problem.cell_empty").text("column", column);
        self.text(row, key)?.ok_or_else(missing)
    }

    /// The count in a cell; nothing when it is empty or there is no such column.
    ///
    /// # Errors
    /// No count: no number, below zero, with a fraction.
    pub fn whole(&self, row: Row<'a>, key: &str) -> Result<Option<i64>, Say> {
        self.columns.of(key).map_or(Ok(None), |column| self.whole_at(row, column))
    }

    /// The count in a column that has no name of its own.
    ///
    /// # Errors
    /// As [`Cells::whole`].
    pub fn whole_at(&self, row: Row<'a>, column: usize) -> Result<Option<i64>, Say> {
        let read = number::whole(row.cell(column), self.comma(column));
        read.map_err(|why| self.say(row, column, why))
    }

    /// The number in a cell; nothing when it is empty or there is no such column.
    ///
    /// # Errors
    /// No number.
    pub fn real(&self, row: Row<'a>, key: &str) -> Result<Option<f64>, Say> {
        let Some(column) = self.columns.of(key) else { return Ok(None) };
        let read = number::real(row.cell(column), self.comma(column));
        read.map_err(|why| self.say(row, column, why))
    }

    /// A row as it goes into the list of rejected ones.
    pub fn rejected(&self, row: Row<'a>, why: Say) -> Rejected {
        Rejected { line: row.line(), cells: row.cells(), why }
    }

    /// The reason against a row whose cells are more or fewer than the headings.
    pub fn ragged(&self, row: Row<'a>) -> Option<Say> {
        let say = Say::new("imports.problem.ragged");
        let counted = say.whole("cells", row.width()).whole("columns", self.table.header().len());
        (!self.table.fits(row)).then_some(counted)
    }

    fn comma(&self, column: usize) -> CommaUse {
        self.commas.get(&column).copied().unwrap_or(CommaUse::Groups)
    }

    fn heading(&self, column: usize) -> &'a str {
        self.table.header().get(column).map_or("", String::as_str)
    }

    fn say(&self, row: Row<'a>, column: usize, why: NumberProblem) -> Say {
        let value: String = row.cell(column).chars().take(40).collect();
        Say::new(why.words()).text("column", self.heading(column)).text("value", value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::table::{Value, Wanted, columns};

    const WANTED: &[Wanted] = &[
        Wanted { key: "name", required: true, headings: &["name"], tags: &[] },
        Wanted { key: "people", required: true, headings: &["people"], tags: &[] },
    ];

    #[test]
    fn cells_are_read_or_their_reason_is_given() {
        let table = Table::read(b"name,people\nA,\"1,5\"\nB,-2\n,3\nC,2,1\n").expect("a table");
        let columns = columns::guess(&table, WANTED);
        let cells = Cells::new(&table, &columns, Some(CommaUse::Groups));
        let rows: Vec<Row<'_>> = table.rows().collect();

        assert_eq!(
            cells.whole(rows[0], "people").map_err(|say| say.key),
            Err("imports.problem.not_a_number")
        );
        let negative = cells.whole(rows[1], "people").expect_err("a reason");
        assert_eq!(negative.key, "imports.problem.negative");
        assert!(negative.values.contains(&("value", Value::Text("-2".into()))));
        assert!(cells.needed(rows[2], "name").is_err());
        assert_eq!(cells.whole(rows[2], "people"), Ok(Some(3)));
        assert!(cells.ragged(rows[3]).is_some() && cells.ragged(rows[0]).is_none());
        assert_eq!(cells.real(rows[0], "nothing"), Ok(None));
    }
}
