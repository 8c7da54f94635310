//! Reads what a token says about itself, where it is a JSON Web Token.
//!
//! Nothing is verified: only the service can do that. What a token says is good enough to tell that it has expired, or
//! that two tokens were mixed up.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// What a JSON Web Token says about itself. A claim that is missing, or is not of its usual type, is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Claims {
    /// When it expires.
    pub(crate) exp: Option<Timestamp>,
    /// When it was issued.
    pub(crate) iat: Option<Timestamp>,
    /// When it becomes valid.
    pub(crate) nbf: Option<Timestamp>,
    /// The role of the caller.
    pub(crate) role: Option<String>,
    /// The tenant of the caller.
    pub(crate) tenant_id: Option<String>,
    /// Whom it was issued to: `sub`, or else `user_id`.
    pub(crate) subject: Option<String>,
}

impl Claims {
    /// The claims of a token; `None` if it is not a JSON Web Token.
    pub(crate) fn of(token: &str) -> Option<Self> {
        let mut parts = token.split('.');
        let (Some(header), Some(payload), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        if !object(header)?.get("alg")?.is_string() {
            return None;
        }
        let claims = object(payload)?;
        let text = |name: &str| claims.get(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let time = |name: &str| claims.get(name).and_then(timestamp);
        Some(Self {
            exp: time("exp"),
            iat: time("iat"),
            nbf: time("nbf"),
            role: text("role"),
            tenant_id: text("tenant_id"),
            subject: text("sub").or_else(|| text("user_id")),
        })
    }

    /// How long the token lives from now on; negative if it has expired, `None` if it does not say.
    pub(crate) fn lives_for(&self, now: Timestamp) -> Option<SignedDuration> {
        self.exp.map(|exp| exp.duration_since(now))
    }
}

fn object(part: &str) -> Option<serde_json::Map<String, Value>> {
    // Some services fill up the encoding, although RFC 7515 says not to.
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part.trim_end_matches('=')).ok()?).ok()
}

/// A `NumericDate` of RFC 7519: seconds, which may have a fraction.
fn timestamp(value: &Value) -> Option<Timestamp> {
    // A number beyond the range becomes the last of it, which is not a valid time.
    let seconds = value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))?;
    Timestamp::from_second(seconds).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn token(header: &Value, payload: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.c2lnbmF0dXJl", part(header), part(payload))
    }

    fn claims(payload: &Value) -> Option<Claims> {
        Claims::of(&token(&json!({ "alg": "HS256" }), payload))
    }

    #[test]
    fn a_token_of_the_service_is_read() {
        let payload = json!({
            "sub": "u-1", "tenant_id": "t-1", "role": "admin", "exp": 1_800_000_000, "iat": 1_799_998_200.5,
        });
        let claims = claims(&payload).expect("a JSON Web Token");
        assert_eq!(claims.role.as_deref(), Some("admin"));
        assert_eq!(claims.tenant_id.as_deref(), Some("t-1"));
        assert_eq!(claims.subject.as_deref(), Some("u-1"));
        let [iat, exp] = [claims.iat, claims.exp].map(|time| time.expect("a time"));
        assert_eq!((iat.as_second(), exp.as_second()), (1_799_998_200, 1_800_000_000));
        assert_eq!(claims.lives_for(iat), Some(SignedDuration::from_mins(30)));
        assert!(claims.lives_for(exp + SignedDuration::from_secs(1)).is_some_and(|rest| rest.is_negative()));
    }

    #[test]
    fn claims_of_unusual_types_are_missing_and_not_an_error() {
        let payload = json!({ "exp": "soon", "iat": 1e300, "role": ["admin"], "tenant_id": "", "sub": 7 });
        assert_eq!(claims(&payload), Some(Claims::default()));
    }

    #[test]
    fn what_is_not_a_json_web_token_has_no_claims() {
        let none = json!({});
        for text in ["", "mock-admin", "a.b.c", "a.b", "..", &token(&none, &none), &token(&json!([]), &none)] {
            assert_eq!(Claims::of(text), None, "{text}");
        }
        let four = format!("{}.more", token(&json!({ "alg": "none" }), &none));
        assert_eq!(Claims::of(&four), None);
    }
}
