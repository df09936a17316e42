use client::schemas::LedgerEntry;

#[test]
fn the_discriminator_chooses() {
    let read = |text| format!("{:?}", serde_json::from_str::<LedgerEntry>(text).unwrap());
    let credit = read(r#"{"direction": "in", "account": "a", "amount": 1}"#);
    assert!(credit.contains("Credit") && !credit.contains("Debit"), "{credit}");
    let debit = read(r#"{"direction": "out", "account": "a", "amount": 1}"#);
    assert!(debit.contains("Debit") && !debit.contains("Credit"), "{debit}");
}
