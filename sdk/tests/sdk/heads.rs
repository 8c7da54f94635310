//! The heads of responses: many headers are read, and what no HTTP library reads is not sent for again.

use authms_sdk::{Applied, Client, ErrorKind, UpdateClient};

use crate::{broken::server, service::id};

/// The headers of a response, each with a value of this length.
fn headers(count: usize, length: usize) -> String {
    (0..count).map(|number| format!("\r\nx-{number}: {}", "v".repeat(length))).collect()
}

#[tokio::test]
async fn as_many_headers_are_read_as_the_limit_says() {
    for (count, limit) in [(1, None), (99, None), (101, None), (254, None), (255, Some(300)), (998, Some(1000))] {
        let base = server(format!("404 Not Found{}\r\nx-request-id: last", headers(count, 10)), "{}", false).await;
        let builder = Client::builder(base);
        let builder = if let Some(limit) = limit { builder.header_limit(limit) } else { builder };
        let error = builder.build().expect("good settings").get_client(id()).await.expect_err("not found");
        assert!(error.is_not_found() && error.request_id() == Some("last"), "{count}: {error}");
        assert_eq!(error.headers().len(), count + 2);
    }
}

#[tokio::test]
async fn f26_a_head_that_cannot_be_read_is_an_error_that_says_so_and_not_sent_for_again() {
    for (name, head, said) in [
        ("many headers", format!("200 OK{}", headers(257, 10)), "the head of the response is too large"),
        ("long headers", format!("200 OK{}", headers(200, 3000)), "the head of the response is too large"),
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
