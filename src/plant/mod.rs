//! Machinery without domain words: database, outbox, timers, trail, files, web.

pub mod app;
pub mod backup;
pub mod config;
pub mod db;
pub mod draw;
pub mod files;
pub mod gateway;
pub mod health;
pub mod intake;
pub mod jobs;
pub mod memory;
pub mod metrics;
pub mod once;
pub mod outbox;
pub mod random;
pub mod seal;
pub mod timers;
pub mod trace;
pub mod trail;
pub mod web;
pub mod words;

pub use app::App;
