//! What later calls continue: plans of writes, and the rest of results that were cut.

use crate::operations::{Arguments, Operation};
use runtime::Cursor;
use serde_json::Value;
use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The number of entries that are kept.
const MAX_ENTRIES: usize = 64;

/// The time for which an entry is kept.
const MAX_AGE: Duration = Duration::from_secs(30 * 60);

/// A write that waits for its confirmation.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) operation: &'static Operation,
    pub(super) arguments: Arguments,
}

/// The rest of a result.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    /// The operation, and the arguments of its call.
    pub(super) plan: Plan,
    /// What was received and not shown.
    pub(super) pending: Pending,
    /// The page after it.
    pub(super) next: Option<Cursor>,
}

/// What was received and not shown.
#[derive(Clone, Debug)]
pub(super) enum Pending {
    /// Nothing.
    Nothing,
    /// Items of a list.
    Items(Vec<Value>),
    /// The end of a text.
    Text(String),
}

/// Entries by random ids. Old ones make room for new ones.
#[derive(Debug)]
pub(super) struct Store<T>(Mutex<VecDeque<(String, Instant, T)>>);

impl<T> Default for Store<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Store<T> {
    /// Keeps an entry, and returns its id.
    pub(super) fn keep(&self, entry: T) -> String {
        let id = random_id();
        self.put(id.clone(), entry);
        id
    }

    /// Keeps an entry under an id.
    pub(super) fn put(&self, id: String, entry: T) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= MAX_ENTRIES {
            entries.pop_front();
        }
        entries.push_back((id, Instant::now(), entry));
    }

    /// Removes an entry: it is used once.
    pub(super) fn take(&self, id: &str) -> Option<T> {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.retain(|(_, since, _)| since.elapsed() < MAX_AGE);
        let position = entries.iter().position(|(known, ..)| known == id)?;
        entries.remove(position).map(|(.., entry)| entry)
    }
}

/// An id that nobody can guess: the standard library seeds its hashers at random.
fn random_id() -> String {
    let [one, other] = [(), ()].map(|()| RandomState::new().hash_one(Instant::now()));
    format!("{one:016x}{other:016x}")
}

#[cfg(test)]
mod tests {
    use super::{MAX_ENTRIES, Store};

    #[test]
    fn an_entry_is_used_once_and_old_ones_make_room() {
        let store = Store::default();
        let first = store.keep(0);
        assert_eq!(store.take(&first), Some(0));
        assert_eq!(store.take(&first), None);
        let ids: Vec<String> = (0..=MAX_ENTRIES).map(|number| store.keep(number)).collect();
        assert_eq!(store.take(&ids[0]), None);
        assert_eq!(store.take(&ids[1]), Some(1));
    }
}
