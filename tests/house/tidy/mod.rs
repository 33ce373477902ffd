//! What every file of the house keeps to.

mod lists;
mod planted;
mod rust;
mod shape;
mod templates;

use crate::sources::{File, house_files};

/// A wall: one sentence for every place that breaks it.
type Wall = fn(&[File]) -> Vec<String>;

fn holds(wall: Wall) {
    let found = wall(&house_files());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn files_are_short_and_so_are_their_lines() {
    holds(shape::too_long);
}

#[test]
fn no_file_is_too_heavy_to_commit() {
    holds(shape::too_heavy);
}

#[test]
fn nothing_is_left_to_be_done_later() {
    holds(shape::left_undone);
}

#[test]
fn no_file_names_the_machine_it_was_written_on() {
    holds(shape::machine_names);
}

#[test]
fn templates_escape_everything_and_carry_no_code_of_their_own() {
    holds(templates::offences);
}

#[test]
fn sql_stands_in_listed_files_and_is_never_put_together() {
    holds(rust::sql);
}

#[test]
fn lints_are_expected_never_allowed() {
    holds(rust::allowed_lints);
}

#[test]
fn forms_refuse_fields_they_do_not_know() {
    holds(rust::open_forms);
}

#[test]
fn a_phone_number_cannot_be_printed_or_written_out() {
    holds(rust::loud_phones);
}
