//! Diagnostics -> groups of similar ones: their messages differ only in the names and values that they quote.

use generator::diagnostic::Diagnostic;
use std::collections::HashMap;

/// Similar diagnostics.
pub(super) struct Group<'a> {
    /// The message, with `…` for names and values that differ.
    pub(super) message: String,
    /// The first of them.
    pub(super) first: &'a Diagnostic,
    /// All of them.
    pub(super) all: Vec<&'a Diagnostic>,
}

/// Groups diagnostics, in the order of the first of each group.
pub(super) fn groups<'a>(found: impl IntoIterator<Item = &'a Diagnostic>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for first in found {
        let template = template(&first.message);
        match known.get(&template).and_then(|index| groups.get_mut(*index)) {
            Some(group) => {
                group.all.push(first);
                if group.message != first.message {
                    group.message = template;
                }
            }
            None => {
                known.insert(template, groups.len());
                groups.push(Group { message: first.message.clone(), first, all: vec![first] });
            }
        }
    }
    groups
}

/// A message without the names and values that it quotes, and without numbers.
fn template(message: &str) -> String {
    let mut template = String::with_capacity(message.len());
    let mut characters = message.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '`' | '"' => {
                template.extend([character, '…']);
                // An unpaired quotation mark extends to the end.
                template.extend(characters.by_ref().find(|end| *end == character));
            }
            digit if digit.is_ascii_digit() => {
                while characters.next_if(char::is_ascii_digit).is_some() {}
                template.push('…');
            }
            other => template.push(other),
        }
    }
    template
}

#[cfg(test)]
mod tests {
    use super::template;

    #[test]
    fn messages_that_differ_in_quoted_names_are_similar() {
        let one = template("`limit` of a schema is the string \"1\", expected 25 items");
        assert_eq!(one, template("`x` of a schema is the string \"a b\", expected 3 items"));
        assert_eq!(one, "`…` of a schema is the string \"…\", expected … items");
        assert_ne!(one, template("`limit` of a parameter is the string \"1\", expected 25 items"));
    }
}
