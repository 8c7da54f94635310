//! Readings of silent points that the mock server has no profile for.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use authms_mock_server::tokens;
use authms_spec::{FieldType, contract, operation};
use axum::http::Method;
use serde_json::{Value, json};

use crate::defect_proxy::{Request, Response, Rewrite};

pub(super) fn variants() -> Vec<(&'static str, Rewrite)> {
    let has = |name: &'static str, wanted: Value| {
        move |request: &Request| {
            let body = request.json().filter(|_| request.calls(operation::UPDATE_CLIENT)).unwrap_or_default();
            body.get(name) == Some(&wanted)
        }
    };
    vec![
        ("redirect URIs may not become empty", refuses(has("redirect_uris", json!([])), 400)),
        ("an empty list is refused", refuses(has_empty_list, 400)),
        ("an empty list is ignored", Rewrite::request(empty_lists_dropped)),
        ("a stranger creates clients meanwhile", Rewrite::default().also(stranger)),
        ("an update may not suspend", refuses(has("status", json!("suspended")), 400)),
        ("a charset is refused", refuses(|request| media_type(request).ends_with("utf-8"), 415)),
        ("names are unique", unique_names(409)),
        ("names are unique, which is a bad request", unique_names(400)),
        ("names are unique, and filters find whole names", unique_names(409).and_response(whole_names)),
        (
            "filters are case-sensitive",
            Rewrite::response(|request, response| filtered(request, response, |name, text| name.contains(text))),
        ),
        ("new clients are listed late", listed_late(Duration::from_millis(60))),
        ("public clients have no secrets", public_secrets()),
        ("the order of a list is not kept", Rewrite::response(|_, response| response.change_item(reversed_lists))),
    ]
}

fn has_empty_list(request: &Request) -> bool {
    let body = request.json().filter(|_| request.calls(operation::UPDATE_CLIENT)).unwrap_or_default();
    body.as_object().is_some_and(|body| body.values().any(|value| *value == json!([])))
}

fn empty_lists_dropped(request: &mut Request) {
    let lists = contract().fields("UpdateClientRequest");
    let is_list = |name: &str| lists.iter().any(|it| it.name == name && it.field_type == FieldType::Strings);
    request.change(|body| body.retain(|name, value| *value != json!([]) || !is_list(name)));
}

fn stranger(request: &Request) -> Option<Request> {
    let mut other = request.clone();
    other.method = Method::POST;
    other.path = operation::LIST_CLIENTS.path.to_owned();
    other.authorize(tokens::ADMIN);
    other.headers.insert("content-type", "application/json".parse().ok()?);
    let body = json!({ "name": "a stranger", "redirect_uris": ["https://stranger.example.com/callback"] });
    other.body = body.to_string().into_bytes();
    request.calls(operation::LIST_CLIENTS).then_some(other)
}

fn media_type(request: &Request) -> String {
    let value = request.headers.get("content-type").and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

/// Refuses the requests for which the condition holds, without showing them to the server.
fn refuses(condition: impl Fn(&Request) -> bool + Send + Sync + Clone + 'static, status: u16) -> Rewrite {
    let again = condition.clone();
    Rewrite::request(move |request| {
        if condition(request) {
            request.method = Method::GET;
            request.body.clear();
        }
    })
    .and_response(move |request, response| {
        if again(request) && response.status < 300 {
            refuse(response, status);
        }
    })
}

fn refuse(response: &mut Response, status: u16) {
    response.status = status;
    response.set("content-type", "application/json");
    response.body = json!({ "code": 40_000_001, "message": "refused" }).to_string().into_bytes();
}

/// Which client has a name.
type Owners = Arc<Mutex<HashMap<String, String>>>;

fn name_of(request: &Request) -> Option<String> {
    let named = request.calls(operation::CREATE_CLIENT) || request.calls(operation::UPDATE_CLIENT);
    request.json().filter(|_| named)?["name"].as_str().map(str::to_owned)
}

fn unique_names(status: u16) -> Rewrite {
    let owners: Owners = Arc::default();
    let known = Arc::clone(&owners);
    let taken = move |request: &Request| {
        let owner = name_of(request).and_then(|name| known.lock().expect("no panic").get(&name).cloned());
        owner.is_some_and(|owner| owner != request.client_id())
    };
    let was_taken = taken.clone();
    Rewrite::request(move |request| {
        if taken(request) {
            request.method = Method::GET;
            request.body.clear();
        }
    })
    .and_response(move |request, response| {
        if was_taken(request) {
            refuse(response, status);
        } else if let Some(name) = name_of(request).filter(|_| response.status < 300) {
            let data = response.json().unwrap_or_default()["data"].clone();
            let owner = data["client_id"].as_str().unwrap_or_default().to_owned();
            let mut owners = owners.lock().expect("no panic");
            owners.retain(|_, id| *id != owner);
            owners.insert(name, owner);
        }
    })
}

/// Keeps the clients of a list whose name passes.
fn filtered(request: &Request, response: &mut Response, passes: impl Fn(&str, &str) -> bool) {
    let query = request.path.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let text = query.split('&').find_map(|pair| pair.strip_prefix("name=")).unwrap_or_default();
    if !request.calls(operation::LIST_CLIENTS) || response.status != 200 || text.is_empty() {
        return;
    }
    response.change(|body| {
        let items = body["items"].as_array_mut().expect("a list has items");
        let before = items.len();
        items.retain(|item| item["name"].as_str().is_some_and(|name| passes(name, text)));
        if items.len() != before {
            body["total"] = Value::Null;
            body["pagination"] = Value::Null;
        }
    });
}

fn whole_names(request: &Request, response: &mut Response) {
    filtered(request, response, |name, text| name == text);
}

fn listed_late(late: Duration) -> Rewrite {
    let born: Arc<Mutex<HashMap<String, Instant>>> = Arc::default();
    Rewrite::response(move |request, response| {
        let mut born = born.lock().expect("no panic");
        if request.creates_client() && response.status == 201 {
            let id = response.json().unwrap_or_default()["data"]["client_id"].as_str().unwrap_or_default().to_owned();
            born.insert(id, Instant::now());
        } else if request.calls(operation::LIST_CLIENTS) && response.status == 200 {
            let is_young = |item: &Value| {
                item["client_id"].as_str().and_then(|id| born.get(id)).is_some_and(|born| born.elapsed() < late)
            };
            response.change(|body| {
                let items = body["items"].as_array_mut().expect("a list has items");
                items.retain(|item| !is_young(item));
            });
        }
    })
}

fn public_secrets() -> Rewrite {
    let public: Arc<Mutex<HashSet<String>>> = Arc::default();
    Rewrite::response(move |request, response| {
        let mut public = public.lock().expect("no panic");
        if request.calls(operation::UPDATE_CLIENT) && response.status == 200 {
            match request.json().and_then(|body| body["is_confidential"].as_bool()) {
                Some(true) => drop(public.remove(&request.client_id())),
                Some(false) => drop(public.insert(request.client_id())),
                None => {}
            }
        }
        if request.calls(operation::LIST_CLIENT_SECRETS) && public.contains(&request.client_id()) {
            response.change(|body| body["data"]["secrets"] = json!([]));
        }
        response.change_item(|item| {
            if item.get("is_confidential") == Some(&json!(false)) {
                item.insert("secret_last_four".into(), json!(""));
            }
        });
    })
}

fn reversed_lists(item: &mut serde_json::Map<String, Value>) {
    item.values_mut().filter_map(Value::as_array_mut).for_each(|items| items.reverse());
}
