//! Each stage of the generator by itself, on documents that show one construct or one fault each.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod compact;
mod corpus;
mod diff;
mod escape;
mod fixtures;
mod hostile;
mod lint;
mod losses;
mod lower;
mod mutations;
mod normalise;
mod printed;
mod properties;
mod read;
mod rejected;
mod render;
mod several;
mod spelled;
mod tolerated;
mod whole;
