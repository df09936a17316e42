//! Suggested names -> unique names, which also differ from those that generated code uses itself.

use crate::windows_device_names::is_device_name;
use std::collections::HashSet;

/// A scope in which names must be unique.
#[derive(Clone, Debug, Default)]
pub(crate) struct UniqueNames {
    reserved: &'static [&'static str],
    /// Whether each name is also that of a file.
    are_files: bool,
    taken: HashSet<String>,
}

impl UniqueNames {
    /// Creates a scope with the names that generated code uses itself.
    pub(crate) fn new(reserved: &'static [&'static str]) -> Self {
        Self { reserved, are_files: false, taken: HashSet::new() }
    }

    /// A scope of modules, which are files, with names that the crate itself uses there.
    pub(crate) fn of_files(reserved: &'static [&'static str]) -> Self {
        Self { are_files: true, ..Self::new(reserved) }
    }

    fn is_reserved(&self, name: &str) -> bool {
        self.reserved.contains(&name) || self.are_files && is_device_name(name)
    }

    /// Takes a name. A reserved name takes a trailing `_`; a name that is already taken takes a number. The second value is true
    /// if the name is numbered.
    pub(crate) fn take(&mut self, suggested: &str) -> (String, bool) {
        if let Some(name) = self.take_unnumbered(suggested) {
            return (name, false);
        }
        // The number distinguishes it from the reserved name. A separator is only needed after a digit.
        let suggested = suggested.trim_end_matches('_');
        let separator = if suggested.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        let mut number: usize = 2;
        loop {
            let numbered = format!("{suggested}{separator}{number}");
            if !self.is_reserved(&numbered) && self.taken.insert(numbered.clone()) {
                return (numbered, true);
            }
            number += 1;
        }
    }

    /// Takes a name unless it is already taken. A reserved name takes a trailing `_`.
    pub(crate) fn take_unnumbered(&mut self, suggested: &str) -> Option<String> {
        let name = if self.is_reserved(suggested) {
            format!("{suggested}_")
        } else {
            suggested.to_owned()
        };
        self.taken.insert(name.clone()).then_some(name)
    }

    /// Takes a name for a property that can be cleared, together with the name `clear_…` of the method.
    pub(crate) fn take_clearable(&mut self, suggested: &str) -> (String, bool) {
        let (mut name, mut numbered) = self.take(suggested);
        while !self.taken.insert(format!("clear_{name}")) {
            (name, numbered) = (self.take(suggested).0, true);
        }
        (name, numbered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_names_take_an_underscore_and_taken_names_a_number() {
        let mut names = UniqueNames::new(&["Body"]);
        assert_eq!(names.take("Body"), ("Body_".to_owned(), false));
        assert_eq!(names.take("Status"), ("Status".to_owned(), false));
        assert_eq!(names.take("Status"), ("Status2".to_owned(), true));
        assert_eq!(names.take("V1"), ("V1".to_owned(), false));
        assert_eq!(names.take("V1"), ("V1_2".to_owned(), true));
        assert_eq!(names.take("Body"), ("Body2".to_owned(), true));
        assert_eq!(names.take_unnumbered("Status"), None);
        assert_eq!(names.take_unnumbered("Error"), Some("Error".to_owned()));
        assert_eq!(names.take("clear_a"), ("clear_a".to_owned(), false));
        assert_eq!(names.take_clearable("a"), ("a2".to_owned(), true));
        assert_eq!(names.take("clear_a2"), ("clear_a2_2".to_owned(), true));
    }
    #[test]
    fn files_do_not_have_the_names_of_devices() {
        let mut names = UniqueNames::of_files(&[]);
        for (name, file) in [("aux", "aux_"), ("com1", "com1_"), ("com", "com"), ("com", "com10")] {
            assert_eq!(names.take(name).0, file);
            for number in 2..10 {
                names.taken.insert(format!("com{number}"));
            }
        }
        assert_eq!(UniqueNames::new(&[]).take("aux").0, "aux");
    }
}
