use client::schemas::Slot;
use client::{Client, Request};

fn sends<T>(_: &impl Request<Output = T>) {}

#[test]
fn roots_are_optional() {
    let client = Client::builder().base_url("http://localhost:1").build().unwrap();
    sends::<Option<Slot>>(&client.null_at_root().get_slot());
    sends::<Option<String>>(&client.null_at_root().put_slot(Slot::new("a")));
    sends::<Option<String>>(&client.null_at_root().put_slot(None));
}
