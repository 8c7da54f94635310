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
    let mut builder = target.http.request(request.method.clone(), url);
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
    let mut response = builder.send().await?;
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
