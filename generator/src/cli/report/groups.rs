//! Diagnostics -> groups of similar ones: their messages differ only in the names and values that they quote.

use crate::diagnostic::Diagnostic;
use std::collections::HashMap;

/// Similar diagnostics.
pub(super) struct Group<'a> {
    /// Whether all messages are equal.
    pub(super) is_uniform: bool,
    /// The first of them.
    pub(super) first: &'a Diagnostic,
    /// All of them.
    pub(super) all: Vec<&'a Diagnostic>,
}

impl Group<'_> {
    /// The first message, and the number of similar ones.
    pub(super) fn message(&self) -> String {
        let message = &self.first.message;
        match self.all.len() {
            1 => message.clone(),
            count if self.is_uniform => format!("{message} ({count} times)"),
            count => format!("{message} (and {} similar)", count - 1),
        }
    }
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
                group.is_uniform &= group.first.message == first.message;
            }
            None => {
                known.insert(template, groups.len());
                groups.push(Group { is_uniform: true, first, all: vec![first] });
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
