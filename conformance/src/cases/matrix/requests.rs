//! A well-formed request to any operation, for an id that may or may not exist.

use authms_spec::{
    Operation, Place,
    operation::{CREATE_CLIENT, UPDATE_CLIENT},
};
use serde_json::json;

use crate::{
    case::{
        context::CaseContext,
        step::{Step, Touches},
    },
    cases::shared::statuses::first,
    http::request::Request,
};

/// A request to an operation on this client, with a body where the operation takes one. What else its path names does
/// not exist.
pub(super) fn request(run: &CaseContext<'_>, operation: Operation, client_id: &str) -> Request {
    request_for(run, operation, client_id, &run.unknown_id())
}

/// As [`request`] for the client that the case works on, with one of its secrets: which of several faults decides the
/// status is open, so there must be only one.
pub(super) async fn request_on_held(run: &CaseContext<'_>, operation: Operation) -> Step<Request> {
    let secret = if operation.takes("secret_id") { first(run, run.client_id()).await? } else { String::new() };
    let other = if secret.is_empty() { run.unknown_id() } else { secret };
    Ok(request_for(run, operation, run.client_id(), &other))
}

fn request_for(run: &CaseContext<'_>, operation: Operation, client_id: &str, other: &str) -> Request {
    let in_path = operation.parameters.iter().filter(|parameter| parameter.place == Place::Path);
    let request = in_path.fold(Request::to(operation), |request, parameter| match parameter.name {
        "client_id" => request.client(client_id),
        name => request.param(name, other),
    });
    match operation.request {
        _ if operation == UPDATE_CLIENT => request.json(&json!({ "website": run.website("intruder") })),
        _ if operation == CREATE_CLIENT => request.json(&run.new_client("intruder")),
        Some(schema) => request.json(&run.body(schema)),
        None => request,
    }
}

/// What such a case touches. A request that gets through by mistake may do harm, so an operation whose effect cannot be
/// put back is tried on a scratch client.
pub(super) fn touches(operation: Operation) -> Touches {
    match operation {
        _ if operation.is_safe() => Touches::ReadsSubject,
        UPDATE_CLIENT => Touches::Subject,
        _ => Touches::Scratch,
    }
}
