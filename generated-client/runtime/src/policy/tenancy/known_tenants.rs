//! The recorded tenants of resources, in a form that can be stored.

use jiff::Timestamp;
use meraki_dashboard_api_runtime_derive::object;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

/// The format of a stored instant: UTC, to the second.
const FORMAT: &str = "%Y-%m-%dT%H:%M:%SZ";

/// The tenants of resources, as a client has recorded them: serialize it to JSON, and pass it to
/// [`ClientBuilder::known_tenants`](crate::ClientBuilder::known_tenants) of the next run.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{KnownTenants, Session};
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
    /// By collection: the tenants of resources, by id.
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

    /// Whether it was recorded no longer ago than `lifetime`; without a lifetime, always.
    ///
    /// Without a time of recording, only the latter holds.
    pub fn is_fresh(&self, now: SystemTime, lifetime: Option<Duration>) -> bool {
        let Some(lifetime) = lifetime else {
            return true;
        };
        let saved = self.saved_at.as_deref().and_then(moment);
        saved.is_some_and(|saved| now.duration_since(saved).unwrap_or_default() <= lifetime)
    }
}

/// A stored instant; `None` if the format is another.
pub(crate) fn moment(text: &str) -> Option<SystemTime> {
    let moment: Timestamp = text.parse().ok()?;
    (moment.strftime(FORMAT).to_string() == text).then(|| moment.into())
}
