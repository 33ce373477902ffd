//! Numbers, money, dates and times as each language writes them; 24-hour digits always.

use super::{Words, names};
use crate::kit::{Language, Money};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// A space that neither breaks nor stretches.
const THIN: char = '\u{202f}';

impl Words {
    /// The sign between groups of three digits, and the decimal sign.
    ///
    /// Kinyarwanda follows the country's statistics office (1,234.5), not CLDR
    /// (1.234,5): a point typed into a form is a decimal point everywhere here.
    const fn signs(self) -> (char, char) {
        match self.0 {
            Language::Fr => (THIN, ','),
            Language::En | Language::Rw | Language::Sw => (',', '.'),
        }
    }

    /// The sign between groups of digits, for scripts that add numbers up.
    pub const fn group(self) -> char {
        self.signs().0
    }

    /// A whole number: `1,234,567`.
    pub fn whole(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let sign = if number < 0 { "−" } else { "" };
        format!("{sign}{}", self.grouped(&digits))
    }

    /// A number with this many decimals: `1,234.5`.
    pub fn decimal(self, number: f64, places: usize) -> String {
        if !number.is_finite() {
            return "–".to_owned();
        }
        let text = format!("{:.places$}", number.abs());
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let nought = text.bytes().all(|b| b == b'0' || b == b'.');
        let sign = if number < 0.0 && !nought { "−" } else { "" };
        let whole = self.grouped(whole);
        if part.is_empty() {
            return format!("{sign}{whole}");
        }
        format!("{sign}{whole}{}{part}", self.signs().1)
    }

    /// A share, 0..=1, as whole percent: `44%`.
    pub fn percent(self, share: f64) -> String {
        self.percent_to(share, 0)
    }

    /// A share, 0..=1, as percent with this many decimals.
    pub fn percent_to(self, share: f64, places: usize) -> String {
        let number = self.decimal(share * 100.0, places);
        if self.0 == Language::Fr { format!("{number}{THIN}%") } else { format!("{number}%") }
    }

    /// A large number in few signs: `212k`, `1.3m`.
    pub fn short(self, number: f64) -> String {
        let size = number.abs();
        if size < 999.5 {
            self.decimal(number, 0)
        } else if size < 99_950.0 {
            format!("{}k", trimmed(&self.decimal(number / 1e3, 1)))
        } else if size < 999_500.0 {
            format!("{}k", self.decimal(number / 1e3, 0))
        } else {
            format!("{}m", trimmed(&self.decimal(number / 1e6, 1)))
        }
    }

    /// An amount with its currency: `1,234.50 USD`, `1,234 RWF`.
    pub fn money(self, money: Money) -> String {
        let plain = money.plain();
        let (negative, plain) = plain.strip_prefix('-').map_or((false, &*plain), |p| (true, p));
        let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
        let sign = if negative { "−" } else { "" };
        let whole = self.grouped(whole);
        let point =
            if part.is_empty() { String::new() } else { format!("{}{part}", self.signs().1) };
        format!("{sign}{whole}{point}\u{a0}{}", money.currency)
    }

    /// The size of a file: `1.2 MB`.
    pub fn bytes(self, bytes: u64) -> String {
        let unit = if self.0 == Language::Fr { 'o' } else { 'B' };
        let tenths = |size: u64| {
            let tenths = i64::try_from((bytes * 10).div_ceil(size)).unwrap_or(i64::MAX);
            format!("{}{}{}", self.whole(tenths / 10), self.signs().1, tenths % 10)
        };
        match bytes {
            0..1_000 => format!("{bytes}\u{a0}{unit}"),
            1_000..1_000_000 => format!("{}\u{a0}K{unit}", tenths(1_000)),
            _ => format!("{}\u{a0}M{unit}", tenths(1_000_000)),
        }
    }

    /// A length of time in whole seconds: `45 s`, `1 min 30 s`, `1 h 05 min`.
    pub fn length(self, seconds: u32) -> String {
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        match (hours, minutes, rest) {
            (0, 0, _) => format!("{rest}\u{a0}s"),
            (0, _, 0) => format!("{minutes}\u{a0}min"),
            (0, _, _) => format!("{minutes}\u{a0}min {rest:02}\u{a0}s"),
            (_, 0, 0) => format!("{hours}\u{a0}h"),
            (_, _, 0) => format!("{hours}\u{a0}h {minutes:02}\u{a0}min"),
            (_, _, _) => format!("{hours}\u{a0}h {minutes:02}\u{a0}min {rest:02}\u{a0}s"),
        }
    }

    /// A date: `18 March 2026`.
    pub fn date(self, date: NaiveDate) -> String {
        format!("{} {} {}", self.day(date), self.month(date), date.year())
    }

    /// A date without its year: `18 Mar`.
    pub fn short_date(self, date: NaiveDate) -> String {
        let month = names::short_months(self.0)[month_index(date)];
        format!("{}\u{a0}{month}", self.day(date))
    }

    /// A date with its weekday: `Wednesday 18 March 2026`.
    pub fn long_date(self, date: NaiveDate) -> String {
        format!("{} {}", self.weekday(date.weekday()), self.date(date))
    }

    /// A month with its year: `March 2026`.
    pub fn month_year(self, date: NaiveDate) -> String {
        format!("{} {}", self.month(date), date.year())
    }

    /// A time of day: `19:00`.
    pub fn time(self, time: NaiveTime) -> String {
        time.format("%H:%M").to_string()
    }

    /// A date and time: `18 March 2026, 19:00`.
    pub fn day_time(self, at: NaiveDateTime) -> String {
        format!("{}, {}", self.date(at.date()), self.time(at.time()))
    }

    /// A date and time in few signs: `Wed 18 Mar 19:00`.
    pub fn short_day_time(self, at: NaiveDateTime) -> String {
        let weekday = self.short_weekday(at.weekday());
        format!("{weekday} {} {}", self.short_date(at.date()), self.time(at.time()))
    }

    /// The name of a weekday.
    pub fn weekday(self, weekday: Weekday) -> &'static str {
        names::weekdays(self.0)[weekday_index(weekday)]
    }

    /// The short name of a weekday.
    pub fn short_weekday(self, weekday: Weekday) -> &'static str {
        names::short_weekdays(self.0)[weekday_index(weekday)]
    }

    fn month(self, date: NaiveDate) -> &'static str {
        names::months(self.0)[month_index(date)]
    }

    fn day(self, date: NaiveDate) -> String {
        match (self.0, date.day()) {
            (Language::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        }
    }

    fn grouped(self, digits: &str) -> String {
        let mut out = String::with_capacity(digits.len() * 2);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(self.signs().0);
            }
            out.push(digit);
        }
        out
    }
}

fn month_index(date: NaiveDate) -> usize {
    usize::try_from(date.month0()).expect("0..=11")
}

fn weekday_index(weekday: Weekday) -> usize {
    usize::try_from(weekday.num_days_from_monday()).expect("0..=6")
}

fn trimmed(text: &str) -> &str {
    text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::Currency;

    const EN: Words = Words(Language::En);
    const FR: Words = Words(Language::Fr);
    const RW: Words = Words(Language::Rw);
    const SW: Words = Words(Language::Sw);

    fn at() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 3, 18).expect("a date").and_hms_opt(19, 0, 0).expect("a time")
    }

    #[test]
    fn numbers_carry_the_signs_of_the_language() {
        assert_eq!(EN.whole(1_234_567), "1,234,567");
        assert_eq!(EN.whole(i64::MIN), "−9,223,372,036,854,775,808");
        assert_eq!(FR.decimal(1_234_567.84, 1), "1\u{202f}234\u{202f}567,8");
        assert_eq!(RW.decimal(-0.04, 1), "0.0");
        assert_eq!(EN.decimal(999.96, 1), "1,000.0");
        assert_eq!(EN.decimal(f64::NAN, 1), "–");
        assert_eq!(FR.percent(0.436), "44\u{202f}%");
        assert_eq!(EN.percent_to(0.0436, 1), "4.4%");
    }

    #[test]
    fn large_numbers_are_short_on_charts() {
        let short = [0.0, 999.0, 1_000.0, 1_250.0, 99_960.0, 212_400.0, 999_600.0, 13.2e6];

        assert_eq!(
            short.map(|number| EN.short(number)),
            ["0", "999", "1k", "1.2k", "100k", "212k", "1m", "13.2m"],
        );
    }

    #[test]
    fn money_has_the_digits_of_its_currency() {
        let usd: Currency = "USD".parse().expect("a code");

        assert_eq!(EN.money(Money { minor: 1500, currency: Currency::RWF }), "1,500\u{a0}RWF");
        assert_eq!(FR.money(Money { minor: -150_050, currency: usd }), "−1\u{202f}500,50\u{a0}USD");
    }

    #[test]
    fn dates_and_times_are_written_in_four_languages() {
        assert_eq!(EN.day_time(at()), "18 March 2026, 19:00");
        assert_eq!(FR.long_date(at().date()), "mercredi 18 mars 2026");
        assert_eq!(RW.date(at().date()), "18 Werurwe 2026");
        assert_eq!(SW.date(at().date()), "18 Machi 2026");
        assert_eq!(EN.short_day_time(at()), "Wed 18\u{a0}Mar 19:00");
        assert_eq!(FR.date(NaiveDate::from_ymd_opt(2026, 5, 1).expect("a date")), "1er mai 2026");
    }

    #[test]
    fn sizes_and_lengths_are_read_at_a_glance() {
        assert_eq!(EN.bytes(999), "999\u{a0}B");
        assert_eq!(FR.bytes(1_250_000), "1,3\u{a0}Mo");
        assert_eq!(EN.length(45), "45\u{a0}s");
        assert_eq!(EN.length(90), "1\u{a0}min 30\u{a0}s");
        assert_eq!(EN.length(3900), "1\u{a0}h 05\u{a0}min");
    }
}
