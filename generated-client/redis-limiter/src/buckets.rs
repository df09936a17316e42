//! Calls the script that holds the buckets, `buckets.lua`.

use redis::aio::MultiplexedConnection;
use redis::{RedisResult, Script};
use runtime::{Limit, Limits, Owner};
use std::time::Duration;

/// The longest duration that is passed to the script, which counts in floating-point numbers.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// The buckets of an API in Redis.
pub(crate) struct Buckets {
    script: Script,
    /// The start of all keys. It is a hash tag: a cluster keeps the buckets of an API on one node, so that one script can
    /// change them.
    prefix: String,
    limits: Limits,
}

/// What to do with buckets.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Command {
    /// Reserves a token, unless the wait for it exceeds the duration.
    Take(Duration),
    /// Returns a token that was not used.
    GiveBack,
    /// Slows down after a 429.
    Decrease,
    /// Gives no tokens for a while.
    Pause(Duration),
    /// Speeds up after a success.
    Increase,
}

/// The reply to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    /// Whether the command was carried out.
    pub(crate) is_done: bool,
    /// How long to wait for the token.
    pub(crate) wait: Duration,
    /// Whether a rate is lower than the limit.
    pub(crate) is_slow: bool,
}

impl Buckets {
    pub(crate) fn new(namespace: &str, limits: Limits) -> Self {
        // Braces would end the hash tag.
        let namespace = namespace.replace(['{', '}'], "_");
        let script = Script::new(include_str!("buckets.lua"));
        Self { script, prefix: format!("{{{namespace}}}:"), limits }
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Applies a command to the bucket of an owner and to that of all requests. A 429 only concerns the former, if there is one.
    pub(crate) async fn apply(
        &self,
        connection: &mut MultiplexedConnection,
        owner: &Owner,
        command: Command,
    ) -> RedisResult<Reply> {
        let (name, duration) = match command {
            Command::Take(timeout) => ("take", timeout),
            Command::GiveBack => ("give_back", Duration::ZERO),
            Command::Decrease => ("decrease", Duration::ZERO),
            Command::Pause(wait) => ("pause", wait),
            Command::Increase => ("increase", Duration::ZERO),
        };
        let global = (self.key("global"), self.limits.global);
        let own = self.own(owner);
        let other = match command {
            Command::Decrease | Command::Pause(_) if own.is_some() => None,
            _ => Some(global),
        };
        let mut call = self.script.prepare_invoke();
        call.arg(name).arg(micros(duration)).arg(self.limits.floor).arg(self.limits.decrease);
        for (key, limit) in own.into_iter().chain(other) {
            call.key(key).arg(limit.rate).arg(limit.burst).arg(limit.increase);
        }
        let (is_done, wait, is_slow): (bool, u64, bool) = call.invoke_async(connection).await?;
        Ok(Reply { is_done, wait: Duration::from_micros(wait), is_slow })
    }

    /// The bucket of an owner; `None` for requests without one.
    fn own(&self, owner: &Owner) -> Option<(String, Limit)> {
        let key = match owner {
            Owner::Tenant(id) => self.key(&format!("tenant:{id}")),
            Owner::Unknown(resource) => self.key(&format!("resource:{resource}")),
            _ => return None,
        };
        Some((key, self.limits.tenant))
    }

    fn key(&self, name: &str) -> String {
        [&self.prefix, name].concat()
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.min(LONGEST).as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_an_api_are_on_one_node_of_a_cluster() {
        let limit = Limit { rate: 9.0, burst: 9.0, increase: 0.2 };
        let limits = Limits { tenant: limit, global: limit, decrease: 0.7, floor: 0.5 };
        let buckets = Buckets::new("a{b}c", limits);
        let key = |owner| buckets.own(&owner).map(|(key, _)| key);
        assert_eq!(key(Owner::Tenant("1}".into())).unwrap(), "{a_b_c}:tenant:1}");
        assert_eq!(
            key(Owner::Unknown("networks/N".into())).unwrap(),
            "{a_b_c}:resource:networks/N"
        );
        assert_eq!(key(Owner::Nobody), None);
    }
}
