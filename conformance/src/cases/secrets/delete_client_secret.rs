//! `delete_client_secret`: one secret less, but never the last one.

use authms_sdk::{ClientId, SecretId};
use authms_spec::{
    claim::{DELETE_NO_BODY, SDK_AGREES, SECRETS_DELETED, SECRETS_LAST},
    operation::{CREATE_CLIENT_SECRET, DELETE_CLIENT_SECRET},
};

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    cases::shared::{
        statuses::{fill, first, shown, statuses},
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
            touches = Touches::OwnClients,
            claims = [SECRETS_DELETED, DELETE_NO_BODY],
            async |run| {
                let id = run.scratch("delete-secret").await?;
                fill(run, &id).await?;
                let secret_id = first(run, &id).await?;
                let mut left = statuses(run, &id).await?;
                let exchange = run.act(Request::to(DELETE_CLIENT_SECRET).client(&id).secret(&secret_id)).await?;
                run.expect(SECRETS_DELETED, &exchange, 204)?;
                left.remove(&secret_id);
                let after = statuses(run, &id).await?;
                run.claim(SECRETS_DELETED).on(&exchange).eq("secrets", shown(&left), shown(&after));
            }
        ),
        case!(
            DELETE_CLIENT_SECRET,
            "the_last_one_stays",
            "Deleting the last secret of a client is refused with 400, and the secret stays.",
            touches = Touches::OwnClients,
            claims = [SECRETS_LAST],
            async |run| {
                let id = run.scratch("last").await?;
                let secret_id = first(run, &id).await?;
                let request = Request::to(DELETE_CLIENT_SECRET).client(&id).secret(&secret_id);
                let exchange = run.act(request.or_status(&[409])).await?;
                run.claim(SECRETS_LAST).status(&exchange, 400);
                let listed = statuses(run, &id).await?.contains_key(&secret_id);
                run.claim(SECRETS_LAST).on(&exchange).eq(format!("{secret_id} listed"), true, listed);
            }
        ),
        unknown_secret(DELETE_CLIENT_SECRET),
        case!(
            DELETE_CLIENT_SECRET,
            "through_the_sdk",
            "The SDK deletes one of two secrets.",
            touches = Touches::OwnClients,
            claims = [SDK_AGREES],
            async |run| {
                let id = run.scratch("sdk-delete-secret").await?;
                let secret_id = first(run, &id).await?;
                let (client, secret) = (ClientId::new(&id)?, SecretId::new(&secret_id)?);
                run.send(Request::to(CREATE_CLIENT_SECRET).client(&id)).await?;
                let request = Request::to(DELETE_CLIENT_SECRET).client(&id).secret(&secret_id);
                run.sdk(request, |sdk| sdk.delete_client_secret(&client, &secret)).await?;
                run.claim(SDK_AGREES).eq("secrets", 1, statuses(run, &id).await?.len());
            }
        ),
    ]
}
