//! An entry of a list that cannot be read.

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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InvalidEntry {
    /// Its index within the list of the response, from 0, the entries that can be read included.
    pub index: usize,
    /// The place in the response where reading it failed, such as `items[3].scopes[1]`.
    pub path: String,
}
