//! `list_client_tokens`: a new client has no tokens.

use authms_spec::{
    claim::{SDK_AGREES, TOKENS_LISTED},
    operation::LIST_CLIENT_TOKENS,
};

use crate::case::{
    definition::{Case, case},
    step::Touches,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            LIST_CLIENT_TOKENS,
            "is_empty_for_a_new_client",
            "A new client has no tokens.",
            touches = Touches::Scratch,
            claims = [TOKENS_LISTED],
            async |run| {
                let exchange = run.act(run.on_subject(LIST_CLIENT_TOKENS)).await?;
                run.expect(TOKENS_LISTED, &exchange, 200)?;
                run.claim(TOKENS_LISTED).on(&exchange).eq("tokens", 0, exchange.list("/items").len());
                run.claim(TOKENS_LISTED).on(&exchange).eq_or_unset("total", 0, exchange.at("/total"));
            }
        ),
        case!(
            LIST_CLIENT_TOKENS,
            "through_the_sdk",
            "The SDK lists no tokens of a new client.",
            touches = Touches::Scratch,
            claims = [SDK_AGREES],
            async |run| {
                let request = run.on_subject(LIST_CLIENT_TOKENS);
                let page = run.sdk(request, |sdk| sdk.list_client_tokens(run.client_id()).send()).await?;
                run.claim(SDK_AGREES).eq("tokens", 0, page.items.len());
            }
        ),
    ]
}
