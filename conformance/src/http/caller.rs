//! Who a request comes from, and the tokens that callers present.

/// A token that no server has issued; every run redacts it, so that an echo is found.
pub(crate) const FORGED_TOKEN: &str = "conformance-forged-token-c0ffee";

/// A token that is never printed.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Wraps a token.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The token itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token([redacted])")
    }
}

/// The tokens of a run. Cases that need a missing one are `NOT_RUN`.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// An administrator of the subject's tenant.
    pub admin: Token,
    /// A user without the administrator role.
    pub user: Option<Token>,
    /// An administrator of another tenant.
    pub other_tenant: Option<Token>,
}

/// Who a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caller {
    /// An administrator of the tenant that owns the subject.
    Admin,
    /// A user of that tenant without the administrator role.
    User,
    /// An administrator of another tenant.
    OtherTenant,
    /// No `Authorization` header at all.
    Nobody,
    /// A bearer token that no server has issued.
    Forged,
    /// The administrator's token with its last character changed.
    Tampered,
    /// The administrator's token under another scheme than `Bearer`.
    WrongScheme,
    /// The administrator's token under `bearer` in lower case.
    LowerCaseScheme,
    /// The user's token as the query parameter `access_token`, and no header.
    QueryToken,
}

impl Tokens {
    /// The tokens that the run was given, each with its name.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&'static str, &Token)> {
        let named =
            [("admin", Some(&self.admin)), ("user", self.user.as_ref()), ("other tenant", self.other_tenant.as_ref())];
        named.into_iter().filter_map(|(name, token)| Some((name, token?)))
    }

    /// Every text that tells a token: those that callers present, and what the tampered one keeps of the real one.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = String> {
        let given: Vec<String> = self.named().map(|(_, token)| token.expose().to_owned()).collect();
        let admin = self.admin.expose();
        given.into_iter().chain([FORGED_TOKEN.to_owned(), tampered(admin), without_last(admin).to_owned()])
    }

    /// The token that a caller presents, in the header or elsewhere; `None` if it presents no token, or if the run was
    /// not given one.
    pub(crate) fn presented_by(&self, caller: Caller) -> Option<String> {
        let expose = |token: &Token| token.expose().to_owned();
        match caller {
            Caller::Admin | Caller::WrongScheme | Caller::LowerCaseScheme => Some(expose(&self.admin)),
            Caller::User | Caller::QueryToken => self.user.as_ref().map(expose),
            Caller::OtherTenant => self.other_tenant.as_ref().map(expose),
            Caller::Tampered => Some(tampered(self.admin.expose())),
            Caller::Forged => Some(FORGED_TOKEN.to_owned()),
            Caller::Nobody => None,
        }
    }
}

/// The token with its last character replaced, whatever it was.
fn tampered(token: &str) -> String {
    format!("{}~", without_last(token))
}

fn without_last(token: &str) -> &str {
    let mut characters = token.chars();
    characters.next_back();
    characters.as_str()
}
