//! Models and identifiers as values: built, compared, serialized, given to calls.

use std::{collections::HashMap, fmt::Debug};

use authms_sdk::{
    AuditEntry, AuthMethod, Client, ClientId, ClientSecret, ClientStats, ClientStatus, CreatedClient, CreatedSecret,
    ErrorKind, NewClient, OAuthClient, Page, Revoked, RotatedSecret, Secret, Timestamp, TokenInfo, UpdateClient,
    test_util::{Failure, Reply, Transport},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;

fn client() -> (Transport, Client) {
    let transport = Transport::new();
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("good settings");
    (transport, client)
}

fn survives<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let written = serde_json::to_string(value).expect("serializable");
    assert_eq!(&serde_json::from_str::<T>(&written).expect("deserializable"), value, "{written}");
}

fn demo() -> OAuthClient {
    OAuthClient::default()
        .client_id("demo")
        .name("Payments")
        .status(ClientStatus::Active)
        .client_auth_methods([AuthMethod::ClientSecretBasic])
        .created_at("2026-04-15T10:30:00Z")
        .scopes(["openid"])
}

#[test]
fn every_model_without_a_secret_survives_being_written_and_read() {
    survives(&demo());
    survives(&OAuthClient::default());
    survives(&Page::of([demo()]));
    survives(&ClientSecret::default().secret_id("s-1").expires_at("2026-04-15T10:30:00Z"));
    survives(&TokenInfo::default().scope("openid").user_id("user-1"));
    survives(&AuditEntry::default().action("update").timestamp(7));
    survives(&ClientStats::default().active_tokens(3_u64));
    survives(&Revoked::default().access_tokens(3_u64).grace_period(std::time::Duration::from_secs(60)));
    survives(&Timestamp::from("2026-04-15T10:30:00Z"));
    survives(&ClientId::new("demo").expect("valid"));
}

#[test]
fn a_client_is_written_with_the_names_of_the_contract_and_read_from_some_of_them() {
    let written = serde_json::to_value(demo()).expect("serializable");
    assert_eq!(
        (&written["client_id"], &written["scopes"], &written["website"]),
        (&json!("demo"), &json!(["openid"]), &json!(null))
    );
    assert!(written.get("invalid_client_id").is_none());
    let read: OAuthClient = serde_json::from_value(json!({"name": "Payments"})).expect("deserializable");
    assert_eq!(read, OAuthClient::default().name("Payments"));
    serde_json::from_value::<OAuthClient>(json!({"client_id": ".."})).expect_err("not an identifier");
}

#[test]
fn models_with_a_secret_are_built_and_compared_and_never_print_it() {
    let created = CreatedClient::default().client(demo()).secret("canary-secret-41b7");
    assert_eq!(created, created.clone());
    assert_ne!(created, CreatedClient::default().client(demo()).secret("canary-secret-41b8"));
    assert_ne!(Secret::from("canary"), Secret::from("canary-longer"));
    let (secret, rotated) = (CreatedSecret::default().secret("canary"), RotatedSecret::default().secret("canary"));
    assert_eq!(secret.secret, rotated.secret);
    assert!(!format!("{created:?} {secret:?} {rotated:?}").contains("canary"));
}

#[test]
fn what_is_sent_can_be_compared_and_written() {
    let update = UpdateClient::new().name("Payments").clear_logo_url();
    assert_eq!(update, UpdateClient::new().clear_logo_url().name("Payments"));
    assert_ne!(update, UpdateClient::new().name("Payments"));
    assert_eq!(serde_json::to_value(&update).expect("serializable"), json!({"name": "Payments", "logo_url": ""}));
    let new = NewClient::new("Shop", ["https://shop.example.com/callback"]);
    assert_eq!(new, new.clone());
    assert_eq!(
        serde_json::to_value(&new).expect("serializable"),
        json!({"name": "Shop", "redirect_uris": ["https://shop.example.com/callback"]})
    );
}

#[test]
fn identifiers_convert_as_texts_do() {
    let id = ClientId::new("demo").expect("valid");
    let by_id = HashMap::from([(id.clone(), 7)]);
    assert_eq!((by_id.get("demo"), &id == "demo", String::from(id)), (Some(&7), true, "demo".to_owned()));
}

#[test]
fn times_are_ordered_by_when_they_are() {
    let mut times =
        ["2026-01-01T12:00:00Z", "soon", "2026-01-01T12:00:00+08:00", "2025-12-31 23:00:00"].map(Timestamp::from);
    times.sort();
    let ordered: Vec<&str> = times.iter().map(Timestamp::as_str).collect();
    assert_eq!(ordered, ["soon", "2025-12-31 23:00:00", "2026-01-01T12:00:00+08:00", "2026-01-01T12:00:00Z"]);
}

#[tokio::test]
async fn a_canned_reply_made_of_a_model_is_read_as_that_model() {
    let (transport, client) = client();
    let secret = ClientSecret::default().secret_id("s-1").created_at("2026-04-15T10:30:00Z");
    let stats = ClientStats::default().client_id("demo").active_tokens(3_u64);
    transport.reply(Reply::data(200, demo()));
    transport.reply(Reply::page(&Page::of([demo(), OAuthClient::default()])));
    transport.reply(Reply::data(200, json!({"secrets": [secret]})));
    transport.reply(Reply::data(200, &stats));
    transport.reply(Reply::data(201, json!({"secret_id": "s-2", "secret_value": "canary"})));
    assert_eq!(client.get_client("demo").await.expect("a client"), demo());
    assert_eq!(client.list_clients().await.expect("a page"), Page::of([demo(), OAuthClient::default()]));
    assert_eq!(client.list_client_secrets("demo").await.expect("secrets"), [secret]);
    assert_eq!(client.get_client_stats("demo").await.expect("stats"), stats);
    assert_eq!(client.create_client_secret("demo").await.expect("a secret").to_id().expect("valid").as_str(), "s-2");
    assert_eq!(transport.left(), 0);
}

#[tokio::test]
async fn a_call_takes_an_identifier_in_any_form_and_an_invalid_one_is_its_error() {
    let (transport, client) = client();
    let (id, text) = (ClientId::new("demo").expect("valid"), "demo".to_owned());
    for _ in 0..5 {
        transport.reply(Reply::json(200, r#"{"code":0,"data":{}}"#));
    }
    let calls = [
        client.get_client("demo"),
        client.get_client(&id),
        client.get_client(id),
        client.get_client(&text),
        client.get_client(text),
    ];
    for found in futures_util::future::join_all(calls).await {
        found.expect("a client");
    }
    assert!(transport.requests().iter().all(|sent| sent.path() == "/admin/oauth/clients/demo"));

    let errors = [
        client.get_client("..").await.expect_err("refused"),
        client.update_client("", &UpdateClient::new()).await.expect_err("refused"),
        client.delete_client_secret("demo", "a/b").await.expect_err("refused"),
        client.revoke_user_tokens("a\nb").await.map(drop).expect_err("refused"),
    ];
    assert!(errors.iter().all(|error| error.kind() == ErrorKind::InvalidInput && error.operation().is_some()));
    assert_eq!(transport.requests().len(), 5);
}

#[tokio::test]
async fn an_invalid_id_of_a_client_or_secret_is_kept_as_text_and_fails_nothing() {
    let (transport, client) = client();
    let items =
        json!({"code": 0, "items": [{"client_id": "a/b", "name": "odd"}, {"client_id": "fine"}, {"client_id": ""}]});
    transport.reply(Reply::json(200, items.to_string()));
    transport.reply(Reply::json(200, json!({"code": 0, "data": {"secrets": [{"secret_id": ".."}]}}).to_string()));
    let page = client.list_clients().await.expect("a page");
    let [odd, fine, unset] = page.items.as_slice() else { panic!("{page:?}") };
    assert_eq!((&odd.client_id, odd.invalid_client_id.as_deref()), (&None, Some("a/b")));
    assert_eq!((fine.client_id.as_ref().map(ClientId::as_str), &fine.invalid_client_id), (Some("fine"), &None));
    assert_eq!((&unset.client_id, &unset.invalid_client_id), (&None, &None));
    assert_eq!(odd.to_id().expect_err("invalid").to_string(), "the client's id is not valid in a path");
    assert_eq!(unset.to_id().expect_err("unset").to_string(), "the response does not name the client");
    let secrets = client.list_client_secrets("fine").await.expect("secrets");
    assert_eq!(secrets[0].invalid_secret_id.as_deref(), Some(".."));
}

#[tokio::test(start_paused = true)]
async fn numbers_of_a_repeated_revocation_say_that_an_earlier_attempt_may_have_counted() {
    for (first, earlier) in [
        (Err(Failure::Broken), true),
        (Err(Failure::Silence), true),
        (Ok(503), true),
        (Ok(429), false),
        (Err(Failure::Connect), false),
    ] {
        let (transport, client) = client();
        for _ in 0..2 {
            match first {
                Ok(status) => transport.reply(Reply::json(status, "{}")),
                Err(failure) => transport.fail(failure),
            }
            transport.reply(Reply::json(200, r#"{"code":0,"data":{"revoked_access_tokens":0}}"#));
        }
        let by_client = client.revoke_client_tokens("demo", None).await.expect("revoked");
        let by_user = client.revoke_user_tokens("user-1").with_response().await.expect("revoked");
        assert_eq!((by_client.earlier_attempt, by_user.value().earlier_attempt), (earlier, earlier), "{first:?}");
        assert_eq!((by_user.earlier_attempt(), by_client.access_tokens), (earlier, Some(0)), "{first:?}");
    }
}

#[tokio::test]
async fn a_call_is_a_future_that_is_sent_once() {
    let (transport, client) = client();
    transport.reply(Reply::json(200, r#"{"code":0,"data":{}}"#));
    let mut call = client.get_client("demo");
    (&mut call).await.expect("a client");
    assert_eq!(call.await.expect_err("sent").to_string(), "get_client: the call was sent already");
}
