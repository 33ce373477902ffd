//! The answer's form, as typed, and as the rules speak of it.

use chrono::NaiveTime;
use serde::Deserialize;

use crate::kit::{FormKey, Id, id};
use crate::plant::web::Problems;
use crate::proof::actions::AnswerRequest;
use crate::proof::{Answer, MissReason, Outcome};

/// What was typed: `o` the outcome, `t` the time, `n` the seconds, `r` the reason.
///
/// Names are short because every byte of a station's page counts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    /// Makes the form sent twice one word.
    pub k: String,
    /// The outcome.
    pub o: String,
    /// When it was heard, if late.
    pub t: String,
    /// How many seconds of it were heard.
    pub n: String,
    /// Why it did not air.
    pub r: String,
}

/// The request in typed parts, or one problem for each field.
pub(super) fn read(
    form: &AnswerForm,
    station: Id<id::Station>,
    airing: Id<id::Airing>,
) -> Result<AnswerRequest, Problems> {
    let mut problems = Problems::default();
    let answer = read_answer(form, &mut problems);
    // The answer is part of the key: sent again it is the same word, but another
    // answer from the same page is a correction, not a repeat.
    let typed = format!("{}{}{}{}", form.o, form.t, form.n, form.r);
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    let key = FormKey::read(&format!("{}-{airing}-{plain}", form.k));
    match (answer, key) {
        (Some(answer), Some(form_key)) => Ok(AnswerRequest { station, airing, answer, form_key }),
        (Some(_), None) => {
            problems.add("o", "shell.problem.stale_form", Vec::new());
            Err(problems)
        }
        (None, _) => Err(problems),
    }
}

fn read_answer(form: &AnswerForm, problems: &mut Problems) -> Option<Answer> {
    let Some(outcome) = Outcome::read(&form.o) else {
        problems.add("o", "proof.problem.no_outcome", Vec::new());
        return None;
    };
    match outcome {
        Outcome::Aired => Some(Answer::Aired),
        Outcome::Late => {
            let time = read_time(&form.t);
            if time.is_none() {
                problems.add("t", "proof.problem.time", Vec::new());
            }
            time.map(Answer::Late)
        }
        Outcome::Partial => {
            let seconds = form.n.trim().parse().ok();
            if seconds.is_none() {
                problems.add("n", "proof.problem.seconds", Vec::new());
            }
            seconds.map(Answer::Partial)
        }
        Outcome::NotAired => {
            let reason = MissReason::read(&form.r);
            if reason.is_none() {
                problems.add("r", "proof.problem.reason", Vec::new());
            }
            reason.map(Answer::NotAired)
        }
    }
}

/// Read `7:05`, `07:05`, `07h05`, `0705` or `07:05:30`.
fn read_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().replace(['h', 'H', '.'], ":");
    let text = match text.len() {
        4 if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{}:{}", &text[..2], &text[2..])
        }
        _ => text,
    };
    ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(&text, form).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(outcome: &str, time: &str, seconds: &str, reason: &str) -> AnswerForm {
        AnswerForm {
            k: "0123456789".to_owned(),
            o: outcome.to_owned(),
            t: time.to_owned(),
            n: seconds.to_owned(),
            r: reason.to_owned(),
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for text in ["7:05", "07:05", "07h05", "0705", "07.05", " 07:05 ", "07:05:00"] {
            assert_eq!(read_time(text), NaiveTime::from_hms_opt(7, 5, 0), "{text}");
        }
        for text in ["", "25:00", "7", "noon", "é705"] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }

    #[test]
    fn a_missing_part_is_named_beside_its_field() {
        let wrong = |form: &AnswerForm| read(form, Id::new(1), Id::new(2)).expect_err("a problem");
        assert!(wrong(&form("", "", "", "")).of("o").is_some());
        assert!(wrong(&form("late", "soon", "", "")).of("t").is_some());
        assert!(wrong(&form("partial", "", "x", "")).of("n").is_some());
        assert!(wrong(&form("not_aired", "", "", "laziness")).of("r").is_some());
    }

    #[test]
    fn another_answer_from_the_same_page_has_another_key() {
        let key = |form: &AnswerForm| read(form, Id::new(1), Id::new(2)).expect("read").form_key;
        let aired = key(&form("aired", "", "", ""));
        assert_eq!(aired, key(&form("aired", "", "", "")));
        assert_ne!(aired, key(&form("late", "08:00", "", "")));
        assert_ne!(key(&form("late", "08:01", "", "")), key(&form("late", "08:00", "", "")));
    }
}
