//! A well-formed request to any operation, for an id that may or may not exist.

use authms_spec::{
    Operation, Place,
    operation::{CREATE_CLIENT, GET_CLIENT, UPDATE_CLIENT},
};
use serde_json::json;

use crate::{
    case::{
        context::CaseContext,
        samples::{self, unknown_id},
        step::{Step, Touches},
    },
    http::request::Request,
    judging::item::Item,
};

/// A request to an operation on this client, with a body where the operation takes one.
pub(super) fn request(run: &CaseContext<'_>, operation: Operation, client_id: &str) -> Request {
    let in_path = operation.parameters.iter().filter(|parameter| parameter.place == Place::Path);
    let request = in_path.fold(Request::to(operation), |request, parameter| match parameter.name {
        "client_id" => request.client(client_id),
        name => request.param(name, &unknown_id()),
    });
    match operation.request {
        _ if operation == UPDATE_CLIENT => request.json(&json!({ "website": "https://intruder.example.com" })),
        _ if operation == CREATE_CLIENT => request.json(&run.new_client("intruder")),
        Some(schema) => request.json(&samples::body(schema)),
        None => request,
    }
}

/// The client to try an operation on. A request that gets through by mistake may do harm, so an operation whose effect
/// cannot be put back is tried on a scratch client.
pub(super) async fn target(run: &CaseContext<'_>, operation: Operation) -> Step<String> {
    match touches(operation) {
        Touches::Victim => run.victim().await,
        _ => Ok(run.client_id().to_owned()),
    }
}

/// What such a case touches.
pub(super) fn touches(operation: Operation) -> Touches {
    match operation {
        _ if operation.is_safe() => Touches::ReadsSubject,
        UPDATE_CLIENT => Touches::Subject,
        _ => Touches::Victim,
    }
}

/// Reads a client that may be gone.
pub(super) async fn read(run: &CaseContext<'_>, client_id: &str) -> Step<Option<Item>> {
    let read = run.send(Request::to(GET_CLIENT).client(client_id)).await?;
    Ok(Item::of(read.body.as_ref()))
}
