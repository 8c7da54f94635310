//! Somebody else in the same tenant, who creates, updates and deletes clients of his own all the time.

use std::{sync::Arc, time::Duration};

use axum::http::{HeaderValue, Method, header};
use serde_json::json;
use tokio::task::JoinHandle;

use super::world::{World, administrators};
use crate::defect_proxy::Request;

/// The stranger at work, until dropped.
pub(crate) struct Stranger(JoinHandle<()>);

impl Stranger {
    /// With what the names of his clients begin.
    pub(crate) const NAME: &str = "Team calendar";

    pub(crate) fn start(world: Arc<World>, seed: u64, pause: Duration) -> Self {
        Self(tokio::spawn(work(world, fastrand::Rng::with_seed(seed), pause)))
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn work(world: Arc<World>, mut random: fastrand::Rng, pause: Duration) {
    let mut own: Vec<String> = Vec::new();
    for turn in 0.. {
        tokio::time::sleep(pause.mul_f64(random.f64() * 2.0)).await;
        let name = format!("{} {turn}", Stranger::NAME);
        match (random.u32(..3), own.is_empty()) {
            (0, _) | (_, true) => {
                let body = json!({ "name": name, "redirect_uris": ["https://calendar.example.com/callback"] });
                let response = world.pass(&with_body(Method::POST, "/admin/oauth/clients", &body)).await;
                let body = response.json().unwrap_or_default();
                let id = body["data"]["client_id"].as_str().expect("the stranger may create clients").to_owned();
                own.push(id);
            }
            (1, _) => {
                let id = &own[random.usize(..own.len())];
                world.pass(&with_body(Method::PUT, &path(id), &json!({ "name": name }))).await;
            }
            _ => {
                let id = own.swap_remove(random.usize(..own.len()));
                world.pass(&administrators(Method::DELETE, &path(&id))).await;
            }
        }
    }
}

fn path(id: &str) -> String {
    format!("/admin/oauth/clients/{id}")
}

fn with_body(method: Method, path: &str, body: &serde_json::Value) -> Request {
    let mut request = administrators(method, path);
    request.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    request.body = body.to_string().into_bytes();
    request
}
