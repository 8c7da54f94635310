//! `delete_client_secret`: one secret less, but never the last one.

use authms_sdk::{ClientId, SecretId};
use authms_spec::{
    claim::{DELETE_NO_BODY, SDK_AGREES, SECRETS_DELETED, SECRETS_LAST},
    operation::DELETE_CLIENT_SECRET,
};

use crate::{
    case::{
        definition::{Case, case},
        step::{Halt, Touches},
    },
    cases::shared::{
        statuses::{first, shown, statuses_until, with_one, with_two},
        unknown_secret::unknown_secret,
    },
    http::request::Request,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            DELETE_CLIENT_SECRET,
            "is_not_listed_any_more",
            "A deleted secret is not listed any more, and the others are.",
            touches = Touches::Scratch,
            claims = [SECRETS_DELETED, DELETE_NO_BODY],
            async |run| {
                let id = run.client_id();
                let mut left = with_two(run, id).await?;
                let secret_id = first(run, id).await?;
                let exchange = run.act(Request::to(DELETE_CLIENT_SECRET).client(id).secret(&secret_id)).await?;
                run.expect(SECRETS_DELETED, &exchange, 204)?;
                left.remove(&secret_id);
                let after = statuses_until(run, id, |after| *after == left).await?;
                run.claim(SECRETS_DELETED).on(&exchange).eq("secrets", shown(&left), shown(&after));
            }
        ),
        case!(
            DELETE_CLIENT_SECRET,
            "the_last_one_stays",
            "Deleting the last secret of a client is refused with 400, and the secret stays.",
            touches = Touches::Scratch,
            claims = [SECRETS_LAST],
            async |run| {
                let (id, secret_id) = match with_one(run, run.client_id()).await {
                    Ok(secret_id) => (run.client_id().to_owned(), secret_id),
                    // Where no secret can be deleted, only a new client has a single one.
                    Err(Halt::NotRun(_)) => {
                        let id = run.scratch("one-secret").await?;
                        let secret_id = first(run, &id).await?;
                        (id, secret_id)
                    }
                    Err(halt) => return Err(halt),
                };
                let request = Request::to(DELETE_CLIENT_SECRET).client(&id).secret(&secret_id);
                let exchange = run.act(request.or_status(&[409])).await?;
                run.claim(SECRETS_LAST).status(&exchange, 400);
                let listed = statuses_until(run, &id, |now| now.contains_key(&secret_id)).await?.contains_key(&secret_id);
                run.claim(SECRETS_LAST).on(&exchange).eq(format!("{secret_id} listed"), true, listed);
            }
        ),
        unknown_secret(DELETE_CLIENT_SECRET),
        case!(
            DELETE_CLIENT_SECRET,
            "through_the_sdk",
            "The SDK deletes one of two secrets.",
            touches = Touches::Scratch,
            claims = [SDK_AGREES],
            async |run| {
                let id = run.client_id();
                let mut left = with_two(run, id).await?;
                let secret_id = first(run, id).await?;
                left.remove(&secret_id);
                let (client, secret) = (ClientId::new(id)?, SecretId::new(&secret_id)?);
                let request = Request::to(DELETE_CLIENT_SECRET).client(id).secret(&secret_id);
                run.sdk(request, |sdk| sdk.delete_client_secret(&client, &secret)).await?;
                let after = statuses_until(run, id, |after| *after == left).await?;
                run.claim(SDK_AGREES).eq("secrets", shown(&left), shown(&after));
            }
        ),
    ]
}
