//! The sound that a station is to air.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::kit::id::{Airing, Station};
use crate::kit::{Error, Id};
use crate::messages::{self, SoundFile};
use crate::people::SignedIn;
use crate::plant::App;
use crate::schedule::{AiringDetail, airing_with_history, may_see_station};

/// Whether somebody may hear what this airing sends: coordinators always, the
/// station's own staff while it is booked. Managers see figures, not messages.
pub(super) fn may_hear(who: &SignedIn, airing: &AiringDetail) -> bool {
    let staff = who.station_staff();
    let own = staff.is_some_and(|staff| staff.speaks_for(Id::<Station>::new(airing.station_id)));
    airing.audio_sha256.is_some()
        && (who.coordinator().is_some() || (own && airing.state == "booked"))
}

/// `GET /airings/{id}/sound`: the sound of the airing's language version.
pub async fn sound(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<Id<Airing>>,
    asked: HeaderMap,
) -> Result<Response, Error> {
    let (airing, _) = airing_with_history(&app.db, id).await?;
    may_see_station(&who, Id::new(airing.station_id))?;
    if !may_hear(&who, &airing) {
        return Err(Error::NotFound);
    }
    let (message, version) = (Id::new(airing.message_id), Id::new(airing.version_id));
    let found: SoundFile = messages::sound_of(app.db.read(), message, version).await?;
    messages::send_sound(&app, &found, &asked).await
}
