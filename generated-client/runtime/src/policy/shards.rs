//! Remembers from redirects which server hosts each tenant, to avoid the next redirect.

use super::trust::has_same_origin;
use crate::policy::tenancy::Owner;
use reqwest::header::{CACHE_CONTROL, DATE, EXPIRES, HeaderMap, HeaderName};
use reqwest::{StatusCode, Url};
use std::collections::HashMap;
use std::sync::{OnceLock, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

/// The number of failures in a row after which a server is forgotten.
const FAILURES: u32 = 3;

/// The server of each tenant, as far as redirects revealed it. Requests without a tenant always go to the base URL.
///
/// There is no lock before the first redirect.
#[derive(Debug, Default)]
pub(crate) struct Shards(OnceLock<RwLock<HashMap<Owner, Shard>>>);

/// The server of a tenant.
#[derive(Debug)]
struct Shard {
    url: Url,
    /// The expiry of the redirect, on the session's clock.
    until: Duration,
    /// The number of failed requests in a row.
    failures: u32,
}

impl Shards {
    /// Whether redirects revealed any server of a tenant.
    pub(crate) fn are_known(&self) -> bool {
        self.0.get().is_some()
    }

    /// The tenant's own URL for `url`, if it differs.
    pub(crate) fn shard_url<'o>(
        &self,
        owner: impl FnOnce() -> &'o Owner,
        url: &Url,
        base: &Url,
        now: Duration,
    ) -> Option<Box<Url>> {
        let shards = self.0.get()?.read().unwrap_or_else(PoisonError::into_inner);
        let shard = shards.get(owner()).filter(|shard| now < shard.until)?;
        has_same_origin(url, base).then(|| {
            let mut shard_url = shard.url.clone();
            shard_url.set_path(url.path());
            shard_url.set_query(url.query());
            Box::new(shard_url)
        })
    }

    /// Records a redirect that only changes the server, until a time on the session's clock.
    pub(crate) fn remember(
        &self,
        owner: &Owner,
        (from, to): (&Url, &Url),
        base: &Url,
        until: Duration,
    ) {
        let is_move = from.path() == to.path() && from.query() == to.query();
        if *owner == Owner::Nobody || !is_move {
            return;
        }
        if has_same_origin(to, base) {
            self.forget(|| owner);
        } else {
            let shard = Shard { url: to.clone(), until, failures: 0 };
            let shards = self.0.get_or_init(RwLock::default).write();
            shards.unwrap_or_else(PoisonError::into_inner).insert(owner.clone(), shard);
        }
    }

    /// Records whether a request to a URL failed. A tenant's server that fails repeatedly is forgotten.
    pub(crate) fn responded<'o>(&self, owner: impl FnOnce() -> &'o Owner, url: &Url, failed: bool) {
        let Some(shards) = self.0.get() else { return };
        let owner = owner();
        let is_affected =
            |shard: &&Shard| (failed || shard.failures > 0) && has_same_origin(&shard.url, url);
        {
            let shards = shards.read().unwrap_or_else(PoisonError::into_inner);
            if shards.get(owner).filter(is_affected).is_none() {
                return;
            }
        }
        let mut shards = shards.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(shard) = shards.get_mut(owner) {
            shard.failures = if failed { shard.failures.saturating_add(1) } else { 0 };
            if shard.failures >= FAILURES {
                shards.remove(owner);
            }
        }
    }

    /// Forgets the server of a tenant, because it is unreachable or the tenant moved back.
    pub(crate) fn forget<'o>(&self, owner: impl FnOnce() -> &'o Owner) {
        if let Some(shards) = self.0.get() {
            shards.write().unwrap_or_else(PoisonError::into_inner).remove(owner());
        }
    }
}

/// The lifetime of a redirect (RFC 9110, section 15.4, and RFC 9111), or `None` if it must not be remembered.
///
/// A permanent redirect without a limit is remembered as long as the client exists, and a temporary one only as long as the
/// server allows.
pub(crate) fn redirect_lifetime(
    status: StatusCode,
    headers: &HeaderMap,
    now: SystemTime,
) -> Option<Duration> {
    let is_permanent =
        [StatusCode::MOVED_PERMANENTLY, StatusCode::PERMANENT_REDIRECT].contains(&status);
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let directives = text(&CACHE_CONTROL).unwrap_or_default().to_ascii_lowercase();
    let mut directives = directives.split(',').map(str::trim);
    if directives.clone().any(|directive| matches!(directive, "no-store" | "no-cache")) {
        return None;
    }
    if let Some(age) = directives.find_map(|directive| directive.strip_prefix("max-age=")) {
        let age = age.trim_matches('"').parse().map_or(Duration::ZERO, Duration::from_secs);
        return (!age.is_zero()).then_some(age);
    }
    let date = |name| text(name).and_then(|text| httpdate::parse_http_date(text).ok());
    match (text(&EXPIRES), is_permanent) {
        (Some(_), _) => {
            let age = date(&EXPIRES)?.duration_since(date(&DATE).unwrap_or(now)).ok()?;
            (!age.is_zero()).then_some(age)
        }
        (None, true) => Some(Duration::MAX),
        (None, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    #[test]
    fn lifetimes_of_redirects() {
        const MAX: u64 = u64::MAX;
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (headers, permanent, temporary) in [
            (&[][..], Some(MAX), None),
            (&[("cache-control", "private, max-age=60")], Some(60), Some(60)),
            (&[("cache-control", "Max-Age=60"), ("expires", date)], Some(60), Some(60)),
            (&[("cache-control", "max-age=0")], None, None),
            (&[("cache-control", "max-age=soon")], None, None),
            (&[("cache-control", "no-store, max-age=60")], None, None),
            (&[("cache-control", "no-cache")], None, None),
            (&[("cache-control", "public")], Some(MAX), None),
            (&[("expires", "Sun, 06 Nov 1994 08:50:37 GMT"), ("date", date)], Some(60), Some(60)),
            (&[("expires", "0")], None, None),
            (&[("expires", date)], None, None),
        ] {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.insert(*name, HeaderValue::from_static(value));
            }
            let now = httpdate::parse_http_date(date).unwrap();
            for (status, expected) in
                [(301, permanent), (308, permanent), (302, temporary), (307, temporary)]
            {
                let status = StatusCode::from_u16(status).unwrap();
                let lifetime = redirect_lifetime(status, &map, now).map(|time| time.as_secs());
                assert_eq!(lifetime, expected, "{status} {headers:?}");
            }
        }
    }
}
