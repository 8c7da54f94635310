//! `deactivate_client_secret`: an inactive secret, and room for another active one.

use authms_sdk::{ClientId, SecretId};
use authms_spec::{
    claim::{SDK_AGREES, SECRETS_DEACTIVATED},
    operation::{CREATE_CLIENT_SECRET, DEACTIVATE_CLIENT_SECRET},
};

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    cases::shared::{
        statuses::{Statuses, first, statuses_until, with_two},
        unknown_secret::unknown_secret,
    },
    http::request::Request,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            DEACTIVATE_CLIENT_SECRET,
            "is_inactive_and_makes_room",
            "A deactivated secret is inactive, and another one can be created in its place.",
            touches = Touches::Scratch,
            claims = [SECRETS_DEACTIVATED],
            async |run| {
                let id = run.client_id();
                with_two(run, id).await?;
                let secret_id = first(run, id).await?;
                let request = Request::to(DEACTIVATE_CLIENT_SECRET).client(id).secret(&secret_id);
                let exchange = run.act(request).await?;
                run.expect(SECRETS_DEACTIVATED, &exchange, 200)?;
                let shown = exchange.text("/data/status").unwrap_or("inactive");
                run.claim(SECRETS_DEACTIVATED).on(&exchange).eq("status", "inactive", shown);
                let is_inactive = |now: &Statuses| now.get(&secret_id).is_some_and(|status| status == "inactive");
                let listed = statuses_until(run, id, is_inactive).await?;
                let status = listed.get(&secret_id).map(String::as_str);
                run.claim(SECRETS_DEACTIVATED).on(&exchange).eq("status in the list", "inactive", status);
                let further = run.send(Request::to(CREATE_CLIENT_SECRET).client(id)).await?;
                run.claim(SECRETS_DEACTIVATED).status(&further, 201);
            }
        ),
        unknown_secret(DEACTIVATE_CLIENT_SECRET),
        case!(
            DEACTIVATE_CLIENT_SECRET,
            "through_the_sdk",
            "The SDK deactivates a secret and returns it as inactive.",
            touches = Touches::Scratch,
            claims = [SDK_AGREES],
            async |run| {
                let id = run.client_id();
                with_two(run, id).await?;
                let secret_id = first(run, id).await?;
                let (client, secret) = (ClientId::new(id)?, SecretId::new(&secret_id)?);
                let request = Request::to(DEACTIVATE_CLIENT_SECRET).client(id).secret(&secret_id);
                let changed = run.sdk(request, |sdk| sdk.deactivate_client_secret(&client, &secret)).await?;
                let status = changed.status.as_ref().map_or("inactive", |status| status.as_str());
                run.claim(SDK_AGREES).eq("status", "inactive", status);
            }
        ),
    ]
}
