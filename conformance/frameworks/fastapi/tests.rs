//! Calls the FastAPI server in `app.py`.

#![cfg(test)]

use garden_fastapi::animals::{echo_animal, echo_any};
use garden_fastapi::files::{send_form, upload};
use garden_fastapi::plants::water_plant;
use garden_fastapi::schemas::{Bee, HttpValidationError, Light, Plant, Problem, Snail};
use garden_fastapi::{AuthHeader, Client, JsonLines, Part, Request, StaticKey, Value};
use serde_json::json;

fn client() -> Client {
    Client::builder()
        .base_url(std::env::var("BASE_URL").unwrap())
        .credentials_for(AuthHeader::Oauth2PasswordBearer, StaticKey::new("a token"))
        .credentials_for(AuthHeader::ApiKeyHeader, StaticKey::new("a key"))
        .build()
        .unwrap()
}

fn plant(id: &str) -> Plant {
    Plant::new(id, Light::HalfShade, "2026-01-02T03:04:05Z")
        .watered("2026-01-03")
        .labels(["a"])
        .spot((3, "bed 1".to_owned()))
        .notes([("height".to_owned(), 3.into()), ("of".to_owned(), "oak".to_owned().into())])
        .class("shrub")
}

#[tokio::test]
async fn models() {
    let client = client();
    let plants = client.plants();
    let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let added = plants.add_plant(plant(id)).send().await.unwrap();
    assert_eq!((added.status().as_u16(), added.drift()), (201, &[][..]));
    assert_eq!(*added, plant(id));

    let again = plants.add_plant(plant(id)).send().await.unwrap_err();
    let problem = again.json::<Problem>().unwrap();
    assert_eq!((problem.code, &*problem.reason), (1, "planted already"));

    let found = plants
        .find_plants()
        .light([Light::Sun, Light::HalfShade])
        .since("2020-01-01T00:00:00+02:00")
        .free_text("a b&c")
        .limit(5)
        .exact(true)
        .x_trace("t")
        .session("s");
    let found = found.send().await.unwrap();
    assert_eq!((found.drift(), &found.plants[..]), (&[][..], &[plant(id)][..]));
    let seen = serde_json::to_value(&found.seen).unwrap();
    let since = "2020-01-01T00:00:00+02:00";
    let expected =
        json!({ "since": since, "text": "a b&c", "exact": true, "trace": "t", "session": "s" });
    assert_eq!(seen, expected);

    let dry = water_plant::Body::new(None);
    let dry = plants.water_plant(id, dry).send().await.unwrap();
    assert_eq!(dry.watered.clone().flatten(), None);
    plants.remove_plant(id).send().await.unwrap();
    let gone = plants.get_plant(id).send().await.unwrap_err();
    assert_eq!(gone.json::<Problem>().unwrap().code, 4);
    let invalid = plants.get_plant("no id").send().await.unwrap_err();
    assert_eq!(invalid.status().unwrap().as_u16(), 422);
    let detail = invalid.json::<HttpValidationError>().unwrap().detail.unwrap();
    assert_eq!(detail[0].type_, "uuid_parsing");
}

#[tokio::test]
async fn unions() {
    let client = client();
    let animals = client.animals();
    for animal in [
        echo_animal::Body::from(Bee::new().stripes(3)),
        echo_animal::Body::from(Snail::new(true)),
    ] {
        let echo = animals.echo_animal(animal.clone()).send().await.unwrap();
        assert_eq!((echo.drift(), json!(*echo)), (&[][..], json!(animal)));
    }
    for animal in [
        echo_any::Body::from(Bee::new().stripes(3)),
        echo_any::Body::from("a string".to_owned()),
        echo_any::Body::from(7),
        echo_any::Body::from(vec![Snail::new(false)]),
    ] {
        let echo = animals.echo_any(animal.clone()).send().await.unwrap();
        assert_eq!((echo.drift(), &*echo), (&[][..], &animal));
    }
    let seen = animals.seen_animal(true).send().await.unwrap();
    assert_eq!(seen.as_ref().unwrap().stripes, Some(4));
    let unseen = animals.seen_animal(false).send().await.unwrap();
    assert_eq!((unseen.drift(), &*unseen), (&[][..], &None));
}

#[tokio::test]
async fn forms_and_files() {
    let client = client();
    let files = client.files();
    let file = Part::from(b"hello".to_vec()).file_name("a.txt").media_type("text/plain");
    let body = upload::Body::new(file, "a note").labels(["x", "y"]);
    let sent = files.upload(body.clone()).send().await.unwrap();
    let mut expected = json!({
        "name": "a.txt", "type": "text/plain", "size": 5, "note": "a note", "labels": ["x", "y"], "more": null,
    });
    assert_eq!(json!(*sent), expected);
    // A file without a name is no text to FastAPI.
    let more = Part::from(b"more".to_vec());
    let sent = files.upload(body.more(more)).send().await.unwrap();
    expected["more"] = "more".into();
    assert_eq!(json!(*sent), expected);

    let form = send_form::Body::new("a&b").age(7);
    let sent = files.send_form(form).send().await.unwrap();
    assert_eq!(json!(*sent), json!({ "name": "a&b", "age": 7 }));
    let form = send_form::Body::new("a").clear_age();
    let sent = files.send_form(form).send().await.unwrap();
    assert_eq!(json!(*sent), json!({ "name": "a", "age": null }));
}

#[tokio::test]
async fn content_of_any_kind() {
    let client = client();
    let files = client.files();
    files.download().send().await.unwrap();
    let download = files.download().receive_bytes().await.unwrap();
    assert!(download.starts_with(b"\"\"\"A garden"));
    assert_eq!(**files.text().send().await.unwrap(), *"two\nlines");
    let lines = files.lines().streamed::<JsonLines<Value>>().await.unwrap();
    let mut lines = lines.into_body();
    for expected in [json!({ "a": 1 }), json!({ "a": 2 })] {
        assert_eq!(lines.try_next().await.unwrap(), Some(expected));
    }
    let path = files.by_path("a b").send().await.unwrap();
    assert_eq!(**path, *"a b");
}

#[tokio::test]
async fn security() {
    let client = client();
    let secured = client.secured();
    assert_eq!(**secured.with_token().send().await.unwrap(), *"a token");
    assert_eq!(**secured.with_key().send().await.unwrap(), *"a key");
    let error = secured.refused().send().await.unwrap_err().to_string();
    assert!(error.contains("403"), "{error}");
}
