//! For the tests of a generated crate and of its users: a simulated clock, and the comparison of documented examples with
//! what they decode and encode to.

pub use crate::policy::SimulatedClock;
pub use crate::types::assert_round_trip;
