//! What a reader of the answer should know about its inputs.

use serde::{Deserialize, Serialize};

use std::fmt;

use super::types::AiringKind;

/// One thing that was noticed while working out an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Warning {
    /// A district's universe was smaller than the audience of one of its stations.
    UniverseRaised {
        /// The district.
        district: String,
        /// As given.
        from: f64,
        /// As used.
        to: f64,
    },
    /// A station was used where nobody is known to hear it.
    NoCume {
        /// The station.
        station: String,
        /// The district.
        district: String,
    },
    /// A figure of one cell was beyond what the model can follow.
    Strained {
        /// The station.
        station: String,
        /// The district.
        district: String,
        /// The daypart.
        daypart: String,
        /// What was beyond it.
        strain: Strain,
    },
    /// The caller ended the work before the interval was known.
    CutShort,
}

/// What was beyond the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Strain {
    /// More are tuned in than the model lets listen at once; contacts still use the
    /// figure as given.
    TunedCapped,
    /// Heavy listeners would be tuned in nearly always.
    HeavyCapped,
    /// The repeat rate is below what chance alone gives, or nearly 1.
    HabitCapped,
    /// More hear an airing of this kind than are tuned in.
    MoreHearThanTuned(AiringKind),
    /// No attention map meets the figure of this kind.
    AttentionOutOfRange(AiringKind),
}

fn kind_word(kind: AiringKind) -> &'static str {
    match kind {
        AiringKind::Spot => "spot",
        AiringKind::Programme => "programme",
    }
}

impl fmt::Display for Strain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TunedCapped => write!(
                out,
                "more than 97 % of the station's listeners tuned in; reach uses 97 %, GRP does not"
            ),
            Self::HeavyCapped => {
                write!(out, "heavy listeners would be tuned in nearly always; kept at 98.5 %")
            }
            Self::HabitCapped => {
                write!(out, "repeat does not fit tuned and cume; habit kept within 0.02..0.95")
            }
            Self::MoreHearThanTuned(kind) => {
                write!(out, "more people hear a {} than are tuned in", kind_word(*kind))
            }
            Self::AttentionOutOfRange(kind) => {
                write!(out, "no attention fits the {} figure; nearest taken", kind_word(*kind))
            }
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UniverseRaised { district, from, to } => write!(
                out,
                "{district}: universe raised from {from} to {to}, the largest cume of a station"
            ),
            Self::NoCume { station, district } => write!(
                out,
                "{station} in {district}: no cume, so it adds nothing to reach and counts for \
                 potential audience only"
            ),
            Self::Strained { station, district, daypart, strain } => {
                write!(out, "{station} in {district}, {daypart}: {strain}")
            }
            Self::CutShort => write!(out, "stopped before the interval was known"),
        }
    }
}
