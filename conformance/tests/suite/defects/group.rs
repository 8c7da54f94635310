//! A server that gets the operations around the update wrong, and the tools to make one.

mod clients;
mod lists;
mod secrets;
mod tokens;

use std::sync::{Arc, Mutex};

use axum::http::Method;
use serde_json::Value;

use super::Defect;
use crate::proxy::{Answer, Incoming, Twist};

pub(super) fn defects() -> Vec<Defect> {
    [lists::defects(), clients::defects(), secrets::defects(), tokens::defects()].into_iter().flatten().collect()
}

const CLIENTS: &str = "/admin/oauth/clients";

fn is_list(request: &Incoming) -> bool {
    request.ends("GET", CLIENTS)
}

fn is_create(request: &Incoming) -> bool {
    request.ends("POST", CLIENTS)
}

fn is_delete(request: &Incoming) -> bool {
    request.method == Method::DELETE && request.is_on_one_client()
}

/// The request without the query parameters for which the condition holds.
fn without(request: &mut Incoming, name: &str) {
    if let Some((path, query)) = request.path.clone().split_once('?') {
        let prefix = format!("{name}=");
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with(&prefix)).collect();
        request.path = format!("{path}?{}", kept.join("&"));
    }
}

/// Changes the answer to requests for which the condition holds.
fn on(
    condition: impl Fn(&Incoming) -> bool + Send + Sync + 'static,
    change: impl Fn(&mut Answer) + Send + Sync + 'static,
) -> Twist {
    Twist::answer(move |request, answer| {
        if condition(request) && request.authorization() == "Bearer mock-admin" {
            change(answer);
        }
    })
}

/// As [`on`], for successes alone: an error has other members.
fn on_success(
    condition: impl Fn(&Incoming) -> bool + Send + Sync + 'static,
    change: impl Fn(&mut Answer) + Send + Sync + 'static,
) -> Twist {
    on(condition, move |answer| {
        if answer.status < 300 {
            change(answer);
        }
    })
}

fn set(pointer: &'static str, value: Value) -> impl Fn(&mut Answer) + Send + Sync + 'static {
    move |answer| {
        if answer.status < 300 {
            answer.change(|body| {
                if let Some(place) = body.pointer_mut(pointer) {
                    *place = value.clone();
                }
            });
        }
    }
}

fn status(from: u16, to: u16) -> impl Fn(&mut Answer) + Send + Sync + 'static {
    move |answer| {
        if answer.status == from {
            answer.status = to;
        }
    }
}

type Memory<T> = Arc<Mutex<T>>;

fn remembered<T>(memory: &Memory<T>) -> std::sync::MutexGuard<'_, T> {
    memory.lock().expect("no test panics while it holds this")
}

/// The id of the client that a path goes to.
fn client_of(request: &Incoming) -> String {
    let rest = request.path.strip_prefix("/admin/oauth/clients/").unwrap_or_default();
    rest.split(['/', '?']).next().unwrap_or_default().to_owned()
}

fn is_clone(request: &Incoming) -> bool {
    request.ends("POST", "/clone")
}

fn no_content(answer: &mut Answer) {
    answer.status = 204;
    answer.body.clear();
    answer.headers.remove("content-type");
}
