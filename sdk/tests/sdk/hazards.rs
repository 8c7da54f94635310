//! The hazards of a generated client, a test for each; the names begin with the number of the hazard in docs/hazards.md.

use std::error::Error as _;

use authms_sdk::{Applied, Client, ClientId, ClientStatus, Error, ErrorKind, UpdateClient};
use proptest::prelude::*;
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::service::{Service, TOKEN, id, ok};

#[tokio::test]
async fn f01_dot_segment_ids_are_refused() {
    for bad in ["", ".", "..", "a/b", "..\\..\\x", "a\\b", "a\nb", "\u{0}"] {
        assert!(ClientId::new(bad).is_err(), "{bad:?}");
    }
    let service = Service::with_item(json!({})).await;
    for odd in ["%2e%2e", "a b", "?x=1", "#", "客户端", "...", "a'\"b"] {
        let id = ClientId::new(odd).expect("one segment");
        service.client().get_client(&id).await.expect("a response");
    }
    for request in service.requests().await {
        let segments: Vec<&str> = request.url.path_segments().expect("a path").collect();
        assert_eq!(
            (segments.len(), &segments[..5]),
            (6, &["api", "v1", "admin", "oauth", "clients"][..]),
            "{}",
            request.url
        );
    }
}

proptest! {
    #[test]
    fn f01_an_id_is_one_segment_or_refused(text in ".{0,12}") {
        if let Ok(id) = ClientId::new(text.clone()) {
            let mut url: reqwest::Url = "https://example.com/api".parse().expect("a URL");
            url.path_segments_mut().expect("a base").push(id.as_str());
            prop_assert_eq!(url.path_segments().expect("a path").count(), 2);
        } else {
            prop_assert!(text.is_empty() || text == "." || text == ".." || text.contains(['/', '\\']) || text.contains(char::is_control));
        }
    }
}

#[tokio::test]
async fn f02_a_deletion_without_a_body_is_a_success() {
    let service = Service::responding(ResponseTemplate::new(204)).await;
    service.client().delete_client(id()).await.expect("deleted");
    service.client().delete_client_secret(&id(), "s-1").await.expect("deleted");
}

#[tokio::test]
async fn f11_errors_of_our_own_keep_their_type_and_their_cause() {
    let tokens = authms_sdk::TokenCache::new(async || Err::<authms_sdk::AccessToken, _>(std::fmt::Error));
    let client = Client::builder("http://127.0.0.1:1").token_provider(tokens).build().expect("good settings");
    let error = client.get_client(id()).await.expect_err("no token");
    assert_eq!(error.kind(), ErrorKind::Token);
    let mut cause = error.source();
    while let Some(next) = cause.filter(|cause| !cause.is::<std::fmt::Error>()) {
        cause = next.source();
    }
    assert!(cause.is_some());
}

#[tokio::test]
async fn f16_a_secret_is_readable_only_on_purpose() {
    let data = json!({"code": 0, "data": {"secret_value": "canary-secret-41b7"}});
    let service = Service::responding(ResponseTemplate::new(201).set_body_json(data)).await;
    let created = service.client().create_client_secret(id()).await.expect("a secret");
    assert!(!format!("{created:?}").contains("canary"));
    assert_eq!(created.secret.expect("a value").expose(), "canary-secret-41b7");
}

#[tokio::test]
async fn f18_matchers_hold_under_any_prefix_of_the_base_url() {
    use authms_sdk::test_util::matchers;
    let server = wiremock::MockServer::start().await;
    let here = matchers::get_client().with("client_id", "a b");
    wiremock::Mock::given(here).respond_with(crate::service::ok(json!({}))).mount(&server).await;
    for prefix in ["", "/api/v1", "/oauth/api/v1"] {
        let client = Client::builder(format!("{}{prefix}", server.uri())).build().expect("good settings");
        client.get_client("a b").await.expect("matched");
        client.get_client(id()).await.expect_err("another id");
        client.get_client_stats("a b").await.expect_err("another operation");
    }
}

#[tokio::test]
async fn f04_an_unknown_status_value_decodes() {
    let client = Service::with_item(json!({"status": "archived"})).await;
    let found = client.client().get_client(id()).await.expect("a client");
    assert_eq!(found.status.as_ref().map(ClientStatus::as_str), Some("archived"));
}

#[tokio::test]
async fn f05_unset_and_empty_and_null_are_three_things() {
    for (update, body) in [
        (UpdateClient::new(), json!({})),
        (UpdateClient::new().clear_scopes(), json!({"scopes": []})),
        (UpdateClient::new().clear_logo_url(), json!({"logo_url": ""})),
        (UpdateClient::new().null(authms_sdk::Field::Scopes), json!({"scopes": null})),
        (UpdateClient::new().is_confidential(false), json!({"is_confidential": false})),
    ] {
        let service = Service::with_item(json!({})).await;
        service.client().update_client(id(), &update).await.expect("a response");
        assert_eq!(service.sent().await, body);
    }
}

#[tokio::test]
async fn f06_null_lists_decode_as_empty() {
    let item = json!({"scopes": null, "redirect_uris": null, "grant_types": null, "cors_origins": null, "client_auth_methods": null, "name": null});
    let found = Service::with_item(item).await.client().get_client(id()).await;
    assert_eq!(
        found.expect("a client"),
        Service::with_item(json!({})).await.client().get_client(id()).await.expect("a client")
    );
}

#[tokio::test]
async fn f07_any_text_stands_as_a_timestamp() {
    let service = Service::with_item(json!({"created_at": "2026-01-01 00:00:00"})).await;
    let found = service.client().get_client(id()).await.expect("a client");
    assert_eq!(found.created_at.expect("a time").as_str(), "2026-01-01 00:00:00");
}

#[tokio::test]
async fn f08_a_page_instead_of_json_keeps_its_status() {
    for (status, kind) in [(401, ErrorKind::Auth), (403, ErrorKind::Auth), (404, ErrorKind::Api), (503, ErrorKind::Api)]
    {
        let page =
            ResponseTemplate::new(status).set_body_raw("<html>", "text/html").insert_header("x-request-id", "r-1");
        let error = Service::responding(page).await.client().get_client(id()).await.expect_err("an error");
        assert_eq!((error.status(), error.kind(), error.request_id()), (Some(status), kind, Some("r-1")));
    }
}

#[tokio::test]
async fn f08_a_success_with_another_code_is_an_error() {
    for (code, read) in [(json!(40_000_201), 40_000_201), (json!("401001"), 401_001)] {
        let body = json!({"code": code, "message": "no", "data": null});
        let response = ResponseTemplate::new(200).set_body_json(body);
        let error = Service::responding(response)
            .await
            .client()
            .update_client(id(), &UpdateClient::new())
            .await
            .expect_err("an error");
        assert_eq!((error.kind(), error.code(), error.message()), (ErrorKind::Envelope, Some(read), Some("no")));
        assert_eq!(error.applied(), Applied::Maybe);
    }
    for body in [json!({"code": "0", "data": {}}), json!({"data": {}}), json!({"code": null, "data": {}})] {
        let response = ResponseTemplate::new(200).set_body_json(body);
        Service::responding(response).await.client().get_client(id()).await.expect("a success");
    }
}

#[tokio::test]
async fn f08_an_unreadable_success_was_applied_only_if_it_says_so() {
    let refused = [
        b"{\"code\":7,\"message\":\"\xb2\xce\xca\xfd\"}".as_slice(), // not UTF-8
        b"{\"code\":7,\"message\":\"\\ud800\"}",
        b"{\"code\":7,\"message\":\"x\"}{\"code\":0,\"data\":{}}",
        b"{\"code\":7,\"code\":0,\"data\":{}}",
        b"{\"code\":7,\"mess",
        b"{\"code\":7,\"message\":1e400}",
        b"\xef\xbb\xbf{\"code\":7}",
    ];
    for body in refused {
        let error = update(body).await;
        let found = (error.kind(), error.code(), error.applied());
        assert_eq!(found, (ErrorKind::Envelope, Some(7), Applied::Maybe), "{}", String::from_utf8_lossy(body));
    }
    for (body, applied) in [
        (r#"{"code":0,"data":{"name":7}}"#, Applied::Yes),
        (r#"{"data":{"name":7}}"#, Applied::Yes),
        (r#"{"code":0}"#, Applied::Yes),
        (r#"{"code":0,"data":{"name":"#, Applied::Yes),
        (r#"{"data":{"name":"#, Applied::Maybe),
        (r#"{"error":"invalid"}"#, Applied::Maybe),
        ("<html>", Applied::Maybe),
        ("", Applied::Maybe),
    ] {
        let error = update(body.as_bytes()).await;
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Decode, applied), "{body}");
    }
}

/// What an update says of a success with this body.
async fn update(body: &[u8]) -> Error {
    let response = ResponseTemplate::new(200).set_body_raw(body, "application/json");
    let service = Service::responding(response).await;
    service.client().update_client(id(), &UpdateClient::new()).await.expect_err("an error")
}

#[tokio::test]
async fn f08_another_success_status_without_data_is_told_apart() {
    let response = ResponseTemplate::new(202).set_body_json(json!({"code": 0, "message": "accepted"}));
    let error = Service::responding(response)
        .await
        .client()
        .update_client(id(), &UpdateClient::new())
        .await
        .expect_err("an error");
    assert_eq!((error.kind(), error.applied()), (ErrorKind::UnexpectedStatus, Applied::Maybe));
}

/// Everything that an error shows, its causes included.
fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(&format!(" {next} {next:?}"));
        cause = next.source();
    }
    text
}

#[tokio::test]
async fn f09_no_error_and_no_debug_output_shows_a_body_a_header_or_the_token() {
    // Long enough to be recognised in a message of the service.
    let secret = "canary-secret-41b7-90ce";
    let with = |template: ResponseTemplate| template.insert_header("x-canary", secret);
    let responses = [
        with(ResponseTemplate::new(200).set_body_string(format!("{{\"data\":{{\"name\":[\"{secret}\"]}}}}"))),
        with(ResponseTemplate::new(200).set_body_string(format!("{{\"data\":\"{secret}\"}}"))),
        with(ResponseTemplate::new(200).set_body_string(secret)),
        with(ResponseTemplate::new(200).set_body_json(json!({"code": 1, "message": secret}))),
        with(ResponseTemplate::new(200).set_body_json(json!({"code": secret, "data": {}}))),
        with(ResponseTemplate::new(200).set_body_json(json!({"data": {"client_auth_methods": format!("[{secret}")}}))),
        with(ResponseTemplate::new(401).set_body_json(json!({"code": 1, "message": format!("{secret} {TOKEN}")}))),
        with(ResponseTemplate::new(500).set_body_string(secret)),
        with(ResponseTemplate::new(302).insert_header("location", format!("https://example.com/{secret}"))),
    ];
    for response in responses {
        let service = Service::responding(response).await;
        let update = UpdateClient::new().website(secret).name(secret);
        let error = service.client().update_client(id(), &update).await.expect_err("an error");
        let text = format!("{} {:?} {update:?}", shown(&error), service.client());
        assert!(!text.contains(secret) && !text.contains(TOKEN), "{text}");
    }
}

#[tokio::test]
async fn f10_only_what_may_be_repeated_is_called_retryable() {
    for (status, retryable) in [(400, false), (404, false), (429, true), (500, false), (503, true)] {
        let error = Service::responding(ResponseTemplate::new(status))
            .await
            .client()
            .get_client(id())
            .await
            .expect_err("an error");
        assert_eq!(error.is_retryable(), retryable, "{status}");
    }
}

#[tokio::test]
async fn f12_every_request_carries_the_token() {
    let service = Service::with_item(json!({})).await;
    service.client().get_client(id()).await.expect("a client");
    service.client().update_client(id(), &UpdateClient::new()).await.expect("a client");
    for request in service.requests().await {
        assert_eq!(request.headers["authorization"], format!("Bearer {TOKEN}").as_str());
    }
}

#[tokio::test]
async fn f13_no_request_carries_an_api_version() {
    let service = Service::with_item(json!({})).await;
    service.client().get_client(id()).await.expect("a client");
    let request = &service.requests().await[0];
    assert!(!request.headers.contains_key("api-version"));
    let agent = request.headers["user-agent"].to_str().expect("text");
    assert!(agent.contains(&authms_sdk::CONTRACT_HASH[..12]), "{agent}");
}

#[tokio::test]
async fn f19_a_huge_response_is_not_read_to_its_end() {
    let service = Service::with_item(json!({"name": "x".repeat(5000)})).await;
    let client =
        Client::builder(format!("{}/api/v1", service.server.uri())).body_limit(1000).build().expect("good settings");
    let error = client.update_client(id(), &UpdateClient::new()).await.expect_err("an error");
    assert_eq!((error.kind(), error.status(), error.applied()), (ErrorKind::BodyTooLarge, Some(200), Applied::Yes));
}

#[tokio::test]
async fn f19_a_limit_holds_without_a_content_length() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await;
        // Endless, unless the client hangs up.
        while stream.write_all(&[b"400\r\n", &[b'x'; 1024][..], b"\r\n"].concat()).await.is_ok() {}
    });
    let client = Client::builder(format!("http://{address}/api/v1")).build().expect("good settings");
    let error = client.get_client(id()).await.expect_err("an error");
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    server.await.expect("the server saw the client hang up");
}

#[tokio::test]
async fn f20_a_redirect_is_not_followed() {
    let elsewhere = Service::with_item(json!({})).await;
    let response = ResponseTemplate::new(307).insert_header("location", elsewhere.server.uri());
    let error = Service::responding(response).await.client().get_client(id()).await.expect_err("an error");
    assert_eq!((error.kind(), error.status()), (ErrorKind::UnexpectedStatus, Some(307)));
    assert_eq!(elsewhere.requests().await.len(), 0);
}

#[tokio::test]
async fn auth_methods_read_as_a_list_either_way() {
    for spelling in
        [json!("[\"client_secret_basic\",\"private_key_jwt\"]"), json!(["client_secret_basic", "private_key_jwt"])]
    {
        let service = Service::responding(ok(json!({"client_auth_methods": spelling}))).await;
        let found = service.client().get_client(id()).await.expect("a client");
        let methods: Vec<&str> = found.client_auth_methods.iter().map(authms_sdk::AuthMethod::as_str).collect();
        assert_eq!(methods, ["client_secret_basic", "private_key_jwt"]);
    }
}

#[tokio::test]
async fn an_unreadable_success_names_the_place_and_was_applied() {
    let service = Service::with_item(json!({"scopes": ["openid", 7]})).await;
    let error = service.client().update_client(id(), &UpdateClient::new()).await.expect_err("an error");
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Decode, Applied::Yes));
    assert_eq!(
        error.to_string(),
        "update_client: the response cannot be read at `data.scopes[1]` (status 200, took effect)"
    );
    assert_eq!(error.field_path(), Some("data.scopes[1]"));
    assert!(!error.body().is_empty() && error.headers().contains_key("content-type"));
    let page = Service::responding(ResponseTemplate::new(200).set_body_string("<html>")).await;
    let error = page.client().get_client(id()).await.expect_err("no JSON");
    assert_eq!((error.kind(), error.field_path()), (ErrorKind::Decode, None));
    // Nor the name of a field that the contract does not have.
    let error = update(b"{\"code\":0,\"data\":{\"canary-41b7\\nline\":tru}}").await;
    assert!(!shown(&error).contains("canary") && error.field_path().is_none(), "{error:?}");
}
