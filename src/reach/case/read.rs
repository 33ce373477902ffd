//! From the JSON of a case to the case.

use std::collections::{HashMap, HashSet};

use super::super::model::{
    Airing, AiringKind, Audience, Basis, Case, DAYS_MAX, Date, District, Gathering, GatheringSize,
    HeadCount, Options, Settings, Slot, SlotDays, Station, Status, Survey,
};
use crate::kit::case::{
    CaseError, Fields, Node, Path, WHOLE_MAX, parse, share, shown, text, truth,
};

/// Longest lists. Above anything a country's campaign would need.
const DISTRICTS_MAX: usize = 10_000;
const STATIONS_MAX: usize = 10_000;
const SLOTS_MAX: usize = 1_000;
const AIRINGS_MAX: usize = 1_000_000;
const GATHERINGS_MAX: usize = 100_000;

/// Most airings alike in one entry.
const COUNT_MAX: u32 = 1_000;

/// Most random draws.
const DRAWS_MAX: u32 = 10_000;

/// Most people of one district: whole numbers are exact up to here.
const POPULATION_MAX: f64 = 9_007_199_254_740_992.0;

/// Design effect of a survey that does not state its own.
///
/// Source: docs/decisions/007-reach.md, section 6.
const DESIGN_EFFECT: f64 = 1.5;

const CASE_FIELDS: [&str; 10] = [
    "start",
    "days",
    "districts",
    "stations",
    "airings",
    "gatherings",
    "survey",
    "options",
    "model",
    "cost",
];

/// The case that a text says.
///
/// Errors: the first field that is unknown, repeated, missing, of the wrong kind, out of
/// range or leads nowhere, by its path.
pub fn read(text: &str) -> Result<Case, CaseError> {
    let value = parse(text)?;
    let fields = Node { at: &Path::Root, value: &value }.object(&CASE_FIELDS)?;
    let start_on = fields.need("start", date)?;
    let days = fields.need("days", |it| it.small(1, DAYS_MAX))?;
    let districts = fields.need("districts", districts)?;
    let district_places = places(districts.iter().map(|it| it.code.as_str()));
    let stations = fields.need("stations", |it| stations(it, &district_places))?;
    let known = Known { days, districts: &districts, district_places, stations: &stations };
    let airings = fields.need("airings", |it| airings(it, &known))?;
    let gatherings =
        fields.may("gatherings", |it| it.each(GATHERINGS_MAX, |it| gathering(it, &known)))?;
    let survey = fields.may("survey", survey)?;
    let options = fields.may("options", options)?.unwrap_or_default();
    let settings = fields.may("model", settings)?.unwrap_or_default();
    let cost = fields.may("cost", |it| it.number(0.0, f64::MAX))?;
    Ok(Case {
        start_on,
        days,
        gatherings: gatherings.unwrap_or_default(),
        survey,
        options,
        settings,
        cost,
        airings,
        districts,
        stations,
    })
}

/// What references may lead to.
struct Known<'a> {
    days: u32,
    districts: &'a [District],
    district_places: HashMap<&'a str, usize>,
    stations: &'a [Station],
}

fn places<'a>(codes: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    codes.enumerate().map(|(place, code)| (code, place)).collect()
}

fn date(it: Node) -> Result<Date, CaseError> {
    let text = it.text()?;
    Date::parse(text).ok_or_else(|| {
        it.at.refuse(format_args!("\"{}\" is not a date such as 2026-03-02", shown(text)))
    })
}

fn survey(it: Node) -> Result<Survey, CaseError> {
    let fields = it.object(&["n", "deff"])?;
    let at_least_1 = |it: Node| it.number(1.0, f64::MAX);
    Ok(Survey {
        respondents: fields.need("n", at_least_1)?,
        design_effect: fields.may("deff", at_least_1)?.unwrap_or(DESIGN_EFFECT),
    })
}

/// Refuse a list in which two items have the same code.
fn distinct<'a>(
    list: Node,
    field: &str,
    codes: impl Iterator<Item = &'a str>,
) -> Result<(), CaseError> {
    let mut seen = HashSet::new();
    for (place, code) in codes.enumerate() {
        if !seen.insert(code) {
            let problem = format!("\"{}\" is given twice", shown(code));
            return Err(list.at.item(place).field(field).refuse(problem));
        }
    }
    Ok(())
}

fn districts(it: Node) -> Result<Vec<District>, CaseError> {
    let districts = it.each(DISTRICTS_MAX, |it| {
        let fields = it.object(&["code", "population", "universe", "survey"])?;
        Ok(District {
            code: fields.need("code", text)?,
            population: fields.need("population", |it| it.number(1.0, POPULATION_MAX))?,
            universe: fields.need("universe", share)?,
            survey: fields.may("survey", survey)?,
        })
    })?;
    if districts.is_empty() {
        return Err(it.at.refuse("is empty; at least one is needed"));
    }
    distinct(it, "code", districts.iter().map(|it| it.code.as_str()))?;
    Ok(districts)
}

fn stations(it: Node, districts: &HashMap<&str, usize>) -> Result<Vec<Station>, CaseError> {
    let stations = it.each(STATIONS_MAX, |it| {
        let fields = it.object(&["code", "districts"])?;
        Ok(Station {
            code: fields.need("code", text)?,
            audiences: fields.need("districts", |it| audiences(it, districts))?,
        })
    })?;
    distinct(it, "code", stations.iter().map(|it| it.code.as_str()))?;
    Ok(stations)
}

fn audiences(it: Node, districts: &HashMap<&str, usize>) -> Result<Vec<Audience>, CaseError> {
    let audiences = it.each(DISTRICTS_MAX, |it| {
        let fields = it.object(&["district", "cume", "week", "day", "coverage", "slots"])?;
        Ok(Audience {
            district: fields.need("district", |it| district(it, districts))?,
            cume: fields.may("cume", share)?,
            week: fields.may("week", share)?,
            day: fields.may("day", share)?,
            coverage: fields.may("coverage", share)?,
            slots: fields.may("slots", slots)?.unwrap_or_default(),
        })
    })?;
    let mut seen = HashSet::new();
    for (place, audience) in audiences.iter().enumerate() {
        if !seen.insert(audience.district) {
            let at = it.at.item(place);
            return Err(at.field("district").refuse("is given twice for this station"));
        }
    }
    Ok(audiences)
}

fn district(it: Node, districts: &HashMap<&str, usize>) -> Result<usize, CaseError> {
    let code = it.text()?;
    districts.get(code).copied().ok_or_else(|| {
        it.at.refuse(format_args!("\"{}\" is not a district of this case", shown(code)))
    })
}

fn slots(it: Node) -> Result<Vec<Slot>, CaseError> {
    let slots = it.each(SLOTS_MAX, |it| {
        let known = ["daypart", "days", "tuned", "repeat", "spot", "programme"];
        let fields = it.object(&known)?;
        let days = [
            ("weekday", SlotDays::Weekday),
            ("weekend", SlotDays::Weekend),
            ("all", SlotDays::All),
        ];
        Ok(Slot {
            daypart: fields.need("daypart", text)?,
            days: fields.need("days", |it| it.word(&days))?,
            tuned: fields.may("tuned", share)?,
            repeat: fields.may("repeat", share)?,
            spot: fields.may("spot", share)?,
            programme: fields.may("programme", share)?,
        })
    })?;
    let mut seen: HashMap<&str, Vec<SlotDays>> = HashMap::new();
    for (place, slot) in slots.iter().enumerate() {
        let earlier = seen.entry(&slot.daypart).or_default();
        let refuse = |problem| Err(it.at.item(place).field("days").refuse(problem));
        if earlier.contains(&slot.days) {
            return refuse("is given twice for this daypart");
        }
        if !earlier.is_empty() && (slot.days == SlotDays::All || earlier.contains(&SlotDays::All)) {
            return refuse("\"all\" cannot stand beside weekday or weekend");
        }
        earlier.push(slot.days);
    }
    Ok(slots)
}

fn airings(it: Node, known: &Known) -> Result<Vec<Airing>, CaseError> {
    let station_places = places(known.stations.iter().map(|it| it.code.as_str()));
    let dayparts: Vec<HashSet<&str>> = known
        .stations
        .iter()
        .map(|it| it.audiences.iter().flat_map(|it| &it.slots).map(|it| it.daypart.as_str()))
        .map(Iterator::collect)
        .collect();
    it.each(AIRINGS_MAX, |it| {
        let fields =
            it.object(&["station", "day", "daypart", "kind", "status", "count", "not_in"])?;
        let station = fields.need("station", |it| {
            let code = it.text()?;
            station_places.get(code).copied().ok_or_else(|| {
                it.at.refuse(format_args!("\"{}\" is not a station of this case", shown(code)))
            })
        })?;
        let daypart = fields.need("daypart", |it| {
            let daypart = it.text()?;
            if dayparts.get(station).is_some_and(|known| known.contains(daypart)) {
                return Ok(daypart.to_owned());
            }
            Err(it.at.refuse(format_args!("\"{}\" is not a slot of its station", shown(daypart))))
        })?;
        Ok(Airing { station, daypart, ..airing(fields, known)? })
    })
}

/// The fields of an airing that lead to no station.
fn airing(fields: Fields, known: &Known) -> Result<Airing, CaseError> {
    let kinds = [("spot", AiringKind::Spot), ("programme", AiringKind::Programme)];
    let statuses = [
        ("confirmed", Status::Confirmed),
        ("denied", Status::Denied),
        ("planned", Status::Planned),
    ];
    let not_in = fields
        .may("not_in", |it| it.each(DISTRICTS_MAX, |it| district(it, &known.district_places)))?;
    Ok(Airing {
        station: 0,
        day: fields.need("day", |it| it.small(0, known.days - 1))?,
        daypart: String::new(),
        kind: fields.need("kind", |it| it.word(&kinds))?,
        status: fields.need("status", |it| it.word(&statuses))?,
        count: fields.may("count", |it| it.small(1, COUNT_MAX))?.unwrap_or(1),
        not_in: not_in.unwrap_or_default(),
    })
}

fn gathering(it: Node, known: &Known) -> Result<Gathering, CaseError> {
    let fields = it.object(&["district", "attendance", "share", "counted", "day"])?;
    let place = fields.need("district", |it| district(it, &known.district_places))?;
    let people = known.districts.get(place).map_or(0.0, |it| it.population);
    let attendance = fields.may("attendance", |it| {
        let attendance = it.number(0.0, f64::MAX)?;
        if attendance > people {
            let problem = format!("{attendance} is above the population of {people}");
            return Err(it.at.refuse(problem));
        }
        Ok(GatheringSize::Attendance(attendance))
    })?;
    let of_people = fields.may("share", |it| share(it).map(GatheringSize::Share))?;
    let ((Some(size), None) | (None, Some(size))) = (attendance, of_people) else {
        return Err(it.at.refuse("needs exactly one of attendance and share"));
    };
    let counted = fields.may("counted", truth)?.unwrap_or(true);
    Ok(Gathering {
        district: place,
        size,
        head_count: if counted { HeadCount::Counted } else { HeadCount::Estimated },
        day: fields.may("day", |it| it.small(0, known.days - 1))?,
    })
}

fn options(it: Node) -> Result<Options, CaseError> {
    let fields = it.object(&["basis", "draws", "seed"])?;
    let bases = [Basis::Confirmed, Basis::Expected, Basis::Planned].map(|it| (it.word(), it));
    let default = Options::default();
    Ok(Options {
        basis: fields.may("basis", |it| it.word(&bases))?.unwrap_or(default.basis),
        draws: fields.may("draws", |it| it.small(0, DRAWS_MAX))?.unwrap_or(default.draws),
        seed: fields.may("seed", |it| it.whole(0, WHOLE_MAX))?.unwrap_or(default.seed),
    })
}

fn settings(it: Node) -> Result<Settings, CaseError> {
    let fields = it.object(&["frailty", "attention", "habit", "sigma", "gathering_overlap"])?;
    let may = |name, least, most| fields.may(name, |it: Node| it.number(least, most));
    let default = Settings::default();
    let overlap = may("gathering_overlap", 0.0, 1.0)?;
    Ok(Settings {
        frailty: may("frailty", 0.0, 2.0)?.unwrap_or(default.frailty),
        attention: may("attention", 0.1, 1000.0)?.unwrap_or(default.attention),
        habit: may("habit", 0.02, 0.95)?.unwrap_or(default.habit),
        sigma: may("sigma", 0.0, 2.0)?,
        gathering_overlap: overlap.unwrap_or(default.gathering_overlap),
    })
}
