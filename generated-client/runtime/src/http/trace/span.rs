//! The span of a call, with the names of OpenTelemetry's HTTP client conventions.

use crate::error::Error;
use crate::http::raw_response::RawResponse;
use crate::policy::Owner;
use crate::request::PreparedRequest;
use crate::sanitize::Redact;
use crate::session::Session;
use std::fmt::Display;
use std::time::Duration;
use tracing::field::Empty;
use tracing::instrument::{Instrument, Instrumented};
use tracing::{Span, debug, info_span, warn};

/// Reports drift: one event per response.
pub(crate) fn trace_drift(request: &str, count: usize, first: Option<&impl Display>) {
    if let Some(first) = first {
        warn!(request, count, %first, "the response deviates from the API document");
    }
}

/// The span of a call.
pub(crate) struct Trace {
    span: Span,
    /// The session, if bodies are traced.
    session: Option<Session>,
}

impl Trace {
    /// The span of a request, with everything known before it is sent, except credentials and the query.
    pub(crate) fn of(request: &PreparedRequest) -> Self {
        let method = request.method.as_str();
        let PreparedRequest { operation, page, .. } = *request;
        // An undocumented path has no template, and could be one of many.
        let template = operation.map(|operation| operation.path);
        let span = info_span!(
            "HTTP request",
            "otel.kind" = "client",
            "otel.name" = template.map_or(method.to_owned(), |path| format!("{method} {path}")),
            "http.request.method" = method,
            "server.address" = request.url.host_str(),
            "server.port" = request.url.port_or_known_default(),
            "url.template" = template,
            "http.response.status_code" = Empty,
            "http.request.resend_count" = Empty,
            "error.type" = Empty,
            "operation.id" = operation.map(|operation| operation.id),
            "tenant.id" = Empty,
            page,
        );
        let session = &request.session;
        if let Owner::Tenant(tenant) = session.tenants().owner(request.path()) {
            span.record("tenant.id", &*tenant);
        }
        let shows_bodies = session.traces_bodies();
        let body = request.body.as_ref().and_then(|body| body.content.whole());
        if let Some(body) = body.filter(|_| shows_bodies) {
            debug!(parent: &span, body = session.redact_body(body), "request body");
        }
        Self { span, session: shows_bodies.then(|| session.clone()) }
    }

    /// Runs the call within the span.
    pub(crate) fn watch<F: Future>(&self, call: F) -> Instrumented<F> {
        call.instrument(self.span.clone())
    }

    /// An attempt failed and will be retried.
    pub(crate) fn repeated(&self, error: &Error, wait: Duration) {
        let (attempt, wait) = (error.attempts(), wait.as_secs_f64());
        warn!(parent: &self.span, attempt, wait, %error, "sending again");
    }

    /// The call has ended.
    pub(crate) fn ended(&self, result: &Result<Box<RawResponse>, Error>) {
        let (status, attempts) = match result {
            Ok(response) => (Some(response.status), response.attempts),
            Err(error) => (error.status(), error.attempts()),
        };
        if let Some(status) = status {
            self.span.record("http.response.status_code", status.as_u16());
        }
        if attempts > 1 {
            self.span.record("http.request.resend_count", attempts - 1);
        }
        match result {
            Ok(response) => {
                if let Some(session) = &self.session {
                    let body = session.redact_body(&response.body);
                    debug!(parent: &self.span, body, "response body");
                }
            }
            Err(error) => {
                let status = status.map(|status| status.as_u16().to_string());
                let kind = if error.is_timeout() { "timeout" } else { "other" };
                self.span.record("error.type", status.as_deref().unwrap_or(kind));
            }
        }
    }
}
