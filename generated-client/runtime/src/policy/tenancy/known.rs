//! What is known of tenants, to be stored: in comes what a client has learnt, out comes what its next run begins with.

use jiff::Timestamp;
use meraki_dashboard_api_runtime_derive::object;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

/// How a moment is stored: in UTC, to the second.
const FORMAT: &str = "%Y-%m-%dT%H:%M:%SZ";

/// Whose things are, as a client has learnt it: to be stored as JSON, and given to
/// [`ClientBuilder::known_tenants`](crate::ClientBuilder::known_tenants) another day.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// use runtime::{KnownTenants, Session};
///
/// fn store(session: &Session) -> Result<String, serde_json::Error> {
///     serde_json::to_string(&session.known_tenants())
/// }
///
/// fn restore(text: &str) -> Result<KnownTenants, serde_json::Error> {
///     serde_json::from_str(text)
/// }
/// ```
#[object]
#[derive(Eq)]
pub struct KnownTenants {
    saved_at: Option<String>,
    /// By collection: things by their ids, and their tenants.
    pub(super) tenants: Option<BTreeMap<String, BTreeMap<String, String>>>,
}

impl KnownTenants {
    pub(super) fn new(
        now: SystemTime,
        tenants: BTreeMap<String, BTreeMap<String, String>>,
    ) -> Self {
        let saved_at = Timestamp::try_from(now).ok().map(|now| now.strftime(FORMAT).to_string());
        Self { saved_at, tenants: Some(tenants) }
    }

    /// Whether it was learnt no longer ago than `lifetime`; without one, it always was.
    ///
    /// Of what does not say when it was learnt, only the latter is so.
    pub fn is_fresh(&self, now: SystemTime, lifetime: Option<Duration>) -> bool {
        let Some(lifetime) = lifetime else {
            return true;
        };
        let saved = self.saved_at.as_deref().and_then(moment);
        saved.is_some_and(|saved| now.duration_since(saved).unwrap_or_default() <= lifetime)
    }
}

/// A moment as it is stored; `None`, where it is written otherwise.
pub(crate) fn moment(text: &str) -> Option<SystemTime> {
    let moment: Timestamp = text.parse().ok()?;
    (moment.strftime(FORMAT).to_string() == text).then(|| moment.into())
}
