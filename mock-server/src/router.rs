//! The whole server as one router, with the layers that each request and each response passes.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    http::{App, Shared, Violations, origin, shape},
    options::{BasePathError, Options},
    routes,
};

/// A router that serves the contract, to be merged into another axum application.
///
/// The embedding application decides about `host`, `port` and the check of the `Host` header; all other options apply.
///
/// # Errors
///
/// [`BasePathError`] if a base path is invalid.
///
/// ```
/// let router = authms_mock_server::router(authms_mock_server::Options::default())?;
/// let app: axum::Router = axum::Router::new().merge(router);
/// # Ok::<(), authms_mock_server::BasePathError>(())
/// ```
pub fn router(options: Options) -> Result<Router, BasePathError> {
    Ok(build(&App::new(&options)?, &options))
}

pub(crate) fn build(app: &Shared, options: &Options) -> Router {
    let mut router = Router::new();
    let mut seen: Vec<&str> = Vec::new();
    for base in &app.base_paths {
        if seen.contains(&base.as_str()) {
            continue;
        }
        seen.push(base);
        router = match base.as_str() {
            "" => router.merge(routes::all()),
            base => router.nest(base, routes::all()),
        };
    }
    finish(router, app).layer(origin::cors(&options.cors_origins))
}

/// Puts the layers around the routes. A function of its own, so that tests can put other routes inside.
pub(crate) fn finish(router: Router<Shared>, app: &Shared) -> Router {
    router
        .fallback(|| async { StatusCode::NOT_FOUND })
        .with_state(Arc::clone(app))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
        .layer(middleware::from_fn_with_state(Arc::clone(app), explain))
}

/// Gives each error the contract's shape, names the caller's mistakes in a header, and writes the log.
async fn explain(State(app): State<Shared>, mut request: Request, next: Next) -> Response {
    let violations = Violations::default();
    request.extensions_mut().insert(violations.clone());
    origin::note_origin(&request, &app, &violations);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let (mut response, message) = shape(&app, &path, next.run(request).await);
    let id = app.store().ids.next();
    if let Ok(value) = HeaderValue::from_str(&format!("req_{id}")) {
        response.headers_mut().insert("x-request-id", value);
    }
    if let Some(value) = violations.header() {
        response.headers_mut().insert("x-mock-violations", value);
    }
    app.log(&format!("{} {method} {}", response.status().as_u16(), path.escape_debug()));
    for line in message.into_iter().chain(violations.lines()) {
        app.log(&format!("    {line}"));
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::routing::get;

    use super::*;

    #[tokio::test]
    async fn a_panic_gives_an_error_in_the_contracts_shape() {
        async fn broken() {
            panic!("a defect of the mock");
        }
        let app = App::new(&Options::default()).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = finish(Router::new().route("/broken", get(broken)), &app);
        let server = tokio::spawn(async move { axum::serve(listener, router).await });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let response = http.get(format!("http://{address}/broken")).send().await.unwrap();
        assert_eq!(response.status(), 500);
        let text = response.text().await.unwrap();
        assert!(text.contains("\"code\":50000001") && !text.contains("a defect"), "{text}");
        server.abort();
    }
}
