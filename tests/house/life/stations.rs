//! Districts come in by files and by hand; then a station and everything about it.

use ijwi::kit::Error;

use super::{Deed, Step, Twice, form};
use crate::driver::{House, PASSWORD};

const DISTRICTS: &[u8] = b"pcode,district,province_pcode,province,population_2022,male_2022,\
    female_2022,population_2026_proj,adults_16plus_2026_proj,centroid_lat,centroid_lon\n\
    ZZ11,Aruba,ZZ1,North,300000,140000,160000,330000,200000,-1.5,30.5\n\
    ZZ12,Bonga,ZZ1,North,500000,240000,260000,550000,300000,-1.5,31.5\n";
const SECTORS: &[u8] = b"sector_pcode,sector,district_pcode,district,population_2022,male_2022,\
    female_2022,centroid_lat,centroid_lon\n\
    ZZ1101,Kivu,ZZ11,Aruba,300000,140000,160000,-1.4,30.4\n";
const BOUNDARIES: &[u8] = b"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\
    \"id\":\"ZZ11\",\"properties\":{\"pcode\":\"ZZ11\"},\"geometry\":{\"type\":\"Polygon\",\
    \"coordinates\":[[[30,-2],[31,-2],[31,-1],[30,-1],[30,-2]]]}}]}";
const STATIONS: &[u8] = b"station,owner,site,district_pcode,freq_mhz,approx_lat,approx_lon,\
    position_basis,languages,as_of,source\n\
    Radio Imported,public (X),Hill,ZZ11,101.5,-1.5,30.5,a hill,Kinyarwanda;French,2017,S\n";
const COVERAGE: &[u8] = b"station,district_pcode,low,central,high,source,as_of\n\
    Radio Imported,ZZ11,40%,60%,0.75,S,2026-01-15\n";
const AUDIENCE: &str = "station,district_pcode,cume,daypart,days,tuned,source,as_of\n\
    Radio Imported,ZZ11,0.42,05-09,weekday,0.06,S,2026-01-15\n";

const fn receives(kind: &'static [(&'static str, &'static str)], file: &'static [u8]) -> Step {
    form("places::receive_file", "first", "/imports", kind).with("file", file).step()
}

const APPLIES: Deed =
    form("places::apply_import", "first", "/imports/{import_run^}/application", &[])
        .on("/imports/{import_run^}")
        .unlike("an applied import is not open then");

pub(super) const STEPS: &[Step] = &[
    receives(&[("kind", "districts")], DISTRICTS),
    form(
        "places::choose",
        "first",
        "/imports/{import_run^}",
        &[("source", "~Census"), ("licence", "~Open")],
    )
    .step(),
    APPLIES.step(),
    receives(&[("kind", "sectors")], SECTORS),
    APPLIES.step(),
    receives(&[("kind", "boundaries")], BOUNDARIES),
    APPLIES.step(),
    receives(&[("kind", "stations")], STATIONS),
    APPLIES.step(),
    receives(&[("kind", "coverage")], COVERAGE),
    APPLIES.step(),
    Step::Command("places::import_by_command", Twice::Alike, |house| Box::pin(imports(house))),
    form(
        "places::add_district",
        "first",
        "/districts/new",
        &[
            ("pcode", "ZZ31"),
            ("name", "~Duhozanye"),
            ("province", "~South"),
            ("province_code", "ZZ3"),
            ("lat", "-2,5"),
            ("lon", "29.75"),
        ],
    )
    .step(),
    form(
        "places::put_figure",
        "first",
        "/districts/{place^}/figures",
        &[
            ("year", "2025"),
            ("status", "estimate"),
            ("total", "40000"),
            ("source", "~district office"),
            ("licence", "~none"),
        ],
    )
    .step(),
    form(
        "places::leave_out",
        "first",
        "/districts/{place^}/exclusions",
        &[("people", "50"), ("reason", "~camp of Mahoko")],
    )
    .step(),
    form(
        "places::count_again",
        "first",
        "/districts/{place^}/exclusions/{population_adjustment^}/end",
        &[],
    )
    .on("/districts/{place^}")
    .unlike("it is ended then")
    .step(),
    form(
        "reach::set_listening",
        "first",
        "/listening/{place}",
        &[
            ("universe", "81"),
            ("respondents", "400"),
            ("deff", "1.5"),
            ("source", "~Survey"),
            ("as_of", "2025-11-01"),
        ],
    )
    .step(),
    form(
        "stations::create_station",
        "first",
        "/stations/new",
        &[
            ("name", "~Radio Umucyo"),
            ("town", "~Nyakarambi"),
            ("place", "{place}"),
            ("owner_kind", "community"),
            ("owner", "~The neighbours"),
            ("zone", "Africa/Kigali"),
            ("day_starts", "05:00"),
            ("languages", "rw"),
            ("national", "5"),
            ("note", "~On the hill"),
            ("source", "~A visit"),
            ("as_of", "2026-01-15"),
        ],
    )
    .step(),
    form(
        "stations::edit_station",
        "first",
        "/stations/{station^}/edit",
        &[
            ("name", "~Radio Umucyo FM"),
            ("town", "~Nyakarambi"),
            ("owner_kind", "religious"),
            ("zone", "Africa/Kigali"),
            ("day_starts", "05:00"),
            ("languages", "rw"),
            ("languages", "sw"),
        ],
    )
    .step(),
    form(
        "stations::put_transmitter",
        "first",
        "/stations/{station^}/transmitters/new",
        &[
            ("frequency", "95,5"),
            ("site", "~Hill"),
            ("lat", "-1.5"),
            ("lon", "30.5"),
            ("position_kind", "mast"),
            ("position_basis", "~a visit"),
            ("power_w", "500"),
            ("antenna_m", "30"),
            ("serves", "{place}"),
            ("note", "~North face"),
            ("source", "~The engineer"),
            ("as_of", "2026-01-15"),
        ],
    )
    .step(),
    form(
        "stations::put_transmitter",
        "first",
        "/stations/{station^}/transmitters/{transmitter^}",
        &[("frequency", "95.5"), ("site", "~Hilltop"), ("serves", "{place}")],
    )
    .step(),
    form(
        "stations::set_hours",
        "first",
        "/stations/{station^}/hours",
        &[
            ("monday", "05:00-00:00"),
            ("tuesday", "05:00-00:00"),
            ("wednesday", "05:00-00:00"),
            ("sunday", "06:00-12:00, 14:00-02:00"),
        ],
    )
    .step(),
    form(
        "stations::add_breaks",
        "first",
        "/stations/{station^}/breaks",
        &[
            ("days", "0"),
            ("days", "1"),
            ("times", "06:30, 12:30, 18:30"),
            ("seconds", "120"),
            ("free_seconds", "90"),
        ],
    )
    .step(),
    form(
        "stations::change_break",
        "first",
        "/stations/{station^}/breaks/{station_break^}",
        &[("seconds", "120"), ("free_seconds", "100")],
    )
    .step(),
    form(
        "stations::add_daypart",
        "first",
        "/stations/{station^}/dayparts",
        &[("code", "NIGHT"), ("name", "~Night"), ("starts", "23:00"), ("ends", "05:00")],
    )
    .step(),
    form(
        "stations::add_rate",
        "first",
        "/stations/{station^}/rates",
        &[
            ("kind", "spot"),
            ("per_seconds", "30"),
            ("currency", "RWF"),
            ("price", "15 000"),
            ("valid_from", "2026-01-01"),
        ],
    )
    .step(),
    form(
        "stations::put_outage",
        "first",
        "/stations/{station^}/outages/new",
        &[
            ("starts", "2026-02-01"),
            ("starts_time", "10:00"),
            ("reason", "power"),
            ("note", "~Storm"),
            ("source", "~The engineer"),
        ],
    )
    .step(),
    form(
        "stations::put_outage",
        "first",
        "/stations/{station^}/outages/{outage^}",
        &[
            ("starts", "2026-02-01"),
            ("starts_time", "10:00"),
            ("ends", "2026-02-02"),
            ("ends_time", "10:00"),
            ("reason", "weather"),
        ],
    )
    .step(),
    form(
        "stations::set_coverage",
        "first",
        "/stations/{station^}/coverage",
        &[
            ("place", "{place}"),
            ("low", "40"),
            ("central", "60"),
            ("high", "75.5"),
            ("source", "~A drive"),
            ("as_of", "2026-01-15"),
        ],
    )
    .step(),
    form(
        "stations::set_audience",
        "first",
        "/stations/{station^}/audience",
        &[
            ("place", "{place}"),
            ("cume", "42"),
            ("respondents", "400"),
            ("source", "~Survey"),
            ("as_of", "2026-01-15"),
            ("slot", "{daypart^}:all"),
            ("tuned", "6.2"),
            ("repeat", ""),
            ("spot", ""),
            ("programme", ""),
        ],
    )
    .step(),
    form(
        "stations::add_phone",
        "first",
        "/stations/{station^}/phones",
        &[
            ("name", "~Desk"),
            ("duty", "~Evenings"),
            ("phone", "+250 788 000 001"),
            ("language", "rw"),
        ],
    )
    .step(),
    form(
        "stations::archive_part",
        "first",
        "/stations/{station^}/parts/dayparts/{daypart^}/archival",
        &[],
    )
    .on("/stations/{station^}")
    .step(),
    form("stations::archive_station", "first", "/stations/{station}/archival", &[])
        .on("/stations/{station}")
        .step(),
    form("stations::restore_station", "first", "/stations/{station}/return", &[])
        .on("/stations/{station}")
        .step(),
    form(
        "people::invite",
        "admin",
        "/users/new",
        &[
            ("name", "~Jean of the radio"),
            ("login", "jean@life.test"),
            ("language", "rw"),
            ("roles", "station_staff"),
            ("stations", "{station^}"),
        ],
    )
    .step(),
    form(
        "people::use_link",
        "staff",
        "/invite/{invite}",
        &[("password", PASSWORD), ("again", PASSWORD)],
    )
    .unlike("a link works once")
    .step(),
];

async fn imports(house: &House) -> Result<String, Error> {
    use ijwi::places::{Deed, import_by_command, importer};
    use ijwi::plant::intake::{Choices, Sent};
    let importer = importer(ijwi::wiring::IMPORTERS, "audience")?;
    let sent = Sent { name: "a.csv".to_owned(), bytes: AUDIENCE.into() };
    let choices = Choices::default();
    let done = import_by_command(&house.app, importer, sent, &choices, Deed::Write).await?;
    assert!(done.refused.is_none(), "{:?}", done.report);
    Ok(String::new())
}
