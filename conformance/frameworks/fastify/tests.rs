//! Calls the Fastify server in `app.mjs`.

#![cfg(test)]

use garden_fastify::schemas::{Plant, PlantLight, Problem};
use garden_fastify::sizes::set_size::{self, BodySize};
use garden_fastify::{Client, Part, files::send_file};

fn client() -> Client {
    Client::builder().base_url(std::env::var("BASE_URL").unwrap()).api_key("a key").build().unwrap()
}

#[tokio::test]
async fn listings() {
    let client = client();
    let plants = client.plants();
    for id in 1..=3 {
        let plant = Plant::new(id, PlantLight::HalfShade)
            .planted("2026-01-02T03:04:05Z")
            .labels(["a", "b"])
            .parent(Plant::new(0, PlantLight::Sun).clear_watered());
        let added = plants.add_plant(plant.clone()).send().await.unwrap();
        assert_eq!((added.drift(), &*added), (&[][..], &plant));
    }
    let again = plants.add_plant(Plant::new(1, PlantLight::Sun)).send().await.unwrap_err();
    assert_eq!(again.json::<Problem>().unwrap().message.unwrap(), "planted already");

    let page =
        plants.list_plants().light(["half shade", "sun"]).text("a b&c").send().await.unwrap();
    assert_eq!((page.drift(), page.text.as_deref()), (&[][..], Some("a b&c")));
    assert_eq!((page.plants.len(), page.next), (2, Some(2)));
    let all = plants.list_plants().light(["half shade"]).all().await.unwrap();
    assert_eq!(all.iter().map(|plant| plant.id).collect::<Vec<_>>(), [1, 2, 3]);

    assert_eq!(plants.get_plant(2).send().await.unwrap().id, 2);
    plants.remove_plant(2).send().await.unwrap();
    let gone = plants.get_plant(2).send().await.unwrap_err();
    assert_eq!(gone.json::<Problem>().unwrap().status_code, Some(404));
}

#[tokio::test]
async fn unions_and_headers() {
    let client = client();
    for size in [BodySize::from(7), BodySize::from("big".to_owned())] {
        let body = set_size::Body::new(size.clone());
        let set = client.sizes().set_size("a b/c", body).x_trace("t").send().await.unwrap();
        assert_eq!((set.name.as_deref(), set.trace.as_deref()), (Some("a b/c"), Some("t")));
        assert_eq!(serde_json::to_value(&set.size).unwrap(), serde_json::to_value(&size).unwrap());
    }
}

#[tokio::test]
async fn files() {
    let file = Part::from(b"PNG".to_vec()).file_name("a b.png").media_type("image/png");
    let body = send_file::Body::default().note("ü").file(file);
    let sent = client().files().send_file(body).send().await.unwrap();
    assert_eq!((sent.note.as_deref(), sent.name.as_deref()), (Some("ü"), Some("a b.png")));
    assert_eq!((sent.type_.as_deref(), sent.size), (Some("image/png"), Some(3)));
}

#[tokio::test]
async fn security() {
    assert_eq!(**client().secured().read_key().send().await.unwrap(), *"a key");
}
