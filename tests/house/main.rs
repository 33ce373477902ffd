//! The tests of the house: one module per room, and the walls.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the walls read our own files, whose endings are small letters"
)]

mod actions;
mod api;
mod backup;
mod browser;
mod callins;
mod campaigns;
mod canaries;
mod cases;
mod classes;
mod cli;
mod driver;
mod floors;
mod gatherings;
mod hostile;
mod life;
mod look;
mod messages;
mod migrations;
mod occurrences;
mod people;
mod places;
mod plant;
mod proof;
mod quiet;
mod reach;
mod reach_pages;
mod rehearsal;
mod rights;
mod schedule;
mod sources;
mod statements;
mod stations;
mod tidy;
mod web;
mod words;
