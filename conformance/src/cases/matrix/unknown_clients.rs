//! Every operation on one client: unknown ids and other tenants' clients are 404, and nothing happens.

use authms_spec::{
    Operation,
    claim::{CLIENT_UNKNOWN, TENANT_WALL},
    operation::{self, GET_CLIENT, UPDATE_CLIENT},
};

use super::requests::{request, request_on_held, touches};
use crate::{
    case::{
        definition::{Case, case},
        step::{Need, Touches},
    },
    http::caller::Caller,
};

pub(super) fn cases() -> Vec<Case> {
    // These two judge more of it, in their own files.
    let elsewhere = [GET_CLIENT, UPDATE_CLIENT];
    let on_one_client = operation::ALL.iter().copied().filter(|operation| operation.takes("client_id"));
    on_one_client
        .filter(|operation| !elsewhere.contains(operation))
        .flat_map(|operation| [unknown(operation), other_tenant(operation)])
        .collect()
}

fn unknown(operation: Operation) -> Case {
    case!(
        operation,
        "unknown_id_is_404",
        "An id that no client has is 404.",
        touches = Touches::OwnClients,
        claims = [CLIENT_UNKNOWN],
        async |run| {
            let exchange = run.act(request(run, operation, &run.unknown_id())).await?;
            run.expect(CLIENT_UNKNOWN, &exchange, 404)?;
        }
    )
}

fn other_tenant(operation: Operation) -> Case {
    case!(
        operation,
        "another_tenant_sees_404",
        "An administrator of another tenant is refused with 404 and changes nothing.",
        touches = touches(operation),
        claims = [TENANT_WALL],
        needs = [Need::OtherTenantToken],
        async |run| {
            let before = run.before().await?;
            let exchange = run.act(request_on_held(run, operation).await?.by(Caller::OtherTenant)).await?;
            let actual = format!("status {}{}", exchange.status, run.doubt(Caller::OtherTenant));
            run.claim(TENANT_WALL).on(&exchange).holds("status 404", exchange.status == 404, actual);
            let after = run.read_if_there(run.client_id()).await?;
            run.same_client(run.claim(TENANT_WALL).on(&exchange), &before, after.as_ref())?;
        }
    )
}
