//! What every operation on one secret does with an id that no secret has.

use authms_spec::{Operation, claim::SECRETS_UNKNOWN};

use super::statuses::{fill, shown, statuses};
use crate::{
    case::{
        definition::{Case, case},
        samples::unknown_id,
        step::Touches,
    },
    http::request::Request,
};

pub(in crate::cases) fn unknown_secret(operation: Operation) -> Case {
    case!(
        operation,
        "unknown_secret_is_404",
        "An id that no secret has is 404, and the client's secrets stay as they are.",
        touches = Touches::OwnClients,
        claims = [SECRETS_UNKNOWN],
        async |run| {
            let id = run.scratch("unknown-secret").await?;
            fill(run, &id).await?;
            let before = statuses(run, &id).await?;
            let exchange = run.act(Request::to(operation).client(&id).secret(&unknown_id())).await?;
            run.claim(SECRETS_UNKNOWN).status(&exchange, 404);
            let after = statuses(run, &id).await?;
            run.claim(SECRETS_UNKNOWN).on(&exchange).eq("secrets", shown(&before), shown(&after));
        }
    )
}
