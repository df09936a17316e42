//! Calls operations. Their results are cut to the budget, and contain no secrets.

use super::budget::fit;
use super::policy::Policy;
use super::store::{Pending, Plan, Rest, Store};
use crate::operations::{Format, Operations};
use runtime::{
    ApiResponse, ByteStream, Call, Cursor, Error, Pages, RawRequest, Request, ResponseFuture,
    Session,
};
use serde_json::{Map, Value, json};

/// Calls operations.
#[derive(Debug)]
pub(super) struct Invoker {
    pub(super) operations: &'static Operations,
    pub(super) policy: Policy,
    session: Session,
    plans: Store<Plan>,
    rests: Store<Rest>,
}

impl Invoker {
    pub(super) fn new(operations: &'static Operations, session: Session, policy: Policy) -> Self {
        Self { operations, policy, session, plans: Store::default(), rests: Store::default() }
    }

    /// Calls an operation. A write is only planned.
    pub(super) async fn call(&self, plan: Plan) -> Result<Value, String> {
        let call = self.prepare(&plan)?;
        if plan.operation.is_safe() {
            return self.send(plan, call, None).await;
        }
        let unsent = RawRequest::from(call).dry_run().map_err(shown)?;
        let request = unsent.to_string();
        let mut result = self.result(&plan);
        let id = self.plans.keep(plan);
        result.insert("plan".to_owned(), id.into());
        result.insert("request".to_owned(), request.into());
        let note = "Nothing was sent. Call `confirm_plan` with this plan to send the request.";
        result.insert("note".to_owned(), note.into());
        Ok(result.into())
    }

    /// Sends a planned write.
    pub(super) async fn confirm(&self, id: &str) -> Result<Value, String> {
        let plan = self.plans.take(id);
        let plan = plan.ok_or("there is no such plan: it was confirmed, or is too old")?;
        let call = self.prepare(&plan)?;
        self.send(plan, call, None).await
    }

    /// Continues a result that was cut, or reads the next page.
    pub(super) async fn follow(&self, id: &str) -> Result<Value, String> {
        let rest = self.rests.take(id);
        let Rest { plan, pending, next } =
            rest.ok_or("there is no such cursor: it was used, or is too old")?;
        match (pending, next) {
            (Pending::Items(items), next) => Ok(self.show(plan, items.into(), Map::new(), next)),
            (Pending::Text(text), next) => Ok(self.show(plan, text.into(), Map::new(), next)),
            (Pending::Nothing, Some(cursor)) => {
                let call = self.prepare(&plan)?;
                let result = self.send(plan.clone(), call, Some(cursor.clone())).await;
                result.map_err(|why| {
                    let rest = Rest { plan, pending: Pending::Nothing, next: Some(cursor) };
                    self.rests.put(id.to_owned(), rest);
                    format!("{why}; the cursor remains valid")
                })
            }
            (Pending::Nothing, None) => Err("the listing has ended".to_owned()),
        }
    }

    /// The description of an operation, which is cut like a result.
    pub(super) fn describe(&self, plan: Plan, description: Value) -> Value {
        match fit(description, self.policy.budget) {
            (whole, Pending::Nothing) => whole,
            (text, pending) => {
                let mut result = self.result(&plan);
                result.insert("text".to_owned(), text);
                let cursor = self.rests.keep(Rest { plan, pending, next: None });
                result.insert("cursor".to_owned(), cursor.into());
                result.into()
            }
        }
    }

    fn prepare(&self, plan: &Plan) -> Result<Call, String> {
        if !self.policy.permits(plan.operation) {
            let why = match plan.operation.is_safe() || self.policy.allows_writes {
                true => "is not among the operations that this server offers",
                false => {
                    "changes something, and this server only reads: it was started without `--allow-writes`"
                }
            };
            return Err(format!("`{}` {why}", plan.operation.id));
        }
        plan.operation.call(self.operations, &self.session, &plan.arguments)
    }

    async fn send(
        &self,
        plan: Plan,
        mut call: Call,
        from: Option<Cursor>,
    ) -> Result<Value, String> {
        let mut about = Map::new();
        if plan.operation.paging.is_some() {
            let options = call.list_options();
            options.max_pages(1);
            options.read_ahead(false);
            if let Some(cursor) = from {
                options.resume(cursor);
            }
            let mut pages = Pages::<Vec<Value>>::new(call);
            let page = pages.try_next().await.map_err(shown)?;
            let next = pages.cursor();
            let Some(page) = page else {
                return Ok(self.show(plan, Value::Array(Vec::new()), about, None));
            };
            note_response(&page, &mut about);
            let envelope = page.envelope().cloned().map(|envelope| self.redacted(envelope));
            let mut body = self.redacted(page.into_body().into());
            match envelope {
                Some(envelope) if envelope.to_string().len() <= self.policy.budget / 2 => {
                    about.insert("envelope".to_owned(), envelope);
                }
                // It is cut with the items.
                Some(envelope) => body = json!({"envelope": envelope, "items": body}),
                None => {}
            }
            return Ok(self.show(plan, body, about, next));
        }
        let body = match plan.operation.output.format {
            Format::Json | Format::Form | Format::Multipart => {
                let response = ResponseFuture::<Value>::new(call).await.map_err(shown)?;
                note_response(&response, &mut about);
                self.redacted(response.into_body())
            }
            Format::Empty => {
                let response = ResponseFuture::empty(call).await.map_err(shown)?;
                note_response(&response, &mut about);
                Value::Null
            }
            Format::Text | Format::Bytes | Format::Events | Format::JsonLines => {
                let response = ResponseFuture::<ByteStream>::streamed(call).await.map_err(shown)?;
                note_response(&response, &mut about);
                self.beginning(response.into_body(), &mut about).await?
            }
        };
        Ok(self.show(plan, body, about, None))
    }

    /// The beginning of a body that is not JSON, without secrets. Bytes that are no text are counted, not shown.
    async fn beginning(
        &self,
        mut stream: ByteStream,
        about: &mut Map<String, Value>,
    ) -> Result<Value, String> {
        // A credential that is cut is not recognized, so the last bytes that are read are not shown.
        const MARGIN: usize = 8_192;
        let most = self.policy.budget.saturating_add(MARGIN);
        let mut is_cut = false;
        let mut bytes = Vec::new();
        while let Some(piece) = stream.try_next().await.map_err(shown)? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > most {
                let note = "the response was longer, and only its beginning was read";
                about.insert("note".to_owned(), note.into());
                is_cut = true;
                break;
            }
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if error.utf8_error().valid_up_to() + 4 > error.as_bytes().len() => {
                String::from_utf8_lossy(error.as_bytes()).into_owned()
            }
            Err(error) => {
                return Ok(json!({"bytes": error.as_bytes().len(), "note": "binary content"}));
            }
        };
        let text = self.session.redact_text(&text);
        let shown = match is_cut {
            true => text.len().saturating_sub(MARGIN).min(self.policy.budget),
            false => text.len(),
        };
        Ok(fit(text.into(), shown).0)
    }

    /// A body without secrets.
    fn redacted(&self, mut body: Value) -> Value {
        match &mut body {
            Value::String(text) => *text = self.session.redact_text(text),
            value => self.session.redact_value(value),
        }
        body
    }

    /// A result within the budget. Its parts contain no secrets.
    fn show(
        &self,
        plan: Plan,
        body: Value,
        about: Map<String, Value>,
        next: Option<Cursor>,
    ) -> Value {
        let around: usize = about.values().map(|value| value.to_string().len()).sum();
        let (shown, pending) = fit(body, self.policy.budget.saturating_sub(around));
        let mut result = self.result(&plan);
        result.extend(about);
        let is_cut = !matches!(pending, Pending::Nothing);
        if is_cut {
            result.insert("truncated".to_owned(), true.into());
        }
        result.insert("body".to_owned(), shown);
        if is_cut || next.is_some() {
            let cursor = self.rests.keep(Rest { plan, pending, next });
            result.insert("cursor".to_owned(), cursor.into());
        }
        result.into()
    }

    fn result(&self, plan: &Plan) -> Map<String, Value> {
        Map::from_iter([("operation".to_owned(), plan.operation.id.clone().into())])
    }
}

/// Adds the status, and whether a dry run did not send the request.
fn note_response<T>(response: &ApiResponse<T>, about: &mut Map<String, Value>) {
    about.insert("status".to_owned(), response.status().as_u16().into());
    if response.unsent().is_some() {
        about.insert("note".to_owned(), "This is a dry run: nothing was sent.".into());
    }
}

/// The message of an error, which contains no secrets.
fn shown(error: Error) -> String {
    error.to_string()
}
