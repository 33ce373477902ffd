//! What tables of this room show, in the visitor's words.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::hours::typed;
use crate::kit::Share;
use crate::kit::wallclock::wall_of;
use crate::plant::words::Words;
use crate::stations::{
    Airtime, Audience, BreakTime, Coverage, Days, Outage, OutageReason, OwnerKind, PositionKind,
    RateKind, Scope, Transmitter, Validity, WEEKDAYS, language_name,
};

/// The kind of owner.
pub(super) fn owner(words: Words, kind: OwnerKind) -> &'static str {
    words.say(match kind {
        OwnerKind::Public => "stations.owner.public",
        OwnerKind::Private => "stations.owner.private",
        OwnerKind::Community => "stations.owner.community",
        OwnerKind::Religious => "stations.owner.religious",
        OwnerKind::University => "stations.owner.university",
        OwnerKind::International => "stations.owner.international",
        OwnerKind::Other => "stations.owner.other",
    })
}

/// Why a station was off.
pub(super) fn reason(words: Words, reason: OutageReason) -> &'static str {
    words.say(match reason {
        OutageReason::Power => "stations.reason.power",
        OutageReason::Transmitter => "stations.reason.transmitter",
        OutageReason::Link => "stations.reason.link",
        OutageReason::Weather => "stations.reason.weather",
        OutageReason::Maintenance => "stations.reason.maintenance",
        OutageReason::Order => "stations.reason.order",
        OutageReason::Unknown => "stations.reason.unknown",
        OutageReason::Other => "stations.reason.other",
    })
}

/// What is paid for.
pub(super) fn rate_kind(words: Words, kind: RateKind) -> &'static str {
    words.say(match kind {
        RateKind::Spot => "stations.kind.spot",
        RateKind::Programme => "stations.kind.programme",
    })
}

/// Which days a slot is about.
pub(super) fn days_of(words: Words, days: Days) -> &'static str {
    words.say(match days {
        Days::All => "stations.days.all",
        Days::Weekday => "stations.days.weekday",
        Days::Weekend => "stations.days.weekend",
    })
}

/// Languages by their own names.
pub(super) fn languages(codes: &[String]) -> String {
    let names: Vec<&str> = codes.iter().map(|code| language_name(code)).collect();
    names.join(", ")
}

/// From when to when something holds; empty for always.
pub(super) fn validity(words: Words, valid: Validity) -> String {
    let day = |key: &str, day: Option<NaiveDate>| {
        day.map(|day| words.fill(key, &[("day", words.date(day))]))
    };
    let parts = [day("stations.from_day", valid.from), day("stations.to_day", valid.to)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// One transmitter.
pub(super) struct TransmitterLine {
    pub href: String,
    pub frequency: String,
    pub site: String,
    pub position: String,
    pub power: String,
    pub valid: String,
    pub serves: String,
    pub source: String,
}

pub(super) fn transmitter_line(
    words: Words,
    station: &str,
    one: Transmitter,
    names: &BTreeMap<i64, String>,
) -> TransmitterLine {
    let terms = one.terms;
    let position = terms.position.map(|at| {
        let kind = words.say(match at.kind {
            PositionKind::Mast => "stations.position.mast",
            PositionKind::Approximate => "stations.position.approximate",
        });
        format!("{}, {} ({kind})", words.decimal(at.lat, 4), words.decimal(at.lon, 4))
    });
    let position: Vec<String> = position.into_iter().chain(terms.position_basis).collect();
    let power = terms.power_w.map(|watts| format!("{}\u{a0}W", words.decimal(watts, 0)));
    let antenna = terms.antenna_m.map(|metres| format!("{}\u{a0}m", words.decimal(metres, 0)));
    let served = terms.serves.iter().filter_map(|place| names.get(place).cloned());
    let served: Vec<String> = served.collect();
    let everywhere = || words.say("stations.serves_all").to_owned();
    let place = [Some(terms.site), one.district].into_iter().flatten();
    let place: Vec<String> = place.filter(|text| !text.is_empty()).collect();
    let said = [terms.source, terms.as_of, terms.note].into_iter().flatten();
    TransmitterLine {
        href: format!("{station}/transmitters/{}", one.id),
        frequency: format!("{}\u{a0}MHz", terms.frequency),
        site: place.join(", "),
        position: position.join("; "),
        power: power.into_iter().chain(antenna).collect::<Vec<_>>().join(", "),
        valid: validity(words, terms.valid),
        serves: if served.is_empty() { everywhere() } else { served.join(", ") },
        source: said.collect::<Vec<_>>().join("; "),
    }
}

/// One outage.
pub(super) struct OutageLine {
    pub number: i64,
    pub href: String,
    pub from: String,
    pub until: String,
    pub scope: String,
    pub reason: &'static str,
    pub note: String,
}

pub(super) fn outage_line(
    words: Words,
    (station, zone): (&str, chrono_tz::Tz),
    outage: Outage,
    frequencies: &BTreeMap<i64, String>,
) -> OutageLine {
    let local = |instant| words.day_time(wall_of(zone, instant));
    let scope = match &outage.span.scope {
        Scope::All => words.say("stations.scope.all").to_owned(),
        Scope::Some(chosen) => {
            let named = chosen.iter().filter_map(|number| frequencies.get(number).cloned());
            named.collect::<Vec<_>>().join(", ")
        }
    };
    let still = || words.say("stations.still_off").to_owned();
    let said = [outage.note, outage.source].into_iter().flatten();
    OutageLine {
        number: outage.span.number,
        href: format!("{station}/outages/{}", outage.span.number),
        from: local(outage.span.starts_at),
        until: outage.span.ends_at.map_or_else(still, local),
        scope,
        reason: reason(words, outage.reason),
        note: said.collect::<Vec<_>>().join("; "),
    }
}

/// The hours of each weekday; none at all when they are not known.
pub(super) fn hours_lines(words: Words, airtime: &Airtime) -> Vec<(&'static str, String)> {
    if !airtime.hours.are_known() {
        return Vec::new();
    }
    let closed = || words.say("stations.closed").to_owned();
    let hours = |day| Some(typed(&airtime.hours, day)).filter(|text| !text.is_empty());
    WEEKDAYS.map(|day| (words.weekday(day), hours(day).unwrap_or_else(closed))).to_vec()
}

/// One daypart: number, code, hours.
pub(super) fn daypart_lines(words: Words, airtime: &Airtime) -> Vec<(i64, String, String)> {
    let line = |part: &crate::stations::Daypart| {
        let hours = format!("{}–{}", words.time(part.starts), words.time(part.ends));
        (part.number, part.code.clone(), hours)
    };
    airtime.dayparts.iter().map(line).collect()
}

/// One break of one weekday.
pub(super) struct BreakLine {
    pub number: i64,
    pub day: &'static str,
    pub time: String,
    pub length: String,
    pub free: String,
    pub valid: String,
}

pub(super) fn break_lines(words: Words, airtime: &Airtime, today: NaiveDate) -> Vec<BreakLine> {
    let line = |one: &BreakTime| BreakLine {
        number: one.number,
        day: words.weekday(one.weekday),
        time: words.time(one.starts),
        length: words.length(one.seconds),
        free: words.length(one.free_seconds),
        valid: validity(words, one.valid),
    };
    let kept = |one: &&BreakTime| one.valid.to.is_none_or(|last| last >= today);
    airtime.breaks.iter().filter(kept).map(line).collect()
}

/// Breaks that differ in the weekday alone are one row: time, days, length, free, validity.
pub(super) fn break_week(words: Words, airtime: &Airtime, today: NaiveDate) -> Vec<[String; 5]> {
    type Same = (NaiveTime, u32, u32, Option<NaiveDate>, Option<NaiveDate>);
    let mut weeks: BTreeMap<Same, Vec<Weekday>> = BTreeMap::new();
    for one in airtime.breaks.iter().filter(|one| one.valid.to.is_none_or(|last| last >= today)) {
        let same = (one.starts, one.seconds, one.free_seconds, one.valid.from, one.valid.to);
        weeks.entry(same).or_default().push(one.weekday);
    }
    let row = |((starts, seconds, free, from, to), days): (Same, Vec<Weekday>)| {
        let names: Vec<&str> = days.iter().map(|day| words.short_weekday(*day)).collect();
        let days = match names.len() {
            7 => words.say("stations.days.all").to_owned(),
            _ => names.join(", "),
        };
        let valid = validity(words, Validity { from, to });
        [words.time(starts), days, words.length(seconds), words.length(free), valid]
    };
    weeks.into_iter().map(row).collect()
}

/// One price: number, and its cells.
pub(super) fn rate_lines(words: Words, airtime: &Airtime) -> Vec<(i64, [String; 4])> {
    let parts: BTreeMap<i64, &str> =
        airtime.dayparts.iter().map(|part| (part.number, part.code.as_str())).collect();
    let line = |rate: &crate::stations::Rate| {
        let any = words.say("stations.field.any_daypart");
        let part = rate.daypart.map_or(any, |part| parts.get(&part).copied().unwrap_or("–"));
        let price =
            [("price", words.money(rate.price)), ("length", words.length(rate.per_seconds))];
        let price = words.fill("stations.price_per", &price);
        let kind = rate_kind(words, rate.kind).to_owned();
        (rate.number, [kind, part.to_owned(), price, validity(words, rate.valid)])
    };
    airtime.rates.iter().map(line).collect()
}

/// One district that the station covers.
pub(super) struct CoverageLine {
    pub number: i64,
    pub href: String,
    pub district: String,
    pub shares: [String; 3],
    pub said: String,
}

pub(super) fn coverage_line(words: Words, station: &str, one: Coverage) -> CoverageLine {
    CoverageLine {
        number: one.number,
        href: format!("{station}/coverage?place={}", one.place),
        district: one.district,
        shares: one.shares.map(|share| words.percent(share.value())),
        said: format!("{}, {}", one.source, words.date(one.as_of)),
    }
}

/// One district in which people were asked.
pub(super) struct AudienceLine {
    pub number: i64,
    pub href: String,
    pub district: String,
    pub shares: [String; 3],
    pub asked: String,
    pub said: String,
    pub slots: Vec<[String; 6]>,
}

pub(super) fn audience_line(words: Words, station: &str, one: &Audience) -> AudienceLine {
    let percent = |share: Option<Share>| {
        share.map_or_else(|| "–".to_owned(), |share| words.percent_to(share.value(), 1))
    };
    let figures = &one.figures;
    let asked = figures.respondents.map(|number| {
        let deff = figures.deff.map_or_else(|| "–".to_owned(), |deff| words.decimal(deff, 1));
        let values = [("people", words.whole(i64::from(number))), ("deff", deff)];
        words.fill("stations.asked", &values)
    });
    let slots = figures.slots.iter().map(|slot| {
        let part = one.dayparts.get(&slot.daypart).cloned().unwrap_or_default();
        let days = days_of(words, slot.days).to_owned();
        let [tuned, repeat] = [slot.tuned, slot.repeat].map(percent);
        [part, days, tuned, repeat, percent(slot.spot), percent(slot.programme)]
    });
    AudienceLine {
        number: one.number,
        href: format!("{station}/audience?place={}", one.place),
        district: one.district.clone(),
        shares: [figures.cume, figures.week, figures.day].map(percent),
        asked: asked.unwrap_or_default(),
        said: format!("{}, {}", one.source, words.date(one.as_of)),
        slots: slots.collect(),
    }
}
