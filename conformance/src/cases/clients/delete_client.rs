//! `delete_client`: what is gone, and what is not.

use authms_sdk::ClientId;
use authms_spec::{
    claim::{DELETE_GONE, DELETE_NO_BODY, DELETE_ONLY_THIS_CLIENT, SDK_AGREES, SILENT_SECOND_DELETE},
    operation::{
        DELETE_CLIENT, GET_CLIENT, GET_CLIENT_STATS, LIST_CLIENT_AUDIT_LOGS, LIST_CLIENT_SECRETS, LIST_CLIENT_TOKENS,
        LIST_CLIENTS,
    },
};

use serde_json::json;

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    http::{exchange::Exchange, request::Request},
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            DELETE_CLIENT,
            "is_gone_from_reads_and_lists",
            "A deleted client is 404 for every read of it, and no list shows it.",
            touches = Touches::OwnClients,
            claims = [DELETE_GONE, DELETE_NO_BODY],
            async |run| {
                let id = run.scratch("deleted").await?;
                let exchange = run.act(Request::to(DELETE_CLIENT).client(&id)).await?;
                run.expect(DELETE_GONE, &exchange, 204)?;
                let is_gone = |read: &Exchange| read.status == 404;
                let read = run.act_until(Request::to(GET_CLIENT).client(&id), is_gone).await?;
                run.expect(DELETE_GONE, &read, 404)?;
                let list = Request::to(LIST_CLIENTS).query("name", run.name("deleted"));
                let list = run.list_until(list, |list| list.list("/items").is_empty()).await?;
                run.claim(DELETE_GONE).status(&list, 200);
                run.claim(DELETE_GONE).on(&list).eq("clients in the list", 0, list.list("/items").len());
                for operation in [LIST_CLIENT_SECRETS, LIST_CLIENT_TOKENS, GET_CLIENT_STATS, LIST_CLIENT_AUDIT_LOGS] {
                    let exchange = run.send_until(Request::to(operation).client(&id), is_gone).await?;
                    run.claim(DELETE_GONE).status(&exchange, 404);
                }
            }
        ),
        case!(
            DELETE_CLIENT,
            "leaves_other_clients",
            "Deleting a client leaves another one as it was.",
            touches = Touches::Scratch,
            claims = [DELETE_ONLY_THIS_CLIENT],
            async |run| {
                let id = run.doomed().await?;
                run.arrange(&json!({ "name": run.name("stays") })).await?;
                let before = run.read().await?;
                let exchange = run.send(Request::to(DELETE_CLIENT).client(&id)).await?;
                let after = run.read_if_there(run.client_id()).await?;
                run.claim(DELETE_ONLY_THIS_CLIENT).on(&exchange).same_client(&before, after.as_ref());
            }
        ),
        case!(
            DELETE_CLIENT,
            "a_second_time",
            "The status of a second delete of the same client is recorded.",
            touches = Touches::OwnClients,
            claims = [SILENT_SECOND_DELETE],
            async |run| {
                let id = run.doomed().await?;
                run.send(Request::to(DELETE_CLIENT).client(&id)).await?;
                let again = run.send(Request::to(DELETE_CLIENT).client(&id).or_status(&[410])).await?;
                run.no_server_error(&again);
                let value = json!({ "status": again.status });
                let what = format!("a second delete returns {}", again.status);
                run.claim(SILENT_SECOND_DELETE).with_value(value).observe(what);
            }
        ),
        case!(
            DELETE_CLIENT,
            "through_the_sdk",
            "The SDK deletes a client, and a raw read does not find it any more.",
            touches = Touches::OwnClients,
            claims = [SDK_AGREES],
            async |run| {
                let id = run.doomed().await?;
                let client = ClientId::new(&id)?;
                run.sdk(Request::to(DELETE_CLIENT).client(&id), |sdk| sdk.delete_client(&client)).await?;
                let read = run.send_until(Request::to(GET_CLIENT).client(&id), |read| read.status == 404).await?;
                run.claim(SDK_AGREES).status(&read, 404);
            }
        ),
    ]
}
