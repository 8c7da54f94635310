//! "Did you mean": the known name that a misspelt one is closest to.

/// Below this, two names have little in common (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.8;

/// Below this, too much must be changed to make one name of the other, however much they begin alike (0 to 1).
const CLOSE: f64 = 0.7;

/// The known name that is closest to an unknown one, if any is close.
///
/// ```
/// use authms_conformance::nearest;
///
/// assert_eq!(nearest("get_clients", ["get_client", "list_clients"]), Some("get_client"));
/// assert_eq!(nearest("update.x", ["update.merge", "update.applies"]), None);
/// assert_eq!(nearest("frobnicate", ["get_client", "list_clients"]), None);
/// ```
#[must_use]
pub fn nearest<'n>(unknown: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let scored = known.into_iter().map(|name| (strsim::jaro_winkler(unknown, name), name));
    let best = scored.max_by(|(one, _), (other, _)| one.total_cmp(other));
    let close = |name| strsim::normalized_damerau_levenshtein(unknown, name) >= CLOSE;
    best.filter(|(score, name)| *score >= ALIKE && close(name)).map(|(_, name)| name)
}
