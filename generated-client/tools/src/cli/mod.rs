//! The command line of an API.
