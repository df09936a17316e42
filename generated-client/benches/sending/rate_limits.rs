//! A server that enforces the rate limits of the dashboard.

use crate::server;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// The requests per second for an organization, and the burst.
pub(crate) const RATE: u32 = 10;
pub(crate) const BURST: u32 = 20;

/// A server that allows 10 requests per second for each organization with a burst of 20, and 100 in total. It counts the
/// requests that it rejects.
pub(crate) fn start(refused: Arc<AtomicU32>) -> std::io::Result<String> {
    let tokens: Mutex<HashMap<String, (f64, Instant)>> = Mutex::default();
    let take = move |whose: &str, rate: f64, burst: f64| {
        let now = Instant::now();
        let mut tokens = tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, counted) = tokens.entry(whose.to_owned()).or_insert((burst, now));
        *left = (*left + (now - *counted).as_secs_f64() * rate).min(burst);
        *counted = now;
        let is_allowed = *left >= 1.0;
        if is_allowed {
            *left -= 1.0;
        }
        is_allowed
    };
    server::start(move |target| {
        let organization = target.split('/').nth(2).unwrap_or_default().trim_start_matches("N_");
        if take("", 100.0, 100.0) && take(organization, f64::from(RATE), f64::from(BURST)) {
            return server::http(200, "", &format!(r#"[{{"id": "N_{organization}"}}]"#));
        }
        refused.fetch_add(1, Ordering::Relaxed);
        server::http(429, "Retry-After: 1\r\n", "")
    })
}
