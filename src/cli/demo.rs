//! `ijwi demo`: a fresh house that shows itself, on loopback, gone when it stops.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Context;
use serde_json::{Map, Value, json};

use super::{End, say};
use crate::demo::{self, Links};
use crate::plant::config::{Config, Purpose, SecondFactor};
use crate::serve;

/// How the ways in are printed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Print {
    /// For people.
    Words,
    /// One line for a machine.
    Json,
}

/// The demonstration is made and served until it is told to stop.
pub(super) async fn run(mut config: Config, port: u16, print: Print) -> Result<(), End> {
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let listener = serve::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
    config.listen = listener.local_addr()?;
    config.public_url = format!("http://{}", config.listen);
    config.database_url = format!("sqlite:{}?mode=rwc", folder.path().join("ijwi.db").display());
    config.keys_file = None;
    config.files = folder.path().join("files");
    config.purpose = Purpose::Demonstration;
    config.second_factor = SecondFactor::Optional;
    let app = serve::open(config).await?;
    let links = demo::seed(&app).await.map_err(|why| anyhow::anyhow!("{why}"))?;
    let url = app.config.public_url.clone();
    match print {
        Print::Words => say(&in_words(&url, &links))?,
        Print::Json => say(&in_json(&url, &links).to_string())?,
    }
    serve::until_stopped(app, listener).await?;
    Ok(())
}

fn in_words(url: &str, links: &Links) -> String {
    let line = |role: &str, path: &str| format!("  {role:<14} {url}{path}");
    let accounts = links.accounts.iter().map(|account| line(account.role, &account.path));
    let logins: Vec<&str> = links.accounts.iter().map(|account| account.login).collect();
    let all: Vec<String> = std::iter::once(format!("The demonstration is ready at {url}"))
        .chain(["Open one of these links to sign in:".to_owned()])
        .chain(accounts)
        .chain([
            line("station link", &links.station),
            format!("Or sign in at {url}/sign-in as {}", logins.join(", ")),
            format!("with the password {}", links.password),
            "Stop it with Ctrl+C; everything in it is gone then.".to_owned(),
        ])
        .collect();
    all.join("\n")
}

fn in_json(url: &str, links: &Links) -> Value {
    let mut sign_in: Map<String, Value> = links
        .accounts
        .iter()
        .map(|account| (account.role.to_owned(), json!(format!("{url}{}", account.path))))
        .collect();
    sign_in.insert("station_link".to_owned(), json!(format!("{url}{}", links.station)));
    let accounts: Map<String, Value> = links
        .accounts
        .iter()
        .map(|account| {
            let known = json!({ "login": account.login, "password": links.password });
            (account.role.to_owned(), known)
        })
        .collect();
    json!({ "url": url, "sign_in": sign_in, "accounts": accounts })
}
