//! Public keys to give to a client (RFC 7517), and the refusal of anything private.

use std::fmt;

use serde_json::{Map, Value};

/// Members that hold private or symmetric key material (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1, RFC 8037 section 2), and
/// of the key type `AKP`, that of ML-DSA (draft-ietf-cose-dilithium).
const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

/// Members that a public key of a type must have (RFC 7518 sections 6.2.1 and 6.3.1, RFC 8037 section 2).
const PUBLIC: [(&str, &[&str]); 3] = [("EC", &["crv", "x", "y"]), ("OKP", &["crv", "x"]), ("RSA", &["n", "e"])];

/// A JSON Web Key Set (RFC 7517 section 5) of public keys.
///
/// A set with private or symmetric key material is refused before it leaves the process: sending a private key is the
/// common mistake here, and it goes unnoticed because the service never shows the set.
///
/// ```
/// use authms_sdk::{Jwk, Jwks, UpdateClient};
///
/// let key = Jwk::ec("P-256", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM")
///     .kid("2026-11")
///     .used_for("sig");
/// let update = UpdateClient::new().jwks(&Jwks::new([key]));
///
/// let private = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"…","d":"…"}]}"#;
/// assert_eq!(Jwks::parse(private).unwrap_err().to_string(), "key 1 has `d`, which is private; hint: give the public key only");
/// # let _ = update;
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Jwks {
    keys: Vec<Jwk>,
}

/// One public key (RFC 7517 section 4).
///
/// ```
/// use authms_sdk::Jwk;
///
/// let key = Jwk::okp("Ed25519", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").kid("2026-11").alg("EdDSA");
/// assert_eq!(key.get("kid"), Some("2026-11"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jwk(Map<String, Value>);

/// Why a text is not a valid set of public keys. The message names members, never their values.
///
/// ```
/// let error = authms_sdk::Jwks::parse(r#"{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}"#).unwrap_err();
/// assert_eq!(error.to_string(), "key 1 has `k`, which is private; hint: give the public key only");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidJwks(String);

impl fmt::Display for InvalidJwks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidJwks {}

impl Jwks {
    /// A set of these keys.
    #[must_use]
    pub fn new(keys: impl IntoIterator<Item = Jwk>) -> Self {
        Self { keys: keys.into_iter().collect() }
    }

    /// Reads a set from JSON and checks each of its keys.
    ///
    /// ```
    /// use authms_sdk::Jwks;
    ///
    /// let set = Jwks::parse(r#"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}"#)?;
    /// assert_eq!(set.keys().len(), 1);
    /// # Ok::<(), authms_sdk::InvalidJwks>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidJwks`] if it is not a JSON object with a list `keys` of objects; if a key has no `kty` or lacks a member that a
    /// public key of its type must have; or if a key is symmetric or private, whole or in part.
    pub fn parse(json: &str) -> Result<Self, InvalidJwks> {
        let refuse = |what: &str| InvalidJwks(what.to_owned());
        // The message of serde could quote a value.
        let set: Value = serde_json::from_str(json).map_err(|_| refuse("the key set is not valid JSON"))?;
        let keys = set.get("keys").and_then(Value::as_array);
        let keys = keys.ok_or_else(|| refuse("the key set has no list `keys` (RFC 7517 section 5.1)"))?;
        let read = |(index, key): (usize, &Value)| {
            Jwk::read(key).map_err(|what| InvalidJwks(format!("key {} {what}", index + 1)))
        };
        let keys = keys.iter().enumerate().map(read).collect::<Result<_, _>>()?;
        match private(&set) {
            Some(member) => Err(InvalidJwks(format!("the key set has {member}, which is private"))),
            None => Ok(Self { keys }),
        }
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &[Jwk] {
        &self.keys
    }

    /// The set as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let keys = self.keys.iter().map(|key| Value::Object(key.0.clone())).collect();
        Value::Object(Map::from_iter([("keys".to_owned(), Value::Array(keys))])).to_string()
    }
}

impl std::str::FromStr for Jwks {
    type Err = InvalidJwks;

    fn from_str(json: &str) -> Result<Self, InvalidJwks> {
        Self::parse(json)
    }
}

/// The private member of a value, at any depth and in any spelling.
fn private(value: &Value) -> Option<String> {
    match value {
        Value::Object(members) => members.iter().find_map(|(name, value)| {
            let plain = name.trim().to_ascii_lowercase();
            let member = PRIVATE.into_iter().find(|member| *member == plain);
            member.map(|member| format!("`{member}`")).or_else(|| private(value))
        }),
        Value::Array(items) => items.iter().find_map(private),
        // RFC 7468 section 10, and older labels such as `RSA PRIVATE KEY`.
        Value::String(text) => text.contains("PRIVATE KEY-----").then(|| "a key in PEM".to_owned()),
        _ => None,
    }
}

impl Jwk {
    /// An RSA key: modulus and exponent, base64url (RFC 7518 section 6.3.1).
    #[must_use]
    pub fn rsa(modulus: &str, exponent: &str) -> Self {
        Self::of([("kty", "RSA"), ("n", modulus), ("e", exponent)])
    }

    /// A key on an elliptic curve such as `P-256`: both coordinates, base64url (RFC 7518 section 6.2.1).
    #[must_use]
    pub fn ec(curve: &str, x: &str, y: &str) -> Self {
        Self::of([("kty", "EC"), ("crv", curve), ("x", x), ("y", y)])
    }

    /// An octet key pair such as `Ed25519`: the public key, base64url (RFC 8037 section 2).
    #[must_use]
    pub fn okp(curve: &str, x: &str) -> Self {
        Self::of([("kty", "OKP"), ("crv", curve), ("x", x)])
    }

    /// Names the key (`kid`, RFC 7517 section 4.5).
    #[must_use]
    pub fn kid(self, kid: &str) -> Self {
        self.set("kid", kid)
    }

    /// Says what it is for: `sig` or `enc` (`use`, RFC 7517 section 4.2).
    #[must_use]
    pub fn used_for(self, purpose: &str) -> Self {
        self.set("use", purpose)
    }

    /// Names the algorithm, such as `ES256` (`alg`, RFC 7517 section 4.4).
    #[must_use]
    pub fn alg(self, algorithm: &str) -> Self {
        self.set("alg", algorithm)
    }

    /// A member with a text value, such as `kid`.
    #[must_use]
    pub fn get(&self, member: &str) -> Option<&str> {
        self.0.get(member)?.as_str()
    }

    fn of<const N: usize>(members: [(&str, &str); N]) -> Self {
        members.into_iter().fold(Self(Map::new()), |key, (member, value)| key.set(member, value))
    }

    fn set(mut self, member: &str, value: &str) -> Self {
        self.0.insert(member.to_owned(), Value::String(value.to_owned()));
        self
    }

    fn read(key: &Value) -> Result<Self, String> {
        let members = key.as_object().ok_or("is not an object")?;
        if let Some(member) = private(key) {
            return Err(format!("has {member}, which is private; hint: give the public key only"));
        }
        let kind = members.get("kty").and_then(Value::as_str).ok_or("has no `kty` (RFC 7517 section 4.1)")?;
        if kind.trim().eq_ignore_ascii_case("oct") {
            return Err("is symmetric; hint: a client's set holds public keys only".to_owned());
        }
        let needed = PUBLIC.iter().find(|(known, _)| *known == kind).map(|(_, needed)| *needed).unwrap_or_default();
        match needed.iter().find(|member| !members.get(**member).is_some_and(Value::is_string)) {
            Some(member) => Err(format!("has no `{member}`, which a key of its type must have")),
            None => Ok(Self(members.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(key: &str) -> String {
        Jwks::parse(&format!("{{\"keys\":[{key}]}}")).unwrap_err().to_string()
    }

    #[test]
    fn private_and_symmetric_keys_are_refused_whatever_their_type_says() {
        for member in PRIVATE {
            let key = format!(r#"{{"kty":"RSA","n":"a","e":"AQAB","{member}":"canary-41b7"}}"#);
            let said = refused(&key);
            assert!(said.contains(&format!("`{member}`")) && !said.contains("canary"), "{said}");
        }
        for hidden in [
            r#""D":"canary-41b7""#,
            r#""more":{"d":"canary-41b7"}"#,
            r#""x5c":["-----BEGIN EC PRIVATE KEY-----canary-41b7"]"#,
        ] {
            let said = refused(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"a",{hidden}}}"#));
            assert!(said.contains("which is private") && !said.contains("canary"), "{said}");
        }
        assert!(refused(r#"{"kty":"oct"}"#).contains("symmetric") && refused(r#"{"kty":"OCT"}"#).contains("symmetric"));
        assert!(refused(r#"{"kty":"unheard-of","d":"canary-41b7"}"#).contains("private"));
        assert!(Jwks::parse(r#"{"keys":[],"d":"canary-41b7"}"#).is_err());
    }

    #[test]
    fn an_invalid_key_set_is_refused_with_the_place() {
        assert_eq!(
            refused(r#"{"kty":"EC","crv":"P-256","x":"a"}"#),
            "key 1 has no `y`, which a key of its type must have"
        );
        assert_eq!(refused("{}"), "key 1 has no `kty` (RFC 7517 section 4.1)");
        assert_eq!(refused("7"), "key 1 is not an object");
        for text in ["", "canary-41b7", "[]", "{}", r#"{"keys":{}}"#] {
            assert!(!Jwks::parse(text).unwrap_err().to_string().contains("canary"), "{text}");
        }
    }

    #[test]
    fn a_public_set_is_kept_as_it_was_given() {
        let text = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg","x5c":["a"]}]}"#;
        let set: Jwks = text.parse().unwrap();
        assert_eq!(
            serde_json::from_str::<Value>(&set.to_json()).unwrap(),
            serde_json::from_str::<Value>(text).unwrap()
        );
        assert_eq!(set.keys()[0].get("crv"), Some("Ed25519"));
        assert_eq!(
            Jwks::new([Jwk::okp("Ed25519", "a").alg("EdDSA")]).to_json().parse::<Jwks>().unwrap().keys().len(),
            1
        );
    }
}
