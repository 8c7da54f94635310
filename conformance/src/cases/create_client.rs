//! `create_client`: what comes of a new client, and what is no client.

use serde_json::{Value, json};

use super::case;
use crate::{
    case::Case,
    item::{Item, canonical},
    request::Request,
};

const CREATE: &str = "create_client";

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(CREATE, "answers_the_client_as_asked", ["create.answers", "secret.shown_once"], run => {
            let body = run.new_client("as-asked");
            let exchange = run.act(Request::to(CREATE).json(&body), None).await?;
            run.expect(&exchange, "create.answers", 201)?;
            let Some(id) = exchange.text("/data/client_id").map(str::to_owned) else {
                run.check("create.answers", false, "a client_id", &exchange);
                return Err(crate::step::Halt::Judged);
            };
            let answer = Item::of(exchange.body.as_ref());
            let read = run.read_client(&id).await?;
            for (field, sent) in body.as_object().into_iter().flatten() {
                let wanted = canonical(field, sent);
                let shown = answer.as_ref().map_or(Value::Null, |item| item.value(field));
                run.check("create.answers", shown.is_null() || shown == wanted, &format!("the answer shows {field} as asked"), &exchange);
                run.check("create.answers", read.value(field) == wanted, &format!("a read shows {field} as asked"), &exchange);
            }
            let secret = exchange.text("/data/client_secret").unwrap_or_default().to_owned();
            run.check("secret.shown_once", !secret.is_empty(), "a confidential client's secret in this answer", &exchange);
            run.shown_once(&id, &secret, &exchange).await?;
        }),
        case!(CREATE, "twice_makes_two_clients", ["create.distinct", "secret.fresh"], run => {
            let body = run.new_client("twice");
            let first = run.send(Request::to(CREATE).json(&body)).await?;
            let second = run.send(Request::to(CREATE).json(&body).or_status(&[409])).await?;
            let distinct = second.status == 409 || first.text("/data/client_id") != second.text("/data/client_id");
            run.check("create.distinct", distinct, "another client_id", &second);
            let fresh = second.status == 409 || first.text("/data/client_secret") != second.text("/data/client_secret");
            run.check("secret.fresh", fresh, "another secret", &second);
        }),
        case!(CREATE, "refuses_what_is_no_client", ["create.requires"], run => {
            let name = run.name("incomplete");
            let uris = json!(["https://one.example.com/callback"]);
            for body in [
                json!({}),
                json!({ "name": name }),
                json!({ "redirect_uris": uris }),
                json!({ "name": name, "redirect_uris": [] }),
                json!({ "name": 7, "redirect_uris": uris }),
                json!({ "name": name, "redirect_uris": "https://one.example.com/callback" }),
                json!([]),
            ] {
                let exchange = run.act(Request::to(CREATE).json(&body).or_status(&[422]), None).await?;
                run.judge("create.requires", exchange.status == 400, "status 400", &format!("status {}", exchange.status), Some(&exchange));
            }
            let list = run.send(Request::to("list_clients").query("name", &name)).await?;
            run.check("create.requires", list.status == 200 && list.list("/items").is_empty(), "none of them was created", &list);
        }),
    ]
}
