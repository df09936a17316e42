//! The name of a type -> the names of the types of its properties and items.

use super::case::upper_camel;

/// The name of an item of a list, if the name of the list has a plural ending.
fn singular(list: &str) -> Option<String> {
    const ENDINGS: [(&str, &str); 11] = [
        ("ies", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
        ("zzes", "zz"),
        ("tuses", "tus"),
        ("ss", ""),
        ("us", ""),
        ("is", ""),
        ("s", ""),
    ];
    let lower = list.to_ascii_lowercase();
    let (ending, replacement) = ENDINGS.iter().find(|(ending, _)| lower.ends_with(ending))?;
    let keeps = replacement.is_empty() && *ending != "s";
    let stem = list.get(..list.len() - ending.len())?;
    (!keeps && !stem.is_empty()).then(|| format!("{stem}{replacement}"))
}

/// The name of the type of a property, from the name of the type that contains it.
pub(crate) fn nested(owner: &str, property: &str) -> String {
    short(format!("{}{}", owner.trim_end_matches('_'), upper_camel(property)))
}

/// Shortens the name of a type. rustdoc uses it as a file name, and their length is limited.
fn short(mut name: String) -> String {
    const LONGEST: usize = 200;
    name.truncate(LONGEST);
    name
}

/// The name of the type of an item, from the name of the list.
pub(crate) fn item(list: &str) -> String {
    let list = list.trim_end_matches('_');
    singular(list).unwrap_or_else(|| short(format!("{list}Item")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_take_the_singular_by_a_table_of_endings() {
        let cases = [
            ("Clients", "Client"),
            ("Statuses", "Status"),
            ("Policies", "Policy"),
            ("Addresses", "Address"),
            ("Switches", "Switch"),
            ("Boxes", "Box"),
            ("Status", "StatusItem"),
            ("Access", "AccessItem"),
            ("Analysis", "AnalysisItem"),
            ("Data", "DataItem"),
            ("S", "SItem"),
        ];
        for (list, expected) in cases {
            assert_eq!(item(list), expected, "{list}");
        }
    }
}
