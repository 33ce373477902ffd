//! Two coordinators, districts, a campaign, and files that are sent.

use axum::body::Body;
use axum::http::{Request, header};
use ijwi::campaigns::{self, CampaignRequest, CampaignTerms, Discretion};
use ijwi::kit::id::{Campaign, Place};
use ijwi::kit::{FormKey, Id, Period};
use ijwi::people::{Coordinator, Role, coordinator_by_id};

use super::people::Someone;
use super::{Answer, Caller, House};

/// Who plans campaigns in a test, and where.
pub struct Team {
    /// Writes.
    pub first: Someone,
    /// Approves.
    pub second: Someone,
    /// Nyagatare, Kirehe, Rubavu.
    pub districts: Vec<Id<Place>>,
}

impl House {
    /// Two coordinators, signed in, and three districts.
    pub async fn team(&self) -> Team {
        let districts = ["Kirehe", "Nyagatare", "Rubavu"];
        let rows: Vec<String> = (1..)
            .zip(districts)
            .map(|(number, name)| {
                let folded = name.to_lowercase();
                format!(
                    "INSERT INTO place (kind, pcode, name, name_folded, valid) \
                     VALUES ('district', 'RW9{number}', '{name}', '{folded}', TRUE)"
                )
            })
            .collect();
        self.write_rows(&rows).await;
        let mut places = Vec::new();
        for name in districts {
            let sql = format!("SELECT id FROM place WHERE name = '{name}'");
            places.push(Id::new(self.number(&sql).await));
        }
        Team {
            first: self.someone("first@ijwi.test", &[Role::Coordinator], &[]).await,
            second: self.someone("second@ijwi.test", &[Role::Coordinator], &[]).await,
            districts: places,
        }
    }

    /// The witness of somebody who coordinates.
    pub async fn coordinator_of(&self, someone: &Someone) -> Coordinator {
        coordinator_by_id(&self.app.db, someone.id).await.expect("a coordinator")
    }

    /// A draft of the first coordinator in the first district.
    pub async fn drafts(&self, team: &Team, name: &str) -> Id<Campaign> {
        let request = CampaignRequest {
            form_key: key(name),
            terms: terms(team, name),
            districts: vec![team.districts[0]],
        };
        let who = self.coordinator_of(&team.first).await;
        campaigns::create_campaign(&self.app.db, &*self.app.clock, who, request)
            .await
            .expect("a draft")
    }

    /// The draft runs.
    pub async fn starts(&self, team: &Team, campaign: Id<Campaign>) {
        let who = self.coordinator_of(&team.first).await;
        let (db, clock) = (&self.app.db, &*self.app.clock);
        let done = campaigns::start_campaign(db, clock, who, campaign, &key("start")).await;
        done.expect("it runs");
    }

    /// The running campaign is closed.
    pub async fn closes(&self, team: &Team, campaign: Id<Campaign>) {
        let who = self.coordinator_of(&team.first).await;
        let (db, clock) = (&self.app.db, &*self.app.clock);
        let done = campaigns::close_campaign(db, clock, who, campaign, &key("close")).await;
        done.expect("it is closed");
    }
}

/// The terms of a discreet campaign of March 2026.
pub fn terms(team: &Team, name: &str) -> CampaignTerms {
    let day = |text: &str| text.parse().expect("a day");
    CampaignTerms {
        name: name.to_owned(),
        public_title: "Good neighbours".to_owned(),
        discretion: Discretion::Discreet,
        topic: "Trafficking in persons".to_owned(),
        flight: Period::new(day("2026-03-01"), day("2026-03-31")).expect("a flight"),
        coordinator: team.first.id,
    }
}

/// A form key made of any text.
pub fn key(text: &str) -> FormKey {
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    FormKey::read(&format!("testkey-{plain}")).expect("a key")
}

const BOUNDARY: &str = "----ijwi-test";

impl Caller {
    /// Open the page and send its form with a file in it.
    pub async fn send_file(
        &self,
        (page, action): (&str, &str),
        fields: &[(&str, &str)],
        file: Option<(&str, &str, &[u8])>,
    ) -> Answer {
        let shown = self.get(page).await;
        let mut all = shown.hidden_fields(action);
        all.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.send_parts(action, &all, file).await
    }

    /// Send a form with a file as it stands.
    pub async fn send_parts(
        &self,
        action: &str,
        fields: &[(String, String)],
        file: Option<(&str, &str, &[u8])>,
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        if let Some((field, name, bytes)) = file {
            let part = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; \
                 filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(part.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let request = Request::post(action)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        self.ask(request.expect("a form")).await
    }
}
