//! The clock and random numbers of a client, real or simulated.

use crate::platform;
use crate::platform::Instant;
use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

/// The future of a wait.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The source of time, waits and random numbers of a client.
///
/// A client uses the system's unless [`ClientBuilder::clock`](crate::ClientBuilder::clock) sets another, such as the
/// [`SimulatedClock`](crate::testing::SimulatedClock), with which tests do not wait.
pub trait Clock: Send + Sync {
    /// The date and time.
    fn now(&self) -> SystemTime;

    /// The time since a fixed instant. It is monotonic.
    fn elapsed(&self) -> Duration;

    /// Waits.
    fn sleep(&self, duration: Duration) -> Sleep;

    /// A random number from 0 to 1, for jitter.
    fn random(&self) -> f64;
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RealClock;

impl Clock for RealClock {
    fn now(&self) -> SystemTime {
        platform::now()
    }

    fn elapsed(&self) -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(platform::sleep(duration))
    }

    fn random(&self) -> f64 {
        fastrand::f64()
    }
}
