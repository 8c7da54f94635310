//! The layers themselves: each shows a caller what its description says.

use std::time::Duration;

use authms_mock_server::tokens;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Deployment, Expiry, Front, Go, Habit, Hint, Life, Outage, Rate, Role, Weather};
use crate::defect_proxy::http;

const CLIENTS: &str = "/admin/oauth/clients";

async fn get(front: &Front, token: &str, path: &str) -> reqwest::Result<reqwest::Response> {
    http().get(format!("{}{path}", front.url())).bearer_auth(token).send().await
}

async fn create(front: &Front, name: &str) -> (StatusCode, Value) {
    let body = json!({ "name": name, "redirect_uris": ["https://app.example.com"], "is_confidential": true });
    let request = http().post(format!("{}{CLIENTS}", front.url())).bearer_auth(front.token(Role::Admin));
    let response = request.header("content-type", "application/json").body(body.to_string()).send().await;
    let response = response.expect("a response");
    let status = response.status();
    (status, serde_json::from_str(&response.text().await.expect("a body")).expect("JSON"))
}

#[tokio::test]
async fn a_replica_shows_the_service_exactly_as_it_was() {
    let front = Front::start(Deployment { lags: vec![Duration::from_millis(300)], ..Deployment::default() }).await;
    let token = front.token(Role::Admin);
    // Identifiers and times of what comes later depend on all that came before.
    create(&front, "first").await;
    let (_, created) = create(&front, "second").await;
    let path = format!("{CLIENTS}/{}", created["data"]["client_id"].as_str().expect("an id"));
    assert_eq!(get(&front, &token, &path).await.expect("a response").status(), 404);
    let shown = loop {
        let response = get(&front, &token, &path).await.expect("a response");
        if response.status() == 200 {
            break serde_json::from_str::<Value>(&response.text().await.expect("a body")).expect("JSON");
        }
    };
    assert_eq!(shown["data"], front.world().look(&path).await["data"]);
}

#[tokio::test]
async fn tokens_are_those_of_their_role_until_they_expire() {
    let expiry = Some(Expiry { role: Role::Admin, life: Life::Uses(1) });
    let front = Front::start(Deployment { expiry, ..Deployment::default() }).await;
    for (role, status) in [(Role::Admin, 200), (Role::User, 403), (Role::OtherAdmin, 200)] {
        let token = front.token(role);
        assert_eq!(get(&front, &token, CLIENTS).await.expect("a response").status(), status, "{role:?}");
        let again = get(&front, &token, CLIENTS).await.expect("a response");
        let said = again.headers().get("www-authenticate").is_some_and(|value| {
            value.to_str().is_ok_and(|text| text.contains("error_description=\"The access token expired\""))
        });
        assert_eq!((again.status() == 401, said), (role == Role::Admin, role == Role::Admin), "{role:?}");
    }
    assert_eq!(get(&front, tokens::ADMIN, CLIENTS).await.expect("a response").status(), 401);
}

#[tokio::test]
async fn a_renewed_token_lies_in_the_file_as_soon_as_the_old_one_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("token");
    let expiry = Some(Expiry { role: Role::Admin, life: Life::Uses(1) });
    let front = Front::start(Deployment { expiry, renewed: Some(file.clone()), ..Deployment::default() }).await;
    let read = || std::fs::read_to_string(&file).expect("a token");
    let old = read();
    assert_eq!(get(&front, &old, CLIENTS).await.expect("a response").status(), 200);
    assert_eq!(get(&front, &old, CLIENTS).await.expect("a response").status(), 401);
    assert_ne!(read(), old);
    assert_eq!(get(&front, &read(), CLIENTS).await.expect("a response").status(), 200);
}

#[tokio::test]
async fn a_rate_limit_refuses_what_comes_too_fast_and_says_when_to_come_back() {
    for (hint, page) in [(Hint::Seconds, false), (Hint::Date, true), (Hint::Absent, false)] {
        let rate = Some(Rate { burst: 1, hint, page, ..Rate::of(1) });
        let front = Front::start(Deployment { rate, ..Deployment::default() }).await;
        let token = front.token(Role::Admin);
        assert_eq!(get(&front, &token, CLIENTS).await.expect("a response").status(), 200);
        let refused = get(&front, &token, CLIENTS).await.expect("a response");
        assert_eq!(refused.status(), 429);
        let header = |name: &str| refused.headers().get(name).map(|value| value.to_str().expect("a text").to_owned());
        let until = header("retry-after");
        assert!(match hint {
            Hint::Seconds => until.as_deref() == Some("1"),
            Hint::Date => until.is_some_and(|text| httpdate::parse_http_date(&text).is_ok()),
            Hint::Absent => until.is_none(),
        });
        assert_eq!(header("content-type").as_deref() == Some("text/html"), page);
    }
}

#[tokio::test]
async fn in_an_outage_connections_break_and_a_service_that_died_refuses_them_until_it_is_back() {
    let outage = Outage { begin: Duration::ZERO, length: Duration::from_secs(60), status: 0 };
    let weather = Weather { outages: vec![outage], ..Weather::default() };
    let front = Front::start(Deployment { weather, ..Deployment::default() }).await;
    assert!(get(&front, "token", CLIENTS).await.expect_err("no response").is_request());

    let front = Front::start(Deployment { dies_at: Some(1), ..Deployment::default() }).await;
    let token = front.token(Role::Admin);
    assert!(!get(&front, &token, CLIENTS).await.expect_err("no response").is_connect());
    while !get(&front, &token, CLIENTS).await.expect_err("no response").is_connect() {}
    front.revive().await;
    assert_eq!(get(&front, &token, CLIENTS).await.expect("a response").status(), 200);
}

#[tokio::test]
async fn names_are_unique_where_the_deployment_says_so() {
    let front = Front::start(Deployment { unique: Some(409), ..Deployment::default() }).await;
    assert_eq!(create(&front, "taken").await.0, 201);
    assert_eq!(create(&front, "taken").await.0, 409);
    let front = Front::start(Deployment::default()).await;
    assert_eq!(
        (create(&front, "free").await.0, create(&front, "free").await.0),
        (StatusCode::CREATED, StatusCode::CREATED)
    );
}

/// A habit, a request by method, path, content type and body, and what the response to it shows.
type Example = (Habit, &'static str, &'static str, &'static str, &'static [u8], &'static str);

#[tokio::test]
async fn each_habit_of_go_can_be_seen() {
    let shown = async |habits: Vec<Habit>, method: &str, path: &str, kind: &str, body: &[u8]| {
        let front = Front::start(Deployment { go: Go(habits), ..Deployment::default() }).await;
        let method = method.parse().expect("a method");
        let request = http().request(method, format!("{}{CLIENTS}{path}", front.url())).header("content-type", kind);
        let response =
            request.bearer_auth(front.token(Role::Admin)).body(body.to_vec()).send().await.expect("a response");
        let status = response.status().as_u16();
        (status, response.text().await.expect("a body"))
    };
    let json = "application/json";
    let update = "/demo-payments";
    let table: [Example; 9] = [
        (Habit::FirstValue, "PUT", update, json, br#"{"name":"one"} {"name":"two"}"#, r#""name":"one""#),
        (Habit::AnyCase, "PUT", update, json, br#"{"name":"one","NAME":"two"}"#, r#""name":"two""#),
        (Habit::NullInList, "PUT", update, json, br#"{"scopes":["openid",null]}"#, r#""scopes":["openid",""]"#),
        (Habit::InvalidUtf8, "PUT", update, json, b"{\"name\":\"a\xffb\"}", "a\u{fffd}b"),
        (Habit::AnyContentType, "PUT", update, "text/plain", br#"{"name":"one"}"#, r#""name":"one""#),
        (Habit::PlainNotFound, "PATCH", update, json, b"{}", "404 page not found"),
        (Habit::RedirectsSlash, "PUT", "/demo-payments/", json, b"{}", ""),
        (Habit::OddPages, "GET", "?page=0&page_size=x", json, b"", r#""page_size":20"#),
        (Habit::OmitsZeros, "GET", update, json, b"", r#""message":"ok""#),
    ];
    assert_eq!(table.each_ref().map(|(habit, ..)| *habit), Habit::ALL);
    for (habit, method, path, kind, body, text) in table {
        let with = shown(vec![habit], method, path, kind, body).await;
        assert!(with.1.contains(text), "{habit:?}: {with:?}");
        assert_eq!(
            with.0,
            if habit == Habit::RedirectsSlash {
                307
            } else if habit == Habit::PlainNotFound {
                404
            } else {
                200
            }
        );
        let without = shown(Vec::new(), method, path, kind, body).await;
        let zero = |text: &str| text.contains(r#""code":0"#);
        match habit {
            Habit::OmitsZeros => assert!(zero(&without.1) && !zero(&with.1), "{with:?}"),
            Habit::RedirectsSlash => assert_eq!(without.0, 404),
            _ => assert!(!without.1.contains(text), "{habit:?}: {without:?}"),
        }
    }
}
