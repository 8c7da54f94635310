//! `list_client_secrets`: which secrets there are, without their values.

use authms_sdk::ClientId;
use authms_spec::{
    claim::{SDK_AGREES, SECRETS_LISTED},
    operation::LIST_CLIENT_SECRETS,
};

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    http::request::Request,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            LIST_CLIENT_SECRETS,
            "shows_no_values",
            "A new client has one secret, which is listed without its value.",
            touches = Touches::OwnClients,
            claims = [SECRETS_LISTED],
            async |run| {
                let id = run.scratch("list").await?;
                let exchange = run.act(Request::to(LIST_CLIENT_SECRETS).client(&id)).await?;
                run.expect(SECRETS_LISTED, &exchange, 200)?;
                run.claim(SECRETS_LISTED).on(&exchange).eq("secrets", 1, exchange.list("/data/secrets").len());
            }
        ),
        case!(
            LIST_CLIENT_SECRETS,
            "through_the_sdk",
            "The SDK lists the same secrets as the raw response.",
            touches = Touches::OwnClients,
            claims = [SDK_AGREES],
            async |run| {
                let id = run.scratch("sdk-secrets").await?;
                let client = ClientId::new(&id)?;
                let raw = run.send(Request::to(LIST_CLIENT_SECRETS).client(&id)).await?;
                let request = Request::to(LIST_CLIENT_SECRETS).client(&id);
                let listed = run.sdk(request, |sdk| sdk.list_client_secrets(&client)).await?;
                let raw: Vec<&str> =
                    raw.list("/data/secrets").iter().filter_map(|secret| secret["secret_id"].as_str()).collect();
                let listed: Vec<String> = listed.into_iter().filter_map(|secret| secret.secret_id.map(String::from)).collect();
                run.claim(SDK_AGREES).eq("secrets", raw, listed);
            }
        ),
    ]
}
