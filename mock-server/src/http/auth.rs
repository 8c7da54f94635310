//! Authentication: the bearer token in `Authorization` identifies the caller.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
};

use super::{
    error::ApiError,
    state::Shared,
    violations::{Violations, quoted},
};
use crate::{
    store::{
        Operator,
        seed::{OTHER_TENANT, TENANT},
    },
    tokens,
};

/// An authenticated administrator; every operation of the contract requires one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Admin {
    /// The tenant of the token; no header changes it.
    pub(crate) tenant: &'static str,
    user: &'static str,
}

impl Admin {
    /// The administrator as the author of a change.
    pub(crate) fn operator(&self) -> Operator<'static> {
        Operator { tenant: self.tenant, user: self.user }
    }
}

impl FromRequestParts<Shared> for Admin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, ApiError> {
        let (tenant, user) = match bearer(parts)? {
            tokens::ADMIN => (TENANT, "user-admin"),
            tokens::OTHER_ADMIN => (OTHER_TENANT, "user-other-admin"),
            tokens::USER => {
                let message = "administrator role required; hint: this is a user's token, use an administrator's";
                return Err(ApiError::new(StatusCode::FORBIDDEN, message));
            }
            _ => {
                let message = "the bearer token is invalid; hint: use a token that was printed at start";
                return Err(ApiError::unauthenticated(message, r#"Bearer realm="authms-mock", error="invalid_token""#));
            }
        };
        note_tenant(parts, tenant);
        Ok(Self { tenant, user })
    }
}

/// The token of exactly one `Authorization: Bearer` header (RFC 6750 section 2.1, scheme in any case).
fn bearer(parts: &Parts) -> Result<&str, ApiError> {
    let refuse = |what| {
        let message = format!("{what}; hint: send `Authorization: Bearer` and a token that was printed at start");
        Err(ApiError::unauthenticated(message, r#"Bearer realm="authms-mock""#))
    };
    let mut values = parts.headers.get_all(header::AUTHORIZATION).iter();
    let (value, further) = (values.next(), values.next());
    let Some(value) = value else {
        let in_query = parts.uri.query().is_some_and(|query| query.contains("access_token="));
        return refuse(match in_query {
            true => "a token in the query is not accepted",
            false => "provide a valid bearer token",
        });
    };
    if further.is_some() {
        return refuse("the request has more than one Authorization header");
    }
    let Some((scheme, token)) = value.to_str().ok().and_then(|text| text.split_once(' ')) else {
        return refuse("the Authorization header is not `Bearer` and a token");
    };
    if !scheme.eq_ignore_ascii_case("bearer") {
        return refuse("the authorization scheme is not Bearer");
    }
    Ok(token.trim())
}

/// Clients send `X-Tenant-ID` in addition to the token; the token decides.
fn note_tenant(parts: &Parts, tenant: &str) {
    let claimed = parts.headers.get("x-tenant-id").and_then(|value| value.to_str().ok());
    if let (Some(claimed), Some(violations)) = (claimed, parts.extensions.get::<Violations>())
        && claimed != tenant
    {
        violations.add(format!("X-Tenant-ID is {}, but the token belongs to `{tenant}` and decides", quoted(claimed)));
    }
}
