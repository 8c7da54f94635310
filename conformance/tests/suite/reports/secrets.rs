//! No output ever shows a token or a secret, wherever a server puts it.

use std::sync::{Arc, Mutex};

use authms_spec::operation::{CLONE_CLIENT, CREATE_CLIENT};
use serde_json::json;

use super::{files_in, flags};
use crate::{
    cli::{TOKENS, mock, on, run, stderr, stdout},
    defect_proxy::{DefectProxy, Response, Rewrite},
};

/// Puts a text somewhere in a response.
type Leak = fn(&mut Response, &str);

/// Where a server may repeat what it must not.
const PLACES: [(&str, Leak); 7] = [
    ("a member of the body", |response, secret| response.change(|body| body["debug"] = json!({ "it": secret }))),
    ("the message", |response, secret| response.change(|body| body["message"] = json!(format!("got {secret}")))),
    ("a body that breaks off", |response, secret| {
        response.body = format!("{{\"client_secret\":\"x\",\"echo\":\"{secret}").into_bytes();
    }),
    ("a page", |response, secret| {
        response.set("content-type", "text/html");
        response.body = format!("<html><a href=\"/login?token={secret}\">log in</a></html>").into_bytes();
    }),
    ("a header", |response, secret| {
        response.set("x-debug", secret);
        response.set("content-type", &format!("application/x-{secret}"));
    }),
    ("a redirect", |response, secret| {
        response.status = 302;
        response.set("location", &format!("https://login.example.com/?token={secret}"));
    }),
    ("an id, and so a URL", |response, secret| {
        response.change(|body| body["data"]["client_id"] = json!(format!("app-{secret}")));
    }),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_output_shows_a_token_or_a_secret_wherever_the_server_puts_it() {
    for (place, leak) in PLACES {
        let local = mock().await;
        let issued = Arc::new(Mutex::new(Vec::new()));
        let secrets = Arc::clone(&issued);
        let rewrite = Rewrite::response(move |request, response| {
            // A secret is known as one where its creation shows it.
            let mints = request.calls(CREATE_CLIENT);
            let secret = response.json().and_then(|body| body["data"]["client_secret"].as_str().map(str::to_owned));
            let mut secrets = secrets.lock().expect("no panic");
            secrets.extend(secret.filter(|_| mints));
            // A creation whose response says nothing would end the run at once.
            if !request.calls(CREATE_CLIENT) && (request.calls(CLONE_CLIENT) || response.status >= 400) {
                let secret = secrets.last().cloned().unwrap_or_default();
                let token = request.authorization().trim_start_matches("Bearer ").to_owned();
                leak(response, &format!("{secret}.{token}"));
            }
        });
        let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
        let folder = tempfile::tempdir().expect("a folder");
        let files = files_in(folder.path());
        let outputs = flags(&files);
        let cases = ["--case", "clone_client.*", "--github", "--verbose"];
        let args: Vec<&str> = on(proxy.url(), &[&TOKENS[..], &cases].concat())
            .into_iter()
            .chain(outputs.iter().map(String::as_str))
            .collect();
        let output = run(&args).await;
        let mut texts = vec![("stdout", stdout(&output)), ("stderr", stderr(&output))];
        texts.extend(files.iter().map(|(flag, path)| (*flag, std::fs::read_to_string(path).expect("a file"))));
        assert!(texts[0].1.contains("[redacted]") || texts[0].1.contains("FAIL"), "{place}: {}", texts[0].1);
        let issued = issued.lock().expect("no panic").clone();
        assert!(!issued.is_empty(), "{place}");
        for secret in issued.iter().map(String::as_str).chain(["mock-admi", "mock-use", "mock-other-admi"]) {
            for (output, text) in &texts {
                assert!(!text.contains(secret), "{place}: {secret} is in {output}: {text}");
            }
        }
        proxy.shutdown().await;
        local.shutdown().await;
    }
}
