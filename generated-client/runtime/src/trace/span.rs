//! The span of a call, with the names that OpenTelemetry gives what clients of HTTP do.

use crate::call::Outgoing;
use crate::drift::Drift;
use crate::error::Error;
use crate::mask::masked;
use crate::operation::Operation;
use crate::send::Answer;
use crate::tenant::Owner;
use std::time::Duration;
use tracing::field::Empty;
use tracing::instrument::{Instrument, Instrumented};
use tracing::{Span, debug, info_span, warn};

/// What the caller wishes to see.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wishes {
    pub(crate) bodies: bool,
}

/// What a request is about.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    operation: Option<&'static Operation>,
    /// Which page of a listing, from 1 on.
    page: Option<u64>,
}

impl Subject {
    pub(crate) fn of(operation: Option<&'static Operation>) -> Self {
        Self { operation, page: None }
    }

    /// It is about the next page of a listing.
    pub(crate) fn next_page(&mut self) {
        self.page = Some(self.page.unwrap_or_default() + 1);
    }
}

/// Something was left out of an answer: one event, however much it was.
pub(crate) fn drifted(request: &str, drift: &[Drift]) {
    if let Some(first) = drift.first() {
        warn!(request, count = drift.len(), %first, "the answer is not all as documented");
    }
}

/// The span of a call.
pub(crate) struct Trace {
    span: Span,
    shows_bodies: bool,
}

impl Trace {
    /// The span of a request: everything that is known before it is sent, and neither the key nor a query.
    pub(crate) fn of(outgoing: &Outgoing) -> Self {
        let method = outgoing.method.as_str();
        let Subject { operation, page } = outgoing.subject;
        // A path that no document names has no template, and might be one of many.
        let template = operation.map(|operation| operation.path);
        let span = info_span!(
            "HTTP request",
            "otel.kind" = "client",
            "otel.name" = template.map_or(method.to_owned(), |path| format!("{method} {path}")),
            "http.request.method" = method,
            "server.address" = outgoing.url.host_str(),
            "server.port" = outgoing.url.port_or_known_default(),
            "url.template" = template,
            "http.response.status_code" = Empty,
            "http.request.resend_count" = Empty,
            "error.type" = Empty,
            "operation.id" = operation.map(|operation| operation.id),
            "tenant.id" = Empty,
            page,
        );
        let session = &outgoing.session;
        if let Owner::Tenant(tenant) = session.tenants().owner(outgoing.path()) {
            span.record("tenant.id", &*tenant);
        }
        let shows_bodies = outgoing.session.trace().bodies;
        let body = outgoing.body.as_ref().and_then(|body| body.content.whole());
        if let Some(body) = body.filter(|_| shows_bodies) {
            debug!(parent: &span, body = masked(body), "request body");
        }
        Self { span, shows_bodies }
    }

    /// Lets what the call does happen within the span.
    pub(crate) fn watch<F: Future>(&self, call: F) -> Instrumented<F> {
        call.instrument(self.span.clone())
    }

    /// An attempt failed, and there will be another one.
    pub(crate) fn repeated(&self, error: &Error, wait: Duration) {
        let (attempt, wait) = (error.attempts(), wait.as_secs_f64());
        warn!(parent: &self.span, attempt, wait, %error, "sending again");
    }

    /// The call has ended.
    pub(crate) fn ended(&self, result: &Result<Box<Answer>, Error>) {
        let (status, attempts) = match result {
            Ok(answer) => (Some(answer.status), answer.attempts),
            Err(error) => (error.status(), error.attempts()),
        };
        if let Some(status) = status {
            self.span.record("http.response.status_code", status.as_u16());
        }
        if attempts > 1 {
            self.span.record("http.request.resend_count", attempts - 1);
        }
        match result {
            Ok(answer) if self.shows_bodies => {
                debug!(parent: &self.span, body = masked(&answer.body), "response body");
            }
            Ok(_) => {}
            Err(error) => {
                let status = status.map(|status| status.as_u16().to_string());
                let kind = if error.is_timeout() { "timeout" } else { "other" };
                self.span.record("error.type", status.as_deref().unwrap_or(kind));
            }
        }
    }
}
