//! `ijwi user`: inviting, shutting out and listing people from the command line.

use clap::Subcommand;

use super::{End, say};
use crate::kit::{Error, Id, Language};
use crate::people::{self, Grants, Invite, Role};
use crate::plant::App;

/// What may be done about people.
#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Invite somebody; prints the one-time link that sets the password
    Invite {
        /// What the person signs in with: an e-mail address or a short name
        login: String,
        /// The person's name
        #[arg(long)]
        name: String,
        /// A role: administrator, coordinator, `station_staff`, manager or auditor; may be repeated
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// The number of a station that station staff speak for; may be repeated
        #[arg(long = "station")]
        stations: Vec<i64>,
        /// The language of the person's pages: rw, en, fr or sw
        #[arg(long, default_value = "en")]
        language: String,
    },
    /// Shut somebody out: sessions end and links no longer work
    Disable {
        /// The person's login
        login: String,
    },
    /// List everybody: login, roles, name
    List,
}

fn asked(why: impl std::fmt::Display) -> End {
    End::Asked(format!("user: {why}"))
}

fn ended(why: Error) -> End {
    match why {
        Error::Refused(why) => asked(why),
        Error::NotFound => asked("there is nobody with this login"),
        other => End::Ours(anyhow::anyhow!("{other}")),
    }
}

/// The command is carried out on an open house.
pub(super) async fn run(app: &App, command: UserCommand) -> Result<(), End> {
    match command {
        UserCommand::Invite { login, name, roles, stations, language } => {
            let language: Language = language.parse().map_err(asked)?;
            let roles = roles
                .iter()
                .map(|role| Role::of(role).ok_or_else(|| asked(format!("`{role}` is not a role"))));
            let roles = roles.collect::<Result<Vec<_>, End>>()?;
            let grants = Grants::decide(roles, stations.into_iter().map(Id::new)).map_err(asked)?;
            let login = people::read_login(&login).map_err(asked)?;
            let name = people::read_name(&name).map_err(asked)?;
            let invite = Invite { name, login, language, grants };
            let (_, path) = people::invite_by_command(app, invite).await.map_err(ended)?;
            say(&format!("{}{path}", app.config.public_url))
        }
        UserCommand::Disable { login } => {
            people::disable_by_command(app, &login).await.map_err(ended)?;
            say(&format!("{login} is shut out"))
        }
        UserCommand::List => {
            let persons = people::list_by_command(&app.db).await.map_err(ended)?;
            persons.into_iter().try_for_each(|person| {
                let state = if person.disabled_at.is_some() { "disabled" } else { "active" };
                let roles = person.grants.in_codes();
                say(&format!("{}\t{roles}\t{state}\t{}", person.login, person.name))
            })
        }
    }
}
