//! Names of devices on Windows, which no file can have, with any extension.

/// Whether the name of a file without its extension is that of a device.
pub(crate) fn is_device_name(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    ["aux", "con", "nul", "prn", "conin$", "conout$"].contains(&stem.as_str())
        || port.is_some_and(|port| port.len() == 1 && port.chars().all(|c| c.is_ascii_digit()))
}
