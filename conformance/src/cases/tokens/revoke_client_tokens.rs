//! `revoke_client_tokens`: counts and grace period, for a client without tokens.

use authms_sdk::ClientId;
use authms_spec::{
    claim::{SDK_AGREES, TOKENS_GRACE, TOKENS_REVOKED},
    operation::REVOKE_CLIENT_TOKENS,
};

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    cases::shared::counts,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            REVOKE_CLIENT_TOKENS,
            "counts_none_where_there_are_none",
            "Revoking the tokens of a new client revokes none and repeats the grace period.",
            touches = Touches::Scratch,
            claims = [TOKENS_REVOKED, TOKENS_GRACE],
            async |run| {
                let exchange = run.act(run.on_subject(REVOKE_CLIENT_TOKENS)).await?;
                run.expect(TOKENS_REVOKED, &exchange, 200)?;
                counts::are_zero(run, &exchange);
                let request = run.on_subject(REVOKE_CLIENT_TOKENS).query("grace_period", 60);
                let exchange = run.act(request).await?;
                run.expect(TOKENS_REVOKED, &exchange, 200)?;
                counts::are_zero(run, &exchange);
                let shown = exchange.at("/data/grace_period");
                run.claim(TOKENS_GRACE).on(&exchange).eq_or_unset("grace_period", 60, shown);
            }
        ),
        case!(
            REVOKE_CLIENT_TOKENS,
            "through_the_sdk",
            "The SDK revokes none of a new client's tokens.",
            touches = Touches::Scratch,
            claims = [SDK_AGREES],
            async |run| {
                let client = ClientId::new(run.client_id())?;
                let request = run.on_subject(REVOKE_CLIENT_TOKENS);
                let revoked = run.sdk(request, |sdk| sdk.revoke_client_tokens(&client, None)).await?;
                run.claim(SDK_AGREES).eq("revoked access tokens", 0, revoked.access_tokens.unwrap_or(0));
            }
        ),
    ]
}
