//! Requests as actions of a batch.

use crate::api::{CreateThing, DeleteThing, GetThing, client, thing};
use runtime::Batchable;

fn action(client: &crate::api::Client, id: &str) -> serde_json::Value {
    serde_json::to_value(client.delete_thing(id).action().unwrap()).unwrap()
}

#[test]
fn an_action_describes_its_request() {
    let client = client("http://h.example");
    let create = client.create_thing(thing(7)).action().unwrap();
    assert_eq!(
        serde_json::to_string(&create).unwrap(),
        r#"{"resource":"/things","operation":"create","body":{"id":7}}"#
    );
    let destroy = serde_json::json!({"resource": "/things/T_1", "operation": "destroy"});
    assert_eq!(action(&client, "T_1"), destroy, "there is no body where there is none to send");
    assert_eq!(action(&client, "a/b c%é")["resource"], "/things/a%2Fb%20c%25%C3%A9");
    let again = serde_json::from_str(&serde_json::to_string(&create).unwrap());
    assert_eq!(create, again.unwrap());
}

#[test]
fn an_invalid_request_has_no_action() {
    let client = client("http://h.example");
    let error = client.delete_thing("..").action().unwrap_err();
    assert!(error.to_string().starts_with("deleteThing: `id` is \"..\""), "{error}");
    let mut request = client.delete_thing("T_1");
    request.call().query("force", true);
    let error = request.action().unwrap_err().to_string();
    assert_eq!(error, "deleteThing: an action has no query, and this request has `force=true`");
}

#[test]
fn operations_have_a_batch_action() {
    let batchable = Batchable { resource: "/things/{id}", operation: "destroy" };
    assert_eq!(DeleteThing::OPERATION.batchable, Some(batchable));
    assert_eq!(CreateThing::OPERATION.batchable.unwrap().operation, "create");
    assert_eq!(GetThing::OPERATION.batchable, None);
}
