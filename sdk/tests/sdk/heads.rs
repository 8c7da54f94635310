//! The heads of responses: many headers are read, and what no HTTP library reads is not sent for again.

use authms_sdk::{Applied, Client, ErrorKind, UpdateClient};

use crate::{broken::server, service::id};

/// The headers of a response, each with a value of this length.
fn headers(count: usize, length: usize) -> String {
    (0..count).map(|number| format!("\r\nx-{number}: {}", "v".repeat(length))).collect()
}

#[tokio::test]
async fn a_thousand_headers_are_read() {
    for count in [1, 99, 100, 101, 500, 998] {
        let base = server(format!("404 Not Found{}\r\nx-request-id: last", headers(count, 10)), "{}", false).await;
        let client = Client::builder(base).build().expect("good settings");
        let error = client.get_client(id()).await.expect_err("not found");
        assert!(error.is_not_found() && error.request_id() == Some("last"), "{count}: {error}");
        assert_eq!(error.headers().len(), count + 2);
    }
}

#[tokio::test]
async fn f26_a_head_that_cannot_be_read_is_an_error_that_says_so_and_not_sent_for_again() {
    for (name, head, said) in [
        ("many headers", format!("200 OK{}", headers(1001, 10)), "more than 1,000 headers"),
        ("long headers", format!("200 OK{}", headers(900, 600)), "more than 1,000 headers"),
        ("no HTTP", "two hundred".to_owned(), "not valid HTTP"),
        ("a broken header", "200 OK\r\nx y: z".to_owned(), "not valid HTTP"),
    ] {
        let client = Client::builder(server(head, "{}", false).await).build().expect("good settings");
        let error = client.update_client(id(), &UpdateClient::new()).await.expect_err(name);
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1), "{name}: {error}");
        assert_eq!((error.is_retryable(), error.applied()), (false, Applied::Maybe), "{name}");
        assert!(error.to_string().contains(said), "{name}: {error}");
    }
}
