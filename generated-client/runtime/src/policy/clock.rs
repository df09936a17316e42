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
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Clock, Sleep};
/// use std::time::{Duration, Instant, SystemTime};
///
/// /// The clock of a machine that is never idle: it waits on a thread of its own.
/// struct ThreadClock(Instant);
///
/// impl Clock for ThreadClock {
///     fn now(&self) -> SystemTime {
///         SystemTime::now()
///     }
///
///     fn elapsed(&self) -> Duration {
///         self.0.elapsed()
///     }
///
///     fn sleep(&self, duration: Duration) -> Sleep {
///         Box::pin(async move {
///             let slept = tokio::task::spawn_blocking(move || std::thread::sleep(duration));
///             slept.await.unwrap_or_default();
///         })
///     }
///
///     fn random(&self) -> f64 {
///         0.5
///     }
/// }
/// ```
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
