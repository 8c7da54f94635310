//! `clone_client`: what a copy has of its source, and what is its own.

use authms_sdk::ClientId;
use authms_spec::{
    claim::{CLONE_COPIES, CLONE_OWN_IDENTITY, SDK_AGREES, SECRET_FRESH, SECRET_SHOWN_ONCE},
    operation::{CLONE_CLIENT, CREATE_CLIENT},
};

use crate::{
    case::{
        definition::{Case, case},
        step::{Halt, Touches},
    },
    http::request::Request,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            CLONE_CLIENT,
            "copies_configuration_and_not_identity",
            "A clone has the source's configuration with its own id and secret, and the source stays as it is.",
            touches = Touches::OwnClients,
            claims = [CLONE_COPIES, CLONE_OWN_IDENTITY, SECRET_SHOWN_ONCE, SECRET_FRESH],
            async |run| {
                let created = run.send(Request::to(CREATE_CLIENT).json(&run.new_client("source"))).await?;
                let Some(source) = created.text("/data/client_id") else {
                    return Err(Halt::NotRun("a scratch client cannot be created".to_owned()));
                };
                let before = run.read_client(source).await?;
                let exchange = run.act(Request::to(CLONE_CLIENT).client(source)).await?;
                run.expect(CLONE_COPIES, &exchange, 201)?;
                run.claim(CLONE_OWN_IDENTITY).on(&exchange).shows("client_id", exchange.text("/data/client_id"));
                let Some(id) = exchange.text("/data/client_id") else { return Err(Halt::Judged) };
                run.claim(CLONE_OWN_IDENTITY).on(&exchange).ne("client_id", source, id);
                let copy = run.read_client(id).await?;
                for field in ["redirect_uris", "scopes", "grant_types"] {
                    run.claim(CLONE_COPIES).on(&exchange).eq(field, before.value(field), copy.value(field));
                }
                let after = run.read_client(source).await?;
                run.claim(CLONE_OWN_IDENTITY).on(&exchange).same_client(&before, Some(&after));
                let secret = exchange.text("/data/client_secret");
                let source_secret = created.text("/data/client_secret");
                run.claim(SECRET_FRESH).on(&exchange).differs("client_secret", source_secret, secret);
                run.claim(SECRET_SHOWN_ONCE).on(&exchange).shows("client_secret", secret);
                run.shown_once(id, secret, &exchange).await?;
                run.leave(source);
                run.leave(id);
            }
        ),
        case!(
            CLONE_CLIENT,
            "through_the_sdk",
            "The SDK copies a client and returns the copy's id and secret.",
            touches = Touches::Scratch,
            claims = [SDK_AGREES],
            async |run| {
                let source = run.client_id();
                let id = ClientId::new(source)?;
                let copy = run.sdk(run.on_subject(CLONE_CLIENT), |sdk| sdk.clone_client(&id)).await?;
                run.claim(SDK_AGREES).ne("client_id", source, copy.client.client_id.map(String::from));
                run.claim(SDK_AGREES).eq("a secret", true, copy.secret.is_some());
            }
        ),
    ]
}
