//! Every setting, from the environment, with its unit, default and limit.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use chrono_tz::Tz;

use crate::kit::Language;

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines, one object a line.
    Json,
}

/// Whether those who plan and administer must have a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// They are led to set one up when they first sign in.
    Required,
    /// They may: for the demonstration alone, which is bound to loopback.
    Optional,
}

/// Whether this house is a demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The data are real.
    Real,
    /// The data are made up; the house is bound to loopback.
    Demonstration,
}

/// The settings of a house.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the data lie.
    pub database_url: String,
    /// Where pages are served.
    pub listen: SocketAddr,
    /// Where metrics are served, if anywhere.
    pub metrics_listen: Option<SocketAddr>,
    /// The address that links begin with, without a slash at the end.
    pub public_url: String,
    /// The master keys' file; on SQLite made beside the database when not named.
    pub keys_file: Option<PathBuf>,
    /// The folder of stored files.
    pub files: PathBuf,
    /// Whose forwarded addresses are believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// The zone of a new station.
    pub zone: Tz,
    /// The languages offered, the first one is the default.
    pub languages: Vec<Language>,
    /// The country code that national phone numbers are read with.
    pub country_code: String,
    /// Connections for reading.
    pub readers: u32,
    /// Threads that serve pages.
    pub workers: usize,
    /// Engines that may run at once.
    pub engine_threads: usize,
    /// What is logged.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
    /// Whether planners need a second factor.
    pub second_factor: SecondFactor,
    /// Real or a demonstration.
    pub purpose: Purpose,
}

/// A setting that stops the start, in one clear line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSetting {
    /// The variable is not one of ours.
    #[error("{0} is not a setting of Ijwi; `ijwi --help` lists them")]
    Unknown(String),
    /// The value cannot be used.
    #[error("{name}: {why}")]
    Value {
        /// The variable.
        name: &'static str,
        /// What is wrong and what would be right.
        why: String,
    },
}

/// Every variable with its default and meaning, for `ijwi --help`.
pub const SETTINGS: &[(&str, &str, &str)] = &[
    (
        "IJWI_DATABASE_URL",
        "sqlite:ijwi.db?mode=rwc",
        "where the data lie: sqlite:FILE or postgres://user:password@host/database",
    ),
    ("IJWI_LISTEN", "127.0.0.1:8080", "address and port of the pages"),
    ("IJWI_METRICS_LISTEN", "off", "address and port of /metrics, another one than the pages'"),
    ("IJWI_PUBLIC_URL", "http://IJWI_LISTEN on loopback", "how the outside reaches the pages"),
    ("IJWI_KEYS_FILE", "beside the SQLite database", "master keys, one a line, mode 0600"),
    ("IJWI_FILES", "./files", "folder of audio and other files"),
    ("IJWI_TRUSTED_PROXIES", "none", "addresses, with commas, whose X-Forwarded-For is believed"),
    ("IJWI_ZONE", "Africa/Kigali", "time zone of a new station"),
    ("IJWI_LANGUAGES", "rw,en,fr,sw", "languages offered, the first is the default"),
    ("IJWI_COUNTRY_CODE", "250", "calling code that national phone numbers are read with"),
    ("IJWI_READERS", "4", "database connections for reading, 1 to 64"),
    ("IJWI_WORKERS", "2", "threads that serve pages, 1 to 64"),
    ("IJWI_ENGINE_THREADS", "cores - 1, at least 1", "engines that may run at once, 1 to 64"),
    ("IJWI_LOG", "info", "what is logged, for example info or ijwi=debug"),
    ("IJWI_LOG_FORMAT", "text", "text or json"),
];

impl Config {
    /// Read the settings from the process's environment.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks for settings")]
    pub fn from_environment() -> Result<Self, BadSetting> {
        let text = |part: std::ffi::OsString| part.to_string_lossy().into_owned();
        Self::read(std::env::vars_os().map(|(name, value)| (text(name), text(value))))
    }

    /// Read the settings from names and values; names of others are passed over.
    pub fn read(vars: impl Iterator<Item = (String, String)>) -> Result<Self, BadSetting> {
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in vars.filter(|(name, _)| name.starts_with("IJWI_")) {
            if !SETTINGS.iter().any(|(known, ..)| *known == name) {
                return Err(BadSetting::Unknown(name));
            }
            given.insert(name, value);
        }
        let text = |name: &str, default: &str| -> String {
            given.get(name).filter(|value| !value.is_empty()).map_or(default, String::as_str).into()
        };
        let listen: SocketAddr =
            parsed("IJWI_LISTEN", &text("IJWI_LISTEN", "127.0.0.1:8080"), "an address and a port")?;
        let database_url = read_database(&text("IJWI_DATABASE_URL", "sqlite:ijwi.db?mode=rwc"))?;
        let keys_file = Some(text("IJWI_KEYS_FILE", "")).filter(|path| !path.is_empty());
        if keys_file.is_none() && !database_url.starts_with("sqlite:") {
            return Err(bad("IJWI_KEYS_FILE", "is required with PostgreSQL"));
        }
        Ok(Self {
            metrics_listen: read_metrics(&text("IJWI_METRICS_LISTEN", "off"), listen)?,
            public_url: read_public_url(&text("IJWI_PUBLIC_URL", ""), listen)?,
            listen,
            database_url,
            keys_file: keys_file.map(PathBuf::from),
            files: PathBuf::from(text("IJWI_FILES", "./files")),
            trusted_proxies: read_list(
                "IJWI_TRUSTED_PROXIES",
                &text("IJWI_TRUSTED_PROXIES", ""),
                "addresses with commas",
            )?,
            zone: parsed("IJWI_ZONE", &text("IJWI_ZONE", "Africa/Kigali"), "an IANA time zone")?,
            languages: read_languages(&text("IJWI_LANGUAGES", "rw,en,fr,sw"))?,
            country_code: read_country_code(&text("IJWI_COUNTRY_CODE", "250"))?,
            readers: counted("IJWI_READERS", &text("IJWI_READERS", "4"))?,
            workers: index(counted("IJWI_WORKERS", &text("IJWI_WORKERS", "2"))?),
            engine_threads: match given.get("IJWI_ENGINE_THREADS") {
                Some(value) => index(counted("IJWI_ENGINE_THREADS", value)?),
                None => cores().saturating_sub(1).max(1),
            },
            log: text("IJWI_LOG", "info"),
            log_format: match text("IJWI_LOG_FORMAT", "text").as_str() {
                "text" => LogFormat::Text,
                "json" => LogFormat::Json,
                _ => return Err(bad("IJWI_LOG_FORMAT", "must be text or json")),
            },
            second_factor: SecondFactor::Required,
            purpose: Purpose::Real,
        })
    }

    /// Whether browsers reach the house by https.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn bad(name: &'static str, why: &str) -> BadSetting {
    BadSetting::Value { name, why: why.to_owned() }
}

fn parsed<T: std::str::FromStr>(
    name: &'static str,
    value: &str,
    what: &str,
) -> Result<T, BadSetting> {
    value.parse().map_err(|_| bad(name, &format!("`{value}` is not {what}")))
}

fn counted(name: &'static str, value: &str) -> Result<u32, BadSetting> {
    let number: u32 = parsed(name, value, "a whole number")?;
    let fits = (1..=64).contains(&number);
    if fits { Ok(number) } else { Err(bad(name, "must lie between 1 and 64")) }
}

fn index(number: u32) -> usize {
    usize::try_from(number).expect("at most 64")
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn read_list<T: std::str::FromStr>(
    name: &'static str,
    value: &str,
    what: &str,
) -> Result<Vec<T>, BadSetting> {
    let parts = value.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| parsed(name, part, what)).collect()
}

fn read_database(url: &str) -> Result<String, BadSetting> {
    let known = ["sqlite:", "postgres://", "postgresql://"];
    if known.iter().any(|scheme| url.starts_with(scheme)) {
        Ok(url.to_owned())
    } else {
        // The value may hold a password, so it is not repeated.
        Err(bad("IJWI_DATABASE_URL", "must begin with sqlite: or postgres://"))
    }
}

fn read_metrics(value: &str, listen: SocketAddr) -> Result<Option<SocketAddr>, BadSetting> {
    if value == "off" {
        return Ok(None);
    }
    let address = parsed("IJWI_METRICS_LISTEN", value, "an address and a port")?;
    if address == listen {
        return Err(bad("IJWI_METRICS_LISTEN", "must differ from IJWI_LISTEN"));
    }
    Ok(Some(address))
}

fn read_public_url(value: &str, listen: SocketAddr) -> Result<String, BadSetting> {
    let name = "IJWI_PUBLIC_URL";
    if value.is_empty() {
        return if listen.ip().is_loopback() {
            Ok(format!("http://{listen}"))
        } else {
            Err(bad(name, "is required when IJWI_LISTEN is not on loopback"))
        };
    }
    let url = value.trim_end_matches('/');
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', ' ', '?', '#', '@']) => {
            Ok(url.to_owned())
        }
        _ => Err(bad(name, "must be http:// or https:// and a host, without a path")),
    }
}

fn read_languages(value: &str) -> Result<Vec<Language>, BadSetting> {
    let languages: Vec<Language> = read_list("IJWI_LANGUAGES", value, "of rw, en, fr, sw")?;
    if languages.is_empty() {
        return Err(bad("IJWI_LANGUAGES", "must name at least one of rw, en, fr, sw"));
    }
    Ok(languages)
}

fn read_country_code(value: &str) -> Result<String, BadSetting> {
    let plain = value.bytes().all(|b| b.is_ascii_digit()) && !value.starts_with('0');
    if plain && (1..=3).contains(&value.len()) {
        Ok(value.to_owned())
    } else {
        Err(bad("IJWI_COUNTRY_CODE", "must be one to three digits, like 250"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(vars: &[(&str, &str)]) -> Result<Config, BadSetting> {
        Config::read(vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn nothing_given_serves_a_file_on_loopback() {
        let config = read(&[("HOME", "/")]).expect("defaults");
        assert_eq!(config.database_url, "sqlite:ijwi.db?mode=rwc");
        assert_eq!(config.public_url, "http://127.0.0.1:8080");
        assert_eq!(config.languages.first(), Some(&Language::Rw));
    }

    #[test]
    fn a_wrong_setting_is_named() {
        let cases: &[(&str, &str, &str)] = &[
            ("IJWI_LISTN", "x", "IJWI_LISTN is not a setting"),
            ("IJWI_LISTEN", "8080", "IJWI_LISTEN: `8080` is not an address and a port"),
            ("IJWI_LISTEN", "0.0.0.0:80", "IJWI_PUBLIC_URL: is required"),
            ("IJWI_DATABASE_URL", "mysql://u:secret@h/d", "IJWI_DATABASE_URL: must begin"),
            ("IJWI_DATABASE_URL", "postgres://h/d", "IJWI_KEYS_FILE: is required"),
            ("IJWI_READERS", "0", "IJWI_READERS: must lie"),
            ("IJWI_ZONE", "Kigali", "IJWI_ZONE: `Kigali` is not"),
            ("IJWI_LANGUAGES", "de", "IJWI_LANGUAGES: `de` is not"),
            ("IJWI_PUBLIC_URL", "https://a/b", "IJWI_PUBLIC_URL: must be"),
            ("IJWI_METRICS_LISTEN", "127.0.0.1:8080", "IJWI_METRICS_LISTEN: must differ"),
        ];
        for (name, value, said) in cases {
            let why = read(&[(name, value)]).expect_err(name).to_string();
            assert!(why.starts_with(said), "{why}");
            assert!(!why.contains("secret"));
        }
    }
}
