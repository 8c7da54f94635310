//! How much a report says.

/// How much a report says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The failures and the verdict.
    Quiet,
    /// One line for each operation, and what is notable.
    Normal,
    /// Every case, and observations in full.
    Verbose,
}
