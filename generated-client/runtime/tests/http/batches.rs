//! Batches of actions, from their chunks to the outcome of each action.

use crate::api::{Client, builder, client, thing};
use crate::server::{json, responding, targets, unused_url};
use runtime::testing::SimulatedClock;
use runtime::{Action, ActionBatch, BatchReport, ChunkState, Outcome};
use serde_json::{Value, json as value};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::runtime::Builder;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// A server that runs batches: how often each was polled, and its responses.
#[derive(Default)]
struct Batches {
    /// The bodies that created them.
    made: Vec<Value>,
    polled: HashMap<String, usize>,
    running: usize,
    max_running: usize,
}

/// A server on which a batch is done after `polls` polls, or fails with the errors that `fails` returns for its number.
async fn server(
    polls: usize,
    fails: fn(usize) -> Option<Value>,
) -> (MockServer, Arc<Mutex<Batches>>) {
    let server = MockServer::start().await;
    let batches = Arc::new(Mutex::new(Batches::default()));
    let state = Arc::clone(&batches);
    let ended = move |number: usize| {
        let errors = fails(number);
        value!({"id": number.to_string(), "state": {"done": errors.is_none(), "failed": errors.is_some(), "errors": errors}})
    };
    Mock::given(method("POST"))
        .respond_with(move |request: &Request| {
            let mut state = state.lock().unwrap();
            let body: Value = request.body_json().unwrap();
            let waits = body["wait"] == true;
            let number = state.made.len();
            state.made.push(body);
            if waits {
                return json(&ended(number).to_string());
            }
            state.running += 1;
            state.max_running = state.max_running.max(state.running);
            json(
                &value!({"id": number.to_string(), "state": {"done": false, "failed": false}})
                    .to_string(),
            )
        })
        .mount(&server)
        .await;
    let state = Arc::clone(&batches);
    Mock::given(method("GET"))
        .respond_with(move |request: &Request| {
            let mut state = state.lock().unwrap();
            let id = request.url.path().rsplit('/').next().unwrap().to_owned();
            let polled = state.polled.entry(id.clone()).or_default();
            *polled += 1;
            if *polled < polls {
                return json(
                    &value!({"id": id, "state": {"done": false, "failed": false}}).to_string(),
                );
            }
            state.running -= 1;
            json(&ended(id.parse().unwrap()).to_string())
        })
        .mount(&server)
        .await;
    (server, batches)
}

/// A batch of `count` actions, which destroy the things `T_1000`, `T_1001` and so on.
fn batch(client: &Client, actions: usize) -> ActionBatch {
    let mut batch = ActionBatch::new(&client.session, "S 1".to_owned());
    for number in 0..actions {
        batch.add(client.delete_thing(format!("T_{}", 1000 + number)).action().unwrap());
    }
    batch
}

fn simulated(server: &MockServer) -> (Client, SimulatedClock) {
    let clock = SimulatedClock::new();
    (builder(&server.uri()).clock(clock.clone()).build().unwrap(), clock)
}

fn states(report: &BatchReport) -> Vec<ChunkState> {
    report.chunks().iter().map(|chunk| chunk.state()).collect()
}

#[tokio::test]
async fn actions_are_sent_in_chunks_and_polled() {
    let (server, batches) = server(3, |_| None).await;
    let (client, clock) = simulated(&server);
    let report = batch(&client, 7).confirm().run().await;
    assert!(report.is_done(), "{report:?}");
    let outcomes: Vec<_> = report.outcomes().collect();
    assert_eq!(outcomes.len(), 7);
    assert!(outcomes.iter().all(|(_, outcome)| *outcome == Outcome::Done));
    assert_eq!(outcomes[6].0.resource, "/things/T_1006");
    let ids: Vec<_> = report.chunks().iter().map(|chunk| chunk.id().unwrap()).collect();
    assert_eq!(ids, ["0", "1", "2"]);

    let requested = targets(&server).await;
    let state = batches.lock().unwrap();
    let sizes: Vec<_> =
        state.made.iter().map(|body| body["steps"].as_array().unwrap().len()).collect();
    assert_eq!(sizes, [3, 3, 1]);
    assert_eq!(
        state.made[2],
        value!({"go": true, "wait": false, "steps": [{"resource": "/things/T_1006", "operation": "destroy"}]})
    );
    assert!(state.max_running <= 2, "no more run than may: {}", state.max_running);
    assert_eq!(state.polled.values().copied().collect::<Vec<_>>(), [3, 3, 3]);
    let mut waits = clock.waits();
    waits.sort_unstable();
    assert_eq!(waits, [1, 1, 1, 2, 2, 2, 4, 4, 4].map(Duration::from_secs));
    assert!(requested.contains(&"/shelves/S%201/batches".to_owned()), "{requested:?}");
    assert!(requested.contains(&"/shelves/S%201/batches/2".to_owned()), "{requested:?}");
}

#[tokio::test]
async fn synchronous_chunks_are_done_with_their_response() {
    let (server, batches) = server(1, |_| None).await;
    let (client, clock) = simulated(&server);
    let mut batch = batch(&client, 3);
    batch.synchronous(true);
    assert!(batch.confirm().run().await.is_done());
    let sizes: Vec<_> = batches
        .lock()
        .unwrap()
        .made
        .iter()
        .map(|body| body["steps"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [2, 1]);
    assert_eq!((clock.waits().len(), targets(&server).await.len()), (0, 2));
}

#[tokio::test]
async fn a_chunk_that_fails_stops_those_after_it() {
    let fails = |number| (number == 1).then(|| value!(["T_1003 is glued", "Nothing was changed"]));
    let (server, batches) = server(1, fails).await;
    let (client, _) = simulated(&server);
    let mut batch = batch(&client, 7);
    batch.synchronous(true);
    let report = batch.confirm().run().await;
    assert!(!report.is_done());
    use ChunkState::{Done, Failed, NotSent};
    assert_eq!(states(&report), [Done, Failed, NotSent, NotSent]);
    let outcomes: Vec<_> = report.outcomes().map(|(_, outcome)| outcome).collect();
    assert_eq!(
        outcomes,
        [
            Outcome::Done,
            Outcome::Done,
            Outcome::Undone,
            Outcome::Failed(vec!["T_1003 is glued"]),
            Outcome::NotSent,
            Outcome::NotSent,
            Outcome::NotSent,
        ]
    );
    let failed = &report.chunks()[1];
    assert_eq!(failed.errors(), ["T_1003 is glued", "Nothing was changed"]);
    assert_eq!(report.actions_of(failed).len(), 2);
    assert_eq!(batches.lock().unwrap().made.len(), 2);
}

#[tokio::test]
async fn running_batches_are_awaited() {
    let (server, batches) = server(2, |number| (number == 0).then(|| value!(["no"]))).await;
    let (client, _) = simulated(&server);
    let report = batch(&client, 12).confirm().run().await;
    let made = batches.lock().unwrap().made.len();
    assert!((1..4).contains(&made), "not all were sent: {made}");
    for (index, state) in states(&report).into_iter().enumerate() {
        let expected = match index {
            0 => ChunkState::Failed,
            _ if index < made => ChunkState::Done,
            _ => ChunkState::NotSent,
        };
        assert_eq!(state, expected, "{index}");
    }
}

#[tokio::test]
async fn rejected_chunks_are_not_done() {
    let server = MockServer::start().await;
    let refused = ResponseTemplate::new(400)
        .set_body_raw(r#"{"errors": ["/things/T_1001 has no such thing"]}"#, "application/json");
    Mock::given(method("POST")).respond_with(refused).mount(&server).await;
    let report = batch(&client(&server.uri()), 4).confirm().run().await;
    assert_eq!(states(&report), [ChunkState::Failed, ChunkState::NotSent]);
    let outcomes: Vec<_> = report.outcomes().map(|(_, outcome)| outcome).collect();
    let named = Outcome::Failed(vec!["/things/T_1001 has no such thing"]);
    assert_eq!(outcomes, [Outcome::Undone, named, Outcome::Undone, Outcome::NotSent]);
    assert_eq!(report.chunks()[0].request_error().unwrap().status().unwrap().as_u16(), 400);

    let client = client(&unused_url().await);
    let report = batch(&client, 1).confirm().run().await;
    assert_eq!(states(&report), [ChunkState::NotSent]);
    assert!(report.chunks()[0].request_error().unwrap().is_connect());
}

#[tokio::test]
async fn an_unknown_outcome_is_reported() {
    // It never ends.
    let (server, _) = server(usize::MAX, |_| None).await;
    let (client, clock) = simulated(&server);
    let mut endless = batch(&client, 1);
    endless.timeout(Duration::from_secs(100));
    let report = endless.confirm().run().await;
    assert_eq!(states(&report), [ChunkState::Unknown]);
    assert_eq!(report.outcomes().next().unwrap().1, Outcome::Unknown);
    assert_eq!(report.chunks()[0].id(), Some("0"));
    let waits: Vec<u64> = clock.waits().iter().map(Duration::as_secs).collect();
    assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30, 30], "longer and longer, to a bound");

    // It may have been created before the response was lost.
    let broken = responding(ResponseTemplate::new(502)).await;
    let (client, _) = simulated(&broken);
    let report = batch(&client, 4).confirm().run().await;
    assert_eq!(states(&report), [ChunkState::Unknown, ChunkState::NotSent]);
    assert_eq!(targets(&broken).await.len(), 1, "and is not made again");

    // It responds with something else.
    let strange = responding(json("[]")).await;
    let (client, _) = simulated(&strange);
    let report = batch(&client, 4).confirm().run().await;
    assert_eq!(states(&report), [ChunkState::Unknown, ChunkState::NotSent]);
}

#[tokio::test]
async fn only_confirmed_batches_are_sent() {
    let (server, _) = server(1, |_| None).await;
    let (client, _) = simulated(&server);
    let mut batch = batch(&client, 2);
    batch.add(client.create_thing(thing(7)).action().unwrap());
    let operations: Vec<_> =
        batch.actions().iter().map(|action: &Action| &action.operation).collect();
    assert_eq!(operations, ["destroy", "destroy", "create"]);
    drop(batch.clone().confirm());
    drop(batch);
    assert_eq!(targets(&server).await.len(), 0);
    let report = ActionBatch::new(&client.session, "s".to_owned()).confirm().run().await;
    assert!(report.is_done() && report.outcomes().next().is_none(), "there was nothing to do");
    assert_eq!(targets(&server).await.len(), 0);
}

#[tokio::test]
async fn a_dry_run_shows_every_chunk() {
    let (server, _) = server(1, |_| None).await;
    let dry = Client::from(client(&server.uri()).session.dry_run());
    let report = batch(&dry, 4).confirm().run().await;
    assert_eq!(states(&report), [ChunkState::NotSent, ChunkState::NotSent]);
    let unsent = report.chunks()[1].unsent().unwrap();
    assert_eq!(unsent.url(), format!("{}/shelves/S%201/batches", server.uri()));
    let body: Value = serde_json::from_slice(unsent.body().unwrap()).unwrap();
    assert_eq!(body["steps"][0]["resource"], "/things/T_1003");
    assert_eq!(targets(&server).await.len(), 0);
}

#[tokio::test]
async fn an_owner_or_an_id_that_changes_the_path_is_an_error() {
    let (server, _) = server(1, |_| None).await;
    let client = client(&server.uri());
    for owner in ["..", ".", ""] {
        let mut batch = ActionBatch::new(&client.session, owner.to_owned());
        batch.add(client.delete_thing("1").action().unwrap());
        let report = batch.confirm().run().await;
        let chunk = &report.chunks()[0];
        assert_eq!(chunk.state(), ChunkState::NotSent);
        let error = chunk.request_error().unwrap().to_string();
        assert!(error.contains("would change the path"), "{error}");
    }
    assert!(targets(&server).await.is_empty());
    for id in ["..", ".", ""] {
        let server = responding(json(&value!({"id": id}).to_string())).await;
        let report = batch(&self::client(&server.uri()), 1).confirm().run().await;
        assert_eq!(report.chunks()[0].state(), ChunkState::Unknown, "{id}");
        assert_eq!(targets(&server).await.len(), 1);
    }
}

#[test]
fn chunks_are_unknown_when_the_executor_is_shut_down() {
    let executor = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (server, _) = executor.block_on(server(usize::MAX, |_| None));
    // The clock of many tasks, most of which never wait: no wait ends.
    let clock = SimulatedClock::of_tasks(100);
    let client: Client = builder(&server.uri()).clock(clock.clone()).build().unwrap();
    let confirmed = batch(&client, 1).confirm();
    let handle = executor.handle().clone();
    let run = std::thread::spawn(move || handle.block_on(confirmed.run()));
    while clock.waits().is_empty() {
        std::thread::yield_now();
    }
    executor.shutdown_background();
    let report = run.join().unwrap();
    assert_eq!(report.chunks()[0].state(), ChunkState::Unknown);
    assert_eq!(report.chunks()[0].id(), Some("0"));
    let error = report.chunks()[0].request_error().unwrap().to_string();
    assert_eq!(error, "the executor was shut down before the batch was done");
}

/// A server of drafts: a PUT confirms one, which is then done at once.
async fn drafts() -> MockServer {
    let server = MockServer::start().await;
    let described = |id: &str, done: bool| {
        let steps = [value!({"resource": format!("/things/T_{id}"), "operation": "destroy"})];
        let state = value!({"done": done, "failed": false});
        json(&value!({"id": id, "steps": steps, "state": state, "made": [id]}).to_string())
    };
    Mock::given(method("POST")).respond_with(described("7", false)).mount(&server).await;
    Mock::given(method("PUT")).respond_with(described("7", false)).mount(&server).await;
    Mock::given(method("GET")).respond_with(described("7", true)).mount(&server).await;
    server
}

#[tokio::test]
async fn drafts_are_confirmed_later() {
    let server = drafts().await;
    let (client, _) = simulated(&server);
    let mut batch = batch(&client, 1);
    let ids = Arc::new(Mutex::new(Vec::new()));
    let submitted = Arc::clone(&ids);
    batch.on_submitted(move |id| submitted.lock().unwrap().push(id.to_owned()));
    batch.callback(value!({"url": "https://hooks.example/x"}));
    let drafted = batch.draft().await;
    assert_eq!(states(&drafted), [ChunkState::Draft]);
    assert!(drafted.outcomes().all(|(_, outcome)| outcome == Outcome::Draft));
    let ids = ids.lock().unwrap().clone();
    assert_eq!(ids, ["7"]);

    let report = ActionBatch::new(&client.session, "S 1".to_owned()).confirm_drafts(ids).await;
    assert!(report.is_done(), "{report:?}");
    assert_eq!(report.outcomes().next().unwrap().0.resource, "/things/T_7");
    assert_eq!(report.chunks()[0].response().unwrap()["made"], value!(["7"]));
    let requests = server.received_requests().await.unwrap();
    let sent: Vec<Value> = requests.iter().filter_map(|request| request.body_json().ok()).collect();
    assert_eq!(
        (&sent[0]["go"], &sent[0]["hook"]["url"]),
        (&value!(false), &value!("https://hooks.example/x"))
    );
    assert_eq!(sent[1], value!({"go": true}));
}

#[tokio::test]
async fn a_batch_is_resumed_by_its_id() {
    let server = drafts().await;
    let (client, clock) = simulated(&server);
    let report = ActionBatch::new(&client.session, "S 1".to_owned()).resume(["7"]).await;
    assert!(report.is_done(), "{report:?}");
    assert_eq!(report.outcomes().count(), 1);
    assert_eq!(targets(&server).await, ["/shelves/S%201/batches/7"]);
    assert_eq!(clock.waits().len(), 0);
    let report = ActionBatch::new(&client.session, "S 1".to_owned()).resume([".."]).await;
    assert!(!report.is_done() && report.chunks()[0].request_error().is_some());
}
