//! A connection to Redis that never makes a request wait while Redis is away.

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;

/// The timeout of a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// How long Redis is not asked again after it failed. It exceeds the timeout of a connection.
const COOLDOWN: Duration = Duration::from_secs(2);

/// A connection that is replaced in the background when it fails.
#[derive(Clone)]
pub(crate) struct Connection {
    client: Client,
    /// The timeout of a command.
    timeout: Duration,
    state: Arc<Mutex<State>>,
}

enum State {
    Connected(MultiplexedConnection),
    /// Redis is away. The next attempt to connect begins at this time.
    Away(Instant),
}

impl Connection {
    /// Connects. If that fails, it is tried again later.
    pub(crate) async fn open(client: Client, timeout: Duration) -> Self {
        let state = Arc::new(Mutex::new(State::Away(Instant::now())));
        let this = Self { client, timeout, state };
        this.connect().await;
        this
    }

    /// The connection; `None` while Redis is away.
    pub(crate) fn get(&self) -> Option<MultiplexedConnection> {
        let mut state = self.state();
        match &*state {
            State::Connected(connection) => return Some(connection.clone()),
            State::Away(retry_at) if Instant::now() < *retry_at => return None,
            State::Away(_) => {}
        }
        *state = State::Away(Instant::now() + COOLDOWN);
        drop(state);
        if let Ok(executor) = Handle::try_current() {
            let this = self.clone();
            executor.spawn(async move { this.connect().await });
        }
        None
    }

    /// Reports that a command failed: the connection is replaced.
    pub(crate) fn failed(&self) {
        *self.state() = State::Away(Instant::now() + COOLDOWN);
    }

    async fn connect(&self) {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT_TIMEOUT))
            .set_response_timeout(Some(self.timeout));
        let connection = self.client.get_multiplexed_async_connection_with_config(&config).await;
        *self.state() = match connection {
            Ok(connection) => State::Connected(connection),
            Err(_) => State::Away(Instant::now() + COOLDOWN),
        };
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
