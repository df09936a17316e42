//! What the tests of a generated crate and of its users stand on: a clock that waits for nothing, and the comparison
//! of documented examples with what becomes of them.

mod round_trip;
mod simulated_clock;

pub use round_trip::assert_round_trip;
pub use simulated_clock::SimulatedClock;
