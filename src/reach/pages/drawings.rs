//! Map, curve, bars and tables of the results, each with its finding.

use super::results::Line;
use super::say;
use crate::places::Place;
use crate::plant::draw::{self, Area, Curve, CurvePoint, Drawing, Ends, Goal, Map, NestedBar};
use crate::plant::words::Words;
use crate::reach::{
    Basis, CurveFinding, DistrictFinding, Figures, Published, StationFinding, Tier, Toward,
    over_curve, over_districts, over_stations,
};

/// Points of a curve that are drawn at most.
const POINTS_MAX: usize = 60;

/// Everything drawn on the page.
pub struct Drawn {
    /// The finding over the districts.
    pub districts_say: String,
    /// The map.
    pub map: Drawing,
    /// Whether any district of it has a share to be dark for.
    pub is_shaded: bool,
    /// The districts.
    pub districts: Vec<DistrictRow>,
    /// The finding over the curve.
    pub curve_says: String,
    /// The curve; none without anything to draw.
    pub curve: Option<Drawing>,
    /// The finding over the stations.
    pub stations_say: String,
    /// Planned, aired and waiting by station.
    pub bars: Option<Drawing>,
    /// The stations.
    pub stations: Vec<StationRow>,
}

/// A district of the table.
pub struct DistrictRow {
    /// Its name.
    pub name: String,
    /// How well it is founded.
    pub tier: &'static str,
    /// Its people, with the year.
    pub people: String,
    /// What may be said.
    pub says: String,
    /// The share reached.
    pub share: String,
    /// What is wanted.
    pub goal: String,
}

/// A station of the table.
pub struct StationRow {
    /// Its name.
    pub name: String,
    /// Airings planned.
    pub planned: String,
    /// Confirmed.
    pub confirmed: String,
    /// Missed.
    pub missed: String,
    /// Waiting.
    pub waiting: String,
    /// People whom nobody else reached.
    pub alone: String,
}

/// The evidence bar.
pub fn evidence(words: Words, figures: &Figures, names: &[&str; 5]) -> Drawing {
    draw::evidence(words.say("reach.evidence"), *names, figures.levels)
}

/// The levels in words.
pub fn levels(words: Words, figures: &Figures, names: &[&str; 5]) -> Vec<Line> {
    let line = |(name, count): (&&str, u64)| Line {
        name: (*name).to_owned(),
        says: words.whole(i64::try_from(count).unwrap_or(i64::MAX)),
    };
    names.iter().zip(figures.levels).map(line).collect()
}

/// Everything drawn.
pub fn all(words: Words, figures: &Figures, places: &[Place]) -> Drawn {
    let told: Vec<Option<Published>> = (0..figures.kept.len())
        .map(|place| figures.published_district(Basis::Confirmed, place))
        .collect();
    let stations = stations(words, figures);
    Drawn {
        districts_say: districts_say(words, figures, &told),
        map: map(words, figures, places, &told),
        is_shaded: told.iter().flatten().any(|told| told.share().is_some_and(|it| it > 0.0)),
        districts: district_rows(words, figures, &told),
        curve_says: curve_says(words, figures),
        curve: curve(words, figures),
        stations_say: stations_say(words, figures),
        bars: (!stations.is_empty()).then(|| bars(words, figures)),
        stations,
    }
}

fn share_wanted(figures: &Figures, at: usize) -> Option<f64> {
    let it = figures.districts.get(at)?;
    let people = people_of(figures, at)?;
    let percent = it.goal_percent.and_then(|goal| u32::try_from(goal).ok());
    let once = it.goal_once.and_then(|goal| u32::try_from(goal).ok());
    percent.map(|goal| f64::from(goal) / 100.0).or(once.map(|goal| f64::from(goal) / people))
}

fn people_of(figures: &Figures, at: usize) -> Option<f64> {
    let people = figures.districts.get(at)?.people.as_ref()?.people;
    u32::try_from(people).ok().filter(|it| *it > 0).map(f64::from)
}

fn districts_say(words: Words, figures: &Figures, told: &[Option<Published>]) -> String {
    let toward: Vec<Toward> = told
        .iter()
        .zip(&figures.kept)
        .map(|(told, at)| Toward {
            reached: told.as_ref().and_then(Published::share),
            goal: share_wanted(figures, *at),
        })
        .collect();
    let name = |place: usize| {
        figures.kept.get(place).and_then(|at| figures.districts.get(*at)).map_or("", |it| &it.name)
    };
    match over_districts(&toward) {
        DistrictFinding::Nothing => words.say("reach.find.districts_none").to_owned(),
        DistrictFinding::AllMet => words.say("reach.find.districts_met").to_owned(),
        DistrictFinding::Behind { met, of, last } => words.count(
            "reach.find.districts_behind",
            i64::try_from(of).unwrap_or(i64::MAX),
            &[("met", met.to_string()), ("district", name(last).to_owned())],
        ),
        DistrictFinding::Highest(place) => {
            words.fill("reach.find.districts_highest", &[("district", name(place))])
        }
    }
}

/// The shade of a share: more is darker.
fn shade(share: f64) -> u8 {
    [0.05, 0.15, 0.25, 0.4].iter().fold(1, |shade, edge| shade + u8::from(share >= *edge))
}

fn map(words: Words, figures: &Figures, places: &[Place], told: &[Option<Published>]) -> Drawing {
    let published = |place: &Place| {
        let at = figures.kept.iter().position(|at| {
            figures.districts.get(*at).is_some_and(|it| it.place == place.id.number())
        });
        at.and_then(|at| told.get(at)?.as_ref())
    };
    let inside = |place: &Place| figures.districts.iter().any(|it| it.place == place.id.number());
    let areas: Vec<Area> = places
        .iter()
        .map(|place| {
            let told = published(place);
            let share = told.and_then(Published::share);
            // A single number stands on the map only where one may be said.
            let single = told.filter(|it| it.people().is_some());
            Area {
                name: place.name.clone(),
                value: single.and(share).map(|share| words.percent(share)),
                shade: share.map(shade).or(inside(place).then_some(0)),
                centre: place.centre,
                rings: place.rings.clone(),
            }
        })
        .collect();
    let label = words.say("reach.map.label");
    draw::map(&Map { label, schematic: words.say("reach.map.schematic"), areas: &areas })
}

fn district_rows(words: Words, figures: &Figures, told: &[Option<Published>]) -> Vec<DistrictRow> {
    let nothing = || "–".to_owned();
    let row = |(at, it): (usize, &crate::reach::DistrictFacts)| {
        let place = figures.kept.iter().position(|kept| *kept == at);
        let told = place.and_then(|place| told.get(place)?.as_ref());
        let single = told.filter(|it| it.people().is_some());
        let people = it.people.as_ref().map(|it| {
            let year = it.year.to_string();
            let values = [("people", words.whole(it.people)), ("year", year)];
            words.fill("reach.people_of_year", &values)
        });
        DistrictRow {
            name: it.name.clone(),
            tier: told.map_or("–", |it| it.tier().letter()),
            people: people.unwrap_or_else(|| words.say("reach.people_unknown").to_owned()),
            says: told.map_or_else(nothing, |told| say::short(words, told)),
            share: single
                .and_then(Published::share)
                .map_or_else(nothing, |share| words.percent(share)),
            goal: share_wanted(figures, at).map_or_else(nothing, |goal| words.percent(goal)),
        }
    };
    figures.districts.iter().enumerate().map(row).collect()
}

/// People wanted in all, where every district says how many.
fn goal(figures: &Figures) -> Option<f64> {
    let wanted =
        figures.kept.iter().map(|at| Some(share_wanted(figures, *at)? * people_of(figures, *at)?));
    wanted.sum::<Option<f64>>().filter(|goal| *goal > 0.0)
}

fn curve_says(words: Words, figures: &Figures) -> String {
    let told = figures.published(Basis::Confirmed);
    let key = match over_curve(told.and_then(|it| it.range()), goal(figures)) {
        CurveFinding::Nobody => "reach.find.curve_nobody",
        CurveFinding::NoGoal => "reach.find.curve_no_goal",
        CurveFinding::Met => "reach.find.curve_met",
        CurveFinding::Near => "reach.find.curve_near",
        CurveFinding::Below => "reach.find.curve_below",
    };
    words.say(key).to_owned()
}

fn curve(words: Words, figures: &Figures) -> Option<Drawing> {
    let answer = figures.answer(Basis::Confirmed)?;
    let told = figures.published(Basis::Confirmed)?;
    let whole = *answer.curve.last().filter(|it| **it > 0.0)?;
    let (low, high) = answer.interval.map_or((1.0, 1.0), |it| (it.p80.0 / whole, it.p80.1 / whole));
    let so_far = usize::try_from((figures.read_on - figures.starts_on).num_days()).unwrap_or(0);
    let points: Vec<CurvePoint> = sampled(&answer.curve)
        .filter(|(day, _, _)| *day <= so_far)
        .map(|(_, at, central)| {
            let central =
                if answer.tier == Tier::C { central * (low * high).sqrt() } else { central };
            let band = if answer.tier == Tier::C { (low * high).sqrt() } else { 1.0 };
            CurvePoint { at, low: central * low / band, central, high: central * high / band }
        })
        .collect();
    let single = told.people().is_some();
    let planned = figures.answer(Basis::Planned).filter(|_| single);
    let planned = planned.map(|it| sampled(&it.curve).map(|(_, at, v)| (at, v)).collect());
    let planned: Vec<(f64, f64)> = planned.unwrap_or_default();
    let goal = goal(figures).map(|value| Goal {
        value,
        text: words.fill("reach.curve.goal", &[("n", words.short(value))]),
    });
    let days = [(0.0, figures.starts_on), (1.0, figures.ends_on)];
    let days = days.map(|(at, day)| (at, words.date(day)));
    let now = told.people().map(|it| words.short(it)).unwrap_or_default();
    let label = format!("{}: {}", words.say("reach.curve.label"), say::short(words, &told));
    let number = |value: f64| words.short(value);
    Some(draw::curve(&Curve {
        label: &label,
        so_far: &points,
        plan: &planned,
        goal,
        now: &now,
        ends: Ends::default(),
        days: &days,
        number: &number,
    }))
}

/// A few days of a curve: the day, where it stands (0..=1), the value.
fn sampled(curve: &[f64]) -> impl Iterator<Item = (usize, f64, f64)> + '_ {
    let step = curve.len().div_ceil(POINTS_MAX).max(1);
    let last = curve.len().saturating_sub(1);
    let share = move |day: usize| {
        let number = |it: usize| f64::from(u32::try_from(it).unwrap_or(u32::MAX));
        number(day) / number(last.max(1))
    };
    let chosen = move |day: &usize| day.is_multiple_of(step) || *day == last;
    (0..curve.len()).filter(chosen).map(move |day| (day, share(day), curve[day]))
}

fn stations_say(words: Words, figures: &Figures) -> String {
    let all: Vec<(u32, u32, u32)> =
        figures.aired.iter().map(|it| (it.confirmed, it.missed, it.waiting)).collect();
    match over_stations(&all) {
        StationFinding::Nothing => words.say("reach.find.stations_nothing").to_owned(),
        StationFinding::NoAnswers => words.say("reach.find.stations_no_answers").to_owned(),
        StationFinding::AllAired => words.say("reach.find.stations_all").to_owned(),
        StationFinding::Waiting(n) => {
            words.count::<&str>("reach.find.stations_waiting", n.into(), &[])
        }
        StationFinding::Missed { missed, most } => {
            let name = figures.stations.get(most).map_or("", |it| it.name.as_str());
            words.count("reach.find.stations_missed", missed.into(), &[("station", name)])
        }
    }
}

fn stations(words: Words, figures: &Figures) -> Vec<StationRow> {
    let told = figures.published(Basis::Confirmed);
    let answer = figures.answer(Basis::Confirmed);
    let whole = |count: u32| words.whole(count.into());
    let alone = |name: &str| {
        let it = answer?.stations.iter().find(|it| it.code == name)?;
        told.as_ref()?.part(it.incremental)
    };
    let rows = figures.stations.iter().zip(&figures.aired).map(|(it, aired)| StationRow {
        name: it.name.clone(),
        planned: whole(aired.planned()),
        confirmed: whole(aired.confirmed),
        missed: whole(aired.missed),
        waiting: whole(aired.waiting),
        alone: alone(&it.name).map_or_else(|| "–".to_owned(), |n| say::people(words, n)),
    });
    rows.collect()
}

fn bars(words: Words, figures: &Figures) -> Drawing {
    let rows: Vec<NestedBar> = figures
        .stations
        .iter()
        .zip(&figures.aired)
        .map(|(it, aired)| {
            let planned = f64::from(aired.planned());
            let aired_share = f64::from(aired.confirmed) / planned.max(1.0);
            NestedBar {
                name: it.name.clone(),
                planned,
                aired: aired.confirmed.into(),
                waiting: aired.waiting.into(),
                text: words.percent(aired_share),
                note: format!("{}/{}", aired.confirmed, aired.planned()),
            }
        })
        .collect();
    draw::nested_bars("stations", words.say("reach.stations.label"), &rows)
}
