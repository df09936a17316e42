//! Time and chance: in comes nothing, out come moments, waits and random numbers, real ones or simulated.

use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

/// A wait to come.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What a client reads the time from, waits by, and draws random numbers from.
///
/// A client has a real one unless [`ClientBuilder::clock`](crate::ClientBuilder::clock) gives it another, such as the
/// [`SimulatedClock`](crate::testing::SimulatedClock), with which tests wait for nothing.
pub trait Clock: Send + Sync {
    /// The date and time.
    fn now(&self) -> SystemTime;

    /// The time since some moment that stays the same; unlike the date, it never goes back.
    fn elapsed(&self) -> Duration;

    /// Waits.
    fn sleep(&self, duration: Duration) -> Sleep;

    /// A random number from 0 to 1, by which waits are spread.
    fn random(&self) -> f64;
}

/// The time of the machine, as all clients of a process see it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RealClock;

impl Clock for RealClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration))
    }

    fn random(&self) -> f64 {
        fastrand::f64()
    }
}
