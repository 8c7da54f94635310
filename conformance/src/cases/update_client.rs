//! `update_client`: what an update does as a whole, beyond the single field.

use std::time::Duration;

use authms_sdk::{ClientId, UpdateClient};
use serde_json::json;

use super::{case, update_fields::full_update};
use crate::{
    caller::Caller,
    case::Case,
    item::{Item, readable_request_fields},
    judge::instant,
    request::Request,
    samples::unknown_id,
    step::{Halt, Need},
};

const UPDATE: &str = "update_client";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        case!(UPDATE, "empty_object_keeps_everything", ["update.merge", "update.answers_item"], run => {
            // Where something is unset already, nothing shows whether it was kept.
            run.arrange(&full_update()).await?;
            run.update(&json!({})).await?;
        }),
        case!(UPDATE, "repeating_it_changes_nothing_more", ["update.applies", "update.merge"], run => {
            let first = run.update(&json!({ "name": "Conformance twice" })).await?;
            let second = run.update(&json!({ "name": "Conformance twice" })).await?;
            let mut differing = first.differences(&second);
            differing.retain(|field| readable_request_fields().contains(field));
            run.judge("update.applies", differing.is_empty(), "the same client after the same update", &differing.join(", "), None);
        }),
        case!(UPDATE, "keeps_text_as_it_is", ["text.preserved"], run => {
            for text in ["支付 Payments – ß é 🦀", "<b>\"quoted\" & 'single'</b>", "back\\slash and %41 and ${HOME}"] {
                let exchange = run.send(Request::to(UPDATE).client(run.client_id()).json(&json!({ "name": text }))).await?;
                run.expect(&exchange, "text.preserved", 200)?;
                let after = run.read().await?;
                run.judge("text.preserved", after.value("name") == json!(text), text, &after.value("name").to_string(), Some(&exchange));
            }
        }),
        case!(UPDATE, "moves_updated_at", ["item.updated_at", "item.created_at"], run => {
            let before = run.update(&json!({ "name": "Conformance clock" })).await?;
            // A clock that shows whole seconds may show the same one twice; wait until it must have moved.
            let fine = before.text("updated_at").is_some_and(|text| text.contains('.'));
            tokio::time::sleep(Duration::from_millis(if fine { 3 } else { 1_100 })).await;
            let after = run.update(&json!({ "name": "Conformance clock moved" })).await?;
            let (was, is) = (instant(&before, "updated_at"), instant(&after, "updated_at"));
            let moved = was.is_none() || is > was;
            let shown = |item: &Item| item.value("updated_at").to_string();
            run.judge("item.updated_at", moved, &format!("later than {}", shown(&before)), &shown(&after), None);
        }),
        case!(UPDATE, "touches_no_other_client", ["update.only_this_client"], run => {
            let before = run.read_client(&run.bystander()).await?;
            run.arrange(&json!({ "name": "Conformance alone", "scopes": ["openid", "email"], "status": "active" })).await?;
            let changed = before.differences(&run.read_client(&run.bystander()).await?);
            run.judge("update.only_this_client", changed.is_empty(), "the other client is as before", &format!("changed: {}", changed.join(", ")), None);
        })
        .needing(Need::Bystander),
        case!(UPDATE, "unknown_id_is_404_and_creates_nothing", ["client.unknown"], run => {
            let id = unknown_id();
            let exchange = run.act(Request::to(UPDATE).client(&id).json(&json!({ "name": "Conformance ghost" })), None).await?;
            run.expect(&exchange, "client.unknown", 404)?;
            let read = run.act(Request::to("get_client").client(&id), None).await?;
            run.expect(&read, "client.unknown", 404)?;
        }),
        case!(UPDATE, "another_tenant_sees_404_and_changes_nothing", ["tenant.wall"], run => {
            let before = run.read().await?;
            let request = run.request_by(UPDATE, Caller::OtherTenant).json(&json!({ "website": "https://intruder.example.com" }));
            let exchange = run.act(request, None).await?;
            run.judge("tenant.wall", exchange.status == 404, "status 404", &format!("status {}", exchange.status), Some(&exchange));
            run.unchanged("tenant.wall", &before, &exchange).await?;
        })
        .needing(Need::OtherTenantToken),
        case!(UPDATE, "charset_is_accepted", ["http.charset"], run => {
            let request = Request::to(UPDATE).client(run.client_id()).raw("application/json; charset=utf-8", r#"{"name":"字符集"}"#);
            let exchange = run.act(request, None).await?;
            run.expect(&exchange, "http.charset", 200)?;
        }),
        case!(UPDATE, "read_only_fields_cannot_be_written", ["item.identity", "item.created_at", "item.read_only"], run => {
            let body = json!({
                "id": "conformance", "client_id": "conformance", "tenant_id": "conformance",
                "created_at": "2001-01-01T00:00:00Z", "deleted_at": "2001-01-01T00:00:00Z",
                "secret_last_four": "xxxx", "cors_origins": ["https://intruder.example.com"],
            });
            let before = run.read().await?;
            // Unknown request fields may be ignored or refused; either way nothing of this may be stored.
            let request = Request::to(UPDATE).client(run.client_id()).json(&body);
            let exchange = run.send(request).await?;
            let after = run.read().await?;
            for (claim, field) in [
                ("item.identity", "id"), ("item.identity", "client_id"), ("item.identity", "tenant_id"),
                ("item.created_at", "created_at"), ("item.read_only", "deleted_at"),
                ("item.read_only", "secret_last_four"), ("item.read_only", "cors_origins"),
            ] {
                let (was, is) = (before.value(field), after.value(field));
                run.judge(claim, was == is, &format!("{field}: {was}"), &format!("{field}: {is}"), Some(&exchange));
            }
        }),
        case!(UPDATE, "through_the_sdk", ["sdk.agrees"], run => {
            let id = ClientId::new(run.client_id()).map_err(|error| Halt::NotRun(error.to_string()))?;
            let before = run.read().await?;
            let update = UpdateClient::new().name("Conformance by SDK").scopes(["openid", "email"]).clear_grant_types();
            let answer = run.through_sdk(Request::to("update_client").client(run.client_id()), |sdk| sdk.update_client(&id, &update)).await?;
            let after = run.read().await?;
            let same = answer.as_ref().is_ok_and(|client| run.same_as_sdk(&after, client));
            run.judge("sdk.agrees", same, "the SDK answers with the client as a read then shows it", &run.sdk_said(&answer), None);
            let written = after.value("name") == json!("Conformance by SDK") && after.value("scopes") == json!(["openid", "email"])
                && after.value("grant_types").is_null();
            run.judge("sdk.agrees", written, "name, scopes and grant types are as the SDK was told", "they are not", None);
            let kept = before.value("redirect_uris") == after.value("redirect_uris") && before.value("website") == after.value("website");
            run.judge("sdk.agrees", kept, "what the SDK was not told is as before", "it changed", None);
        }),
    ];
    cases.extend(["client_auth_methods", "grant_types", "redirect_uris", "scopes"].map(|field| {
        case!(UPDATE, format!("empty_list_clears_{field}"), ["update.clears_lists", "update.merge"], run => {
            let full = match field {
                "client_auth_methods" => json!(["client_secret_basic"]),
                "grant_types" => json!(["authorization_code"]),
                "redirect_uris" => json!(["https://one.example.com/callback"]),
                _ => json!(["openid"]),
            };
            run.arrange(&json!({ field: full })).await?;
            run.update(&json!({ field: [] })).await?;
            run.arrange(&json!({ field: full })).await?;
        })
    }));
    cases
}
