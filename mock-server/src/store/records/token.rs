//! A token, without its value.

use jiff::Timestamp;

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Access,
    Refresh,
}

/// One token, without its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) user_id: String,
    pub(crate) scope: String,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// Whether its end was brought forward.
    pub(in crate::store) revoked: bool,
}
