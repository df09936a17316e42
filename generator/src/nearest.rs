//! The known name that is nearest to a misspelt one.

/// Returns the name that was probably meant: equal but for case or separators, or at most a third of its letters differ.
pub(crate) fn nearest<'a>(
    misspelt: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let letters = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let misspelt = letters(misspelt);
    let distance = |name: &'a str| {
        let name_letters = letters(name);
        let edits = strsim::osa_distance(&misspelt, &name_letters);
        (edits * 3 <= name_letters.chars().count().min(misspelt.chars().count()))
            .then_some((edits, name))
    };
    known.into_iter().filter_map(distance).min_by_key(|(edits, _)| *edits).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typos_are_recognized_and_other_names_are_not() {
        let known = ["operationId", "responses", "requestBody", "in"];
        assert_eq!(nearest("respones", known), Some("responses"));
        assert_eq!(nearest("operation_id", known), Some("operationId"));
        assert_eq!(nearest("requestbdoy", known), Some("requestBody"));
        assert_eq!(nearest("on", known), None);
        assert_eq!(nearest("externalDocs", known), None);
    }
}
