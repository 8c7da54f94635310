//! Every operation on one client: unknown ids and other tenants' clients are 404, and nothing happens.

use super::{auth_matrix::OPERATIONS, case};
use crate::{caller::Caller, case::Case, request::Request, samples::unknown_id, step::Need};

pub(super) fn cases() -> Vec<Case> {
    let own_files = ["get_client", "update_client"];
    let on_one_client = OPERATIONS
        .into_iter()
        .filter(|operation| !own_files.contains(operation) && Request::to(operation).template.contains("{client_id}"));
    on_one_client.flat_map(|operation| [unknown(operation), other_tenant(operation)]).collect()
}

fn unknown(operation: &'static str) -> Case {
    case!(operation, "unknown_id_is_404", ["client.unknown"], run => {
        let request = Request::to(operation).client(&unknown_id()).param("secret_id", &unknown_id());
        let exchange = run.act(request, None).await?;
        run.expect(&exchange, "client.unknown", 404)?;
    })
}

fn other_tenant(operation: &'static str) -> Case {
    case!(operation, "another_tenant_sees_404", ["tenant.wall"], run => {
        let id = run.victim().await?;
        let before = run.read_client(&id).await?;
        let request = Request::to(operation).client(&id).param("secret_id", &unknown_id()).by(Caller::OtherTenant);
        let exchange = run.act(request, None).await?;
        run.judge("tenant.wall", exchange.status == 404, "status 404", &format!("status {}", exchange.status), Some(&exchange));
        let after = run.send(Request::to("get_client").client(&id)).await?;
        let same = crate::item::Item::of(after.body.as_ref()).is_some_and(|after| before.differences(&after).is_empty());
        run.check("tenant.wall", same, "the client is as before", &exchange);
    })
    .needing(Need::OtherTenantToken)
}
