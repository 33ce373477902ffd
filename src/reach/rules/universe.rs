//! How many hear radio where nobody was asked.

/// Share of households with a radio in 2025, by the P-code of the province.
///
/// Source: docs/decisions/007-reach.md, section 12: DHS indicator `HC_HEFF_H_RDO`.
const OWNERS: [(&str, f64); 5] =
    [("RW1", 0.535), ("RW2", 0.415), ("RW3", 0.388), ("RW4", 0.460), ("RW5", 0.421)];

/// The same for the whole country.
const OWNERS_ANYWHERE: f64 = 0.436;

/// The spread of an estimate that stands on such an assumption.
///
/// Source: docs/decisions/007-reach.md, section 12.
pub const ASSUMED_SIGMA: f64 = 0.25;

/// The share of a province's people who are taken to hear radio: its owners and half
/// of the others, who hear it by phone or at a neighbour's. An assumption.
///
/// Units: a share of all people, 0..=1, two digits.
/// Source: docs/decisions/007-reach.md, section 12.
pub fn assumed_universe(province_code: &str) -> f64 {
    let known = OWNERS.iter().find(|(code, _)| *code == province_code);
    let owners = known.map_or(OWNERS_ANYWHERE, |(_, share)| *share);
    ((owners + 0.5 * (1.0 - owners)) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_and_half_of_the_others_hear_radio() {
        let shares = ["RW5", "RW2", "RW3", "RW4", "RW1", "UG1"].map(assumed_universe);

        let percent = shares.map(|share| (share * 100.0).round());
        assert!(
            percent
                .iter()
                .zip([71.0, 71.0, 69.0, 73.0, 77.0, 72.0])
                .all(|(a, b)| (a - b).abs() < 0.5)
        );
    }
}
