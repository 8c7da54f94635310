//! A server, or a ledger, that wants the sweep to harm somebody.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use authms_spec::operation::{DELETE_CLIENT, GET_CLIENT, LIST_CLIENTS};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use super::{OLD, clients, command, create, finish, ledger, mock, stderr, stdout, sweep, website};
use crate::defect_proxy::{DefectProxy, Response, Rewrite};

/// What would do something to a terminal or the log of a CI job, or tell a token.
fn hostile() -> Vec<String> {
    let texts =
        ["\n::error::x", "\r\n::error::x", " ::error::x", "##[error]x", "##vso[task.complete]", "\u{1b}]0;x\u{7}"];
    let more = ["\u{9b}31m", "\u{202e}x", "\u{2028}::error::x", "mock-admin", "mock%2dadmin"];
    let base64 = STANDARD.encode("mock-admin");
    let long = format!("{} ::error::x", "y".repeat(200));
    texts.into_iter().chain(more).map(str::to_owned).chain([base64, long]).collect()
}

fn assert_harmless(said: &str, text: &str) {
    let base64 = STANDARD.encode("mock-admin");
    for line in said.lines() {
        assert!(!line.trim_start().starts_with("::") && !line.contains("##"), "{text:?}: {said}");
    }
    let acts = |c: char| (c.is_control() && c != '\n') || ('\u{2028}'..='\u{202e}').contains(&c);
    assert!(!said.contains(acts) && !said.contains("mock-admin") && !said.contains(&base64), "{text:?}: {said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_of_a_server_or_a_ledger_does_anything_to_a_terminal_or_a_log() {
    let local = mock().await;
    for text in hostile() {
        let state = tempfile::tempdir().expect("a folder");
        let (evil, site) = (text.clone(), website(OLD));
        let rewrite = Rewrite::response(move |request, response| {
            let client = |id: &str, name: &str| json!({ "client_id": id, "name": name, "website": site });
            if request.calls(LIST_CLIENTS) {
                response.change(|body| {
                    let marked = format!("conformance-{OLD}-place1{evil}");
                    let half = format!("conformance-{OLD}-place2{evil}");
                    // What is refused has no list.
                    let Some(items) = body["items"].as_array_mut() else { return };
                    items.push(client(&format!("place3{evil}"), &marked));
                    items.push(json!({ "client_id": format!("place4{evil}"), "name": half }));
                });
            } else if request.calls(GET_CLIENT) && request.path.contains("place5") {
                let id = format!("place5{evil}");
                *response = Response { status: 200, ..response.clone() };
                response.body = json!({ "data": client(&id, &format!("place6{evil}")) }).to_string().into_bytes();
            } else if request.calls(GET_CLIENT) && request.path.contains("place7") {
                response.status = 400;
            }
        });
        let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
        let ids = ["place5", "place7", "place8"].map(|place| format!("{place}{text}"));
        ledger(state.path(), OLD, proxy.url(), &ids.each_ref().map(String::as_str));
        ledger(state.path(), "01800000000bbbbb", &format!("https://place9{text}"), &["app-1"]);
        for args in [&["--patience", "0"][..], &["--patience", "0", "--apply"]] {
            let output = finish(command(state.path(), &sweep(proxy.url(), args))).await;
            let said = format!("{}{}", stdout(&output), stderr(&output));
            assert_harmless(&said, &text);
            for place in 1..=9 {
                assert!(said.contains(&format!("place{place}")), "place {place} is not shown: {said}");
            }
        }
        proxy.shutdown().await;
    }
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_cannot_be_read_is_named_and_does_not_keep_the_rest() {
    let local = mock().await;
    let url = local.target().base_url();
    // A 404 that is not the API's is a gateway's, unless the list shows as well that the client is gone.
    for status in [400, 401, 403, 404, 418, 500] {
        let state = tempfile::tempdir().expect("a folder");
        let renamed = create(url, "renamed by a case", &website(OLD)).await;
        let was_read = AtomicBool::new(false);
        let rewrite = Rewrite::response(move |request, response| {
            if request.calls(GET_CLIENT) && request.path.contains("app-bad") {
                was_read.store(true, Ordering::SeqCst);
                (response.status, response.body) = (status, b"default backend".to_vec());
            } else if request.calls(LIST_CLIENTS) && was_read.load(Ordering::SeqCst) {
                response.change(|body| body["items"][0]["client_id"] = "app-bad".into());
            }
        });
        let proxy = DefectProxy::start(url, rewrite).await;
        let path = ledger(state.path(), OLD, proxy.url(), &["app-bad", &renamed]);
        let output = finish(command(state.path(), &sweep(proxy.url(), &["--apply", "--patience", "1"]))).await;
        let text = stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(output.status.code(), Some(3), "{text}{}", stderr(&output));
        assert!(text.contains(&format!("NOT REMOVED: app-bad (it cannot be read (status {status})")), "{text}");
        assert!(!clients(url).await.contains(&renamed) && text.contains("1 removed, 1 not removed"), "{text}");
        assert!(path.exists(), "the ledger still names a client that may exist");
        proxy.shutdown().await;
    }
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_that_is_a_strangers_or_leads_elsewhere_is_never_written_to() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let sent = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&sent);
    let proxy = DefectProxy::start(
        url,
        Rewrite::response(|request, response| {
            if request.calls(LIST_CLIENTS) {
                let marked = |id: &str| {
                    json!({ "client_id": id, "name": format!("conformance-{OLD}-x"), "website": website(OLD) })
                };
                response.change(|body| {
                    body["items"].as_array_mut().into_iter().for_each(|items| items.extend(["..", "."].map(marked)));
                });
            }
        })
        .and_request(move |request| seen.lock().expect("no panic").push(format!("{} {}", request.method, request.path))),
    )
    .await;
    let own = create(url, "renamed by a case", &website(OLD)).await;
    let path = ledger(state.path(), OLD, proxy.url(), &["", ".", "..", "demo-payments", "demo-spa/../demo-spa", &own]);
    let before = clients(url).await;
    let output = finish(command(state.path(), &sweep(proxy.url(), &["--apply"]))).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(3), "{text}{}", stderr(&output));
    let sent = sent.lock().expect("no panic").clone();
    let writes: Vec<&String> = sent.iter().filter(|line| !line.starts_with("GET ")).collect();
    assert_eq!(writes, [&format!("DELETE {}", DELETE_CLIENT.path.replace("{client_id}", &own))], "{text}");
    assert!(!sent.iter().any(|line| line == "GET /admin/oauth/clients/" || line == "GET /admin/oauth/"), "{sent:?}");
    let after = clients(url).await;
    assert!(before.iter().all(|id| *id == own || after.contains(id)), "{text}");
    assert!(path.exists(), "{text}");
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listed_client_with_both_marks_and_an_id_that_no_url_can_name_is_not_passed_over() {
    let local = mock().await;
    for id in [json!(".."), json!("."), json!(""), json!(null)] {
        let (state, listed) = (tempfile::tempdir().expect("a folder"), id.clone());
        let rewrite = Rewrite::response(move |request, response| {
            if request.calls(LIST_CLIENTS) {
                let client =
                    json!({ "client_id": listed, "name": format!("conformance-{OLD}-x"), "website": website(OLD) });
                response.change(|body| body["items"].as_array_mut().into_iter().for_each(|it| it.push(client.clone())));
            }
        });
        let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
        for args in [&[][..], &["--apply"]] {
            let output = finish(command(state.path(), &sweep(proxy.url(), args))).await;
            let text = stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(output.status.code(), Some(3), "{id}: {text}");
            assert!(text.contains("NOT REMOVED") && text.contains("no URL can name its id"), "{text}");
        }
        proxy.shutdown().await;
    }
    local.shutdown().await;
}
