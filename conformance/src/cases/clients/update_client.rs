//! `update_client`: what an update does as a whole, beyond the single field.

mod fields;
mod lenient;
mod lists;
mod refusals;
mod silent;

use std::time::Duration;

use authms_sdk::{ClientId, UpdateClient};
use authms_spec::{
    Claim, Field,
    claim::{
        CLIENT_UNKNOWN, ITEM_CREATED_AT, ITEM_IDENTITY, ITEM_READ_ONLY, ITEM_UPDATED_AT, SDK_AGREES,
        TENANT_WALL, TEXT_PRESERVED, UPDATE_APPLIES, UPDATE_MERGE, UPDATE_ONLY_THIS_CLIENT,
        UPDATE_RETURNS_ITEM,
    },
    operation::{GET_CLIENT, UPDATE_CLIENT},
};
use serde_json::json;

use crate::{
    case::{
        definition::{Case, case},
        samples,
        step::{Need, Touches},
        update::claim_of_kept,
    },
    http::{caller::Caller, request::Request},
    judging::item::{Item, canonical, instant, read_only_fields, writable_names},
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = whole();
    cases.extend(walls());
    cases.extend(fields::cases());
    cases.extend(refusals::cases());
    cases.extend(lists::cases());
    cases.extend(silent::cases());
    cases.extend(lenient::cases());
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
                run.arrange(&run.full_update(1)).await?;
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
                let body = json!({ "name": run.name("repeated") });
                let first = run.update(&body).await?;
                let second = run.update(&body).await?;
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
                    ["支付 Payments – ß é 🦀", "<b>\"quoted\" & 'single'</b>", "Back\\slash %41 ${HOME}"]
                {
                    let text = run.name(text);
                    let request = run.on_subject(UPDATE_CLIENT).json(&json!({ "name": text })).odd();
                    let exchange = run.send(request).await?;
                    run.expect(TEXT_PRESERVED, &exchange, 200)?;
                    let after = run.read().await?;
                    run.claim(TEXT_PRESERVED).on(&exchange).eq("name", text.as_str(), after.value("name"));
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
                let before = run.update(&json!({ "name": run.name("clock") })).await?;
                // A clock that shows whole seconds may show the same one twice; wait until it must have moved.
                let fine = before.text("updated_at").is_some_and(|text| text.contains('.'));
                tokio::time::sleep(Duration::from_millis(if fine { 3 } else { 1_100 })).await;
                let after = run.update(&json!({ "name": run.name("clock-moved") })).await?;
                let (was, is) = (instant(&before, "updated_at"), instant(&after, "updated_at"));
                let shown = |item: &Item| item.value("updated_at").to_string();
                run.claim(ITEM_UPDATED_AT).holds(
                    format!("updated_at: later than {}", shown(&before)),
                    was.is_none() || is > was,
                    format!("updated_at: {}", shown(&after)),
                );
            }
        )
        .early(),
        case!(
            UPDATE_CLIENT,
            "touches_no_other_client",
            "An update leaves every other client as it was.",
            touches = Touches::Subject,
            claims = [UPDATE_ONLY_THIS_CLIENT],
            needs = [Need::Bystander],
            async |run| {
                let before = run.read_client(run.bystander()).await?;
                let body = json!({ "name": run.name("alone"), "scopes": ["openid", "email"], "status": "active" });
                run.arrange(&body).await?;
                let after = run.read_client(run.bystander()).await?;
                run.claim(UPDATE_ONLY_THIS_CLIENT).same_client(&before, Some(&after));
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
                let (before, name) = (run.before().await?, run.name("By-SDK"));
                let update = UpdateClient::new().name(&name).scopes(["openid", "email"]);
                let update = update.grant_types(["client_credentials"]);
                let request = run.on_subject(UPDATE_CLIENT).json(&json!(update));
                let client = run.sdk(request, |sdk| sdk.update_client(&id, &update)).await?;
                let shown = Item::read_by_the_sdk(&client);
                let after = run.read_client_until(run.client_id(), |item| shown.differences(item).is_empty()).await?;
                run.claim(SDK_AGREES).same_client(&after, Some(&shown));
                run.claim(SDK_AGREES).eq("name", name, after.value("name"));
                run.claim(SDK_AGREES).eq("scopes", canonical("scopes", &json!(["openid", "email"])), after.value("scopes"));
                run.claim(SDK_AGREES).eq("grant_types", json!(["client_credentials"]), after.value("grant_types"));
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
                let id = run.unknown_id();
                let body = json!({ "name": run.name("ghost") });
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
                let before = run.before().await?;
                let body = json!({ "website": run.website("intruder") });
                let request = run.on_subject(UPDATE_CLIENT).by(Caller::OtherTenant).json(&body);
                let exchange = run.act(request).await?;
                let actual = format!("status {}{}", exchange.status, run.doubt(Caller::OtherTenant));
                run.claim(TENANT_WALL).on(&exchange).holds("status 404", exchange.status == 404, actual);
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
                let number = run.serial();
                let unwanted = |field: &Field| (field.name.clone(), samples::unwanted(field, number));
                let body = kept.iter().map(|(field, _)| unwanted(field)).collect();
                let before = run.before().await?;
                // Unknown request fields may be ignored or refused; either way none of this may be stored.
                let exchange = run.send(run.on_subject(UPDATE_CLIENT).json(&body).or_status(&[422]).odd()).await?;
                let after = run.read().await?;
                for (field, claim) in kept {
                    run.claim(claim).on(&exchange).same_field(&field.name, &before, &after);
                }
            }
        ),
    ]
}
