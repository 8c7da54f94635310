//! `update_client`: what an update does as a whole, beyond the single field.

mod fields;
mod refusals;
mod silent;

use std::time::Duration;

use authms_sdk::{ClientId, UpdateClient};
use authms_spec::{
    Claim, Field, FieldType,
    claim::{
        CLIENT_UNKNOWN, HTTP_CHARSET, ITEM_CREATED_AT, ITEM_IDENTITY, ITEM_READ_ONLY, ITEM_UPDATED_AT, SDK_AGREES,
        TENANT_WALL, TEXT_PRESERVED, UPDATE_APPLIES, UPDATE_CLEARS_LISTS, UPDATE_MERGE, UPDATE_ONLY_THIS_CLIENT,
        UPDATE_RETURNS_ITEM,
    },
    operation::{GET_CLIENT, UPDATE_CLIENT},
};
use serde_json::json;

use crate::{
    case::{
        definition::{Case, case},
        samples::{self, unknown_id},
        step::{Need, Touches},
        update::claim_of_kept,
    },
    http::{caller::Caller, request::Request},
    judging::item::{Item, instant, read_only_fields, writable_fields, writable_names},
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = whole();
    cases.extend(walls());
    let lists = writable_fields().filter(|field| field.field_type == FieldType::Strings);
    cases.extend(lists.map(clears));
    cases.extend(fields::cases());
    cases.extend(refusals::cases());
    cases.extend(silent::cases());
    cases
}

fn whole() -> Vec<Case> {
    vec![
        case!(
            UPDATE_CLIENT,
            "empty_object_keeps_everything",
            "An update without any field keeps every field.",
            touches = Touches::Subject,
            claims = [UPDATE_MERGE, UPDATE_RETURNS_ITEM],
            async |run| {
                // Where something is unset already, nothing shows whether it was kept.
                run.arrange(&samples::full_update()).await?;
                run.update(&json!({})).await?;
            }
        ),
        case!(
            UPDATE_CLIENT,
            "repeating_it_changes_nothing_more",
            "The same update sent twice leaves the same client as sent once.",
            touches = Touches::Subject,
            claims = [UPDATE_APPLIES, UPDATE_MERGE],
            async |run| {
                let first = run.update(&json!({ "name": "Conformance twice" })).await?;
                let second = run.update(&json!({ "name": "Conformance twice" })).await?;
                for field in writable_names() {
                    run.claim(UPDATE_APPLIES).eq(field, first.value(field), second.value(field));
                }
            }
        ),
        case!(
            UPDATE_CLIENT,
            "keeps_text_as_it_is",
            "Text in any script, with quotes, markup and backslashes, is stored as sent.",
            touches = Touches::Subject,
            claims = [TEXT_PRESERVED],
            async |run| {
                for text in
                    ["支付 Payments – ß é 🦀", "<b>\"quoted\" & 'single'</b>", "back\\slash and %41 and ${HOME}"]
                {
                    let request = run.on_subject(UPDATE_CLIENT).json(&json!({ "name": text }));
                    let exchange = run.send(request).await?;
                    run.expect(TEXT_PRESERVED, &exchange, 200)?;
                    let after = run.read().await?;
                    run.claim(TEXT_PRESERVED).on(&exchange).eq("name", text, after.value("name"));
                }
            }
        ),
        case!(
            UPDATE_CLIENT,
            "moves_updated_at",
            "An update moves `updated_at` forward and leaves `created_at` as it is.",
            touches = Touches::Subject,
            claims = [ITEM_UPDATED_AT, ITEM_CREATED_AT],
            async |run| {
                let before = run.update(&json!({ "name": "Conformance clock" })).await?;
                // A clock that shows whole seconds may show the same one twice; wait until it must have moved.
                let fine = before.text("updated_at").is_some_and(|text| text.contains('.'));
                tokio::time::sleep(Duration::from_millis(if fine { 3 } else { 1_100 })).await;
                let after = run.update(&json!({ "name": "Conformance clock moved" })).await?;
                let (was, is) = (instant(&before, "updated_at"), instant(&after, "updated_at"));
                let shown = |item: &Item| item.value("updated_at").to_string();
                run.claim(ITEM_UPDATED_AT).holds(
                    format!("updated_at: later than {}", shown(&before)),
                    was.is_none() || is > was,
                    format!("updated_at: {}", shown(&after)),
                );
            }
        ),
        case!(
            UPDATE_CLIENT,
            "touches_no_other_client",
            "An update leaves every other client as it was.",
            touches = Touches::Subject,
            claims = [UPDATE_ONLY_THIS_CLIENT],
            needs = [Need::Bystander],
            async |run| {
                let before = run.read_client(run.bystander()).await?;
                let body = json!({ "name": "Conformance alone", "scopes": ["openid", "email"], "status": "active" });
                run.arrange(&body).await?;
                let after = run.read_client(run.bystander()).await?;
                run.claim(UPDATE_ONLY_THIS_CLIENT).same_client(&before, Some(&after));
            }
        ),
        case!(
            UPDATE_CLIENT,
            "charset_is_accepted",
            "A body with `charset=utf-8` in its media type is accepted.",
            touches = Touches::Subject,
            claims = [HTTP_CHARSET],
            async |run| {
                let request = run.on_subject(UPDATE_CLIENT);
                let body = r#"{"name":"字符集"}"#;
                let exchange = run.act(request.raw("application/json; charset=utf-8", body)).await?;
                run.expect(HTTP_CHARSET, &exchange, 200)?;
            }
        ),
        case!(
            UPDATE_CLIENT,
            "through_the_sdk",
            "The SDK changes what it was told, keeps the rest, and returns the client as a read then shows it.",
            touches = Touches::Subject,
            claims = [SDK_AGREES],
            async |run| {
                let id = ClientId::new(run.client_id())?;
                let before = run.read().await?;
                let update = UpdateClient::new().name("Conformance by SDK").scopes(["openid", "email"]);
                let update = update.clear_grant_types();
                let request = run.on_subject(UPDATE_CLIENT);
                let client = run.sdk(request, |sdk| sdk.update_client(&id, &update)).await?;
                let after = run.read().await?;
                run.claim(SDK_AGREES).same_client(&after, Some(&Item::read_by_the_sdk(&client)));
                run.claim(SDK_AGREES).eq("name", "Conformance by SDK", after.value("name"));
                run.claim(SDK_AGREES).eq("scopes", json!(["openid", "email"]), after.value("scopes"));
                run.claim(SDK_AGREES).eq("grant_types", json!(null), after.value("grant_types"));
                for field in ["redirect_uris", "website"] {
                    run.claim(SDK_AGREES).eq(field, before.value(field), after.value(field));
                }
            }
        ),
    ]
}

fn walls() -> Vec<Case> {
    vec![
        case!(
            UPDATE_CLIENT,
            "unknown_id_is_404_and_creates_nothing",
            "An update of an id that no client has is 404 and does not create a client.",
            touches = Touches::OwnClients,
            claims = [CLIENT_UNKNOWN],
            async |run| {
                let id = unknown_id();
                let body = json!({ "name": "Conformance ghost" });
                let exchange = run.act(Request::to(UPDATE_CLIENT).client(&id).json(&body)).await?;
                run.expect(CLIENT_UNKNOWN, &exchange, 404)?;
                let read = run.act(Request::to(GET_CLIENT).client(&id)).await?;
                run.expect(CLIENT_UNKNOWN, &read, 404)?;
            }
        ),
        case!(
            UPDATE_CLIENT,
            "another_tenant_sees_404_and_changes_nothing",
            "An administrator of another tenant cannot update the client.",
            touches = Touches::Subject,
            claims = [TENANT_WALL],
            needs = [Need::OtherTenantToken],
            async |run| {
                let before = run.read().await?;
                let body = json!({ "website": "https://intruder.example.com" });
                let request = run.on_subject(UPDATE_CLIENT).by(Caller::OtherTenant).json(&body);
                let exchange = run.act(request).await?;
                run.claim(TENANT_WALL).status(&exchange, 404);
                run.unchanged(TENANT_WALL, &before, &exchange).await?;
            }
        ),
        case!(
            UPDATE_CLIENT,
            "read_only_fields_cannot_be_written",
            "Fields that are not part of the request, such as ids and times, cannot be written.",
            touches = Touches::Subject,
            claims = [ITEM_IDENTITY, ITEM_CREATED_AT, ITEM_READ_ONLY],
            async |run| {
                let kept = read_only_fields().filter_map(|field| Some((field, claim_of_kept(&field.name)?)));
                let kept: Vec<(&Field, Claim)> = kept.collect();
                let body = kept.iter().map(|(field, _)| (field.name.clone(), samples::unwanted(field))).collect();
                let before = run.read().await?;
                // Unknown request fields may be ignored or refused; either way none of this may be stored.
                let exchange = run.send(run.on_subject(UPDATE_CLIENT).json(&body)).await?;
                let after = run.read().await?;
                for (field, claim) in kept {
                    let (was, is) = (before.value(&field.name), after.value(&field.name));
                    run.claim(claim).on(&exchange).eq(&field.name, was, is);
                }
            }
        ),
    ]
}

fn clears(field: &'static Field) -> Case {
    let name = field.name.as_str();
    case!(
        UPDATE_CLIENT,
        format!("empty_list_clears_{name}"),
        format!("An empty list clears `{name}` and keeps every other field."),
        touches = Touches::Subject,
        claims = [UPDATE_CLEARS_LISTS, UPDATE_MERGE],
        async |run| {
            let [_, full] = samples::values(field);
            run.arrange(&json!({ name: full })).await?;
            run.update(&json!({ name: [] })).await?;
            run.arrange(&json!({ name: full })).await?;
        }
    )
}
