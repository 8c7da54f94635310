//! What many defects are made of.

use std::sync::{Arc, Mutex, MutexGuard};

use authms_mock_server::tokens;
use authms_spec::{Operation, operation};
use serde_json::Value;

use crate::defect_proxy::{Request, Response, Rewrite};

/// The path below which all clients are.
pub(super) const CLIENTS: &str = operation::LIST_CLIENTS.path;

/// Whether a request calls an operation, as a condition for [`on`].
pub(super) fn calls(operation: Operation) -> impl Fn(&Request) -> bool + Send + Sync + 'static {
    move |request| request.calls(operation)
}

/// Changes the responses to the administrator's requests for which the condition holds.
pub(super) fn on(
    condition: impl Fn(&Request) -> bool + Send + Sync + 'static,
    change: impl Fn(&mut Response) + Send + Sync + 'static,
) -> Rewrite {
    Rewrite::response(move |request, response| {
        if condition(request) && request.is_by(tokens::ADMIN) {
            change(response);
        }
    })
}

/// As [`on`], for successes alone: an error has other members.
pub(super) fn on_success(
    condition: impl Fn(&Request) -> bool + Send + Sync + 'static,
    change: impl Fn(&mut Response) + Send + Sync + 'static,
) -> Rewrite {
    on(condition, move |response| {
        if response.status < 300 {
            change(response);
        }
    })
}

/// Gives the member at a JSON pointer another value, where a success has it.
pub(super) fn set(pointer: &'static str, value: Value) -> impl Fn(&mut Response) + Send + Sync + 'static {
    move |response| {
        if response.status < 300 {
            response.change(|body| {
                if let Some(place) = body.pointer_mut(pointer) {
                    *place = value.clone();
                }
            });
        }
    }
}

/// Turns one status into another.
pub(super) fn status(from: u16, to: u16) -> impl Fn(&mut Response) + Send + Sync + 'static {
    move |response| {
        if response.status == from {
            response.status = to;
        }
    }
}

/// Turns a response into one with status 204 and no body.
pub(super) fn no_content(response: &mut Response) {
    response.status = 204;
    response.body.clear();
    response.headers.remove("content-type");
}

/// Gives every client that a response shows a field with this value.
pub(super) fn item(field: &'static str, value: Value) -> Rewrite {
    Rewrite::response(move |_, response| {
        response.change_item(|item| {
            item.insert(field.to_owned(), value.clone());
        });
    })
}

/// What a defect remembers from one request to the next.
pub(super) type Memory<T> = Arc<Mutex<T>>;

pub(super) fn remembered<T>(memory: &Memory<T>) -> MutexGuard<'_, T> {
    memory.lock().expect("no test panics while it holds this")
}
