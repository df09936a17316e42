//! Checks numbers.

use super::value::Problem;
use super::{Checker, key};
use crate::profile::{Limit, Limits};

impl Checker<'_> {
    /// Checks rate limits. NaN fails every comparison.
    pub(super) fn limits(&mut self, limits: &Limits) {
        let Limits { tenant, global, decrease, floor } = limits;
        for (name, Limit { rate, burst, increase }) in [("tenant", tenant), ("global", global)] {
            let at = key(["limits", name]);
            self.require(&at.child("rate"), number(*rate, *rate > 0.0, "greater than 0"));
            self.require(&at.child("burst"), number(*burst, *burst >= 1.0, "of at least 1"));
            self.require(
                &at.child("increase"),
                number(*increase, *increase >= 0.0, "of at least 0"),
            );
        }
        let is_factor = *decrease > 0.0 && *decrease < 1.0;
        self.require(&key(["limits", "decrease"]), number(*decrease, is_factor, "between 0 and 1"));
        // An invalid rate is reported by itself.
        let exceeds = |rate: f64| *floor > rate && rate > 0.0;
        let is_minimum = *floor > 0.0 && !exceeds(tenant.rate) && !exceeds(global.rate);
        self.require(
            &key(["limits", "floor"]),
            number(*floor, is_minimum, "greater than 0 and at most each `rate`"),
        );
    }
}

fn number(value: f64, is_valid: bool, expected: &str) -> Result<(), Problem> {
    match value.is_finite() && is_valid {
        true => Ok(()),
        false => Err(Problem::new(
            format_args!("{value} is not a valid value"),
            format_args!("use a number {expected}"),
        )),
    }
}

/// Checks a maximum.
pub(super) fn positive_count(count: usize) -> Result<(), Problem> {
    match count {
        0 => Err(Problem::new("0 is not a valid value", "use a number of at least 1")),
        _ => Ok(()),
    }
}

/// Checks the status of an error of the client.
pub(super) fn client_error(status: u16) -> Result<(), Problem> {
    match status {
        400..=499 => Ok(()),
        _ => Err(Problem::new(
            format_args!("{status} is not the status of a client error"),
            "use a status from 400 to 499; other errors are retried by default",
        )),
    }
}
