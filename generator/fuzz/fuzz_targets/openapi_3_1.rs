//! OpenAPI 3.1 in JSON.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| generator_fuzz::document(bytes, "openapi", "3.1.0"));
