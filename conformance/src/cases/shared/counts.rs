//! The counts of a revocation, where there was nothing to revoke.

use authms_spec::claim::TOKENS_REVOKED;

use crate::{case::context::CaseContext, http::exchange::Exchange};

/// Judges that nothing was revoked.
pub(in crate::cases) fn are_zero(run: &CaseContext<'_>, exchange: &Exchange) {
    for field in ["revoked_access_tokens", "revoked_refresh_tokens"] {
        let found = exchange.at(&format!("/data/{field}"));
        run.claim(TOKENS_REVOKED).on(exchange).eq_or_unset(field, 0, found);
    }
}
