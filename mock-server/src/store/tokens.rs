//! Tokens: list the valid ones, revoke them at once or after a grace period, and count them.

use authms_spec::operation;
use jiff::{SignedDuration, Timestamp};

use super::{
    error::StoreError,
    namespace::Namespace,
    page::{Page, PageQuery},
    records::{Operator, Target, Token, TokenKind},
};

/// How many tokens were revoked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Revoked {
    pub(crate) access: u64,
    pub(crate) refresh: u64,
}

/// The activity of a client.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Stats {
    pub(crate) access: u64,
    pub(crate) refresh: u64,
    pub(crate) last_request_at: Option<Timestamp>,
}

/// Revokes the tokens for which the condition holds, and counts those that were not revoked before.
fn revoke(tokens: &mut [Token], end: Timestamp, now: Timestamp, condition: impl Fn(&Token) -> bool) -> Revoked {
    let mut count = Revoked::default();
    for token in tokens.iter_mut().filter(|token| now < token.expires_at && condition(token)) {
        token.expires_at = token.expires_at.min(end);
        if !std::mem::replace(&mut token.revoked, true) {
            match token.kind {
                TokenKind::Access => count.access += 1,
                TokenKind::Refresh => count.refresh += 1,
            }
        }
    }
    count
}

impl Namespace {
    /// The valid tokens of a client, in the order in which they were issued.
    pub(crate) fn tokens_of(&self, tenant: &str, client_id: &str, page: PageQuery) -> Result<Page<&Token>, StoreError> {
        let valid = self.valid_tokens(tenant, client_id)?;
        let total = valid.len();
        Ok(Page::of(valid.into_iter(), total, page))
    }

    fn valid_tokens(&self, tenant: &str, client_id: &str) -> Result<Vec<&Token>, StoreError> {
        self.client(tenant, client_id)?;
        let now = self.now();
        Ok(self.tokens.get(client_id).into_iter().flatten().filter(|token| now < token.expires_at).collect())
    }

    /// Revokes every token of a client after a grace period in seconds.
    pub(crate) fn revoke_client_tokens(
        &mut self,
        by: Operator<'_>,
        client_id: &str,
        grace: u32,
    ) -> Result<Revoked, StoreError> {
        self.client(by.tenant, client_id)?;
        let now = self.now();
        let end = now.checked_add(SignedDuration::from_secs(i64::from(grace))).unwrap_or(Timestamp::MAX);
        let revoked =
            self.tokens.get_mut(client_id).map(|tokens| revoke(tokens, end, now, |_| true)).unwrap_or_default();
        self.record(by, &operation::REVOKE_CLIENT_TOKENS, Target::Client(client_id));
        Ok(revoked)
    }

    /// Revokes every token of a user in the tenant, at once.
    pub(crate) fn revoke_user_tokens(&mut self, by: Operator<'_>, user_id: &str) -> Revoked {
        let now = self.now();
        let mut sum = Revoked::default();
        for (client_id, tokens) in &mut self.tokens {
            if self.clients.get(client_id).is_some_and(|client| client.tenant_id == by.tenant) {
                let count = revoke(tokens, now, now, |token| token.user_id == user_id);
                sum = Revoked { access: sum.access + count.access, refresh: sum.refresh + count.refresh };
            }
        }
        self.record(by, &operation::REVOKE_USER_TOKENS, Target::User(user_id));
        sum
    }

    /// Counts the valid tokens of a client.
    pub(crate) fn stats(&self, tenant: &str, client_id: &str) -> Result<Stats, StoreError> {
        let valid = self.valid_tokens(tenant, client_id)?;
        let count = |kind| valid.iter().filter(|token| token.kind == kind).count() as u64;
        let issued = self.tokens.get(client_id).into_iter().flatten().map(|token| token.created_at);
        Ok(Stats {
            access: count(TokenKind::Access),
            refresh: count(TokenKind::Refresh),
            last_request_at: issued.max(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        options::Seed,
        sources::{Clock, Ids, ManualClock},
    };

    const ADMIN: Operator<'_> = Operator { tenant: "tenant-demo", user: "user-admin" };

    fn store() -> (Namespace, ManualClock) {
        let clock = ManualClock::at("2026-06-01T00:00:00Z".parse().unwrap());
        (Namespace::new(Seed::Demo, Clock::Manual(clock.clone()), Ids::sequential()), clock)
    }

    fn counts(store: &Namespace, client_id: &str) -> (u64, u64) {
        let stats = store.stats("tenant-demo", client_id).unwrap();
        (stats.access, stats.refresh)
    }

    #[test]
    fn a_grace_period_keeps_tokens_listed_until_it_ends_and_counts_them_once() {
        let (mut store, clock) = store();
        let revoked = store.revoke_client_tokens(ADMIN, "demo-payments", 60).unwrap();
        assert_eq!(revoked, Revoked { access: 2, refresh: 1 });
        assert_eq!(counts(&store, "demo-payments"), (2, 1));
        assert_eq!(store.revoke_client_tokens(ADMIN, "demo-payments", 600).unwrap(), Revoked::default());
        clock.advance(Duration::from_secs(60));
        assert_eq!(counts(&store, "demo-payments"), (0, 0));
        assert_eq!(counts(&store, "demo-spa"), (1, 0));
    }

    #[test]
    fn revoking_at_once_shortens_a_grace_period() {
        let (mut store, _) = store();
        store.revoke_client_tokens(ADMIN, "demo-payments", 60).unwrap();
        store.revoke_client_tokens(ADMIN, "demo-payments", 0).unwrap();
        assert_eq!(counts(&store, "demo-payments"), (0, 0));
    }

    #[test]
    fn revoking_a_users_tokens_covers_all_clients_of_the_tenant_only() {
        let (mut store, _) = store();
        assert_eq!(store.revoke_user_tokens(ADMIN, "user-one"), Revoked { access: 2, refresh: 1 });
        assert_eq!((counts(&store, "demo-payments"), counts(&store, "demo-spa")), ((1, 0), (0, 0)));
        assert_eq!(store.stats("tenant-other", "demo-other").unwrap().access, 1);
        assert_eq!(store.revoke_user_tokens(ADMIN, "user-unknown"), Revoked::default());
    }

    #[test]
    fn tokens_expire() {
        let (store, clock) = store();
        clock.advance(Duration::from_secs(12 * 3600));
        assert_eq!(counts(&store, "demo-payments"), (0, 1));
    }
}
