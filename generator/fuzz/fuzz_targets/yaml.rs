//! Any text as YAML.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| generator_fuzz::text("garden.yaml", bytes));
