//! Looking at every page that links lead to, as every kind of visitor.

use std::collections::{BTreeMap, VecDeque};

use axum::http::Method;

use super::Life;
use crate::driver::caller::attribute;
use crate::driver::{Answer, Caller};

/// Who looked, and where.
pub type Visit = (&'static str, String);

/// Visits of one visitor to pages of one route that are asked in the same way.
const ALIKE_MAX: usize = 3;

/// The visitors whose pages differ.
const VISITORS: [&str; 7] = ["admin", "first", "manager", "auditor", "staff", "link", "nobody"];

/// Where everybody begins: the door, and pages that nothing links to.
const BEGINS: &[&str] = &[
    "/",
    "/account",
    "/sign-in",
    "/sign-in/code",
    "/health/live",
    "/health/ready",
    "/s",
    "/s/{s}",
    "/invite/{invite}",
    "/enter/{enter}",
    "/imports/{import_run}/rejects.csv",
    "/stations/{station^}/links",
    "/airings/{airing}/proof",
    "/campaigns/{campaign}/topics",
    "/s/airing/{live}/calls",
    "/s/station/{station^}/i/{live}/calls",
    "/gatherings/new?campaign={campaign}",
];

/// Paths of the routes for a method, as the page of wiring names them.
pub fn routes(wanted: impl Fn(&Method) -> bool) -> Vec<String> {
    let all = ijwi::wiring::routes().into_iter().filter(|route| wanted(&route.method));
    all.map(|route| route.path.to_owned()).collect()
}

/// The route that an address belongs to; its braces fit whatever stands there.
pub fn route_of<'a>(address: &str, routes: &'a [String]) -> Option<&'a String> {
    let parts: Vec<&str> = address.split('?').next()?.split('/').collect();
    let fits = |route: &&String| {
        let own: Vec<&str> = route.split('/').collect();
        own.len() == parts.len()
            && own.iter().zip(&parts).all(|(own, part)| own.starts_with('{') || own == part)
    };
    let literal = |route: &&String| route.split('/').filter(|part| !part.starts_with('{')).count();
    routes.iter().filter(fits).max_by_key(literal)
}

/// Every page that each visitor reaches by links from where they begin.
pub async fn crawl(life: &mut Life) -> BTreeMap<Visit, Answer> {
    let mut begins = Vec::new();
    for address in BEGINS {
        begins.push(life.reads(address).await);
    }
    let routes = routes(|method| method == Method::GET);
    let browsers = life.browsers();
    let mut seen = BTreeMap::new();
    for who in VISITORS {
        for (path, answer) in wander(&browsers[who], &begins, &routes).await {
            seen.insert((who, path), answer);
        }
    }
    seen
}

async fn wander(
    browser: &Caller,
    begins: &[String],
    routes: &[String],
) -> BTreeMap<String, Answer> {
    let mut seen = BTreeMap::new();
    let mut alike: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut ahead: VecDeque<String> = begins.iter().cloned().collect();
    while let Some(path) = ahead.pop_front() {
        let (address, query) = path.split_once('?').unwrap_or((&path, ""));
        let Some(route) = route_of(address, routes) else { continue };
        let names: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
        let count = alike.entry((route.clone(), names.join(","))).or_default();
        *count += 1;
        if *count > ALIKE_MAX || seen.contains_key(&path) {
            continue;
        }
        let answer = browser.get(&path).await;
        let location = answer.location().to_owned();
        let links = links(&answer.body).chain([location]);
        ahead.extend(links.filter(|link| link.starts_with('/') && !link.starts_with("//")));
        seen.insert(path, answer);
    }
    seen
}

/// Where the links of a page lead, without their fragments.
fn links(body: &str) -> impl Iterator<Item = String> + '_ {
    body.split('<').filter_map(|tag| {
        let tag = tag.split('>').next()?;
        let to = attribute(tag, "href").or_else(|| attribute(tag, "src"))?;
        to.split('#').next().map(str::to_owned)
    })
}
