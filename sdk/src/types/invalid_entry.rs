//! An entry of a list that cannot be read.

use std::{
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
};

use serde::{Deserialize, Serialize};

/// An entry of a list that cannot be read.
///
/// ```no_run
/// # fn demo(page: authms_sdk::Page<authms_sdk::OAuthClient>) {
/// for entry in &page.invalid {
///     eprintln!("entry {} is left out: {}", entry.index, entry.path);
/// }
/// # }
/// ```
#[derive(Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InvalidEntry {
    /// Its index within the list of the response, from 0, the entries that can be read included.
    pub index: usize,
    /// The place in the response where reading it failed, such as `items[3].scopes[1]`.
    pub path: String,
    /// Tells its text from that of others.
    #[serde(skip)]
    pub(crate) fingerprint: u64,
}

impl InvalidEntry {
    /// An entry that cannot be read, for tests.
    ///
    /// ```
    /// let entry = authms_sdk::InvalidEntry::new(3, "items[3].scopes[1]");
    /// assert_eq!((entry.index, entry.path.as_str()), (3, "items[3].scopes[1]"));
    /// ```
    #[must_use]
    pub fn new(index: usize, path: impl Into<String>) -> Self {
        Self { index, path: path.into(), fingerprint: 0 }
    }

    /// The same with what its text was.
    pub(crate) fn of(mut self, text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        self.fingerprint = hasher.finish();
        self
    }
}

impl fmt::Debug for InvalidEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InvalidEntry").field("index", &self.index).field("path", &self.path).finish()
    }
}

/// By index and path.
impl PartialEq for InvalidEntry {
    fn eq(&self, other: &Self) -> bool {
        (self.index, &self.path) == (other.index, &other.path)
    }
}

impl Eq for InvalidEntry {}

impl Hash for InvalidEntry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.index, &self.path).hash(state);
    }
}
