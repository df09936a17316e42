//! Parameters in every location and style, parsed by independent implementations.

use crate::api::{Client, KEY, builder, client};
use crate::server::{json, responding, targets};
use percent_encoding::percent_decode_str;
use runtime::{ArrayStyle, Call, ObjectStyle, SchemeId, get, object};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use wiremock::Request;

#[get("/colors/{color}")]
#[request(id = "getColor", output = ())]
struct GetColor(Call);

#[get("/colors")]
#[request(id = "findColors", output = ())]
struct FindColors(Call);

#[object(setters)]
struct Color {
    b: Option<i64>,
    g: Option<i64>,
    r: Option<i64>,
}

/// Strings with characters that have a meaning in some style.
const HOSTILE: [&str; 3] = ["a,b;c=d", "e f&g.h+i", "50%25/?#[é]"];

fn color() -> Color {
    Color::default().r(100).g(200).b(150)
}

/// The part of the request that the server received; `fill` sets the parameters.
async fn received(fill: impl FnOnce(&mut Call), operation: &'static runtime::Operation) -> Request {
    let server = responding(json("null")).await;
    let mut call = Call::new(&client(&server.uri()).session, operation);
    fill(&mut call);
    FindColors(call).send().await.unwrap();
    server.received_requests().await.unwrap().remove(0)
}

/// The value that the server received for the path parameter.
async fn in_path(value: &impl serde::Serialize, style: ObjectStyle) -> String {
    let request =
        received(|call| call.path_object("color", style, value), GetColor::OPERATION).await;
    request.url.path().strip_prefix("/colors/").unwrap().to_owned()
}

async fn in_query(fill: impl FnOnce(&mut Call)) -> String {
    let request = received(fill, FindColors::OPERATION).await;
    request.url.query().unwrap_or_default().to_owned()
}

async fn in_header(fill: impl FnOnce(&mut Call), name: &str) -> String {
    let request = received(fill, FindColors::OPERATION).await;
    request.headers[name].to_str().unwrap().to_owned()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

fn pairs(text: &str, separator: char) -> BTreeMap<String, String> {
    let pairs = text.split(separator).filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

/// The examples of OpenAPI 3.0.4, "Style Examples", with the properties of the object in another order.
#[tokio::test]
async fn examples_of_the_specification() {
    use ObjectStyle::{
        Brackets, Comma, Exploded, Label, LabelExploded, Matrix, MatrixExploded, Pipe, Space,
    };
    let list = ["blue", "black", "brown"];
    for (style, one, many, properties) in [
        (Matrix, ";color=blue", ";color=blue,black,brown", ";color=b,150,g,200,r,100"),
        (
            MatrixExploded,
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";b=150;g=200;r=100",
        ),
        (Label, ".blue", ".blue,black,brown", ".b,150,g,200,r,100"),
        (LabelExploded, ".blue", ".blue.black.brown", ".b=150.g=200.r=100"),
        (Comma, "blue", "blue,black,brown", "b,150,g,200,r,100"),
        (Exploded, "blue", "blue,black,brown", "b=150,g=200,r=100"),
    ] {
        assert_eq!(in_path(&"blue", style).await, one, "{style:?}");
        assert_eq!(in_path(&list, style).await, many, "{style:?}");
        assert_eq!(in_path(&color(), style).await, properties, "{style:?}");
    }
    for (style, many, properties) in [
        (Comma, "color=blue,black,brown", "color=b,150,g,200,r,100"),
        (Exploded, "color=blue&color=black&color=brown", "b=150&g=200&r=100"),
        (Space, "color=blue%20black%20brown", "color=b%20150%20g%20200%20r%20100"),
        (Pipe, "color=blue%7Cblack%7Cbrown", "color=b%7C150%7Cg%7C200%7Cr%7C100"),
        (
            Brackets,
            "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
            "color%5Bb%5D=150&color%5Bg%5D=200&color%5Br%5D=100",
        ),
    ] {
        assert_eq!(in_query(|call| call.query_object("color", style, &list)).await, many);
        assert_eq!(in_query(|call| call.query_object("color", style, &color())).await, properties);
    }
    for (style, many, properties) in [
        (Comma, "blue,black,brown", "b,150,g,200,r,100"),
        (Exploded, "blue,black,brown", "b=150,g=200,r=100"),
    ] {
        let name = "X-Color";
        assert_eq!(in_header(|call| call.header_object(name, style, &list), name).await, many);
        assert_eq!(
            in_header(|call| call.header_object(name, style, &color()), name).await,
            properties
        );
    }
    for (style, many, properties) in [
        (Comma, "color=blue,black,brown", "color=b,150,g,200,r,100"),
        (Exploded, "color=blue; color=black; color=brown", "b=150; g=200; r=100"),
    ] {
        let name = "Cookie";
        let set = |call: &mut Call| call.cookie_object("color", style, &list);
        assert_eq!(in_header(set, name).await, many);
        let set = |call: &mut Call| call.cookie_object("color", style, &color());
        assert_eq!(in_header(set, name).await, properties);
    }
}

#[tokio::test]
async fn undefined_values_are_not_sent() {
    use ObjectStyle::{Brackets, Comma, DeepObject, Exploded, Pipe};
    let undefined = [json!(null), json!([]), json!({}), json!([null]), json!({"a": null})];
    for style in [Brackets, Comma, DeepObject, Exploded, Pipe] {
        for value in &undefined {
            let fill = |call: &mut Call| {
                call.query_object("n", style, value);
                call.header_object("X-N", style, value);
                call.cookie_object("n", style, value);
                call.form(&json!({ "n": value }));
            };
            let request = received(fill, FindColors::OPERATION).await;
            assert_eq!(request.url.query(), None, "{style:?} {value}");
            assert!(!request.headers.contains_key("x-n"), "{style:?} {value}");
            assert!(!request.headers.contains_key("cookie"), "{style:?} {value}");
            assert!(request.body.is_empty(), "{style:?} {value}");
        }
    }
    let value = json!({"list": [1, null], "no": null, "text": ""});
    let nested = in_query(|call| call.query_object("n", DeepObject, &value)).await;
    assert_eq!(nested, "n%5Blist%5D%5B%5D=1&n%5Btext%5D=");
    let request = received(|call| call.form(&json!({ "n": value })), FindColors::OPERATION).await;
    assert_eq!(String::from_utf8(request.body).unwrap(), nested);
    let empty = in_query(|call| call.query_object("n", Comma, &json!([null, "", 1]))).await;
    assert_eq!(empty, "n=,1");
    let server = responding(json("null")).await;
    let mut call = Call::new(&client(&server.uri()).session, GetColor::OPERATION);
    call.path_object("color", Comma, &json!([null]));
    let error = GetColor(call).send().await.unwrap_err().to_string();
    assert!(error.contains("would change the path"), "{error}");
}

#[tokio::test]
async fn values_cannot_be_mistaken_for_delimiters() {
    let object: BTreeMap<&str, &str> = HOSTILE.into_iter().zip(HOSTILE).collect();
    let expected: BTreeMap<String, String> =
        HOSTILE.map(|text| (text.to_owned(), text.to_owned())).into();
    let matrix = in_path(&object, ObjectStyle::MatrixExploded).await;
    assert_eq!(pairs(&matrix, ';'), expected);
    // Dots are unreserved: in a label they are not encoded, so only commas are unambiguous.
    let simple = in_path(&HOSTILE, ObjectStyle::Comma).await;
    assert_eq!(simple.split(',').map(decoded).collect::<Vec<_>>(), HOSTILE);
    let label = in_path(&HOSTILE, ObjectStyle::Label).await;
    let label = label.strip_prefix('.').unwrap();
    assert_eq!(label.split(',').map(decoded).collect::<Vec<_>>(), HOSTILE);
    let set = |call: &mut Call| call.cookie_object("c", ObjectStyle::Exploded, &object);
    assert_eq!(pairs(&in_header(set, "Cookie").await.replace("; ", ";"), ';'), expected);
    // In a query, a space that is part of a value is a plus.
    for (style, separator) in [(ObjectStyle::Pipe, "%7C"), (ObjectStyle::Space, "%20")] {
        let query = in_query(|call| call.query_object("q", style, &HOSTILE)).await;
        let values = query.strip_prefix("q=").unwrap().split(separator);
        let values: Vec<_> = values.map(|value| decoded(&value.replace('+', "%20"))).collect();
        assert_eq!(values, HOSTILE, "{style:?}");
    }
}

#[tokio::test]
async fn reserved_characters_are_kept_if_allowed() {
    let url = "https://h.example/a?b=c,d;e";
    let query = in_query(|call| {
        call.query("next", url);
        call.query_reserved("next");
        call.query("other", url);
    })
    .await;
    let (next, other) = query.split_once('&').unwrap();
    assert_eq!(next, format!("next={url}"));
    assert!(!other.contains([':', '/', '?', ',']), "{other}");
    // Characters that would end the value are encoded anyway.
    let text = "a&b#c+d e%20f";
    let request = received(
        |call| {
            call.query_array("q", ArrayStyle::Repeat, [text]);
            call.query_reserved("q");
        },
        FindColors::OPERATION,
    )
    .await;
    let pairs: Vec<_> = request.url.query_pairs().into_owned().collect();
    assert_eq!(pairs, [("q".to_owned(), text.to_owned())]);
}

#[tokio::test]
async fn json_parameters_in_every_location() {
    let value = json!({"a b": ["é", 1, null], "c": "d;e,f"});
    let parsed = |text: &str| serde_json::from_str::<Value>(&decoded(text)).unwrap();
    let request = received(|call| call.path_json("color", &value), GetColor::OPERATION).await;
    assert_eq!(parsed(request.url.path().strip_prefix("/colors/").unwrap()), value);
    let request = received(
        |call| {
            call.query_json("q", &value);
            call.cookie_json("c", &value);
            call.header_json("X-Document", &json!({"a": 1}));
        },
        FindColors::OPERATION,
    )
    .await;
    let (_, query) = request.url.query_pairs().next().unwrap();
    assert_eq!(serde_json::from_str::<Value>(&query).unwrap(), value);
    let cookie = request.headers["Cookie"].to_str().unwrap();
    assert_eq!(parsed(cookie.strip_prefix("c=").unwrap()), value);
    assert_eq!(request.headers["X-Document"], r#"{"a":1}"#);
}

#[tokio::test]
async fn one_name_in_every_location() {
    let request = received(
        |call| {
            call.path("color", "in path");
            call.query("color", "in query");
            call.header("color", "in header");
            call.cookie("color", "in cookie");
        },
        GetColor::OPERATION,
    )
    .await;
    assert_eq!(decoded(request.url.path()), "/colors/in path");
    let pairs: Vec<_> = request.url.query_pairs().into_owned().collect();
    assert_eq!(pairs, [("color".to_owned(), "in query".to_owned())]);
    assert_eq!(request.headers["color"], "in header");
    assert_eq!(request.headers["Cookie"], "color=in%20cookie");
}

#[tokio::test]
async fn a_key_in_a_cookie_joins_the_other_cookies() {
    let server = responding(json("null")).await;
    let client: Client =
        builder(&server.uri()).auth_header(SchemeId::new("cookie")).build().unwrap();
    let mut call = Call::new(&client.session, GetColor::OPERATION);
    call.path("color", "red");
    call.cookie("a", "1");
    call.cookie("b", "2");
    GetColor(call).send().await.unwrap();
    let request = server.received_requests().await.unwrap().remove(0);
    let cookies: Vec<_> = request.headers.get_all("Cookie").iter().collect();
    assert_eq!(cookies, [format!("a=1; b=2; session={KEY}").as_str()]);
}

#[tokio::test]
async fn a_path_with_an_empty_value_is_not_sent() {
    let server = responding(json("null")).await;
    let none: [&str; 0] = [];
    for style in [ObjectStyle::Comma, ObjectStyle::Label, ObjectStyle::MatrixExploded] {
        let mut call = Call::new(&client(&server.uri()).session, GetColor::OPERATION);
        call.path_object("color", style, &none);
        let error = GetColor(call).send().await.unwrap_err();
        assert!(error.to_string().contains("change the path"), "{error}");
    }
    assert!(targets(&server).await.is_empty());
}
