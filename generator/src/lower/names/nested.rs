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

/// The name of the type of an alternative, from the name of the union. It does not repeat several words of the union's: the
/// alternative `BillingDetailsInnerParams` of `BodyBillingDetails` is `BodyBillingDetailsInnerParams`.
pub(crate) fn alternative(union: &str, alternative: &str) -> String {
    nested(union, &without_words_of(alternative, union))
}

/// The name without the longest sequence of words that another name has, too. A single word is not removed.
fn without_words_of(name: &str, other: &str) -> String {
    let (words, others) = (words(name), words(other));
    let is_shared = |run: &&[&str]| others.windows(run.len()).any(|window| window == *run);
    let shared = (2..words.len()).rev().find_map(|length| {
        let start = words.windows(length).position(|run| is_shared(&run))?;
        Some(start..start + length)
    });
    let is_kept = |index: &usize| shared.as_ref().is_none_or(|shared| !shared.contains(index));
    let kept = words.iter().enumerate().filter(|(index, _)| is_kept(index));
    kept.map(|(_, word)| *word).collect()
}

/// The words of a name in upper camel case.
fn words(name: &str) -> Vec<&str> {
    let starts = name.match_indices(|c: char| !c.is_lowercase()).map(|(at, _)| at);
    let starts: Vec<usize> = starts.skip_while(|at| *at == 0).collect();
    let ends = starts.iter().copied().chain([name.len()]);
    [0].into_iter()
        .chain(starts.iter().copied())
        .zip(ends)
        .filter_map(|(start, end)| name.get(start..end))
        .collect()
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
    fn alternatives_do_not_repeat_several_words_of_the_union() {
        let cases = [
            ("BodyBillingDetails", "BillingDetailsInnerParams", "BodyBillingDetailsInnerParams"),
            (
                "BodyOptionsUsBankAccount",
                "InvoiceOptionsUsParam",
                "BodyOptionsUsBankAccountInvoiceParam",
            ),
            // A single word, and all words.
            ("BodyOptions", "OptionsParam", "BodyOptionsOptionsParam"),
            ("BodyBillingDetails", "BillingDetails", "BodyBillingDetailsBillingDetails"),
            ("Body", "Text", "BodyText"),
        ];
        for (union, name, expected) in cases {
            assert_eq!(alternative(union, name), expected);
        }
    }

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
