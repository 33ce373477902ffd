//! The API document: what the house answers to machines.

use utoipa::openapi::path::{OperationBuilder, PathsBuilder};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApiBuilder, PathItem,
    ResponseBuilder,
};

use super::Route;
use crate::kit::Error;

/// What a caller must know before the first request.
const ABOUT: &str = "What Ijwi answers to machines. People meet the same facts as pages. Every \
    figure carries its evidence: planned airtime is never told as aired.";

/// The document of these routes as JSON, one line for each fact, the same bytes each time.
pub fn document(routes: &[Route]) -> Result<String, Error> {
    let paths =
        routes.iter().filter_map(|route| route.told).fold(PathsBuilder::new(), |paths, told| {
            let trouble = ResponseBuilder::new()
                .description("Trouble: a status of 400 or above and a page that says what to do")
                .content("text/html", ContentBuilder::new().build());
            let operation = OperationBuilder::from((told.operation)()).response("default", trouble);
            let item = PathItem::from_http_methods((told.methods)(), operation.build());
            paths.path((told.path)(), item)
        });
    let session = ApiKeyValue::with_description("ijwi", "The cookie that signing in gives.");
    let session = SecurityScheme::ApiKey(ApiKey::Cookie(session));
    let licence =
        LicenseBuilder::new().name(env!("CARGO_PKG_LICENSE")).identifier(Some("Apache-2.0"));
    let info = InfoBuilder::new()
        .title("Ijwi")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(licence.build()));
    let document = OpenApiBuilder::new()
        .info(info)
        .paths(paths)
        .components(Some(ComponentsBuilder::new().security_scheme("session", session).build()));
    document.build().to_pretty_json().map_err(Error::fault)
}
