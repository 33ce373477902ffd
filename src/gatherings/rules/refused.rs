//! Why a gathering is not entered or corrected.

use crate::kit::Refusal;

/// A rule of gatherings that says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatheringRefused {
    /// Nothing of a closed campaign changes any more.
    #[error("the campaign is closed")]
    CampaignClosed,
    /// Nothing is counted before it took place.
    #[error("the day is in the future")]
    InFuture,
    /// A day far from the flight is a slip of the pen.
    #[error("the day is more than {days} days away from the flight")]
    FarFromFlight {
        /// How many days are allowed.
        days: u32,
    },
    /// It took place in a district that exists.
    #[error("no such district")]
    UnknownDistrict,
    /// The sector lies in the district.
    #[error("the sector is not in the district")]
    SectorElsewhere,
    /// The partner is known.
    #[error("no such partner")]
    UnknownPartner,
    /// Unknown means that there is no number.
    #[error("numbers beside `unknown`")]
    NumbersOfUnknown,
    /// A number is missing.
    #[error("neither a total nor both women and men")]
    TotalMissing,
    /// The total is not the sum.
    #[error("women and men are {sum}, the total says {total}")]
    SumDiffers {
        /// Women and men together.
        sum: u32,
        /// What was typed.
        total: u32,
    },
    /// More women or men than people.
    #[error("more women or men than people in all")]
    PartAboveTotal,
    /// More children than people.
    #[error("more people under 18 than people in all")]
    ChildrenAboveTotal,
    /// More than any place holds.
    #[error("more people than {}", super::PEOPLE_MAX)]
    TooMany,
    /// More came from the districts than came.
    #[error("{origins} people from the districts, {total} in all")]
    OriginsAboveTotal {
        /// The sum of the districts.
        origins: u32,
        /// Everybody.
        total: u32,
    },
    /// A district stands twice in the list, or does not exist.
    #[error("a district of origin is unknown or named twice")]
    OriginWrong,
    /// Something in the text looks like a person's number or name.
    #[error("the field `{field}` looks personal")]
    LooksPersonal {
        /// The form field.
        field: &'static str,
    },
    /// The same kind on the same day in the same place is already entered.
    #[error("an equal gathering is entered already")]
    SameAgain,
    /// An entry that was withdrawn stays so.
    #[error("the entry is withdrawn")]
    Withdrawn,
    /// The reason belongs to the other deed.
    #[error("the reason does not fit")]
    ReasonUnfit,
}

impl Refusal for GatheringRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::CampaignClosed => "campaign",
            Self::InFuture | Self::FarFromFlight { .. } => "held_on",
            Self::UnknownDistrict => "place",
            Self::SectorElsewhere => "sector",
            Self::UnknownPartner => "partner",
            Self::NumbersOfUnknown => "exactness",
            Self::TotalMissing | Self::SumDiffers { .. } | Self::TooMany => "total",
            Self::PartAboveTotal => "women",
            Self::ChildrenAboveTotal => "under_18",
            Self::OriginsAboveTotal { .. } | Self::OriginWrong => "origins",
            Self::LooksPersonal { field } => field,
            Self::SameAgain => "another",
            Self::Withdrawn | Self::ReasonUnfit => "reason",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::CampaignClosed => "gatherings.problem.campaign_closed",
            Self::InFuture => "gatherings.problem.in_future",
            Self::FarFromFlight { .. } => "gatherings.problem.far_from_flight",
            Self::UnknownDistrict => "gatherings.problem.unknown_district",
            Self::SectorElsewhere => "gatherings.problem.sector_elsewhere",
            Self::UnknownPartner => "gatherings.problem.unknown_partner",
            Self::NumbersOfUnknown => "gatherings.problem.numbers_of_unknown",
            Self::TotalMissing => "gatherings.problem.total_missing",
            Self::SumDiffers { .. } => "gatherings.problem.sum_differs",
            Self::PartAboveTotal => "gatherings.problem.part_above_total",
            Self::ChildrenAboveTotal => "gatherings.problem.children_above_total",
            Self::TooMany => "gatherings.problem.too_many",
            Self::OriginsAboveTotal { .. } => "gatherings.problem.origins_above_total",
            Self::OriginWrong => "gatherings.problem.origin_wrong",
            Self::LooksPersonal { .. } => "gatherings.problem.looks_personal",
            Self::SameAgain => "gatherings.problem.same_again",
            Self::Withdrawn => "gatherings.problem.withdrawn",
            Self::ReasonUnfit => "gatherings.problem.reason_unfit",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::FarFromFlight { days } => vec![("days", days.to_string())],
            Self::SumDiffers { sum, total } => {
                vec![("sum", sum.to_string()), ("total", total.to_string())]
            }
            Self::OriginsAboveTotal { origins, total } => {
                vec![("origins", origins.to_string()), ("total", total.to_string())]
            }
            Self::TooMany => vec![("most", super::PEOPLE_MAX.to_string())],
            _ => Vec::new(),
        }
    }
}
