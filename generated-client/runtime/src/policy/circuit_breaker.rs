//! Circuit breakers: a host that fails repeatedly gets no requests for a while.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Settings of circuit breakers, which stop requests to failing hosts. Each host has its own circuit.
///
/// The circuit of a host opens after a number of failures in a row: 5xx responses, failed connections and timeouts. While
/// it is open, requests fail immediately: [`Error::is_circuit_open`](crate::Error::is_circuit_open). After the cooldown,
/// one request is sent; if it succeeds, the circuit closes.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::CircuitBreaker;
/// use std::time::Duration;
///
/// let breaker = CircuitBreaker::new().failures(5).cooldown(Duration::from_secs(10));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a circuit breaker does nothing until it is set on a client"]
pub struct CircuitBreaker {
    failures: u32,
    cooldown: Duration,
}

impl CircuitBreaker {
    /// Opens after 10 failures in a row, for 30 seconds.
    pub const fn new() -> Self {
        Self { failures: 10, cooldown: Duration::from_secs(30) }
    }

    /// Sets the number of failures in a row that open a circuit. 0 counts as 1.
    pub const fn failures(mut self, failures: u32) -> Self {
        self.failures = failures;
        self
    }

    /// Sets how long a circuit stays open before a request tests the host.
    pub const fn cooldown(mut self, cooldown: Duration) -> Self {
        self.cooldown = cooldown;
        self
    }
}

impl Default for CircuitBreaker {
    fn default() -> Self {
        Self::new()
    }
}

/// The circuits of all hosts.
#[derive(Debug)]
pub(crate) struct Circuits {
    breaker: CircuitBreaker,
    /// The circuits with failures since the last success, by host and port.
    hosts: Mutex<HashMap<String, Circuit>>,
}

#[derive(Debug, Default)]
struct Circuit {
    failures: u32,
    /// The end of the cooldown, if it is open.
    open_until: Option<Duration>,
}

impl Circuits {
    pub(crate) fn new(breaker: CircuitBreaker) -> Self {
        Self { breaker, hosts: Mutex::default() }
    }

    /// Whether a request may be sent to a host. The error is the remaining cooldown.
    pub(crate) fn permit(&self, host: &str, now: Duration) -> Result<(), Duration> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(open_until) = hosts.get_mut(host).and_then(|circuit| circuit.open_until.as_mut())
        else {
            return Ok(());
        };
        if now < *open_until {
            return Err(open_until.saturating_sub(now));
        }
        // This request tests the host. No other is sent until its outcome is known.
        *open_until = now.saturating_add(self.breaker.cooldown);
        Ok(())
    }

    /// Records the outcome of a request to a host.
    pub(crate) fn record(&self, host: &str, failed: bool, now: Duration) {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if !failed {
            hosts.remove(host);
            return;
        }
        let circuit = hosts.entry(host.to_owned()).or_default();
        circuit.failures = circuit.failures.saturating_add(1);
        if circuit.failures >= self.breaker.failures {
            circuit.open_until = Some(now.saturating_add(self.breaker.cooldown));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_and_closes() {
        let second = Duration::from_secs(1);
        let circuits = Circuits::new(CircuitBreaker::new().failures(2).cooldown(10 * second));
        circuits.record("a", true, second);
        circuits.record("a", false, second);
        circuits.record("a", true, second);
        assert_eq!(circuits.permit("a", second), Ok(()), "not in a row");
        circuits.record("a", true, second);
        assert_eq!(circuits.permit("a", 2 * second), Err(9 * second));
        assert_eq!(circuits.permit("b", 2 * second), Ok(()), "another host");
        assert_eq!(circuits.permit("a", 11 * second), Ok(()), "one request tests it");
        assert_eq!(circuits.permit("a", 11 * second), Err(10 * second));
        circuits.record("a", true, 12 * second);
        assert_eq!(circuits.permit("a", 12 * second), Err(10 * second));
        assert_eq!(circuits.permit("a", 22 * second), Ok(()));
        circuits.record("a", false, 22 * second);
        assert_eq!(circuits.permit("a", 22 * second), Ok(()));
    }
}
