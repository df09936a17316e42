use client::schemas::Widths;

#[test]
fn unsigned_formats_are_unsigned_integers() {
    let widths = Widths::new().u64(u64::MAX).u32(u32::MAX).counter(u64::MAX);
    let unsigned: (Option<u64>, Option<u32>, Option<u64>) = (widths.u64, widths.u32, widths.counter);
    assert_eq!(unsigned, (Some(u64::MAX), Some(u32::MAX), Some(u64::MAX)));
}

#[test]
fn literals_convert_into_unions_of_numbers_and_lists() {
    let json = |widths: Widths| serde_json::to_value(widths).unwrap();
    assert_eq!(json(Widths::new().named(1).number(2)), serde_json::json!({"named": 1, "number": 2.0}));
    assert_eq!(json(Widths::new().named(["a"]).number(0.5)), serde_json::json!({"named": ["a"], "number": 0.5}));
}
