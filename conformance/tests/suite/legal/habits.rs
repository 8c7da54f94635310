//! What services written in Go commonly do, each habit alone and all of them together.

use authms_spec::operation;
use axum::http::{HeaderValue, Method, header};
use serde_json::{Value, json};

use crate::defect_proxy::{Request, Response, Rewrite};

/// One habit: what it makes of a request, and of a response.
#[derive(Clone, Copy)]
struct Habit {
    name: &'static str,
    request: fn(&mut Request),
    response: fn(&Request, &mut Response),
}

const HABITS: [Habit; 10] = [
    Habit { name: "only the first JSON value of a body counts", request: first_value, response: as_it_is },
    Habit { name: "invalid UTF-8 is replaced", request: lossy, response: as_it_is },
    Habit { name: "null in a list of texts is empty text", request: null_texts, response: as_it_is },
    Habit { name: "a body of null is an empty object", request: null_body, response: as_it_is },
    Habit { name: "the content type of a body is ignored", request: any_type, response: as_it_is },
    Habit { name: "an odd page falls back to the default", request: odd_pages, response: as_it_is },
    Habit { name: "wrong methods are 404 in plain text", request: unchanged, response: plain_404 },
    Habit { name: "zero values are left out", request: unchanged, response: no_zeros },
    Habit { name: "media types have a charset", request: unchanged, response: charset },
    Habit { name: "an update shows other digits than a read", request: unchanged, response: digits },
];

/// Each habit alone, and all together.
pub(super) fn variants() -> Vec<(&'static str, Rewrite)> {
    let alone = HABITS.iter().map(|habit| (habit.name, of(vec![*habit])));
    alone.chain([("a plain Go service", of(HABITS.to_vec()))]).collect()
}

fn of(habits: Vec<Habit>) -> Rewrite {
    let on_responses = habits.clone();
    Rewrite::request(move |request| habits.iter().for_each(|habit| (habit.request)(request))).and_response(
        move |request, response| on_responses.iter().for_each(|habit| (habit.response)(request, response)),
    )
}

fn unchanged(_: &mut Request) {}

fn as_it_is(_: &Request, _: &mut Response) {}

fn first_value(request: &mut Request) {
    let mut values = serde_json::Deserializer::from_slice(&request.body).into_iter::<Value>();
    if let Some(Ok(_)) = values.next() {
        let end = values.byte_offset();
        request.body.truncate(end);
    }
}

fn lossy(request: &mut Request) {
    request.body = String::from_utf8_lossy(&request.body).into_owned().into_bytes();
}

fn null_texts(request: &mut Request) {
    request.change(|body| {
        for entry in body.values_mut().filter_map(Value::as_array_mut).flatten().filter(|entry| entry.is_null()) {
            *entry = json!("");
        }
    });
}

fn null_body(request: &mut Request) {
    if request.calls(operation::UPDATE_CLIENT) && request.body == b"null" {
        request.body = b"{}".to_vec();
    }
}

fn any_type(request: &mut Request) {
    if !request.body.is_empty() {
        request.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
}

fn odd_pages(request: &mut Request) {
    if let Some((path, query)) = request.path.clone().split_once('?').filter(|_| request.method == Method::GET) {
        let is_odd = |pair: &&str| {
            let (name, value) = pair.split_once('=').unwrap_or_default();
            ["page", "page_size"].contains(&name) && !(1..=100).contains(&value.parse::<i64>().unwrap_or(0))
        };
        let kept: Vec<&str> = query.split('&').filter(|pair| !is_odd(pair)).collect();
        request.path = format!("{path}?{}", kept.join("&"));
    }
}

fn plain_404(_: &Request, response: &mut Response) {
    if response.status == 405 {
        response.status = 404;
        response.headers.remove(header::ALLOW);
        response.set("content-type", "text/plain; charset=utf-8");
        response.body = b"404 page not found\n".to_vec();
    }
}

fn no_zeros(_: &Request, response: &mut Response) {
    fn without_zeros(value: &mut Value) {
        let is_zero =
            |value: &Value| [json!(0), json!(false), json!(""), json!("[]"), json!([]), Value::Null].contains(value);
        match value {
            Value::Object(map) => {
                map.retain(|_, value| !is_zero(value));
                map.values_mut().for_each(without_zeros);
            }
            Value::Array(items) => items.iter_mut().for_each(without_zeros),
            _ => {}
        }
    }
    response.change(without_zeros);
}

fn charset(_: &Request, response: &mut Response) {
    if response.json().is_some() {
        response.set("content-type", "application/json; charset=utf-8");
    }
}

/// What is in memory has a nanosecond and the local zone; what comes from the database has neither.
fn digits(request: &Request, response: &mut Response) {
    if request.calls(operation::UPDATE_CLIENT) {
        response.change_item(|item| {
            if let Some(text) = item.get("updated_at").and_then(Value::as_str) {
                let text = text.replace('Z', "456789+00:00");
                item.insert("updated_at".into(), json!(text));
            }
        });
    }
}
