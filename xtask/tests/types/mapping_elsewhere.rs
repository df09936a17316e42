use client::schemas::{Device, Errand};

#[test]
fn the_mapping_chooses() {
    let device: Device = serde_json::from_str(r#"{"sort": "COOLER", "watts": 3}"#).unwrap();
    assert!(format!("{device:?}").contains("Cooler"), "{device:?}");
    let errand: Errand = serde_json::from_str(r#"{"where": "to"}"#).unwrap();
    assert!(format!("{errand:?}").contains("Bring"), "{errand:?}");
}
