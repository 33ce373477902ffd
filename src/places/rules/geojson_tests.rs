//! Examples of boundaries, good and bad.

use super::*;
use proptest::prelude::*;

fn collection(features: &str) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}")
}

fn feature(properties: &str, rings: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"properties\":{properties},\
         \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{rings}]}}}}"
    )
}

const SQUARE: &str = "[[30,-2],[31,-2],[31,-1],[30,-1],[30,-2]]";

fn reason(feature: &str) -> &'static str {
    let file = read(collection(feature).as_bytes()).expect("a file");
    file.rejected[0].why.key
}

#[test]
fn shapes_are_read_by_any_of_their_names() {
    for properties in [
        "{\"pcode\":\"X1\",\"name\":\"Aruba\"}",
        "{\"ADM2_PCODE\":\"X1\",\"ADM1_PCODE\":\"X\",\"ADM2_EN\":\"Aruba\"}",
        "{\"shapeISO\":\"X1\",\"shapeName\":\"Aruba\"}",
    ] {
        let text = collection(&feature(properties, SQUARE));
        let file = read(text.as_bytes()).expect("a file");
        assert_eq!(file.shapes[0].subject(), "Aruba (X1)", "{properties}");
        assert_eq!((file.read, file.turned), (1, 0));
    }
    let clockwise = "[[30,-2],[30,-1],[31,-1],[31,-2],[30,-2]]";
    let text = collection(&feature("{\"pcode\":\"X1\"}", clockwise));
    let file = read(text.as_bytes()).expect("a file");
    assert_eq!(file.turned, 1);
    assert!(signed_area(&file.shapes[0].polygons[0][0]) > 0.0);
}

#[test]
fn rings_at_fault_are_rejected_with_their_reason() {
    let code = "{\"pcode\":\"X1\"}";
    let cases = [
        (feature("{}", SQUARE), "places.problem.shape_without_code"),
        (feature(code, "[[30,-2],[31,-2],[31,-1],[30,-1]]"), "places.problem.ring_open"),
        (
            feature(code, "[[30,-2],[31,-1],[31,-2],[30,-1.5],[30,-2]]"),
            "places.problem.ring_crosses",
        ),
        (feature(code, "[[30,-2],[31,-2],[30,-2],[30,-2]]"), "places.problem.ring_flat"),
        (feature(code, "[[300,-2],[31,-2],[31,-1],[300,-2]]"), "places.problem.position"),
        (feature(code, "[[\"a\",-2]]"), "x"),
        (feature(code, "5"), "places.problem.not_polygon"),
        (feature(code, ""), "places.problem.not_polygon"),
    ];
    for (feature, wanted) in cases {
        if wanted == "x" {
            let refused = read(collection(&feature).as_bytes());
            assert!(matches!(refused, Err(ShapesRefused::NotGeoJson { .. })));
        } else {
            assert_eq!(reason(&feature), wanted);
        }
    }
    let point = "{\"properties\":{\"pcode\":\"X\"},\
        \"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}";
    assert_eq!(reason(point), "places.problem.not_polygon");
}

#[test]
fn files_that_cannot_be_taken_are_refused_whole() {
    let refused = |text: &str| read(text.as_bytes()).err();
    assert_eq!(refused("{"), Some(ShapesRefused::NotGeoJson { line: 1 }));
    assert_eq!(refused("{\"type\":\"Feature\"}"), Some(ShapesRefused::NoCollection));
    let crs = |name: &str| {
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[],\"crs\":{{\"type\":\"name\",\
             \"properties\":{{\"name\":\"{name}\"}}}}}}"
        )
    };
    assert_eq!(
        refused(&crs("urn:ogc:def:crs:EPSG::32735")),
        Some(ShapesRefused::OtherSystem("urn:ogc:def:crs:EPSG::32735".into()))
    );
    assert_eq!(refused(&crs("urn:ogc:def:crs:OGC:1.3:CRS84")), None);
    let gadm = collection(&feature("{\"GID_0\":\"RWA\",\"pcode\":\"X\"}", SQUARE));
    assert_eq!(refused(&gadm), Some(ShapesRefused::NotForSharing));
    let deep = "[".repeat(100_000);
    assert!(refused(&deep).is_some());
    let one = feature("{\"pcode\":\"X1\"}", SQUARE);
    let twice = read(collection(&format!("{one},{one}")).as_bytes()).expect("a file");
    assert_eq!(twice.repeated, ["X1"]);
}

proptest! {
    #[test]
    fn reading_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn rings_of_any_numbers_never_panic(
        points in prop::collection::vec((-200.0..200.0_f64, -100.0..100.0_f64), 0..12),
    ) {
        let mut ring: Vec<String> =
            points.iter().map(|(x, y)| format!("[{x},{y}]")).collect();
        ring.extend(ring.first().cloned());
        let text = collection(&feature("{\"pcode\":\"X\"}", &format!("[{}]", ring.join(","))));
        let file = read(text.as_bytes()).expect("a file");
        prop_assert_eq!(file.shapes.len() + file.rejected.len(), 1);
    }
}
