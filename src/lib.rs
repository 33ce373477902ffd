//! Ijwi: airtime planning, proof of broadcast and reach for awareness campaigns
//! on community radio.

pub mod callins;
pub mod campaigns;
pub mod cli;
pub mod demo;
pub mod gatherings;
pub mod kit;
pub mod messages;
pub mod people;
pub mod places;
pub mod plant;
pub mod proof;
pub mod reach;
pub mod schedule;
pub mod serve;
pub mod stations;
pub mod wiring;
