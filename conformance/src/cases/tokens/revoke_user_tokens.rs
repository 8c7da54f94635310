//! `revoke_user_tokens`, only for users who do not exist: real users would lose their tokens.

use authms_sdk::UserId;
use authms_spec::{
    claim::{SDK_AGREES, TOKENS_REVOKED},
    operation::REVOKE_USER_TOKENS,
};

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    cases::shared::counts,
    http::request::Request,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            REVOKE_USER_TOKENS,
            "counts_none_for_an_unknown_user",
            "Revoking the tokens of an unknown user revokes none.",
            touches = Touches::OwnClients,
            claims = [TOKENS_REVOKED],
            async |run| {
                let exchange = run.act(Request::to(REVOKE_USER_TOKENS).param("user_id", &run.unknown_id())).await?;
                run.expect(TOKENS_REVOKED, &exchange, 200)?;
                counts::are_zero(run, &exchange);
            }
        ),
        case!(
            REVOKE_USER_TOKENS,
            "through_the_sdk",
            "The SDK revokes none of an unknown user's tokens.",
            touches = Touches::OwnClients,
            claims = [SDK_AGREES],
            async |run| {
                let user = UserId::new(run.unknown_id())?;
                let request = Request::to(REVOKE_USER_TOKENS).param("user_id", user.as_str());
                let revoked = run.sdk(request, |sdk| sdk.revoke_user_tokens(&user)).await?;
                run.claim(SDK_AGREES).eq("revoked access tokens", 0, revoked.access_tokens.unwrap_or(0));
            }
        ),
    ]
}
