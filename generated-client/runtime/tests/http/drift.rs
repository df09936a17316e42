//! Responses that deviate from the API document: the values that are dropped, and the errors.

use crate::api::{Client, builder, client, ids};
use crate::server::{Reaction, Scripted, http, json, responding};
use runtime::{
    ApiResponse, Call, Decoding, DriftKind, Error, Method, RequestOptions, get, object, union,
};
use std::fmt::Display;

fn lines(drift: &[impl Display]) -> Vec<String> {
    drift.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn values_of_the_wrong_type_are_dropped_and_listed() {
    let body = r#"[{"id": 1}, {"id": 2, "weight": "heavy", "mainColor": "Red"}, {"id": 3, "mainColor": {}}]"#;
    let server = responding(json(body)).await;
    let things = client(&server.uri()).get_things("s").send().await.unwrap();
    assert_eq!(ids(&things), [1, 2, 3]);
    assert!(things[1].weight.is_none() && things[1].main_color.is_some());
    assert_eq!(
        lines(things.drift()),
        [
            r#"$[1].weight: expected f64, found `"heavy"`"#,
            "$[2].mainColor: expected a string, found `{}`"
        ]
    );
    let drift = &things.drift()[0];
    assert_eq!(
        (drift.path(), drift.expected(), drift.found()),
        ("$[1].weight", "f64", "\"heavy\"")
    );
    let counted = things.map(|things| things.len());
    assert_eq!(counted.drift().len(), 2);
}

#[tokio::test]
async fn values_of_other_types_are_converted_and_listed() {
    let body = r#"[{"id": 1, "weight": "1.5", "mainColor": 5}, {"id": 2.0}]"#;
    let server = responding(json(body)).await;
    let things = client(&server.uri()).get_things("s").send().await.unwrap();
    assert_eq!(ids(&things), [1, 2]);
    assert_eq!(things[0].weight, Some(1.5));
    assert_eq!(things[0].main_color.as_ref().map(|color| color.as_str()), Some("5"));
    let kinds: Vec<_> = things.drift().iter().map(|drift| (drift.path(), drift.kind())).collect();
    let converted = DriftKind::Converted;
    assert_eq!(kinds, [("$[0].weight", converted), ("$[0].mainColor", converted)]);
    // An object where a list is documented is a list of one item.
    let server = responding(json(r#"{"id": 7}"#)).await;
    let things = client(&server.uri()).get_things("s").send().await.unwrap();
    assert_eq!((ids(&things), things.drift()[0].path()), (vec![7], "$"));
}

#[tokio::test]
async fn strictly_a_number_without_a_fraction_is_an_integer() {
    let server = responding(json(r#"{"id": 11.0}"#)).await;
    let strict = RequestOptions::new().decode(Decoding::Strict);
    let thing = client(&server.uri()).get_thing("1").options(strict).send().await.unwrap();
    assert_eq!((thing.id, thing.drift()), (Some(11), [].as_slice()));
}

#[tokio::test]
async fn undocumented_properties_and_the_raw_body_are_options() {
    let body = r#"{"id": 1, "new": [2], "weight": "x"}"#;
    let server = responding(json(body)).await;
    let options = RequestOptions::new().list_undocumented().keep_raw_body();
    let thing = client(&server.uri()).get_thing("1").options(options).send().await.unwrap();
    let kinds: Vec<_> = thing.drift().iter().map(|drift| (drift.path(), drift.kind())).collect();
    assert_eq!(kinds, [("$.new", DriftKind::Undocumented), ("$.weight", DriftKind::Dropped)]);
    assert_eq!(thing.raw_body().map(|raw| raw.as_ref()), Some(body.as_bytes()));
    let thing = client(&server.uri()).get_thing("1").send().await.unwrap();
    assert_eq!((thing.drift().len(), thing.raw_body()), (1, None));
}

#[tokio::test]
async fn an_undocumented_body_is_listed() {
    let server = responding(json(r#"{"id": 1}"#)).await;
    let delete = || client(&server.uri()).delete_thing("1");
    assert!(delete().send().await.unwrap().drift().is_empty());
    let listed = RequestOptions::new().list_undocumented();
    let deleted = delete().options(listed).send().await.unwrap();
    assert_eq!(lines(deleted.drift()), ["$: expected no body, found `9 bytes`"]);
    assert_eq!(deleted.drift()[0].kind(), DriftKind::Undocumented);
}

#[tokio::test]
async fn a_stream_lists_the_drift_of_the_current_page() {
    let pages = [r#"[{"id": 1, "weight": "heavy"}]"#, r#"[{"id": 2}]"#];
    let server = Scripted::start(move |_, line| {
        let (link, body) = match line.ends_with("page=2") {
            false => ("Link: <?page=2>; rel=next\r\n", pages[0]),
            true => ("", pages[1]),
        };
        Reaction::Respond(http(200, link, body))
    })
    .await;
    let mut things = client(&server.base_url).get_things("s").stream();
    assert_eq!(things.drift(), []);
    things.try_next().await.unwrap().unwrap();
    assert_eq!(lines(things.drift()), [r#"$[0].weight: expected f64, found `"heavy"`"#]);
    things.try_next().await.unwrap().unwrap();
    assert_eq!(things.drift(), []);
}

#[tokio::test]
async fn documented_responses_have_no_drift() {
    let server = responding(json(r#"[{"id": 1, "new": [{}], "mainColor": "Mauve"}]"#)).await;
    assert_eq!(client(&server.uri()).get_things("s").send().await.unwrap().drift(), []);
    let anything = client(&server.uri()).request(Method::GET, "/x").send().await.unwrap();
    assert_eq!(anything.drift(), []);
}

#[tokio::test]
async fn a_list_keeps_its_length_with_any_number_of_bad_items() {
    for (bad, expected) in [(1, 4_999), (5_000, 0)] {
        let things: Vec<_> = (0..5_000)
            .map(|id| match id < bad {
                true => "\"a thing\"".to_owned(),
                false => format!(r#"{{"id": {id}}}"#),
            })
            .collect();
        let server = responding(json(&format!("[{}]", things.join(",")))).await;
        let things = client(&server.uri()).get_things("s").send().await.unwrap();
        assert_eq!((things.len(), ids(&things).len()), (5_000, expected));
        let drift = &things.drift()[bad - 1];
        let line = format!(r#"$[{}]: expected an object, found `"a thing"`"#, bad - 1);
        assert_eq!((drift.to_string(), things.drift().len()), (line, bad));
    }
}

#[tokio::test]
async fn each_page_lists_its_drift() {
    for (body, path) in [
        (r#"[{"id": 1}, {"id": "x"}]"#, "$[1].id"),
        (r#"{"meta": {"counts": 7}, "records": [{"id": 1}, {"id": "x"}]}"#, "$.records[1].id"),
    ] {
        let server = responding(json(body)).await;
        let mut pages = client(&server.uri()).get_things("s").pages();
        let page = pages.try_next().await.unwrap().unwrap();
        assert_eq!((ids(&page), page.len()), (vec![1], 2));
        assert_eq!(page.drift()[0].path(), path);
        assert_eq!(page.envelope().is_some(), path.starts_with("$.records"));
        let mut all = client(&server.uri()).get_things("s").all();
        assert_eq!((&mut all).await.unwrap().len(), 2);
        assert_eq!(all.drift()[0].path(), path);
    }
    let server = responding(json(r#"{"items": [{"id": 1}, 7], "meta": 1}"#)).await;
    let page = client(&server.uri()).find_things().send().await.unwrap();
    assert_eq!(page.items.as_ref().map(Vec::len), Some(2));
    assert_eq!(page.drift()[0].path(), "$.items[1]");
}

#[tokio::test]
async fn strict_decoding_is_an_option() {
    let server = responding(json(r#"{"id": "x"}"#)).await;
    let strict = RequestOptions::new().decode(Decoding::Strict);
    let client_of =
        |decoding| -> Client { builder(&server.uri()).decode(decoding).build().unwrap() };
    let message = "getThing: 200 OK: the response does not fit at $.id: invalid type: string \"x\", \
                   expected i64, near `\"x\"}`";
    let sent = async |client: Client, options| client.get_thing("1").options(options).send().await;
    for error in [
        sent(client_of(Decoding::Tolerant), strict).await.unwrap_err(),
        sent(client_of(Decoding::Strict), RequestOptions::new()).await.unwrap_err(),
    ] {
        assert!(error.is_decode());
        assert_eq!(error.to_string(), message);
    }
    let tolerant = RequestOptions::new().decode(Decoding::Tolerant);
    let thing = sent(client_of(Decoding::Strict), tolerant).await.unwrap();
    assert_eq!((thing.id, thing.drift().len()), (None, 1));
}

/// A type with a required property.
#[object]
struct Exact {
    id: i64,
    name: Option<String>,
}

#[get("/exact")]
#[request(id = "getExact", output = Vec<Exact>)]
struct GetExact(Call);

async fn exact(body: &str) -> Result<ApiResponse<Vec<Exact>>, Error> {
    let server = responding(json(body)).await;
    let client = client(&server.uri());
    GetExact(Call::new(&client.session, GetExact::OPERATION)).send().await
}

#[tokio::test]
async fn a_missing_required_property_is_an_error() {
    let exacts = exact(r#"[{"id": 1, "name": {}}]"#).await.unwrap();
    assert_eq!((exacts[0].id, &exacts[0].name, exacts.drift().len()), (1, &None, 1));
    for (body, message) in [
        (r#"[{"name": {}, "id": "x"}]"#, "$[0].name: invalid type: map, expected a string"),
        (r#"[{"id": "x"}]"#, "$[0].id: invalid type: string \"x\", expected i64"),
        (r#"[{"name": "a"}]"#, "$[0]: missing field `id`"),
        ("[7]", "$[0]: invalid type: integer `7`, expected an object"),
        (r#"{"errors": []}"#, "$: invalid type: map, expected a sequence"),
    ] {
        let error = exact(body).await.unwrap_err().to_string();
        let expected = format!("getExact: 200 OK: the response does not fit at {message}, near");
        assert!(error.starts_with(&expected), "{error}");
    }
}

#[object]
struct Cat {
    lives: Option<i64>,
    toys: Option<Vec<Toy>>,
}

#[object]
struct Toy {
    price: f64,
}

#[union(tag = "kind")]
enum Pet {
    #[tag("cat")]
    Cat(Cat),
    #[tag("toy")]
    Toy(Toy),
}

#[object]
struct Owner {
    pet: Option<Pet>,
    pets: Option<Vec<Pet>>,
    plans: Option<Vec<Plan>>,
}

#[object(constants("kind" = "plan", optional "version" = 1))]
struct Plan {
    name: Option<String>,
}

#[get("/owner")]
#[request(id = "getOwner", output = Owner)]
struct GetOwner(Call);

async fn owner(body: &str, decoding: Decoding) -> Result<ApiResponse<Owner>, Error> {
    let server = responding(json(body)).await;
    let client = client(&server.uri());
    let call = Call::new(&client.session, GetOwner::OPERATION);
    GetOwner(call).options(RequestOptions::new().decode(decoding)).send().await
}

#[tokio::test]
async fn drift_inside_unions_is_listed_at_its_location() {
    for (body, path, expected, found) in [
        (r#"{"pet": {"lives": "x", "kind": "cat"}}"#, "$.pet.lives", "i64", r#""x""#),
        (
            r#"{"pets": [{"kind": "cat"}, {"kind": "cat", "toys": [{"price": 1}, {"price": []}]}]}"#,
            "$.pets[1].toys[1].price",
            "f64",
            "[]",
        ),
        (
            r#"{"pets": [{"kind": "toy"}]}"#,
            "$.pets[0]",
            "a valid value (missing field `price`)",
            r#"{"kind":"toy"}"#,
        ),
        (r#"{"pet": "cat"}"#, "$.pet", "one of the variants of `Pet`", r#""cat""#),
    ] {
        let owner = owner(body, Decoding::Tolerant).await.unwrap();
        let [drift] = owner.drift() else { panic!("{:?}", owner.drift()) };
        assert_eq!((drift.path(), drift.expected(), drift.found()), (path, expected, found));
    }
}

#[tokio::test]
async fn a_missing_constant_is_drift() {
    let body = r#"{"plans": [{"name": "a"}, {"kind": "plan", "name": "b"}]}"#;
    let response = owner(body, Decoding::Tolerant).await.unwrap();
    let [drift] = response.drift() else { panic!("{:?}", response.drift()) };
    let expected = ("$.plans[0]", r#"`kind`: "plan""#, r#"{"name":"a"}"#);
    assert_eq!((drift.path(), drift.expected(), drift.found()), expected);
    let names: Vec<_> = response.plans.iter().flatten().map(|plan| plan.name.as_deref()).collect();
    assert_eq!(names, [Some("a"), Some("b")]);
    let error = owner(body, Decoding::Strict).await.unwrap_err().to_string();
    assert!(error.contains(r#"$.plans[0]: missing property, expected `kind`: "plan""#), "{error}");
}

#[tokio::test]
async fn strict_decoding_names_the_location_inside_unions() {
    for (body, message) in [
        (
            "{\n\"pets\": [{\"kind\": \"cat\",\n\"toys\": [{\"price\": 1}, {\"price\": []}]}]}",
            "$.pets[0].toys[1].price: invalid type: sequence, expected f64, near `[]}]}]}`",
        ),
        (
            r#"{"pet": {"kind": "toy", "new": 1}}"#,
            r#"$.pet: missing field `price`, near `{"kind": "toy", "new": 1}}`"#,
        ),
        (
            r#"{"pet": "cat"}"#,
            r#"$.pet: invalid value, expected one of the variants of `Pet`, near `"cat"}`"#,
        ),
    ] {
        let error = owner(body, Decoding::Strict).await.unwrap_err();
        let expected = format!("getOwner: 200 OK: the response does not fit at {message}");
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn a_new_tag_is_not_drift() {
    for decoding in [Decoding::Tolerant, Decoding::Strict] {
        let owner = owner(r#"{"pet": {"kind": "dog", "legs": 4}}"#, decoding).await.unwrap();
        assert!(matches!(owner.pet, Some(Pet::Unknown(_))));
        assert_eq!(owner.drift(), []);
    }
}
