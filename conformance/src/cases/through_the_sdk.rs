//! Every operation once through the SDK's facade, compared with what raw HTTP shows afterwards.
//!
//! `get_client` and `update_client` have their own, in their files.

use authms_sdk::{ClientFilter, ClientId, NewClient, PageRequest, SecretId, UserId};

use super::case;
use crate::{
    case::Case,
    context::CaseContext,
    request::Request,
    samples::unknown_id,
    step::{Halt, Step},
};

const CLAIMS: [&str; 1] = ["sdk.agrees"];
const NAME: &str = "through_the_sdk";

fn client_id(text: &str) -> Step<ClientId> {
    ClientId::new(text).map_err(|error| Halt::NotRun(error.to_string()))
}

/// States that a call through the SDK succeeded and agrees.
fn judge<T>(run: &CaseContext<'_>, answer: &Result<T, authms_sdk::Error>, agrees: impl FnOnce(&T) -> bool) {
    let holds = answer.as_ref().is_ok_and(agrees);
    run.judge("sdk.agrees", holds, "the SDK's call does what the raw one does", &run.sdk_said(answer), None);
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_clients();
    cases.extend(of_secrets());
    cases.extend(of_the_rest());
    cases
}

fn of_clients() -> Vec<Case> {
    vec![
        case!("list_clients", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-list").await?;
            let filter = ClientFilter::new().name(run.name("sdk-list"));
            let page = run.through_sdk(Request::to("list_clients"), |sdk| sdk.list_clients(&filter, PageRequest::new().page_size(5))).await?;
            judge(run, &page, |page| page.items.len() == 1 && page.items[0].client_id.as_deref() == Some(made.as_str()));
        }),
        case!("create_client", NAME, CLAIMS, run => {
            let new = NewClient::new(run.name("sdk-create"), ["https://one.example.com/callback"]).scopes(["openid"]);
            let created = run.through_sdk(Request::to("create_client"), |sdk| sdk.create_client(&new)).await?;
            if let Some(made) = created.as_ref().ok().and_then(|created| created.client.client_id.clone()) {
                let raw = run.read_client(&made).await?;
                judge(run, &created, |created| raw.text("name") == created.client.name.as_deref() && raw.value("scopes") == serde_json::json!(["openid"]));
            } else {
                judge(run, &created, |_| false);
            }
        }),
        case!("delete_client", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-delete").await?;
            let id = client_id(&made)?;
            let deleted = run.through_sdk(Request::to("delete_client").client(&made), |sdk| sdk.delete_client(&id)).await?;
            let read = run.send(Request::to("get_client").client(&made)).await?;
            judge(run, &deleted, |()| read.status == 404);
        }),
        case!("clone_client", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-clone").await?;
            let id = client_id(&made)?;
            let copy = run.through_sdk(Request::to("clone_client").client(&made), |sdk| sdk.clone_client(&id)).await?;
            judge(run, &copy, |copy| copy.client_secret.is_some() && copy.client.client_id.as_deref() != Some(made.as_str()));
        }),
    ]
}

fn of_secrets() -> Vec<Case> {
    vec![
        case!("create_client_secret", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-secret").await?;
            let id = client_id(&made)?;
            let created = run.through_sdk(Request::to("create_client_secret").client(&made), |sdk| sdk.create_client_secret(&id)).await?;
            let listed = run.send(Request::to("list_client_secrets").client(&made)).await?.list("/data/secrets").len();
            judge(run, &created, |created| created.secret_value.is_some() && listed == 2);
        }),
        case!("rotate_client_secret", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-rotate").await?;
            let id = client_id(&made)?;
            let rotated = run.through_sdk(Request::to("rotate_client_secret").client(&made), |sdk| sdk.rotate_client_secret(&id)).await?;
            judge(run, &rotated, |rotated| rotated.new_secret.is_some());
        }),
        case!("list_client_secrets", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-secrets").await?;
            let raw = run.send(Request::to("list_client_secrets").client(&made)).await?;
            let id = client_id(&made)?;
            let listed = run.through_sdk(Request::to("list_client_secrets").client(&made), |sdk| sdk.list_client_secrets(&id)).await?;
            let ids: Vec<&str> = raw.list("/data/secrets").iter().filter_map(|secret| secret["secret_id"].as_str()).collect();
            judge(run, &listed, |listed| listed.iter().filter_map(|secret| secret.secret_id.as_deref()).eq(ids.iter().copied()));
        }),
        case!("deactivate_client_secret", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-deactivate").await?;
            let secret = first_secret(run, &made).await?;
            let id = client_id(&made)?;
            let changed = run.through_sdk(Request::to("deactivate_client_secret").client(&made), |sdk| sdk.deactivate_client_secret(&id, &secret)).await?;
            judge(run, &changed, |changed| changed.status.as_ref().is_none_or(|status| status.as_str() == "inactive"));
        }),
        case!("delete_client_secret", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-delete-secret").await?;
            let secret = first_secret(run, &made).await?;
            run.send(Request::to("create_client_secret").client(&made)).await?;
            let id = client_id(&made)?;
            let deleted = run.through_sdk(Request::to("delete_client_secret").client(&made), |sdk| sdk.delete_client_secret(&id, &secret)).await?;
            let listed = run.send(Request::to("list_client_secrets").client(&made)).await?.list("/data/secrets").len();
            judge(run, &deleted, |()| listed == 1);
        }),
    ]
}

async fn first_secret(run: &CaseContext<'_>, client_id: &str) -> Step<SecretId> {
    let listed = run.send(Request::to("list_client_secrets").client(client_id)).await?;
    let found = listed.text("/data/secrets/0/secret_id").unwrap_or_default().to_owned();
    SecretId::new(found).map_err(|_| Halt::NotRun("the client has no secret".to_owned()))
}

fn of_the_rest() -> Vec<Case> {
    vec![
        case!("list_client_tokens", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-tokens").await?;
            let id = client_id(&made)?;
            let page = run.through_sdk(Request::to("list_client_tokens").client(&made), |sdk| sdk.list_client_tokens(&id, PageRequest::new())).await?;
            judge(run, &page, |page| page.items.is_empty());
        }),
        case!("revoke_client_tokens", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-revoke").await?;
            let id = client_id(&made)?;
            let revoked = run.through_sdk(Request::to("revoke_client_tokens").client(&made), |sdk| sdk.revoke_client_tokens(&id, None)).await?;
            judge(run, &revoked, |revoked| revoked.access_tokens.unwrap_or(0) == 0);
        }),
        case!("revoke_user_tokens", NAME, CLAIMS, run => {
            let user = UserId::new(unknown_id()).map_err(|error| Halt::NotRun(error.to_string()))?;
            let revoked = run.through_sdk(Request::to("revoke_user_tokens").param("user_id", user.as_str()), |sdk| sdk.revoke_user_tokens(&user)).await?;
            judge(run, &revoked, |revoked| revoked.access_tokens.unwrap_or(0) == 0);
        }),
        case!("list_client_audit_logs", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-audit").await?;
            let raw = run.send(Request::to("list_client_audit_logs").client(&made)).await?;
            let id = client_id(&made)?;
            let page = run.through_sdk(Request::to("list_client_audit_logs").client(&made), |sdk| sdk.list_client_audit_logs(&id, PageRequest::new())).await?;
            judge(run, &page, |page| page.items.len() == raw.list("/items").len());
        }),
        case!("get_client_stats", NAME, CLAIMS, run => {
            let made = run.scratch("sdk-stats").await?;
            let id = client_id(&made)?;
            let stats = run.through_sdk(Request::to("get_client_stats").client(&made), |sdk| sdk.get_client_stats(&id)).await?;
            judge(run, &stats, |stats| stats.active_tokens.unwrap_or(0) == 0);
        }),
    ]
}
