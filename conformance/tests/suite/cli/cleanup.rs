//! The clients that a run creates: it removes them, however it ends.

use std::time::{Duration, Instant};

use authms_spec::operation;
use serde_json::Value;

use super::{TOKENS, clients, mock, run, stderr, stdout};
use crate::defect_proxy::{DefectProxy, Request, Response, Rewrite, http};

/// Leaves in a list only the clients whose whole name the filter names.
pub(super) fn match_whole_names(request: &Request, response: &mut Response) {
    if !request.calls(operation::LIST_CLIENTS) {
        return;
    }
    let url = url::Url::parse(&format!("http://localhost{}", request.path)).expect("a path");
    let Some(name) = url.query_pairs().find_map(|(key, value)| (key == "name").then(|| value.into_owned())) else {
        return;
    };
    response.change(|body| {
        let Some(items) = body["items"].as_array_mut() else { return };
        items.retain(|item| item["name"] == name);
        let total = items.len();
        body["total"] = total.into();
        body["pagination"]["total"] = total.into();
    });
}

#[tokio::test]
async fn without_a_client_the_run_makes_its_own_and_leaves_nothing() {
    let local = mock().await;
    let url = local.target().base_url();
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("ledger.jsonl");
    let before = clients(url).await;
    let own = ["run", "--base-url", url, "--ledger", ledger.to_str().expect("UTF-8")];
    let output = run(&[&own[..], &TOKENS].concat()).await;
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!(clients(url).await, before);
    let text = std::fs::read_to_string(&ledger).expect("a ledger");
    let events = |name: &str| text.lines().filter(|line| line.contains(&format!("\"event\":\"{name}\""))).count();
    assert!(
        events("created") > 5 && events("created") == events("gone") && events("creating") >= events("created"),
        "{text}"
    );
    local.shutdown().await;
}

#[tokio::test]
async fn keep_leaves_the_clients_and_names_them() {
    let local = mock().await;
    let url = local.target().base_url();
    let case = ["run", "--base-url", url, "--keep", "--case", "delete_client.leaves_other_clients"];
    let output = run(&[&case[..], &TOKENS].concat()).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    let left: Vec<String> = clients(url).await.into_iter().filter(|id| id.starts_with("app-")).collect();
    assert!(!left.is_empty() && left.iter().all(|id| text.contains(id)), "{text}");
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_cannot_be_removed_are_named_and_end_with_3() {
    let local = mock().await;
    let rewrite = Rewrite::response(|_, _| {}).and_request(|request| {
        if request.method == axum::http::Method::DELETE && request.is_at(operation::GET_CLIENT) {
            request.authorize("mock-other-admin");
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let case = ["run", "--base-url", proxy.url(), "--case", "list_client_tokens.is_empty_for_a_new_client"];
    let output = run(&[&case[..], &TOKENS].concat()).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(3), "{text}");
    let advice = text.split_once("next: remove what is named above").expect("advice").1;
    assert!(advice.contains("\n  authms-conformance sweep --base-url"), "{text}");
    assert!(!text.contains("to remove what is left"), "it is said once: {text}");
    assert!(text.contains("LEFT BEHIND") && text.contains("app-"), "{text}");
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_whose_creation_has_no_response_is_found_and_removed() {
    let local = mock().await;
    let before = clients(local.target().base_url()).await;
    let lost = std::sync::atomic::AtomicUsize::new(0);
    // The second creation is carried out, and its response is lost on the way.
    let rewrite = Rewrite::response(move |request, response| {
        let creation = request.calls(operation::CREATE_CLIENT);
        if creation && lost.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 1 {
            response.status = 504;
            response.body.clear();
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let case = ["run", "--base-url", proxy.url(), "--case", "delete_client.leaves_other_clients"];
    let output = run(&[&case[..], &TOKENS].concat()).await;
    // The case is run once more, and its verdict stands.
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!(clients(local.target().base_url()).await, before);
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_whose_creation_has_no_response_is_found_by_its_marks_where_the_filter_finds_whole_names_only() {
    let local = mock().await;
    let before = clients(local.target().base_url()).await;
    let lost = std::sync::atomic::AtomicUsize::new(0);
    let rewrite = Rewrite::response(move |request, response| {
        match_whole_names(request, response);
        if request.calls(operation::CREATE_CLIENT) && lost.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 1 {
            response.status = 504;
            response.body.clear();
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let case = ["run", "--base-url", proxy.url(), "--case", "delete_client.leaves_other_clients"];
    let output = run(&[&case[..], &TOKENS].concat()).await;
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!(clients(local.target().base_url()).await, before);
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_clients_id_in_the_response_to_a_creation_is_a_failure_and_that_client_is_never_written_to() {
    let local = mock().await;
    let url = local.target().base_url();
    let all = async || {
        let request = http().get(format!("{url}/admin/oauth/clients?page_size=100")).bearer_auth("mock-admin");
        let text = request.send().await.expect("a response").text().await.expect("a body");
        serde_json::from_str::<Value>(&text).expect("JSON")["items"].clone()
    };
    let before = all().await;
    for (id, exit_code) in [("demo-payments", 1), ("..", 78), ("no-such-client", 78)] {
        let rewrite = Rewrite::response(move |request, response| {
            if request.creates_client() && response.status == 201 {
                response.change(|body| body["data"]["client_id"] = id.into());
            }
        });
        let proxy = DefectProxy::start(url, rewrite).await;
        let own = ["run", "--base-url", proxy.url(), "--operation", "create_client", "--operation", "clone_client"];
        let output = run(&[&own[..], &TOKENS].concat()).await;
        let text = format!("{id}: {}{}", stdout(&output), stderr(&output));
        assert_eq!(output.status.code(), Some(exit_code), "{text}");
        assert_eq!(all().await, before, "{text}");
        proxy.shutdown().await;
    }
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_was_made_of_an_empty_body_and_bears_no_mark_is_named_and_ends_with_3() {
    let local = mock().await;
    let url = local.target().base_url();
    let rewrite = Rewrite::request(|request| {
        if request.calls(operation::CREATE_CLIENT) && request.body == b"{}" {
            request.body = br#"{"name":"unnamed","redirect_uris":["https://one.example.com"]}"#.to_vec();
        }
    });
    let proxy = DefectProxy::start(url, rewrite).await;
    let case = ["run", "--base-url", proxy.url(), "--case", "create_client.refuses_an_invalid_client"];
    let output = run(&[&case[..], &TOKENS].concat()).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(3), "{text}");
    let left: Vec<String> = clients(url).await.into_iter().filter(|id| id.starts_with("app-")).collect();
    assert!(!left.is_empty() && left.iter().all(|id| text.contains(id)), "{left:?} {text}");
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_run_that_did_not_begin_has_left_is_named_and_ends_with_3() {
    let local = mock().await;
    // A new client can be listed, and neither read nor deleted.
    let rewrite = Rewrite::request(|request| {
        if request.is_at(operation::GET_CLIENT) {
            request.authorize("mock-user");
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let output = run(&[&["run", "--base-url", proxy.url(), "--patience", "1"], &TOKENS[..]].concat()).await;
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(text.contains("cannot read the client `app-") && text.contains("status 403"), "{text}");
    assert!(text.contains("left behind: app-"), "{text}");
    // One command to paste, and no second hint beside it.
    assert_eq!(text.matches("authms-conformance sweep").count(), 1, "{text}");
    assert!(text.contains(&format!("authms-conformance sweep --base-url {}", proxy.url())), "{text}");
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_only_shows_seconds_after_its_lost_creation_is_waited_for_and_removed() {
    let local = mock().await;
    let before = clients(local.target().base_url()).await;
    let creations = std::sync::atomic::AtomicUsize::new(0);
    let late = std::sync::Mutex::new(None);
    let rewrite = Rewrite::response(move |request, response| {
        let mut late = late.lock().expect("no panic");
        if request.calls(operation::CREATE_CLIENT) && creations.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 1 {
            let id = response.json().expect("JSON")["data"]["client_id"].clone();
            *late = Some((id, Instant::now() + Duration::from_secs(2)));
            (response.status, response.body) = (504, Vec::new());
        }
        if let Some((id, _)) = late.as_ref().filter(|(_, shows)| Instant::now() < *shows) {
            response.change(|body| {
                let Some(items) = body["items"].as_array_mut() else { return };
                items.retain(|item| item["client_id"] != *id);
                body["total"] = items.len().into();
            });
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let case = ["run", "--base-url", proxy.url(), "--case", "delete_client.leaves_other_clients"];
    let output = run(&[&case[..], &TOKENS].concat()).await;
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!(clients(local.target().base_url()).await, before);
    proxy.shutdown().await;
    local.shutdown().await;
}

/// What may come from something in front of a service, and so says nothing about a client.
const NO_PROOF: [(u16, &str, &str); 6] = [
    (404, "text/plain", "default backend - 404"),
    (404, "application/json", r#"{"message":"no Route matched with those values"}"#),
    (401, "text/html", "<html>login</html>"),
    (403, "application/json", r#"{"error":"Forbidden"}"#),
    (500, "text/html", "<html>500</html>"),
    (200, "text/html", "<html>maintenance</html>"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_gateway_says_in_the_clean_up_does_not_prove_that_a_client_is_gone_and_is_waited_out() {
    let local = mock().await;
    let url = local.target().base_url();
    let before = clients(url).await;
    for (status, kind, body) in NO_PROOF {
        // The clean-up begins with a deletion, as no case here deletes; nothing gets through for a second.
        let begun = std::sync::Mutex::new(None);
        let away = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let is_away = std::sync::Arc::clone(&away);
        let rewrite = Rewrite::request(move |request| {
            let mut begun = begun.lock().expect("no panic");
            if request.calls(operation::DELETE_CLIENT) && begun.is_none() {
                *begun = Some(Instant::now());
            }
            let away = begun.is_some_and(|begun: Instant| begun.elapsed() < Duration::from_secs(1));
            is_away.store(away, std::sync::atomic::Ordering::SeqCst);
            if away {
                "/nowhere".clone_into(&mut request.path);
            }
        })
        .and_response(move |_, response| {
            if away.load(std::sync::atomic::Ordering::SeqCst) {
                (response.status, response.body) = (status, body.as_bytes().to_vec());
                response.set("content-type", kind);
            }
        });
        let proxy = DefectProxy::start(url, rewrite).await;
        let case = ["run", "--base-url", proxy.url(), "--case", "get_client.shows_the_client"];
        let output = run(&[&case[..], &TOKENS].concat()).await;
        let text = format!("{status} {kind}: {}{}", stdout(&output), stderr(&output));
        assert_eq!(output.status.code(), Some(0), "{text}");
        assert_eq!(clients(url).await, before, "{text}");
        proxy.shutdown().await;
    }
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_is_left_behind_as_long_as_nothing_proves_that_it_is_gone() {
    let local = mock().await;
    let url = local.target().base_url();
    for (status, kind, body) in NO_PROOF {
        let rewrite = Rewrite::request(|request| {
            if request.calls(operation::DELETE_CLIENT) {
                "/nowhere".clone_into(&mut request.path);
            }
        });
        let deleting = std::sync::atomic::AtomicBool::new(false);
        let rewrite = rewrite.and_response(move |request, response| {
            let deletes = request.calls(operation::DELETE_CLIENT);
            let deleting = deleting.fetch_or(deletes, std::sync::atomic::Ordering::SeqCst);
            if deletes || deleting && request.calls(operation::GET_CLIENT) {
                (response.status, response.body) = (status, body.as_bytes().to_vec());
                response.set("content-type", kind);
            }
        });
        let proxy = DefectProxy::start(url, rewrite).await;
        let case = ["run", "--base-url", proxy.url(), "--patience", "1", "--case", "get_client.shows_the_client"];
        let output = run(&[&case[..], &TOKENS].concat()).await;
        let text = format!("{status} {kind}: {}{}", stdout(&output), stderr(&output));
        assert_eq!(output.status.code(), Some(3), "{text}");
        assert!(text.contains("LEFT BEHIND"), "{text}");
        proxy.shutdown().await;
    }
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_whose_creation_was_carried_out_unknown_to_the_run_is_found_by_its_marks() {
    let local = mock().await;
    let url = local.target().base_url();
    let before = clients(url).await;
    let case = "delete_client.leaves_other_clients";
    for whole_names in [false, true] {
        // A gateway sends the creation twice.
        let twice = Rewrite::default().also(|request| request.creates_client().then(|| request.clone()));
        // The second creation is carried out, and its response says otherwise.
        let denied = [400, 403, 429].map(|status| {
            let creations = std::sync::atomic::AtomicUsize::new(0);
            move |request: &Request, response: &mut Response| {
                let is_it =
                    request.creates_client() && creations.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 1;
                if is_it {
                    (response.status, response.body) = (status, br#"{"code":1,"message":"no"}"#.to_vec());
                }
            }
        });
        let filtered = move |request: &Request, response: &mut Response| {
            if whole_names {
                match_whole_names(request, response);
            }
        };
        let denied = denied.into_iter().map(|deny| {
            Rewrite::response(move |request, response| {
                filtered(request, response);
                deny(request, response);
            })
        });
        for rewrite in denied.chain([twice.and_response(filtered)]) {
            let proxy = DefectProxy::start(url, rewrite).await;
            let output = run(&[&["run", "--base-url", proxy.url(), "--case", case][..], &TOKENS].concat()).await;
            let text = format!("{}{}", stdout(&output), stderr(&output));
            assert_ne!(output.status.code(), Some(3), "{text}");
            assert_eq!(clients(url).await, before, "whole names: {whole_names}: {text}");
            proxy.shutdown().await;
        }
    }
    local.shutdown().await;
}
