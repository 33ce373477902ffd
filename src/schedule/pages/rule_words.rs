//! A repeating rule as a sentence of the reader's language.

use crate::kit::Language;
use crate::plant::words::Words;
use crate::schedule::{Part, Said};

/// The pieces of a rule as one sentence, which begins with a small letter
/// where the language has one.
pub fn sentence(words: Words, said: &[Said]) -> String {
    said.iter().map(|one| piece(words, one)).collect::<Vec<_>>().join(", ")
}

fn piece(words: Words, said: &Said) -> String {
    let values: Vec<_> =
        said.parts.iter().map(|(name, part)| (*name, shown(words, part))).collect();
    let counted = said.parts.iter().find_map(|(_, part)| match part {
        Part::Count(number) => Some(i64::try_from(*number).unwrap_or(i64::MAX)),
        _ => None,
    });
    match counted {
        Some(number) => words.count(said.key, number, &values),
        None => words.fill(said.key, &values),
    }
}

fn shown(words: Words, part: &Part) -> String {
    match part {
        Part::Count(number) => words.whole(i64::try_from(*number).unwrap_or(i64::MAX)),
        Part::Weekdays(days) => listed(words, days.iter().map(|day| weekday(words, *day))),
        Part::Times(times) => listed(words, times.iter().map(|time| words.time(*time))),
        Part::Dates(dates) => listed(words, dates.iter().map(|date| words.date(*date))),
        Part::At(at) => words.day_time(*at),
        Part::Text(text) => text.clone(),
        Part::Each(all) => listed(words, all.iter().map(|one| piece(words, one))),
    }
}

/// The name of a weekday within a sentence.
fn weekday(words: Words, day: chrono::Weekday) -> String {
    let name = words.weekday(day);
    match words.language() {
        Language::Rw => name.replacen('K', "k", 1),
        Language::En | Language::Fr | Language::Sw => name.to_owned(),
    }
}

/// `a, b and c`
fn listed(words: Words, items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<_> = items.collect();
    let Some(last) = items.pop() else { return String::new() };
    if items.is_empty() {
        return last;
    }
    words.fill("schedule.rule.and", &[("first", items.join(", ")), ("last", last)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::case;

    /// The sentence of a rule from 2 March 2026, a Monday, in the four languages.
    fn said(fields: &str) -> [String; 4] {
        let text = format!(r#"{{"zone":"Africa/Kigali","start":"2026-03-02",{fields}}}"#);
        let whole = case::read(&text).expect("a rule").recurrence;
        let order = [Language::En, Language::Fr, Language::Rw, Language::Sw];
        order.map(|language| sentence(Words(language), &whole.said()))
    }

    fn at_seven(unit: &str, n: u32, more: &str) -> [String; 4] {
        said(&format!(r#""time":"19:00","every":{{"unit":"{unit}","n":{n}}}{more}"#))
    }

    #[test]
    fn days_and_weeks_are_said_as_people_say_them() {
        assert_eq!(
            at_seven("week", 2, r#","weekdays":["tue"]"#),
            [
                "every second Tuesday at 19:00",
                "un mardi sur deux à 19:00",
                "kuwa kabiri, buri byumweru 2, saa 19:00",
                "Jumanne, kila baada ya wiki 2, saa 19:00",
            ]
        );
        assert_eq!(
            said(r#""cron":"30 9 * * mon-fri""#),
            [
                "Monday to Friday at 09:30",
                "du lundi au vendredi à 09:30",
                "kuwa mbere kugeza kuwa gatanu saa 09:30",
                "Jumatatu hadi Ijumaa saa 09:30",
            ]
        );
        assert_eq!(
            at_seven("week", 1, r#","weekdays":["fri","mon","wed"]"#)[..2],
            [
                "every Monday, Wednesday and Friday at 19:00",
                "chaque lundi, mercredi et vendredi à 19:00",
            ]
        );
        assert_eq!(
            at_seven("week", 3, r#","weekdays":["mon","fri"]"#),
            [
                "every 3 weeks on Monday and Friday at 19:00",
                "toutes les 3 semaines, lundi et vendredi, à 19:00",
                "buri byumweru 3, kuwa mbere na kuwa gatanu, saa 19:00",
                "kila baada ya wiki 3, Jumatatu na Ijumaa, saa 19:00",
            ]
        );
        assert_eq!(at_seven("day", 1, "")[..2], ["every day at 19:00", "tous les jours à 19:00"]);
        assert_eq!(at_seven("day", 2, "")[0], "every second day at 19:00");
        assert_eq!(
            at_seven("day", 10, "")[2..],
            ["buri minsi 10 saa 19:00", "kila baada ya siku 10 saa 19:00",]
        );
    }

    #[test]
    fn months_name_their_days() {
        assert_eq!(
            at_seven("month", 1, r#","nth":[{"n":-1,"weekday":"mon"}]"#),
            [
                "the last Monday of each month at 19:00",
                "le dernier lundi de chaque mois à 19:00",
                "kuwa mbere wa nyuma, buri kwezi, saa 19:00",
                "Jumatatu ya mwisho ya kila mwezi saa 19:00",
            ]
        );
        let two = r#","nth":[{"n":2,"weekday":"fri"},{"n":-2,"weekday":"sun"}]"#;
        assert_eq!(
            at_seven("month", 3, two)[0],
            "the second Friday and the Sunday no. 2 from the end, every 3 months, at 19:00"
        );
        assert_eq!(
            at_seven("month", 1, r#","days":[1,15,-1]"#),
            [
                "day 1, day 15 and the last day of each month at 19:00",
                "le 1er, le 15 et le dernier jour de chaque mois à 19:00",
                "itariki 1, itariki 15 na umunsi wa nyuma, buri kwezi, saa 19:00",
                "tarehe 1, tarehe 15 na siku ya mwisho ya kila mwezi saa 19:00",
            ]
        );
    }

    #[test]
    fn ends_and_exceptions_follow() {
        let until = r#","until":"2026-12-31","except":["2026-03-09"]"#;
        assert_eq!(
            at_seven("week", 1, until),
            [
                "every Monday at 19:00, until 31 December 2026, except 9 March 2026",
                "chaque lundi à 19:00, jusqu’au 31 décembre 2026, sauf le 9 mars 2026",
                "buri kuwa mbere saa 19:00, kugeza 31 Ukuboza 2026, uretse 9 Werurwe 2026",
                "kila Jumatatu saa 19:00, hadi 31 Desemba 2026, isipokuwa 9 Machi 2026",
            ]
        );
        let more = r#","also":["2026-03-10","2026-03-11"]"#;
        assert_eq!(
            at_seven("day", 7, more),
            [
                "every 7 days at 19:00, also 10 March 2026 and 11 March 2026",
                "tous les 7 jours à 19:00, aussi le 10 mars 2026 et 11 mars 2026",
                "buri minsi 7 saa 19:00, no ku wa 10 Werurwe 2026 na 11 Werurwe 2026",
                "kila baada ya siku 7 saa 19:00, pia 10 Machi 2026 na 11 Machi 2026",
            ]
        );
        let moved = r#","moved":[{"from":"2026-03-16","to":"2026-03-17T20:00"}]"#;
        assert_eq!(
            at_seven("week", 1, moved),
            [
                "every Monday at 19:00, 16 March 2026 moved to 17 March 2026, 20:00",
                "chaque lundi à 19:00, 16 mars 2026 déplacé au 17 mars 2026, 20:00",
                "buri kuwa mbere saa 19:00, 16 Werurwe 2026 himuriwe 17 Werurwe 2026, 20:00",
                "kila Jumatatu saa 19:00, 16 Machi 2026 imehamia 17 Machi 2026, 20:00",
            ]
        );
        let counts = |n| at_seven("day", 1, &format!(r#","count":{n}"#));
        assert_eq!(
            counts(1)[..2],
            ["every day at 19:00, once", "tous les jours à 19:00, une fois"]
        );
        assert_eq!(
            counts(12)[2..],
            ["buri munsi saa 19:00, inshuro 12", "kila siku saa 19:00, mara 12",]
        );
        let many: Vec<_> = (10..20).map(|day| format!("\"2026-04-{day}\"")).collect();
        let many = format!(r#","except":[{}]"#, many.join(","));
        assert_eq!(at_seven("day", 1, &many)[0], "every day at 19:00, except 10 days");
    }

    #[test]
    fn a_schedule_is_said_in_words_where_it_is_simple() {
        let crons = |text: &str| said(&format!(r#""cron":"{text}""#))[0].clone();
        assert_eq!(crons("0 7,19 * * *"), "every day at 07:00 and 19:00");
        assert_eq!(crons("0 9 * * 0,6"), "every Saturday and Sunday at 09:00");
        assert_eq!(crons("*/5  * * * *"), "by the schedule */5 * * * *");
        assert_eq!(crons("0 9 1 */3 *"), "by the schedule 0 9 1 */3 *");
    }
}
