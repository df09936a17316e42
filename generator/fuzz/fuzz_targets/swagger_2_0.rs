//! Swagger 2.0 in JSON.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| generator_fuzz::document(bytes, "swagger", "2.0"));
