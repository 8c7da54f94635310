//! Sends one request over HTTP, once, and reads the whole response.

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};

use super::{
    caller::{Caller, Tokens},
    exchange::Exchange,
    fault::{Fault, FaultKind},
    request::{Request, encode_segment},
    target::Target,
};

/// A longer response is an error: the responses of this contract are far shorter.
const BODY_LIMIT: usize = 4 << 20;

/// Sends one request, once.
///
/// # Errors
///
/// A [`Fault`] that says why there is no response: no connection, no response in time, a body over the limit.
pub(crate) async fn send(target: &Target, tokens: &Tokens, request: &Request) -> Result<Exchange, Fault> {
    let mut url = format!("{}{}", target.base_url(), request.path());
    let token = tokens.presented_by(request.caller);
    if let (Caller::QueryToken, Some(token)) = (request.caller, &token) {
        let join = if request.query.is_empty() { '?' } else { '&' };
        url = format!("{url}{join}access_token={}", encode_segment(token));
    }
    let mut builder = target.http.request(request.method.clone(), &url);
    if let Some(credentials) = credentials(request.caller, token.as_deref()) {
        let mut value = HeaderValue::from_str(&credentials)
            .map_err(|_| Fault::new(FaultKind::Invalid, "the token is not valid in a header"))?;
        value.set_sensitive(true);
        builder = builder.header(AUTHORIZATION, value);
    }
    if let Some(content_type) = request.content_type {
        builder = builder.header(CONTENT_TYPE, content_type);
    }
    if let Some(body) = &request.body {
        builder = builder.body(body.clone());
    }
    let built = builder.build()?;
    // URLs drop `.`, and `..` with the segment before it: what is left is another request than the one that was meant.
    if built.url().as_str() != url {
        return Err(Fault::new(FaultKind::Invalid, "the path of the request leads elsewhere; it was not sent"));
    }
    let mut response = target.http.execute(built).await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > BODY_LIMIT {
            return Err(Fault::new(FaultKind::TooLarge, format!("the response is larger than {BODY_LIMIT} bytes")));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Exchange::new(request.clone(), status, headers, bytes))
}

fn credentials(caller: Caller, token: Option<&str>) -> Option<String> {
    if matches!(caller, Caller::Nobody | Caller::QueryToken) {
        return None;
    }
    let token = token?;
    let scheme = match caller {
        Caller::WrongScheme => "Token",
        Caller::LowerCaseScheme => "bearer",
        _ => "Bearer",
    };
    Some(format!("{scheme} {token}"))
}

#[cfg(test)]
mod tests {
    use authms_spec::operation::{DELETE_CLIENT, GET_CLIENT, LIST_CLIENT_SECRETS};
    use axum::{Router, http::Uri};

    use super::*;
    use crate::http::session::tests::{serve, target_at};

    #[tokio::test]
    async fn a_request_arrives_at_the_path_that_was_meant_or_not_at_all() {
        let url = serve(Router::new().fallback(async |uri: Uri| uri.to_string())).await;
        let target = target_at(&url);
        for operation in [GET_CLIENT, DELETE_CLIENT, LIST_CLIENT_SECRETS] {
            for id in ["app-1", "a b", "../x", "%2e%2e", "...", "a?b#c", "ä", "a\\b"] {
                let request = Request::to(operation).client(id);
                let exchange = send(&target, &target.tokens, &request).await.expect("it is sent");
                let arrived = String::from_utf8(exchange.bytes).expect("UTF-8");
                assert_eq!(arrived, format!("/api/v1{}", request.path()), "{id}");
            }
            for id in [".", ".."] {
                let sent = send(&target, &target.tokens, &Request::to(operation).client(id)).await;
                assert_eq!(sent.map_err(|fault| fault.kind).err(), Some(FaultKind::Invalid), "{id}");
            }
        }
    }
}
