//! How many came, as far as anybody knows.

use super::{Exactness, GatheringRefused};

/// The most people of one gathering. Source: our own choice, far above the
/// largest stadium of the region.
pub const PEOPLE_MAX: u32 = 200_000;

/// The numbers of a form, each typed or left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttendanceTyped {
    /// Women and girls.
    pub women: Option<u32>,
    /// Men and boys.
    pub men: Option<u32>,
    /// Under 18, part of the women and men.
    pub under_18: Option<u32>,
    /// Everybody.
    pub total: Option<u32>,
    /// How the numbers are known.
    pub exactness: Exactness,
}

/// Numbers that agree with each other; a number that nobody knows is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attendance {
    women: Option<u32>,
    men: Option<u32>,
    under_18: Option<u32>,
    total: Option<u32>,
    exactness: Exactness,
}

impl Attendance {
    /// Nobody knows how many came.
    pub const UNKNOWN: Self =
        Self { women: None, men: None, under_18: None, total: None, exactness: Exactness::Unknown };

    /// Women and girls.
    pub const fn women(&self) -> Option<u32> {
        self.women
    }

    /// Men and boys.
    pub const fn men(&self) -> Option<u32> {
        self.men
    }

    /// Under 18; they are part of the total.
    pub const fn under_18(&self) -> Option<u32> {
        self.under_18
    }

    /// Everybody.
    pub const fn total(&self) -> Option<u32> {
        self.total
    }

    /// How the numbers are known.
    pub const fn exactness(&self) -> Exactness {
        self.exactness
    }
}

/// The numbers agree, or the first disagreement.
///
/// Shape: women and men together are the total; when both are typed the total
/// may be left open; when one is missing it stays unknown, although the total
/// would give it away only if nobody else came.
pub fn read_attendance(typed: AttendanceTyped) -> Result<Attendance, GatheringRefused> {
    let AttendanceTyped { women, men, under_18, total, exactness } = typed;
    let all = [women, men, under_18, total];
    if !exactness.has_number() {
        let none = all.iter().all(Option::is_none);
        return none.then_some(Attendance::UNKNOWN).ok_or(GatheringRefused::NumbersOfUnknown);
    }
    if all.iter().flatten().any(|number| *number > PEOPLE_MAX) {
        return Err(GatheringRefused::TooMany);
    }
    let total = match (women.zip(men).map(|(women, men)| women + men), total) {
        (Some(sum), Some(total)) if sum != total => {
            return Err(GatheringRefused::SumDiffers { sum, total });
        }
        (sum, total) => sum.or(total).ok_or(GatheringRefused::TotalMissing)?,
    };
    if total > PEOPLE_MAX {
        return Err(GatheringRefused::TooMany);
    }
    if [women, men].into_iter().flatten().any(|part| part > total) {
        return Err(GatheringRefused::PartAboveTotal);
    }
    if under_18.is_some_and(|part| part > total) {
        return Err(GatheringRefused::ChildrenAboveTotal);
    }
    Ok(Attendance { women, men, under_18, total: Some(total), exactness })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(numbers: [Option<u32>; 4], exactness: Exactness) -> AttendanceTyped {
        let [women, men, under_18, total] = numbers;
        AttendanceTyped { women, men, under_18, total, exactness }
    }

    #[test]
    fn numbers_agree_or_are_refused_with_the_first_disagreement() {
        use Exactness::{Counted, Reported, Unknown};
        use GatheringRefused as No;
        let cases = [
            ([Some(212), Some(188), Some(41), None], Counted, Ok(Some(400))),
            ([Some(212), Some(188), Some(41), Some(400)], Counted, Ok(Some(400))),
            ([None, None, None, Some(60)], Reported, Ok(Some(60))),
            ([Some(40), None, None, Some(60)], Reported, Ok(Some(60))),
            ([Some(0), Some(0), Some(0), None], Counted, Ok(Some(0))),
            ([None; 4], Unknown, Ok(None)),
            ([None, None, None, Some(0)], Unknown, Err(No::NumbersOfUnknown)),
            ([None; 4], Counted, Err(No::TotalMissing)),
            ([Some(5), None, None, None], Counted, Err(No::TotalMissing)),
            (
                [Some(5), Some(5), None, Some(11)],
                Counted,
                Err(No::SumDiffers { sum: 10, total: 11 }),
            ),
            ([Some(12), None, None, Some(11)], Counted, Err(No::PartAboveTotal)),
            ([Some(5), Some(5), Some(11), None], Counted, Err(No::ChildrenAboveTotal)),
            ([None, None, None, Some(PEOPLE_MAX + 1)], Counted, Err(No::TooMany)),
            ([Some(PEOPLE_MAX), Some(1), None, None], Counted, Err(No::TooMany)),
        ];
        for (numbers, exactness, total) in cases {
            let read = read_attendance(typed(numbers, exactness));
            assert_eq!(read.map(|read| read.total()), total, "{numbers:?} {exactness:?}");
        }
    }

    proptest! {
        #[test]
        fn accepted_numbers_never_contradict_each_other(
            women in proptest::option::of(0..300_000_u32),
            men in proptest::option::of(0..300_000_u32),
            under_18 in proptest::option::of(0..300_000_u32),
            total in proptest::option::of(0..300_000_u32),
            which in 0..4_usize,
        ) {
            let exactness = Exactness::ALL[which];
            let Ok(read) = read_attendance(typed([women, men, under_18, total], exactness)) else {
                return Ok(());
            };
            prop_assert_eq!(read.total().is_some(), exactness.has_number());
            let total = read.total().unwrap_or(0);
            prop_assert!(total <= PEOPLE_MAX);
            for part in [read.women(), read.men(), read.under_18()].into_iter().flatten() {
                prop_assert!(part <= total);
            }
            if let Some((women, men)) = read.women().zip(read.men()) {
                prop_assert_eq!(women + men, total);
            }
        }
    }
}
