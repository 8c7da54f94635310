//! `list_client_secrets`: which secrets there are, without their values.

use std::collections::BTreeSet;

use authms_sdk::{Client, ClientId, ClientSecret};
use authms_spec::{
    claim::{SDK_AGREES, SECRETS_LISTED},
    operation::LIST_CLIENT_SECRETS,
};

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    cases::shared::statuses::with_two,
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
                run.leave(&id);
                let exchange = run.act(Request::to(LIST_CLIENT_SECRETS).client(&id)).await?;
                run.expect(SECRETS_LISTED, &exchange, 200)?;
                run.claim(SECRETS_LISTED).on(&exchange).eq("secrets", 1, exchange.list("/data/secrets").len());
            }
        ),
        case!(
            LIST_CLIENT_SECRETS,
            "through_the_sdk",
            "The SDK lists the same secrets as the raw response.",
            touches = Touches::Scratch,
            claims = [SDK_AGREES],
            async |run| {
                let id = run.client_id();
                let client = ClientId::new(id)?;
                let raw = with_two(run, id).await?;
                let ids = |listed: &Vec<ClientSecret>| -> BTreeSet<String> {
                    listed.iter().filter_map(|secret| secret.secret_id.as_ref().map(|id| id.as_str().to_owned())).collect()
                };
                let raw: BTreeSet<String> = raw.into_keys().collect();
                let request = Request::to(LIST_CLIENT_SECRETS).client(id);
                let list = |sdk: &Client| sdk.list_client_secrets(&client);
                let listed = run.sdk_until(request, list, |listed| ids(listed) == raw).await?;
                run.claim(SDK_AGREES).eq("secrets", Vec::from_iter(raw), Vec::from_iter(ids(&listed)));
            }
        ),
    ]
}
