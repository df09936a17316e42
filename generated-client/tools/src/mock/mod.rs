//! A test server of an API, typed by its operations.
