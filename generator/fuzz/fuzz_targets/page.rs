//! Documentation pages.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| generator_fuzz::object(bytes, |members| {
    members.insert("type".to_owned(), "api".into());
}));
