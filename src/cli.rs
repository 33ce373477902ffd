//! The command line: the same house without a browser.

mod demo;
mod import;
mod occurrences;
mod user;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::people;
use crate::plant::config::{BadSetting, Config, SETTINGS};
use crate::plant::trail::{self, Verdict};
use crate::plant::{App, backup, trace, web};
use crate::reach;
use crate::serve;
use crate::wiring;

/// Airtime planning, proof of broadcast and reach for awareness campaigns on
/// community radio.
#[derive(Debug, Parser)]
#[command(name = "ijwi", version, disable_help_subcommand = true)]
struct Ijwi {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages, do promised jobs, keep timers (the same as `ijwi` alone)
    Serve,
    /// Show Ijwi with made-up data on real places and stations, on this machine only
    Demo {
        /// The port on loopback; 0 takes any free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Print the address and the sign-in links as one line of JSON
        #[arg(long)]
        json: bool,
    },
    /// Invite, shut out and list people
    User {
        #[command(subcommand)]
        command: user::UserCommand,
    },
    /// Copy the database and the files into a new folder, or check such a copy
    Backup {
        /// The folder: made by a backup, read by --verify
        folder: PathBuf,
        /// Check the copy instead of making one; exit 2 at the first difference
        #[arg(long)]
        verify: bool,
    },
    /// Read a file into the house; says what would change, and changes it with --write
    Import(Box<import::Import>),
    /// List when a repeating rule airs, JSON in and out, without any database
    Occurrences(occurrences::Occurrences),
    /// Compute the chain of the trail again; exit 2 at the first break
    VerifyTrail,
    /// Print the document of what the house answers to machines, as JSON
    Openapi,
    /// Estimate the reach of a case, JSON in and out, without any database
    Reach {
        /// The case, as a results page hands it out
        case: PathBuf,
        /// The seed of the draws, instead of the case's own
        #[arg(long)]
        seed: Option<u64>,
    },
}

/// What stands under the help, before the list of settings.
const CODES: &str = "\
Exit codes: 0 done; 2 what was asked or given is at fault; 1 anything else.

Settings, from the environment:
";

/// Why a command ended badly.
enum End {
    /// An engine refuses its case, by the field's path: exit 2.
    Engine(String),
    /// What was asked or given is at fault: exit 2.
    Asked(String),
    /// We are at fault: exit 1.
    Ours(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for End {
    fn from(why: E) -> Self {
        Self::Ours(why.into())
    }
}

/// The command is carried out; the code is 0, 2 when the input is at fault, 1
/// when we are. Answers go to standard output, one clear line to standard error.
pub fn run() -> ExitCode {
    let settings = SETTINGS.iter().fold(CODES.to_owned(), |all, s| {
        format!("{all}  {:<22} {} [default: {}]\n", s.0, s.2, s.1)
    });
    let matches = Ijwi::command().after_long_help(&settings).after_help(settings).get_matches();
    let asked = match Ijwi::from_arg_matches(&matches) {
        Ok(asked) => asked,
        Err(why) => why.exit(),
    };
    let done = carry_out(asked.command.unwrap_or(Command::Serve));
    let (words, code) = match done {
        Ok(()) => return ExitCode::SUCCESS,
        Err(End::Asked(words)) => (format!(": {words}"), 2),
        Err(End::Engine(words)) => (format!(" {words}"), 2),
        Err(End::Ours(why)) => (format!(": {why:#}"), 1),
    };
    // Nobody may be listening to standard error; the code still tells.
    writeln!(std::io::stderr(), "ijwi{words}").ok();
    ExitCode::from(code)
}

fn carry_out(command: Command) -> Result<(), End> {
    // An engine needs no setting, and a wrong one must not keep it from answering.
    if let Command::Reach { case, seed } = command {
        return estimate(&case, seed);
    }
    if let Command::Occurrences(asked) = command {
        return occurrences::list(&asked);
    }
    if let Command::Openapi = command {
        return say(&web::document(&wiring::routes()).map_err(|why| anyhow::anyhow!("{why}"))?);
    }
    let config = settings()?;
    trace::start(&config.log, config.log_format);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(config.workers)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command {
            Command::Serve => serve_pages(config).await,
            Command::Demo { port, json } => {
                let print = if json { demo::Print::Json } else { demo::Print::Words };
                demo::run(config, port, print).await
            }
            Command::User { command } => user::run(&serve::open(config).await?, command).await,
            Command::Backup { folder, verify: false } => {
                let app = serve::open(config).await?;
                let made = backup::make(&app, &folder).await.map_err(refuse)?;
                say(&made)
            }
            Command::Backup { folder, verify: true } => {
                let held = backup::verify(&folder).await.map_err(refuse)?;
                say(&format!("the copy made at {} holds", held.to_rfc3339()))?;
                if serve::stands(&config) {
                    backup::note_verified(&serve::open(config).await?, held)
                        .await
                        .map_err(refuse)?;
                }
                Ok(())
            }
            Command::Import(asked) => {
                let said = import::carry_out(&serve::open(config).await?, &asked).await?;
                said.report.iter().try_for_each(|line| say(line))?;
                said.refused.map_or(Ok(()), |why| Err(End::Asked(why)))
            }
            Command::VerifyTrail => verify_trail(&serve::open(config).await?).await,
            Command::Reach { .. } | Command::Occurrences(_) | Command::Openapi => Ok(()),
        }
    })
}

fn settings() -> Result<Config, End> {
    Config::from_environment().map_err(|why: BadSetting| End::Asked(why.to_string()))
}

fn refuse(why: backup::BackupFault) -> End {
    match why {
        backup::BackupFault::Ours(why) => End::Ours(why),
        asked => End::Asked(asked.to_string()),
    }
}

fn estimate(file: &Path, seed: Option<u64>) -> Result<(), End> {
    let refuse = |why: String| End::Engine(format!("reach: {why}"));
    let text = std::fs::read_to_string(file)
        .map_err(|why| refuse(format!("{}: {why}", file.display())))?;
    say(&reach::case::answer(&text, seed).map_err(|why| refuse(why.to_string()))?)
}

fn say(words: &str) -> Result<(), End> {
    writeln!(std::io::stdout(), "{words}")?;
    Ok(())
}

async fn serve_pages(config: Config) -> Result<(), End> {
    let listener = serve::bind(config.listen).await?;
    let url = config.public_url.clone();
    let app = serve::open(config).await?;
    let woken = serve::wake(&app).await.map_err(|why| anyhow::anyhow!("{why}"))?;
    if let Some(made_at) = woken {
        let made_at = made_at.to_rfc3339();
        say(&format!("Restored from the copy of {made_at}: old sign-ins and links have ended."))?;
    }
    say(&format!("Ijwi is ready at {url}"))?;
    let first = people::first_administrator_link(&app).await;
    if let Some(path) = first.map_err(|why| anyhow::anyhow!("{why}"))? {
        say(&format!(
            "Nobody can give roles yet. The first administrator begins here, once, within 24 \
             hours:\n{url}{path}"
        ))?;
    }
    serve::until_stopped(app, listener).await?;
    Ok(())
}

async fn verify_trail(app: &App) -> Result<(), End> {
    let verdict = trail::verify(&app.db).await.map_err(|why| anyhow::anyhow!("{why}"))?;
    match verdict {
        Verdict::Whole { sealed, tail, head } => {
            say(&format!("whole: {sealed} entries sealed, {tail} not sealed yet, head {head}"))
        }
        Verdict::Broken { position, entry } => {
            Err(End::Asked(format!("broken at position {position}, entry {entry}")))
        }
    }
}
