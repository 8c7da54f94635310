//! `get_client`: what a read shows, and to whom it shows nothing.

use authms_sdk::{ClientId, OAuthClient};
use authms_spec::{
    claim::{
        CLIENT_UNKNOWN, HTTP_NO_SERVER_ERROR, ITEM_NO_SECRETS, READ_RETURNS, READ_SAFE, SCHEMA_RESPONSE, SDK_AGREES,
        SDK_DECODES, SILENT_METHODS,
        TENANT_WALL,
    },
    operation::GET_CLIENT,
};
use reqwest::Method;

use crate::{
    case::{
        definition::{Case, case},
        settle::Settling,
        step::{Halt, Need, Touches},
    },
    http::{caller::Caller, request::Request},
    judging::item::Item,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            GET_CLIENT,
            "shows_the_client",
            "A read shows the client that was asked for.",
            touches = Touches::ReadsSubject,
            claims = [READ_RETURNS, SCHEMA_RESPONSE, ITEM_NO_SECRETS, SDK_DECODES],
            async |run| {
                let exchange = run.act(run.on_subject(GET_CLIENT)).await?;
                run.expect(READ_RETURNS, &exchange, 200)?;
                let data = exchange.at("/data");
                run.claim(READ_RETURNS).on(&exchange).holds(
                    "data: an object",
                    data.is_object(),
                    format!("data: {data}"),
                );
                let shown = exchange.text("/data/client_id").unwrap_or(run.client_id());
                run.claim(READ_RETURNS).on(&exchange).eq("client_id", run.client_id(), shown);
            }
        ),
        case!(
            GET_CLIENT,
            "changes_nothing",
            "Two reads in a row show the same.",
            touches = Touches::ReadsSubject,
            claims = [READ_SAFE],
            async |run| {
                // Two replicas may show different states for a while.
                let (mut settling, mut last) = (Settling::of(run.settle()), run.read().await?);
                loop {
                    let exchange = run.send(run.on_subject(GET_CLIENT)).await?;
                    let first = last.clone();
                    last = Item::of(exchange.body.as_ref()).unwrap_or(last);
                    if first.differences(&last).is_empty() || !settling.lasts().await {
                        run.show_beside(&first, &exchange);
                        run.same_client(run.claim(READ_SAFE).on(&exchange), &first, Some(&last))?;
                        break;
                    }
                }
            }
        ),
        case!(
            GET_CLIENT,
            "unknown_id_is_404",
            "An id that no client has is 404.",
            touches = Touches::Nothing,
            claims = [CLIENT_UNKNOWN],
            async |run| {
                let exchange = run.act(Request::to(GET_CLIENT).client(&run.unknown_id())).await?;
                run.expect(CLIENT_UNKNOWN, &exchange, 404)?;
            }
        ),
        case!(
            GET_CLIENT,
            "part_of_an_id_is_404",
            "The beginning of a client's id does not find the client.",
            touches = Touches::ReadsSubject,
            claims = [CLIENT_UNKNOWN],
            async |run| {
                let mut id = run.client_id().to_owned();
                id.truncate(id.char_indices().rev().nth(1).map_or(0, |(at, _)| at));
                if id.is_empty() {
                    return Err(Halt::NotRun("the client's id is too short to be cut".to_owned()));
                }
                let exchange = run.act(Request::to(GET_CLIENT).client(&id)).await?;
                run.expect(CLIENT_UNKNOWN, &exchange, 404)?;
            }
        ),
        case!(
            GET_CLIENT,
            "odd_ids_are_refused_in_the_error_shape",
            "Ids with spaces, quotes, percent signs or other scripts are refused with a documented error.",
            touches = Touches::Nothing,
            claims = [CLIENT_UNKNOWN, SCHEMA_RESPONSE],
            async |run| {
                for id in ["客户端", "a b", "%00", "a'\"b", "x".repeat(300).as_str()] {
                    let exchange = run.send(Request::to(GET_CLIENT).client(id).odd()).await?;
                    run.claim(CLIENT_UNKNOWN).status_in(&exchange, &[404, 400]);
                }
            }
        ),
        case!(
            GET_CLIENT,
            "another_tenant_sees_404",
            "An administrator of another tenant cannot read the client.",
            touches = Touches::ReadsSubject,
            claims = [TENANT_WALL],
            needs = [Need::OtherTenantToken],
            async |run| {
                let request = run.on_subject(GET_CLIENT).by(Caller::OtherTenant);
                let exchange = run.act(request).await?;
                let actual = format!("status {}{}", exchange.status, run.doubt(Caller::OtherTenant));
                run.claim(TENANT_WALL).on(&exchange).holds("status 404", exchange.status == 404, actual);
            }
        ),
        case!(
            GET_CLIENT,
            "unknown_methods",
            "The response to a method that the path does not have is recorded.",
            touches = Touches::OwnClients,
            claims = [SILENT_METHODS, HTTP_NO_SERVER_ERROR],
            async |run| {
                let mut seen = Vec::new();
                for method in [Method::POST, Method::PATCH] {
                    let request = Request::to(GET_CLIENT).client(&run.unknown_id()).with_method(method.clone());
                    let exchange = run.send(request).await?;
                    run.no_server_error(&exchange);
                    let allow = exchange.header("allow").map(|allow| format!(" (Allow: {allow})")).unwrap_or_default();
                    seen.push((format!("{method} on a client"), format!("{}{allow}", exchange.status)));
                }
                run.claim(SILENT_METHODS).observe_each(&seen);
            }
        ),
        case!(
            GET_CLIENT,
            "through_the_sdk",
            "The SDK reads every field as the raw response has it.",
            touches = Touches::ReadsSubject,
            claims = [SDK_AGREES],
            async |run| {
                let id = ClientId::new(run.client_id())?;
                let raw = run.read().await?;
                let agrees = |client: &OAuthClient| raw.differences(&Item::read_by_the_sdk(client)).is_empty();
                let client = run.sdk_until(run.on_subject(GET_CLIENT), |sdk| sdk.get_client(&id), agrees).await?;
                if !agrees(&client) {
                    // What somebody has changed meanwhile is not the SDK's.
                    run.same_client(run.claim(SDK_AGREES), &raw, Some(&run.read().await?))?;
                }
                run.claim(SDK_AGREES).same_client(&raw, Some(&Item::read_by_the_sdk(&client)));
            }
        ),
    ]
}
