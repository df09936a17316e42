//! The reports of users of the dashboard, replayed against a scripted server: each test is one of them.
//!
//! README.md of the generated client compares the outcomes with those of the official Python library.

#![cfg(test)]

mod errors;
mod listings;
mod server;
mod updates;
mod values;
