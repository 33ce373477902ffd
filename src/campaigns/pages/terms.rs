//! The form of a campaign's terms: new, changed and copied alike.

use serde::Deserialize;

use super::picks;
use crate::campaigns::{Campaign, CampaignTerms, Choice, Discretion, OpenReason};
use crate::kit::limits::{NAME_CHARS_MAX, TEXT_CHARS_MAX};
use crate::kit::{FormKey, Id, Period, id};
use crate::plant::web::{Field, Fields, Filling, Pick, Problems, Reader, Shell};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TermsForm {
    /// The form's key.
    pub form_key: String,
    /// The version that an edit was made from.
    pub version: String,
    /// The name.
    pub name: String,
    /// The neutral title.
    pub public_title: String,
    /// `yes` when discreet.
    pub discreet: String,
    /// Why discreet mode is switched off.
    pub open_because: String,
    /// What it is about.
    pub topic: String,
    /// The first day.
    pub starts_on: String,
    /// The last day.
    pub ends_on: String,
    /// The person in charge.
    pub coordinator: String,
    /// The districts, for a new campaign.
    pub districts: Vec<String>,
    /// `yes` when a copy takes the budget over.
    pub budget: String,
}

/// What the form offers to choose from.
#[derive(Clone, Debug, Default)]
pub(super) struct Offers {
    pub(super) coordinators: Vec<Choice>,
    pub(super) districts: Vec<Choice>,
}

/// Which form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// A new campaign.
    New,
    /// A change.
    Edit,
    /// A copy of another.
    Copy,
}

impl TermsForm {
    /// The form of a campaign that stands.
    pub(super) fn of(campaign: &Campaign) -> Self {
        Self {
            version: campaign.version.to_string(),
            name: campaign.name.clone(),
            public_title: campaign.public_title.clone(),
            discreet: if campaign.discretion.is_discreet() { "yes" } else { "" }.to_owned(),
            topic: campaign.topic.clone(),
            starts_on: campaign.starts_on.to_string(),
            ends_on: campaign.ends_on.to_string(),
            coordinator: campaign.coordinator.to_string(),
            ..Self::default()
        }
    }

    /// The typed parts.
    pub(super) fn read(&self) -> Result<(FormKey, CampaignTerms), Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let name = reader.text("name", &self.name, NAME_CHARS_MAX);
        let public_title = reader.text("public_title", &self.public_title, NAME_CHARS_MAX);
        let topic = reader.text("topic", &self.topic, TEXT_CHARS_MAX);
        let first = reader.day("starts_on", &self.starts_on);
        let last = reader.day("ends_on", &self.ends_on);
        let flight = first.zip(last).and_then(|(first, last)| Period::new(first, last));
        if flight.is_none() && first.is_some() && last.is_some() {
            reader.against("ends_on", "campaigns.problem.flight");
        }
        let coordinator: Option<Id<id::Person>> =
            reader.one("coordinator", &self.coordinator, |typed| typed.parse().ok());
        let discretion = Discretion::of(self.discreet == "yes");
        if discretion.is_discreet() && !name.is_empty() && name == public_title {
            reader.against("public_title", "campaigns.problem.title_tells");
        }
        let parts = form_key.zip(flight).zip(coordinator);
        reader.finish_with(parts.map(|((form_key, flight), coordinator)| {
            let terms =
                CampaignTerms { name, public_title, discretion, topic, flight, coordinator };
            (form_key, terms)
        }))
    }

    /// The districts that were ticked; none when one is no number.
    pub(super) fn places(&self) -> Result<Vec<Id<id::Place>>, Problems> {
        let mut reader = Reader::new();
        let places: Option<Vec<_>> =
            self.districts.iter().map(|typed| typed.parse().ok()).collect();
        if places.is_none() {
            reader.against("districts", "form.problem.choose");
        }
        let mut places = reader.finish_with(places)?;
        places.sort_unstable();
        places.dedup();
        Ok(places)
    }

    /// Why discreet mode is switched off.
    pub(super) fn reason(&self) -> Option<OpenReason> {
        OpenReason::read(&self.open_because)
    }

    /// The fields for the page.
    pub(super) fn fields(
        &self,
        deed: Deed,
        shell: &Shell,
        problems: &Problems,
        offers: &Offers,
    ) -> Vec<Field> {
        let coordinators = picks(
            &offers.coordinators,
            std::slice::from_ref(&self.coordinator),
            Some(shell.say("form.choose")),
        );
        let mut fields = Fields::new(shell, problems)
            .line("name", "campaigns.field.name", &self.name)
            .line("public_title", "campaigns.field.public_title", &self.public_title)
            .hint("campaigns.hint.public_title")
            .ask("discreet", "campaigns.field.discreet", Filling::Tick, &self.discreet)
            .hint("campaigns.hint.discreet");
        if deed == Deed::Edit {
            let reasons = Filling::One(reasons(shell, &self.open_because));
            fields = fields
                .ask("open_because", "campaigns.field.open_because", reasons, &self.open_because)
                .hint("campaigns.hint.open_because");
        }
        fields = fields
            .line("topic", "campaigns.field.topic", &self.topic)
            .ask("starts_on", "campaigns.field.starts_on", Filling::Day, &self.starts_on)
            .ask("ends_on", "campaigns.field.ends_on", Filling::Day, &self.ends_on)
            .ask("coordinator", "campaigns.field.coordinator", Filling::One(coordinators), "");
        if deed == Deed::Edit {
            return fields.done();
        }
        let districts = Filling::Some(picks(&offers.districts, &self.districts, None));
        fields = fields
            .ask("districts", "campaigns.field.districts", districts, "")
            .hint("campaigns.hint.districts");
        if deed == Deed::Copy {
            fields = fields.ask("budget", "campaigns.field.budget", Filling::Tick, &self.budget);
        }
        fields.done()
    }
}

fn reasons(shell: &Shell, typed: &str) -> Vec<Pick> {
    let typed = [typed.to_owned()];
    let none = Pick::new("", shell.say("campaigns.reason.none"), &typed);
    let each = OpenReason::ALL.map(|reason| {
        let key = match reason {
            OpenReason::Announced => "campaigns.reason.announced",
            OpenReason::Partners => "campaigns.reason.partners",
            OpenReason::Harmless => "campaigns.reason.harmless",
            OpenReason::Mistake => "campaigns.reason.mistake",
        };
        Pick::new(reason.word(), shell.say(key), &typed)
    });
    std::iter::once(none).chain(each).collect()
}
