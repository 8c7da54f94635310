//! A service in which no two clients of a tenant have one name.

use authms_mock_server::tokens;
use authms_spec::operation::{CREATE_CLIENT, UPDATE_CLIENT};
use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::world::World;
use crate::defect_proxy::{Request, Response};

/// The refusal of a name that another client of the tenant has, with this status.
pub(super) async fn refuse_taken(world: &World, request: &Request, status: u16) -> Option<Response> {
    if !(request.calls(CREATE_CLIENT) || request.calls(UPDATE_CLIENT)) || !request.is_by(tokens::ADMIN) {
        return None;
    }
    let body = request.json()?;
    let name = body.get("name")?.as_str()?;
    let own = request.calls(UPDATE_CLIENT).then(|| request.client_id());
    let other = |client: &Value| client["name"] == name && client["client_id"].as_str() != own.as_deref();
    world.clients().await.iter().any(other).then(|| refusal(status))
}

fn refusal(status: u16) -> Response {
    let timestamp = jiff::Timestamp::now().to_string();
    let body =
        json!({ "code": u32::from(status) * 100_000 + 1, "message": "the name is in use", "timestamp": timestamp });
    let mut response = Response { status, headers: HeaderMap::new(), body: body.to_string().into_bytes() };
    response.set("content-type", "application/json");
    response
}
