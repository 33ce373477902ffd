//! Names of months and weekdays.
//!
//! Source: Unicode CLDR 48, calendars of en, fr, rw and sw.

use crate::kit::Language;

pub(super) const fn months(language: Language) -> &'static [&'static str; 12] {
    match language {
        Language::En => &[
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        Language::Fr => &[
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        Language::Rw => &[
            "Mutarama",
            "Gashyantare",
            "Werurwe",
            "Mata",
            "Gicurasi",
            "Kamena",
            "Nyakanga",
            "Kanama",
            "Nzeri",
            "Ukwakira",
            "Ugushyingo",
            "Ukuboza",
        ],
        Language::Sw => &[
            "Januari", "Februari", "Machi", "Aprili", "Mei", "Juni", "Julai", "Agosti", "Septemba",
            "Oktoba", "Novemba", "Desemba",
        ],
    }
}

pub(super) const fn short_months(language: Language) -> &'static [&'static str; 12] {
    match language {
        Language::En => {
            &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        }
        Language::Fr => &[
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.",
            "nov.", "déc.",
        ],
        Language::Rw => &[
            "Mut.", "Gas.", "Wer.", "Mat.", "Gic.", "Kam.", "Nya.", "Kan.", "Nze.", "Ukw.", "Ugu.",
            "Uku.",
        ],
        Language::Sw => {
            &["Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ago", "Sep", "Okt", "Nov", "Des"]
        }
    }
}

pub(super) const fn weekdays(language: Language) -> &'static [&'static str; 7] {
    match language {
        Language::En => {
            &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        }
        Language::Fr => &["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        Language::Rw => &[
            "Kuwa mbere",
            "Kuwa kabiri",
            "Kuwa gatatu",
            "Kuwa kane",
            "Kuwa gatanu",
            "Kuwa gatandatu",
            "Ku cyumweru",
        ],
        Language::Sw => {
            &["Jumatatu", "Jumanne", "Jumatano", "Alhamisi", "Ijumaa", "Jumamosi", "Jumapili"]
        }
    }
}

pub(super) const fn short_weekdays(language: Language) -> &'static [&'static str; 7] {
    match language {
        Language::En => &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        Language::Fr => &["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
        Language::Rw => &["mbe.", "kab.", "gat.", "kan.", "gnu.", "gnd.", "cyu."],
        Language::Sw => &["Jtt", "Jnn", "Jtn", "Alh", "Ijm", "Jms", "Jpl"],
    }
}
