//! The reports of users of the dashboard, replayed against a scripted server: each test is one of them.
//!
//! README.md compares the outcomes with those of the official Python library.

#![cfg(test)]

mod corrections;
mod errors;
mod listings;
mod server;
mod updates;
mod values;
