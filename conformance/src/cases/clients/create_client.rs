//! `create_client`: what a new client looks like, and which bodies are refused.

use authms_sdk::{ClientId, NewClient};
use authms_spec::{
    claim::{CREATE_DISTINCT, CREATE_REQUIRES, CREATE_RETURNS, SDK_AGREES, SECRET_FRESH, SECRET_SHOWN_ONCE, SILENT_UNIQUE_NAMES},
    operation::{CREATE_CLIENT, LIST_CLIENTS},
};
use serde_json::{Value, json};

use crate::{
    case::{
        definition::{Case, case},
        step::{Halt, Touches},
    },
    http::request::Request,
    judging::item::{Item, canonical},
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            CREATE_CLIENT,
            "returns_the_client_as_asked",
            "A new client has every field as asked, in the response and in a later read, and its secret is shown once.",
            touches = Touches::OwnClients,
            claims = [CREATE_RETURNS, SECRET_SHOWN_ONCE],
            async |run| {
                let body = run.new_client("as-asked");
                let exchange = run.act(Request::to(CREATE_CLIENT).json(&body)).await?;
                run.expect(CREATE_RETURNS, &exchange, 201)?;
                run.claim(CREATE_RETURNS).on(&exchange).shows("client_id", exchange.text("/data/client_id"));
                let Some(id) = exchange.text("/data/client_id") else { return Err(Halt::Judged) };
                let response = Item::of(exchange.body.as_ref());
                let read = run.read_client(id).await?;
                for (field, sent) in body.as_object().into_iter().flatten() {
                    let wanted = canonical(field, sent);
                    let shown = response.as_ref().map_or(Value::Null, |item| item.value(field));
                    run.claim(CREATE_RETURNS).on(&exchange).eq_or_unset(field, wanted.clone(), &shown);
                    run.claim(CREATE_RETURNS).on(&exchange).eq(format!("{field} in a read"), wanted, read.value(field));
                }
                // The client is confidential.
                let secret = exchange.text("/data/client_secret");
                run.claim(SECRET_SHOWN_ONCE).on(&exchange).shows("client_secret", secret);
                run.shown_once(id, secret, &exchange).await?;
                run.leave(id);
            }
        ),
        case!(
            CREATE_CLIENT,
            "twice_makes_two_clients",
            "The same body sent twice makes two clients with their own ids and secrets, unless names must be unique.",
            touches = Touches::OwnClients,
            claims = [CREATE_DISTINCT, SECRET_FRESH, SILENT_UNIQUE_NAMES],
            async |run| {
                let body = run.new_client("twice");
                let first = run.send(Request::to(CREATE_CLIENT).json(&body)).await?;
                let second = run.send(Request::to(CREATE_CLIENT).json(&body).or_status(&[409, 422])).await?;
                run.no_server_error(&second);
                let what = match second.status {
                    200..300 => "created".to_owned(),
                    status => format!("refused with {status}"),
                };
                let claim = run.claim(SILENT_UNIQUE_NAMES).on(&second).with_value(json!({ "status": second.status }));
                claim.observe(format!("a second client of the same name is {what}"));
                for (claim, field) in [(CREATE_DISTINCT, "client_id"), (SECRET_FRESH, "client_secret")] {
                    let pointer = format!("/data/{field}");
                    let (one, other) = (first.text(&pointer), second.text(&pointer));
                    let distinct = second.status >= 400 || one != other;
                    run.claim(claim).on(&second).holds(
                        format!("{field}: other than {}", one.unwrap_or("unset")),
                        distinct,
                        format!("{field}: {}", other.unwrap_or("unset")),
                    );
                }
                for created in [first, second] {
                    created.text("/data/client_id").into_iter().for_each(|id| run.leave(id));
                }
            }
        ),
        case!(
            CREATE_CLIENT,
            "refuses_an_invalid_client",
            "Bodies without a name or a redirect URI, or with a wrong type, are refused with 400 and make no client.",
            touches = Touches::OwnClients,
            claims = [CREATE_REQUIRES],
            async |run| {
                // A service that accepts one of them makes a client, which must bear a mark.
                let (name, website) = (run.name("incomplete"), run.website("incomplete"));
                let uris = json!(["https://one.example.com/callback"]);
                for body in [
                    json!({}),
                    json!({ "name": name }),
                    json!({ "redirect_uris": uris, "website": website }),
                    json!({ "name": name, "redirect_uris": [] }),
                    json!({ "name": 7, "redirect_uris": uris, "website": website }),
                    json!({ "name": name, "redirect_uris": "https://one.example.com/callback" }),
                    json!([]),
                ] {
                    let exchange = run.act(Request::to(CREATE_CLIENT).json(&body).or_status(&[422]).odd()).await?;
                    run.claim(CREATE_REQUIRES).status(&exchange, 400);
                }
                let list = run.send(Request::to(LIST_CLIENTS).query("name", &name)).await?;
                run.claim(CREATE_REQUIRES).status(&list, 200);
                run.claim(CREATE_REQUIRES).on(&list).eq("clients in the list", 0, list.list("/items").len());
            }
        ),
        case!(
            CREATE_CLIENT,
            "through_the_sdk",
            "The SDK creates a client as asked, and a raw read shows it so.",
            touches = Touches::OwnClients,
            claims = [SDK_AGREES],
            async |run| {
                let new =
                    NewClient::new(run.name("sdk-create"), ["https://one.example.com/callback"]).scopes(["openid"]);
                let request = Request::to(CREATE_CLIENT).json(&json!(new));
                let created = run.sdk(request, |sdk| sdk.create_client(&new)).await?;
                if let Some(id) = &created.client.invalid_client_id {
                    ClientId::new(id)?;
                }
                run.claim(SDK_AGREES).shows("client_id", created.client.client_id.as_ref().map(ClientId::as_str));
                let Some(id) = created.client.client_id else { return Err(Halt::Judged) };
                run.is_born(id.as_str());
                run.leave(id.as_str());
                let raw = run.read_client(id.as_str()).await?;
                run.claim(SDK_AGREES).eq("name", raw.text("name"), created.client.name);
                run.claim(SDK_AGREES).eq("scopes", json!(["openid"]), raw.value("scopes"));
            }
        ),
    ]
}
