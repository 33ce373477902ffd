//! The form of a gathering: what was typed, and what it says.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::gatherings::{
    ACTION_LETTERS_MAX, ACTIONS_MAX, Action, AttendanceTyped, Beside, Body, DayKnown, Entry,
    Exactness, Group, How, Kind, LETTERS_MAX, MATERIALS_MAX, Material, Origin, TOPICS_MAX, Terms,
    read_attendance,
};
use crate::kit::{Id, Refusal};
use crate::plant::web::Problems;

/// What was typed. Lists of one thing stand side by side, in the same order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GatheringForm {
    /// Makes the form sent twice one deed.
    pub form_key: String,
    /// The campaign, on the form of a new gathering.
    pub campaign: String,
    /// What kind it was.
    pub kind: String,
    /// The district.
    pub place: String,
    /// The sector.
    pub sector: String,
    /// The venue.
    pub venue: String,
    /// The day.
    pub held_on: String,
    /// `yes` when the day is an assumption.
    pub assumed: String,
    /// Who held it.
    pub partner: String,
    /// How the number is known.
    pub exactness: String,
    /// Women and girls.
    pub women: String,
    /// Men and boys.
    pub men: String,
    /// Under 18.
    pub under_18: String,
    /// Everybody.
    pub total: String,
    /// Which groups took part.
    pub groups: Vec<String>,
    /// Topics, one a line.
    pub topics: String,
    /// What materials are called.
    pub material_name: Vec<String>,
    /// What was done with them.
    pub material_how: Vec<String>,
    /// How many pieces.
    pub material_units: Vec<String>,
    /// Which districts they were for.
    pub material_place: Vec<String>,
    /// What was agreed.
    pub action_words: Vec<String>,
    /// Who does it.
    pub action_who: Vec<String>,
    /// By when.
    pub action_due: Vec<String>,
    /// Districts of origin.
    pub origin_place: Vec<String>,
    /// How many came from each.
    pub origin_people: Vec<String>,
    /// `yes` when an equal gathering is another one.
    pub another: String,
    /// Why an entry is corrected.
    pub reason: String,
}

/// The n-th of a list that may be shorter.
pub fn nth(list: &[String], at: usize) -> &str {
    list.get(at).map_or("", String::as_str)
}

/// A number of people: digits, with or without spaces between thousands.
fn number(typed: &str) -> Result<Option<u32>, ()> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() { Ok(None) } else { digits.parse().map(Some).map_err(|_| ()) }
}

impl GatheringForm {
    /// The terms that the form says, or every problem with it.
    pub fn terms(&self) -> Result<Terms, Problems> {
        let mut problems = Problems::new();
        let kind = Kind::read(&self.kind);
        let place = self.place.parse::<Id<_>>().ok();
        let held_on = self.held_on.parse::<NaiveDate>().ok();
        for (missing, field, key) in [
            (kind.is_none(), "kind", "gatherings.problem.kind"),
            (place.is_none(), "place", "gatherings.problem.place"),
            (held_on.is_none(), "held_on", "gatherings.problem.day"),
        ] {
            if missing {
                problems.add(field, key, Vec::new());
            }
        }
        if self.venue.chars().count() > LETTERS_MAX {
            too_long(&mut problems, "venue", LETTERS_MAX);
        }
        let attendance = self.attendance(&mut problems);
        let topics = self.topics(&mut problems);
        let materials = self.materials(&mut problems);
        let actions = self.actions(&mut problems);
        let origins = self.origins(&mut problems);
        let (Some(kind), Some(place), Some(held_on), Some(attendance), true) =
            (kind, place, held_on, attendance, problems.is_empty())
        else {
            return Err(problems);
        };
        Ok(Terms {
            kind,
            place,
            sector: self.sector.parse().ok(),
            venue: (!self.venue.is_empty()).then(|| self.venue.clone()),
            held_on,
            day: if self.assumed == "yes" { DayKnown::Assumed } else { DayKnown::Reported },
            partner: self.partner.parse().ok(),
            attendance,
            groups: Group::ALL
                .iter()
                .copied()
                .filter(|group| self.groups.iter().any(|code| code == group.code()))
                .collect(),
            topics,
            materials,
            actions,
            origins,
        })
    }

    fn attendance(&self, problems: &mut Problems) -> Option<crate::gatherings::Attendance> {
        let mut read = |field: &'static str, typed: &str| {
            number(typed).unwrap_or_else(|()| {
                problems.add(field, "gatherings.problem.number", Vec::new());
                None
            })
        };
        let women = read("women", &self.women);
        let men = read("men", &self.men);
        let under_18 = read("under_18", &self.under_18);
        let total = read("total", &self.total);
        let Some(exactness) = Exactness::read(&self.exactness) else {
            problems.add("exactness", "gatherings.problem.exactness", Vec::new());
            return None;
        };
        if !problems.is_empty() {
            return None;
        }
        match read_attendance(AttendanceTyped { women, men, under_18, total, exactness }) {
            Ok(attendance) => Some(attendance),
            Err(why) => {
                problems.add(why.field(), why.words(), why.values());
                None
            }
        }
    }

    fn topics(&self, problems: &mut Problems) -> Vec<String> {
        let lines = self.topics.lines().map(str::trim).filter(|line| !line.is_empty());
        let topics: Vec<String> = lines.map(str::to_owned).collect();
        if topics.len() > TOPICS_MAX {
            let most = vec![("most", TOPICS_MAX.to_string())];
            problems.add("topics", "gatherings.problem.too_many_lines", most);
        }
        if topics.iter().any(|topic| topic.chars().count() > LETTERS_MAX) {
            too_long(problems, "topics", LETTERS_MAX);
        }
        topics
    }

    fn materials(&self, problems: &mut Problems) -> Vec<Material> {
        let mut materials = Vec::new();
        for (at, name) in self.material_name.iter().enumerate().take(MATERIALS_MAX) {
            if name.is_empty() {
                continue;
            }
            if name.chars().count() > LETTERS_MAX {
                too_long(problems, "materials", LETTERS_MAX);
            }
            let units = number(nth(&self.material_units, at)).unwrap_or_else(|()| {
                problems.add("materials", "gatherings.problem.number", Vec::new());
                None
            });
            materials.push(Material {
                name: name.clone(),
                how: How::read(nth(&self.material_how, at)).unwrap_or(How::Used),
                units: units.filter(|units| *units > 0),
                place: nth(&self.material_place, at).parse().ok(),
            });
        }
        materials
    }

    fn actions(&self, problems: &mut Problems) -> Vec<Action> {
        let mut actions = Vec::new();
        for (at, words) in self.action_words.iter().enumerate().take(ACTIONS_MAX) {
            if words.is_empty() {
                continue;
            }
            if words.chars().count() > ACTION_LETTERS_MAX {
                too_long(problems, "actions", ACTION_LETTERS_MAX);
            }
            let due = nth(&self.action_due, at);
            let due_on = due.parse::<NaiveDate>().ok();
            if due_on.is_none() && !due.is_empty() {
                problems.add("actions", "gatherings.problem.day", Vec::new());
            }
            let who = Body::read(nth(&self.action_who, at));
            actions.push(Action { words: words.clone(), who, due_on });
        }
        actions
    }

    fn origins(&self, problems: &mut Problems) -> Vec<Origin> {
        let mut origins = Vec::new();
        for (place, people) in self.origin_place.iter().zip(&self.origin_people) {
            match (place.parse(), number(people)) {
                (Ok(place), Ok(Some(people))) if people > 0 => {
                    origins.push(Origin { place, people });
                }
                (_, Ok(None | Some(0))) => {}
                _ => {
                    problems.add("origins", "gatherings.problem.number", Vec::new());
                }
            }
        }
        origins
    }

    /// The form as an entry would fill it.
    pub fn of(entry: &Entry, beside: &Beside) -> Self {
        let text = |part: Option<u32>| part.map(|part| part.to_string()).unwrap_or_default();
        let counts = &entry.attendance;
        let mut form = Self {
            kind: entry.kind.code().to_owned(),
            place: entry.place.id.to_string(),
            sector: entry.sector.as_ref().map(|s| s.id.to_string()).unwrap_or_default(),
            venue: entry.venue.clone().unwrap_or_default(),
            held_on: entry.held_on.to_string(),
            assumed: if entry.day == DayKnown::Assumed { "yes".to_owned() } else { String::new() },
            partner: entry.partner.as_ref().map(|p| p.id.to_string()).unwrap_or_default(),
            exactness: counts.exactness().code().to_owned(),
            women: text(counts.women()),
            men: text(counts.men()),
            under_18: text(counts.under_18()),
            total: text(counts.total()),
            groups: beside.groups.iter().map(|group| group.code().to_owned()).collect(),
            topics: beside.topics.join("\n"),
            ..Self::default()
        };
        for material in &beside.materials {
            form.material_name.push(material.name.clone());
            form.material_how.push(material.how.code().to_owned());
            form.material_units.push(text(material.units));
            form.material_place.push(material.place.map(|p| p.to_string()).unwrap_or_default());
        }
        for action in &beside.actions {
            form.action_words.push(action.words.clone());
            form.action_who.push(action.who.map(Body::code).unwrap_or_default().to_owned());
            form.action_due.push(action.due_on.map(|day| day.to_string()).unwrap_or_default());
        }
        for (origin, _) in &beside.origins {
            form.origin_place.push(origin.place.to_string());
            form.origin_people.push(origin.people.to_string());
        }
        form
    }

    /// How many people were typed for each district of origin.
    pub fn typed_origins(&self) -> BTreeMap<&str, &str> {
        let places = self.origin_place.iter().map(String::as_str);
        places.zip(self.origin_people.iter().map(String::as_str)).collect()
    }
}

fn too_long(problems: &mut Problems, field: &str, most: usize) {
    problems.add(field, "gatherings.problem.too_long", vec![("most", most.to_string())]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> GatheringForm {
        GatheringForm {
            kind: "session".to_owned(),
            place: "52".to_owned(),
            held_on: "2026-03-01".to_owned(),
            exactness: "counted".to_owned(),
            total: "1 200".to_owned(),
            ..GatheringForm::default()
        }
    }

    #[test]
    fn a_form_says_its_terms() {
        let mut form = typed();
        form.topics = "one\n\n two \n".to_owned();
        form.material_name = vec![String::new(), "Toolkit".to_owned()];
        form.material_units = vec![String::new(), "300".to_owned()];
        form.origin_place = vec!["52".to_owned(), "53".to_owned()];
        form.origin_people = vec![String::new(), "40".to_owned()];

        let terms = form.terms().expect("terms");

        assert_eq!(terms.attendance.total(), Some(1_200));
        assert_eq!(terms.topics, ["one", "two"]);
        assert_eq!(terms.materials[0].units, Some(300));
        assert_eq!(terms.origins, [Origin { place: Id::new(53), people: 40 }]);
    }

    #[test]
    fn every_problem_stands_beside_its_field() {
        let wrong = |change: fn(&mut GatheringForm)| {
            let mut form = typed();
            change(&mut form);
            let problems = form.terms().expect_err("a problem");
            problems.iter().map(|problem| problem.field.clone()).collect::<Vec<_>>()
        };
        assert_eq!(wrong(|form| form.kind.clear()), ["kind"]);
        assert_eq!(wrong(|form| form.place = "x".to_owned()), ["place"]);
        assert_eq!(wrong(|form| form.held_on = "2026-02-30".to_owned()), ["held_on"]);
        assert_eq!(wrong(|form| form.women = "-3".to_owned()), ["women"]);
        assert_eq!(wrong(|form| form.total.clear()), ["total"]);
        assert_eq!(wrong(|form| form.exactness.clear()), ["exactness"]);
        assert_eq!(wrong(|form| form.venue = "x".repeat(LETTERS_MAX + 1)), ["venue"]);
        assert_eq!(wrong(|form| form.topics = "x\n".repeat(TOPICS_MAX + 1)), ["topics"]);
        let both = wrong(|form| {
            form.kind.clear();
            form.men = "some".to_owned();
        });
        assert_eq!(both, ["kind", "men"]);
    }
}
