//! What every operation on one secret does with an id that no secret has.

use authms_spec::{Operation, claim::SECRETS_UNKNOWN};

use super::statuses::{shown, statuses_until, with_two};
use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    http::request::Request,
};

pub(in crate::cases) fn unknown_secret(operation: Operation) -> Case {
    case!(
        operation,
        "unknown_secret_is_404",
        "An id that no secret has is 404, and the client's secrets stay as they are.",
        touches = Touches::Scratch,
        claims = [SECRETS_UNKNOWN],
        async |run| {
            let id = run.client_id();
            let before = with_two(run, id).await?;
            let exchange = run.act(Request::to(operation).client(id).secret(&run.unknown_id())).await?;
            run.claim(SECRETS_UNKNOWN).status(&exchange, 404);
            let after = statuses_until(run, id, |after| *after == before).await?;
            run.claim(SECRETS_UNKNOWN).on(&exchange).eq("secrets", shown(&before), shown(&after));
        }
    )
}
