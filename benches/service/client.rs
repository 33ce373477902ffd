//! A client that keeps its connection and reads answers of known length.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{CONNECTIONS, SPAN};

/// Addresses of a load in which none may be asked for twice.
const ANEW: usize = 60_000;
/// How long a page may be asked again until it has its range.
const PATIENCE: Duration = Duration::from_secs(20);

/// One connection.
pub struct Client {
    stream: TcpStream,
    read: Vec<u8>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub etag: String,
    pub cookie: String,
    pub is_working: bool,
    pub body: Vec<u8>,
}

/// What a station's page asks for.
#[derive(Clone)]
pub struct StationForm {
    pub csrf: String,
    pub airings: Vec<i64>,
}

impl Client {
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::with_capacity(256 * 1024) })
    }

    /// A page, which must be there.
    pub async fn get(
        &mut self,
        path: &str,
        cookie: &str,
        coding: Option<&str>,
    ) -> anyhow::Result<Answer> {
        let answer = self.ask(&asking(path, cookie, coding, None)).await?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
        Ok(answer)
    }

    /// Ask until the page no longer says that it is being worked out; says how long that took.
    pub async fn until_settled(
        &mut self,
        path: &str,
        cookie: &str,
    ) -> anyhow::Result<(Duration, Answer)> {
        let started = Instant::now();
        loop {
            let answer = self.get(path, cookie, None).await?;
            if !answer.is_working {
                return Ok((started.elapsed(), answer));
            }
            ensure!(started.elapsed() < PATIENCE, "{path} is never worked out");
            pause(Duration::from_millis(5)).await;
        }
    }

    /// The page behind a station's link.
    pub async fn station_form(&mut self, link: &str) -> anyhow::Result<StationForm> {
        let page = self.get(link, "", None).await?;
        let page = String::from_utf8(page.body)?;
        let csrf = between(&page, "name=\"csrf\" value=\"", "\"").context("no form on the page")?;
        let airings = page.split("<section class=\"i\" id=\"a").skip(1);
        let airings = airings.filter(|section| section.contains("<form"));
        let airings: Vec<i64> =
            airings.filter_map(|one| one.split('"').next()?.parse().ok()).collect();
        ensure!(!airings.is_empty(), "nothing waits for an answer");
        Ok(StationForm { csrf: csrf.to_owned(), airings })
    }

    /// One answer of a station; every second one corrects the one before.
    pub async fn answers(
        &mut self,
        link: &str,
        form: &StationForm,
        airing: i64,
        key: &str,
    ) -> anyhow::Result<()> {
        let said = if key.bytes().map(u32::from).sum::<u32>() % 2 == 0 {
            "o=aired"
        } else {
            "o=not_aired&r=power"
        };
        let body = format!("csrf={}&k=benchmark-{key}&{said}", form.csrf);
        let answer = self.post(&format!("{link}/i/{airing}"), &body).await?;
        ensure!(answer.status == 303, "an answer: {}", answer.status);
        Ok(())
    }

    /// A form of the same site.
    pub async fn post(&mut self, path: &str, body: &str) -> anyhow::Result<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.ask(&request).await
    }

    async fn ask(&mut self, request: &str) -> anyhow::Result<Answer> {
        self.stream.write_all(request.as_bytes()).await?;
        self.read.clear();
        let head = loop {
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            ensure!(self.stream.read_buf(&mut self.read).await? > 0, "the house hung up");
        };
        let text = String::from_utf8(self.read[..head].to_vec())?.to_ascii_lowercase();
        let value = |name: &str| between(&text, &format!("\r\n{name}: "), "\r\n");
        let is_working = value("refresh").is_some();
        let status: u16 = text.split(' ').nth(1).context("a status")?.parse()?;
        let length = value("content-length").map(str::parse).transpose()?;
        ensure!(length.is_some() || matches!(status, 204 | 303 | 304), "an answer without length");
        let length: usize = length.unwrap_or(0);
        let raw = String::from_utf8_lossy(&self.read[..head]).into_owned();
        let cookie = between(&raw, "set-cookie: ", ";").unwrap_or_default().to_owned();
        let etag = between(&raw, "etag: ", "\r\n").unwrap_or_default().to_owned();
        while self.read.len() < head + length {
            ensure!(self.stream.read_buf(&mut self.read).await? > 0, "the house hung up");
        }
        Ok(Answer {
            status,
            etag,
            cookie,
            is_working,
            body: self.read[head..head + length].to_vec(),
        })
    }
}

fn asking(path: &str, cookie: &str, coding: Option<&str>, etag: Option<&str>) -> String {
    let line = |name: &str, value: Option<&str>| {
        let value = value.filter(|value| !value.is_empty());
        value.map(|value| format!("{name}: {value}\r\n")).unwrap_or_default()
    };
    format!(
        "GET {path} HTTP/1.1\r\nhost: bench\r\n{}{}{}\r\n",
        line("cookie", Some(cookie)),
        line("accept-encoding", coding),
        line("if-none-match", etag),
    )
}

/// Pages asked for in turn by all connections at once.
pub struct Load<'a> {
    pub paths: &'a [String],
    pub cookie: &'a str,
    pub coding: Option<&'a str>,
    pub etag: Option<&'a str>,
    /// Whether each request has an address of its own, so that no page is kept of it.
    pub anew: bool,
}

/// How a load went.
pub struct Loaded {
    pub taken: Vec<Duration>,
    pub span: Duration,
    pub bytes: usize,
}

impl Load<'_> {
    pub async fn run(&self, address: SocketAddr) -> anyhow::Result<Loaded> {
        let run = clock();
        let asked = |(number, path): (usize, &String)| {
            let path = if self.anew { format!("{path}&show={run}x{number}") } else { path.clone() };
            asking(&path, self.cookie, self.coding, self.etag)
        };
        let turns = if self.anew { ANEW } else { self.paths.len() };
        let requests: Vec<String> =
            self.paths.iter().cycle().take(turns).enumerate().map(asked).collect();
        let requests = std::sync::Arc::new(requests);
        let wanted = if self.etag.is_some() { 304 } else { 200 };
        let started = Instant::now();
        let callers = (0..CONNECTIONS).map(|first| {
            let requests = std::sync::Arc::clone(&requests);
            tokio::spawn(async move {
                let mut client = Client::open(address).await?;
                let (mut taken, mut bytes, mut turn) = (Vec::new(), 0, first);
                while started.elapsed() < SPAN {
                    let asked = Instant::now();
                    let answer = client.ask(&requests[turn % requests.len()]).await?;
                    ensure!(answer.status == wanted, "status {}", answer.status);
                    taken.push(asked.elapsed());
                    bytes = answer.body.len();
                    turn += CONNECTIONS;
                }
                anyhow::Ok((taken, bytes))
            })
        });
        let (mut taken, mut bytes) = (Vec::new(), 0);
        for caller in callers.collect::<Vec<_>>() {
            let (one, length) = caller.await??;
            taken.extend(one);
            bytes = length;
        }
        Ok(Loaded { taken, span: started.elapsed(), bytes })
    }
}

/// The text between two marks.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let start = text.find(before)? + before.len();
    let length = text[start..].find(after)?;
    Some(&text[start..start + length])
}

/// A number that differs from load to load.
fn clock() -> u128 {
    START.elapsed().as_nanos()
}

static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);

pub async fn pause(span: Duration) {
    tokio::time::sleep(span).await;
}
