//! Every operation on one client: unknown ids and other tenants' clients are 404, and nothing happens.

use authms_spec::{
    Operation,
    claim::{CLIENT_UNKNOWN, TENANT_WALL},
    operation::{self, GET_CLIENT, UPDATE_CLIENT},
};

use super::requests::{read, request, target, touches};
use crate::{
    case::{
        definition::{Case, case},
        samples::unknown_id,
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
            let exchange = run.act(request(run, operation, &unknown_id())).await?;
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
            let id = target(run, operation).await?;
            let before = run.read_client(&id).await?;
            let exchange = run.act(request(run, operation, &id).by(Caller::OtherTenant)).await?;
            run.claim(TENANT_WALL).status(&exchange, 404);
            run.claim(TENANT_WALL).on(&exchange).same_client(&before, read(run, &id).await?.as_ref());
        }
    )
}
