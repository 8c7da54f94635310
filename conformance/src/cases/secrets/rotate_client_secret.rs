//! `rotate_client_secret`: another secret in the place of the newest.

use authms_sdk::ClientId;
use authms_spec::{
    claim::{SDK_AGREES, SECRET_FRESH, SECRET_SHOWN_ONCE, SECRETS_ROTATED, SILENT_LAST_FOUR, UNOBSERVABLE_HISTORY},
    operation::ROTATE_CLIENT_SECRET,
};

use serde_json::json;

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    cases::shared::statuses::{active, statuses_until, with_one},
    http::request::Request,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            ROTATE_CLIENT_SECRET,
            "returns_another_secret",
            "Rotating returns another secret every time and leaves the client an active one.",
            touches = Touches::Scratch,
            claims = [SECRETS_ROTATED, SECRET_SHOWN_ONCE, SECRET_FRESH, UNOBSERVABLE_HISTORY],
            async |run| {
                let id = run.client_id();
                with_one(run, id).await?;
                let exchange = run.act(Request::to(ROTATE_CLIENT_SECRET).client(id)).await?;
                run.expect(SECRETS_ROTATED, &exchange, 200)?;
                let first = exchange.text("/data/new_secret");
                run.claim(SECRET_SHOWN_ONCE).on(&exchange).shows("new_secret", first);
                let shown = exchange.text("/data/client_id").unwrap_or(id);
                run.claim(SECRETS_ROTATED).on(&exchange).eq("client_id", id, shown);
                let again = run.send(Request::to(ROTATE_CLIENT_SECRET).client(id)).await?;
                run.claim(SECRET_FRESH).on(&again).differs("new_secret", first, again.text("/data/new_secret"));
                let count = active(&statuses_until(run, id, |now| active(now) >= 1).await?);
                let what = format!("{count} active secrets");
                run.claim(SECRETS_ROTATED).on(&again).holds("an active secret afterwards", count >= 1, what);
                run.shown_once(id, first, &exchange).await?;
                let why = "a replaced secret is verifiable for four hours; no call shows it";
                run.claim(UNOBSERVABLE_HISTORY).unobservable(why);
            }
        ),
        case!(
            ROTATE_CLIENT_SECRET,
            "which_secret_the_last_four_are_of",
            "Whether `secret_last_four` belongs to the rotated secret is recorded.",
            touches = Touches::Scratch,
            claims = [SILENT_LAST_FOUR],
            async |run| {
                let id = run.client_id();
                with_one(run, id).await?;
                let exchange = run.send(Request::to(ROTATE_CLIENT_SECRET).client(id)).await?;
                let secret = exchange.text("/data/new_secret").unwrap_or_default();
                let is_of = |shown: &str| secret.ends_with(shown);
                let client = run.read_client_until(id, |item| item.text("secret_last_four").is_some_and(is_of)).await?;
                let rotated = client.text("secret_last_four").is_some_and(is_of);
                let shows = if rotated { "shows" } else { "does not show" };
                let claim = run.claim(SILENT_LAST_FOUR).with_value(json!({ "of_the_rotated_secret": rotated }));
                claim.observe(format!("secret_last_four {shows} the rotated secret"));
            }
        ),
        case!(
            ROTATE_CLIENT_SECRET,
            "through_the_sdk",
            "The SDK rotates a secret and returns the new one.",
            touches = Touches::Scratch,
            claims = [SDK_AGREES],
            async |run| {
                let id = run.client_id();
                let client = ClientId::new(id)?;
                let request = Request::to(ROTATE_CLIENT_SECRET).client(id);
                let rotated = run.sdk(request, |sdk| sdk.rotate_client_secret(&client)).await?;
                run.claim(SDK_AGREES).eq("a secret", true, rotated.secret.is_some());
            }
        ),
    ]
}
