//! `get_client`: what a read shows, and whom it shows nothing.

use authms_sdk::ClientId;
use reqwest::Method;

use super::case;
use crate::{
    caller::Caller,
    case::Case,
    item::Item,
    request::Request,
    samples::unknown_id,
    step::{Halt, Need},
};

const GET: &str = "get_client";

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(GET, "shows_the_client", ["read.answers", "schema.response", "item.no_secrets", "sdk.decodes"], run => {
            let exchange = run.act(Request::to(GET).client(run.client_id()), None).await?;
            run.expect(&exchange, "read.answers", 200)?;
            let shown = Item::of(exchange.body.as_ref());
            let id = shown.as_ref().and_then(|item| item.text("client_id")).unwrap_or_default().to_owned();
            let right = id.is_empty() || id == run.client_id();
            run.judge("read.answers", shown.is_some() && right, "the client that was asked for", &format!("client_id {id:?}"), Some(&exchange));
        }),
        case!(GET, "changes_nothing", ["read.safe"], run => {
            let first = run.read().await?;
            let exchange = run.act(Request::to(GET).client(run.client_id()), Some(&first)).await?;
            let differing = Item::of(exchange.body.as_ref()).map(|second| first.differences(&second)).unwrap_or_default();
            run.judge("read.safe", differing.is_empty(), "two reads show the same", &format!("they differ in {}", differing.join(", ")), Some(&exchange));
        }),
        case!(GET, "unknown_id_is_404", ["client.unknown"], run => {
            let exchange = run.act(Request::to(GET).client(&unknown_id()), None).await?;
            run.expect(&exchange, "client.unknown", 404)?;
        }),
        case!(GET, "part_of_an_id_is_404", ["client.unknown"], run => {
            let mut id = run.client_id().to_owned();
            id.truncate(id.char_indices().rev().nth(1).map_or(0, |(at, _)| at));
            if id.is_empty() {
                return Err(Halt::NotRun("the client's id is too short to be cut".to_owned()));
            }
            let exchange = run.act(Request::to(GET).client(&id), None).await?;
            run.expect(&exchange, "client.unknown", 404)?;
        }),
        case!(GET, "odd_ids_are_refused_in_the_error_shape", ["client.unknown", "schema.response"], run => {
            for id in ["客户端", "a b", "%00", "a'\"b", "x".repeat(300).as_str()] {
                let exchange = run.send(Request::to(GET).client(id)).await?;
                let refused = matches!(exchange.status, 400 | 404);
                run.judge("client.unknown", refused, "status 404, or 400", &format!("status {}", exchange.status), Some(&exchange));
            }
        }),
        case!(GET, "another_tenant_sees_404", ["tenant.wall"], run => {
            let exchange = run.act(run.request_by(GET, Caller::OtherTenant), None).await?;
            run.expect(&exchange, "tenant.wall", 404)?;
        })
        .needing(Need::OtherTenantToken),
        case!(GET, "unknown_methods_are_405", ["http.method"], run => {
            for method in [Method::POST, Method::PATCH] {
                let request = Request::to(GET).client(&unknown_id()).with_method(method);
                let exchange = run.act(request, None).await?;
                let allowed = exchange.header("allow").unwrap_or_default().to_ascii_uppercase();
                let named = ["GET", "PUT"].iter().all(|method| allowed.split(',').any(|name| name.trim() == *method));
                run.judge(
                    "http.method",
                    exchange.status == 405 && named,
                    "status 405, Allow with GET and PUT",
                    &format!("status {}, Allow {allowed:?}", exchange.status),
                    Some(&exchange),
                );
            }
        }),
        case!(GET, "through_the_sdk", ["sdk.agrees"], run => {
            let id = ClientId::new(run.client_id()).map_err(|error| Halt::NotRun(error.to_string()))?;
            let raw = run.read().await?;
            let answer = run.through_sdk(Request::to("get_client").client(run.client_id()), |sdk| sdk.get_client(&id)).await?;
            let same = answer.as_ref().is_ok_and(|client| run.same_as_sdk(&raw, client));
            run.judge("sdk.agrees", same, "the SDK shows the client as the raw answer does", &run.sdk_said(&answer), None);
        }),
    ]
}
