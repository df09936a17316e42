//! Bodies made from responses.

use crate::api::client;
use crate::server::{json, responding};
use runtime::{ApiResponse, Call, DriftKind, RequestOptions, Value, get, object, union};
use std::collections::BTreeMap;

#[object]
struct Read {
    id: Option<String>,
    name: Option<String>,
    time_zone: Option<String>,
    size: Option<Value>,
    rows: Option<Vec<ReadRow>>,
    notes: Option<BTreeMap<String, Value>>,
    #[property(undocumented)]
    extra: BTreeMap<String, Value>,
}

#[object]
struct ReadRow {
    number: Option<i64>,
    seeds: Option<String>,
    #[property(undocumented)]
    extra: BTreeMap<String, Value>,
}

#[object(setters, from_response = Read)]
struct Body {
    name: String,
    time_zone: Option<Option<String>>,
    size: Option<i64>,
    rows: Option<Vec<BodyRow>>,
    notes: Option<BTreeMap<String, Value>>,
}

#[object(setters)]
struct BodyRow {
    number: Option<i64>,
    depth: Option<i64>,
    #[property(undocumented)]
    extra: BTreeMap<String, Value>,
}

#[get("/bed")]
#[request(id = "getBed", output = Read)]
struct GetBed(Call);

#[get("/beds")]
#[request(id = "getBeds", output = Vec<Read>)]
struct GetBeds(Call);

async fn read(body: &str) -> ApiResponse<Read> {
    let server = responding(json(body)).await;
    let client = client(&server.uri());
    GetBed(Call::new(&client.session, GetBed::OPERATION)).send().await.unwrap()
}

#[tokio::test]
async fn copies_common_properties_that_are_not_null() {
    let read = read(
        r#"{"id": "B_1", "name": "Long bed", "timeZone": null, "size": null,
            "rows": [{"number": 1, "seeds": "peas"}, {}], "notes": {"a": null, "b": {"c": null, "d": [1]}}}"#,
    );
    let body = Body::from_response(&read.await).unwrap().size(3);
    assert_eq!(
        serde_json::to_string(&body).unwrap(),
        r#"{"name":"Long bed","size":3,"rows":[{"number":1},{}],"notes":{"b":{"d":[1]}}}"#
    );
}

/// Dropped values of other items do not prevent the update of one.
#[tokio::test]
async fn an_item_of_a_list_has_its_own_drift() {
    let beds = r#"[{"name": []}, {"name": "Long bed", "rows": [{"seeds": 2}]}]"#;
    let server = responding(json(beds)).await;
    let client = client(&server.uri());
    let read = GetBeds(Call::new(&client.session, GetBeds::OPERATION)).send().await.unwrap();
    assert_eq!(read.drift().len(), 2);
    let item = |index| read.clone().into_item(index);

    let paths: Vec<_> =
        item(1).unwrap().drift().iter().map(|drift| drift.path().to_owned()).collect();
    assert_eq!(paths, ["$[1].rows[0].seeds"]);
    assert_eq!(Body::from_response(&item(1).unwrap()).unwrap().name, "Long bed");
    assert!(Body::from_response(&item(0).unwrap()).is_err());
    assert!(item(2).is_none());
}

#[tokio::test]
async fn missing_required_properties_are_errors() {
    let error = Body::from_response(&read(r#"{"id": "B_1"}"#).await).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the response, taken as a body, does not fit at $: missing field `name`, near `{\"id\":\"B_1\"}`"
    );
    let error = Body::from_response(&read(r#"{"name": "n", "size": "big"}"#).await).unwrap_err();
    assert!(error.to_string().contains("does not fit at $.size: invalid type"), "{error}");
}

#[tokio::test]
async fn undocumented_properties_are_sent_back() {
    let mut read = read(
        r#"{"name": "n", "rows": [{"number": 1, "depth": "7", "soil": {"ph": 6}, "seeds": "peas"}, {"number": 2}]}"#,
    )
    .await;
    if let Some(rows) = &mut read.rows {
        rows.reverse();
    }
    let body = Body::from_response(&read).unwrap();
    // The response does not document `depth`, the body does not document `seeds`, and neither documents `soil`.
    assert_eq!(
        serde_json::to_string(&body).unwrap(),
        r#"{"name":"n","rows":[{"number":2},{"number":1,"depth":7,"soil":{"ph":6}}]}"#
    );
}

#[tokio::test]
async fn undocumented_properties_that_the_body_cannot_keep_are_errors() {
    let error = Body::from_response(&read(r#"{"name": "n", "soil": "loam"}"#).await).unwrap_err();
    assert!(error.to_string().contains("the undocumented property `soil` is lost"), "{error}");
}

#[tokio::test]
async fn converted_values_are_sent_back_and_dropped_ones_are_errors() {
    let body = Body::from_response(&read(r#"{"name": 7, "size": "3"}"#).await).unwrap();
    assert_eq!(serde_json::to_string(&body).unwrap(), r#"{"name":"7","size":3}"#);
    let error = Body::from_response(&read(r#"{"name": "n", "id": {}}"#).await).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the update would lose a value of the response: $.id: expected a string, found `{}`; correct its schema with an \
         overlay, or send the update with `Client::request`"
    );
}

#[object]
struct Credit {
    account: Option<String>,
    payer: Option<String>,
}

#[object]
struct Debit {
    account: Option<String>,
    reason: Option<String>,
}

#[union(tag = "direction")]
enum Entry {
    #[tag("in")]
    Credit(Credit),
    #[tag("out", "outgoing")]
    Debit(Debit),
}

#[object]
struct Ledger {
    entry: Option<Entry>,
    entries: Option<Vec<Entry>>,
    last: Option<Credit>,
}

#[object(setters, from_response = Ledger)]
struct LedgerBody {
    entry: Option<Entry>,
    entries: Option<Vec<Entry>>,
    last: Option<Credit>,
}

#[get("/ledger")]
#[request(id = "getLedger", output = Ledger)]
struct GetLedger(Call);

async fn ledger(body: &str, options: RequestOptions) -> ApiResponse<Ledger> {
    let server = responding(json(body)).await;
    let client = client(&server.uri());
    let call = Call::new(&client.session, GetLedger::OPERATION);
    GetLedger(call).options(options).send().await.unwrap()
}

/// Responses with an undocumented property that no type keeps, and its path.
const LOSSY: [(&str, &str); 4] = [
    (r#"{"entry": {"direction": "in", "account": "a", "reason": "b"}}"#, "$.entry.reason"),
    (
        r#"{"entries": [{"direction": "out"}, {"direction": "out", "payer": "b", "reason": "c"}]}"#,
        "$.entries[1].payer",
    ),
    (r#"{"last": {"direction": "in"}}"#, "$.last.direction"),
    // Without a tag, the best variant is chosen.
    (r#"{"entry": {"payer": "a", "reason": "b"}}"#, "$.entry.reason"),
];

#[tokio::test]
async fn undocumented_properties_of_variants_are_listed() {
    for (body, path) in LOSSY {
        let ledger = ledger(body, RequestOptions::new().list_undocumented()).await;
        let [drift] = ledger.drift() else { panic!("{body}: {:?}", ledger.drift()) };
        assert_eq!((drift.path(), drift.kind()), (path, DriftKind::Undocumented));
    }
}

#[tokio::test]
async fn undocumented_properties_that_the_response_does_not_keep_are_errors() {
    for (body, _) in LOSSY {
        let ledger = ledger(body, RequestOptions::new()).await;
        assert_eq!(ledger.drift(), []);
        let error = LedgerBody::from_response(&ledger).unwrap_err().to_string();
        assert!(error.contains("has undocumented properties"), "{error}");
    }
    for body in [
        r#"{"entry": {"direction": "in", "account": "a", "reason": null}, "last": {"note": null}}"#,
        // A value that is `Unknown` is kept.
        r#"{"entry": {"direction": "sideways", "angle": 3}}"#,
        r#"{"entry": {"direction": "in", "account": {}, "payer": "b"}, "entries": []}"#,
    ] {
        let ledger = ledger(body, RequestOptions::new()).await;
        if ledger.drift().is_empty() {
            LedgerBody::from_response(&ledger).unwrap();
        }
    }
}

#[tokio::test]
async fn a_discriminator_that_encoding_would_change_is_an_error() {
    for (body, is_kept) in [
        (r#"{"entry":{"direction":"out","reason":"a"}}"#, true),
        (r#"{"entry":{"direction":"outgoing","reason":"a"}}"#, false),
    ] {
        // The union documents it.
        let ledger = ledger(body, RequestOptions::new().list_undocumented()).await;
        assert_eq!(ledger.drift(), []);
        match LedgerBody::from_response(&ledger) {
            Ok(update) => {
                let sent: Value = serde_json::from_str(body).unwrap();
                assert_eq!(serde_json::to_value(&update).unwrap(), sent);
                assert!(is_kept, "{body}");
            }
            Err(error) => {
                assert!(!is_kept && error.to_string().contains("discriminator"), "{error}")
            }
        }
    }
}

#[object]
struct Settings {
    free: Option<Read>,
    map: Option<Read>,
    any: Option<Read>,
}

#[union]
enum Number {
    One(i64),
    Many(Vec<i64>),
}

#[object(setters, from_response = Settings)]
struct SettingsBody {
    free: Option<Value>,
    map: Option<BTreeMap<String, String>>,
    any: Option<Number>,
}

#[get("/settings")]
#[request(id = "getSettings", output = Settings)]
struct GetSettings(Call);

#[tokio::test]
async fn undocumented_properties_keep_their_names_in_values_of_any_type() {
    let body = r#"{"free":{"name":"a","soil":"loam"},"map":{"name":"b","soil":"clay"},"any":{"name":"c","soil":"sand"}}"#;
    let server = responding(json(body)).await;
    let client = client(&server.uri());
    let call = Call::new(&client.session, GetSettings::OPERATION);
    let update = SettingsBody::from_response(&GetSettings(call).send().await.unwrap()).unwrap();
    assert_eq!(serde_json::to_string(&update).unwrap(), body);
}

#[object]
struct Pet {
    kind: Option<String>,
    name: Option<String>,
    #[property(undocumented)]
    extra: BTreeMap<String, Value>,
}

#[object(constants("kind" = "cat"))]
struct Cat {
    name: Option<String>,
}

#[union]
enum AnyPet {
    Cat(Cat),
    Other(BTreeMap<String, String>),
}

#[object(setters, from_response = BTreeMap<String, Pet>)]
struct PetBody {
    pet: Option<AnyPet>,
}

#[get("/pet")]
#[request(id = "getPet", output = BTreeMap<String, Pet>)]
struct GetPet(Call);

#[tokio::test]
async fn a_variant_of_the_body_does_not_lose_an_undocumented_property() {
    for (pet, is_kept) in [
        (r#"{"kind":"cat","name":"a"}"#, true),
        (r#"{"coat":"red","kind":"dog","name":"a"}"#, true),
        (r#"{"coat":"red","kind":"cat","name":"a"}"#, false),
    ] {
        let body = format!(r#"{{"pet":{pet}}}"#);
        let server = responding(json(&body)).await;
        let call = Call::new(&client(&server.uri()).session, GetPet::OPERATION);
        match PetBody::from_response(&GetPet(call).send().await.unwrap()) {
            Ok(update) => {
                let sent: Value = serde_json::from_str(&body).unwrap();
                assert_eq!(serde_json::to_value(&update).unwrap(), sent);
                assert!(is_kept, "{body}");
            }
            Err(error) => {
                assert!(!is_kept);
                assert!(
                    error.to_string().contains("would lose an undocumented property"),
                    "{error}"
                );
            }
        }
    }
}
