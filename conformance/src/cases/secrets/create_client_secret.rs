//! `create_client_secret`: a new secret, shown once, and at most two active ones.

use authms_sdk::ClientId;
use authms_spec::{
    claim::{SDK_AGREES, SECRET_FRESH, SECRET_SHOWN_ONCE, SECRETS_LIMIT, SECRETS_LISTED},
    operation::{CREATE_CLIENT_SECRET, ROTATE_CLIENT_SECRET},
};

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    cases::shared::statuses::{active, shown, statuses_until, with_one, with_two},
    http::request::Request,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            CREATE_CLIENT_SECRET,
            "is_listed_and_shown_once",
            "A new secret is listed as active, differs from every other one, and its value is shown only once.",
            touches = Touches::Scratch,
            claims = [SECRETS_LISTED, SECRET_SHOWN_ONCE, SECRET_FRESH],
            async |run| {
                let id = run.client_id();
                with_one(run, id).await?;
                let exchange = run.act(Request::to(CREATE_CLIENT_SECRET).client(id)).await?;
                run.expect(SECRETS_LISTED, &exchange, 201)?;
                let value = exchange.text("/data/secret_value");
                run.claim(SECRET_SHOWN_ONCE).on(&exchange).shows("secret_value", value);
                let secret_id = exchange.text("/data/secret_id").unwrap_or_default();
                let listed = statuses_until(run, id, |now| now.contains_key(secret_id)).await?;
                let status = listed.get(secret_id).map(String::as_str);
                run.claim(SECRETS_LISTED).on(&exchange).eq(format!("status of {secret_id}"), "active", status);
                let rotated = run.send(Request::to(ROTATE_CLIENT_SECRET).client(id)).await?;
                run.claim(SECRET_FRESH).on(&rotated).differs("new_secret", value, rotated.text("/data/new_secret"));
                run.shown_once(id, value, &exchange).await?;
            }
        ),
        case!(
            CREATE_CLIENT_SECRET,
            "two_active_are_the_most",
            "A third active secret is refused with 409 and not created.",
            touches = Touches::Scratch,
            claims = [SECRETS_LIMIT],
            async |run| {
                let id = run.client_id();
                let before = with_two(run, id).await?;
                let exchange = run.act(Request::to(CREATE_CLIENT_SECRET).client(id)).await?;
                run.claim(SECRETS_LIMIT).status(&exchange, 409);
                let after = statuses_until(run, id, |after| *after == before).await?;
                run.claim(SECRETS_LIMIT).on(&exchange).eq("secrets", shown(&before), shown(&after));
            }
        ),
        case!(
            CREATE_CLIENT_SECRET,
            "two_at_once_for_the_last_place",
            "Of two secrets created at the same time for the last place, one is created and one is refused.",
            touches = Touches::Scratch,
            claims = [SECRETS_LIMIT],
            async |run| {
                let id = run.client_id();
                with_one(run, id).await?;
                let create = || run.send(Request::to(CREATE_CLIENT_SECRET).client(id));
                let (one, two) = futures_util::future::join(create(), create()).await;
                let (one, two) = (one?, two?);
                let mut seen = [one.status, two.status];
                seen.sort_unstable();
                run.claim(SECRETS_LIMIT).on(&two).eq("statuses", vec![201, 409], seen.to_vec());
                let count = active(&statuses_until(run, id, |now| active(now) == 2).await?);
                let what = format!("{count} active secrets");
                run.claim(SECRETS_LIMIT).on(&two).holds("at most 2 active secrets", count <= 2, what);
            }
        )
        .racing(),
        case!(
            CREATE_CLIENT_SECRET,
            "through_the_sdk",
            "The SDK creates a second secret and returns its value.",
            touches = Touches::Scratch,
            claims = [SDK_AGREES],
            async |run| {
                let id = run.client_id();
                with_one(run, id).await?;
                let client = ClientId::new(id)?;
                let request = Request::to(CREATE_CLIENT_SECRET).client(id);
                let created = run.sdk(request, |sdk| sdk.create_client_secret(&client)).await?;
                run.claim(SDK_AGREES).eq("a secret", true, created.secret.is_some());
                run.claim(SDK_AGREES).eq("secrets", 2, statuses_until(run, id, |now| now.len() == 2).await?.len());
            }
        ),
    ]
}
