//! The address of the browser: our peer's, or what a trusted proxy says.

use super::Site;
use crate::kit::Error;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::{HeaderMap, request::Parts};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

/// The address that the browser speaks from, for limits only: never stored, never logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// The key of a limiter: an IPv6 household is one address, its /64.
    pub fn limiter_key(self) -> String {
        match self.0.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::")
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let site = parts.extensions.get::<Arc<Site>>().ok_or_else(|| Error::fault("no site"))?;
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(client_address(site, peer, &parts.headers))
    }
}

/// Walk the forwarded addresses from our side outwards while each hop is trusted.
///
/// A peer that is not a trusted proxy is the client, whatever it claims.
pub(super) fn client_address(
    site: &Site,
    peer: Option<IpAddr>,
    headers: &HeaderMap,
) -> ClientAddress {
    let mut address = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)).to_canonical();
    let claims = headers
        .get_all("x-forwarded-for")
        .into_iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .collect::<Vec<_>>();
    for claim in claims.into_iter().rev() {
        let trusted = site.config.trusted_proxies.contains(&address);
        let Some(hop) = trusted.then(|| claim.parse::<IpAddr>().ok()).flatten() else { break };
        address = hop.to_canonical();
    }
    ClientAddress(address)
}
