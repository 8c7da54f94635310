//! Truncated responses: what follows from their status, and from the part that was read.

use std::time::Duration;

use authms_sdk::{Applied, Client, Error, ErrorKind, RetryPolicy, TokenCache, UpdateClient};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::service::id;

/// The address of a server that sends this beginning of a longer response, and then hangs or closes the connection.
pub(crate) async fn server(head: impl Into<String>, body: impl Into<String>, hangs: bool) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    let response = format!("HTTP/1.1 {}\r\ncontent-length: 999\r\n\r\n{}", head.into(), body.into());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let response = response.clone();
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(response.as_bytes()).await;
                if hangs {
                    std::future::pending::<()>().await;
                }
            });
        }
    });
    format!("http://{address}")
}

async fn update(client: &Client) -> Error {
    client.update_client(id(), &UpdateClient::new().name("Payments")).await.expect_err("broken")
}

#[tokio::test]
async fn a_truncated_success_was_applied_if_it_says_so() {
    for (body, applied) in [
        (r#"{"code":0,"data":{"#, Applied::Yes),
        (r#"{"code":40300001,"mess"#, Applied::Maybe),
        ("{", Applied::Maybe),
        ("<html>", Applied::Maybe),
    ] {
        for (hangs, kind) in [(true, ErrorKind::Timeout), (false, ErrorKind::Transport)] {
            for status in [200, 202] {
                let server = server(format!("{status} x"), body, hangs).await;
                let builder = Client::builder(server).stall_timeout(Duration::from_millis(50));
                let client = builder.retry(RetryPolicy::new().attempts(1)).build().expect("good settings");
                let error = update(&client).await;
                assert_eq!((error.kind(), error.status(), error.applied()), (kind, Some(status), applied));
                assert_eq!(error.to_string().contains("stalled"), hangs, "{error}");
            }
        }
    }
}

#[tokio::test]
async fn a_truncated_refusal_is_identified_by_its_status() {
    for (head, body, kind, code, applied) in [
        ("400 x", r#"{"code":40000201,"#, ErrorKind::Api, Some(40_000_201), Applied::No),
        ("403 x", "{}", ErrorKind::Auth, None, Applied::No),
        ("302 x", r#"{"code":0"#, ErrorKind::UnexpectedStatus, Some(0), Applied::Maybe),
        ("503 x\r\nretry-after: 20", "{}", ErrorKind::Api, None, Applied::Maybe),
    ] {
        let builder = Client::builder(server(head, body, false).await).deadline(Duration::from_secs(10));
        let error = update(&builder.build().expect("good settings")).await;
        assert_eq!((error.kind(), error.code(), error.applied()), (kind, code, applied), "{head}");
        assert_eq!(
            (error.attempts(), error.status().map(|status| status.to_string())),
            (1, head.get(..3).map(Into::into))
        );
    }
}

#[tokio::test]
async fn a_token_is_replaced_even_if_its_refusal_is_truncated() {
    use std::sync::atomic::{AtomicU32, Ordering};
    static FETCHED: AtomicU32 = AtomicU32::new(0);
    let tokens = TokenCache::new(async || {
        authms_sdk::AccessToken::new(format!("token-{}", FETCHED.fetch_add(1, Ordering::SeqCst)))
    });
    let builder = Client::builder(server("401 x", "{}", false).await).token_provider(tokens);
    let error = update(&builder.build().expect("good settings")).await;
    assert_eq!((error.kind(), error.attempts(), FETCHED.load(Ordering::SeqCst)), (ErrorKind::Auth, 2, 2));
}
