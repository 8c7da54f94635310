//! `get_client_stats`: zeros for a client without tokens.

use authms_sdk::ClientId;
use authms_spec::{
    claim::{SDK_AGREES, STATS_AGREE},
    operation::GET_CLIENT_STATS,
};

use crate::case::{
    definition::{Case, case},
    step::Touches,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            GET_CLIENT_STATS,
            "agree_with_the_tokens",
            "The statistics of a new client count no tokens.",
            touches = Touches::Scratch,
            claims = [STATS_AGREE],
            async |run| {
                let id = run.client_id();
                let exchange = run.act(run.on_subject(GET_CLIENT_STATS)).await?;
                run.expect(STATS_AGREE, &exchange, 200)?;
                let shown = exchange.text("/data/client_id").unwrap_or(id);
                run.claim(STATS_AGREE).on(&exchange).eq("client_id", id, shown);
                for field in ["active_tokens", "active_refresh_tokens"] {
                    let found = exchange.at(&format!("/data/{field}"));
                    run.claim(STATS_AGREE).on(&exchange).eq_or_unset(field, 0, found);
                }
            }
        ),
        case!(
            GET_CLIENT_STATS,
            "through_the_sdk",
            "The SDK counts no tokens of a new client.",
            touches = Touches::Scratch,
            claims = [SDK_AGREES],
            async |run| {
                let client = ClientId::new(run.client_id())?;
                let request = run.on_subject(GET_CLIENT_STATS);
                let stats = run.sdk(request, |sdk| sdk.get_client_stats(&client)).await?;
                run.claim(SDK_AGREES).eq("active tokens", 0, stats.active_tokens.unwrap_or(0));
            }
        ),
    ]
}
