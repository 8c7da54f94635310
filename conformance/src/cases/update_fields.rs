//! `update_client`, field by field: each of the 14 is written twice, and each time every other field is compared.

use serde_json::{Value, json};

use super::case;
use crate::case::Case;

const UPDATE: &str = "update_client";

/// Two legal values for each field that a read shows. The last one is what a client in use may well have.
fn values() -> Vec<(&'static str, [Value; 2])> {
    let url = |path: &str| {
        [json!(format!("https://one.example.com/{path}")), json!(format!("https://two.example.com/{path}"))]
    };
    vec![
        ("client_auth_methods", [json!(["private_key_jwt"]), json!(["client_secret_basic", "private_key_jwt"])]),
        // Only `fapi1` has evidence. A server may refuse the other value; if it accepts it, it must store it.
        ("fapi_profile", [json!("fapi2"), json!("fapi1")]),
        ("grant_types", [json!(["client_credentials"]), json!(["authorization_code", "refresh_token"])]),
        ("is_confidential", [json!(false), json!(true)]),
        ("jwks_uri", url("jwks.json")),
        ("logo_url", url("logo.png")),
        ("name", [json!("Conformance one"), json!("Conformance two")]),
        ("privacy_policy", url("privacy")),
        (
            "redirect_uris",
            [
                json!(["https://one.example.com/callback"]),
                json!(["https://two.example.com/callback", "https://two.example.com/other"]),
            ],
        ),
        ("scopes", [json!(["openid"]), json!(["openid", "profile", "email"])]),
        ("status", [json!("suspended"), json!("active")]),
        ("terms_url", url("terms")),
        ("website", url("")),
    ]
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = values().into_iter().map(|(field, values)| writes(field, values)).collect();
    cases.push(writes_jwks());
    cases.push(case!(UPDATE, "writes_all_fields_together", ["update.applies", "update.replaces_lists"], run => {
        for turn in [0, 1] {
            run.update(&all_fields(turn)).await?;
        }
    }));
    cases
}

/// Every field that a read shows, with its first or its second value.
fn all_fields(turn: usize) -> Value {
    // `fapi_profile` has one value with evidence.
    let value =
        |field, values: [Value; 2]| if field == "fapi_profile" { values[1].clone() } else { values[turn].clone() };
    values().into_iter().map(|(field, values)| (field.to_owned(), value(field, values))).collect()
}

/// An update after which no field is unset.
pub(super) fn full_update() -> Value {
    all_fields(1)
}

fn writes(field: &'static str, values: [Value; 2]) -> Case {
    let claim = if values[0].is_array() { "update.replaces_lists" } else { "update.applies" };
    let claims = [claim, "update.merge", "item.identity", "item.created_at", "item.read_only", "update.answers_item"];
    Case::new(UPDATE, format!("writes_{field}"), &claims, move |run| {
        let [first, second] = values.clone();
        Box::pin(async move {
            if field == "fapi_profile" {
                run.applies_if_accepted(field, &first).await?;
            } else {
                run.update(&json!({ field: first })).await?;
            }
            run.update(&json!({ field: second })).await?;
            Ok(())
        })
    })
}

fn writes_jwks() -> Case {
    case!(UPDATE, "writes_jwks", ["unobservable.jwks"], run => {
        if run.may_write_what_no_read_shows() {
            let keys = json!({ "keys": [{ "kty": "EC", "crv": "P-256", "kid": "conformance", "use": "sig", "alg": "ES256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" }] });
            run.update(&json!({ "jwks": keys.to_string() })).await?;
            run.unobservable("unobservable.jwks", "an update of jwks is accepted; whether it is stored, no answer shows");
        } else {
            run.unobservable("unobservable.jwks", "jwks is left alone: no answer shows it, so it could not be put back");
        }
    })
}
