//! TLS: a certificate that is not trusted ends a call before anything is sent, and for good; one of an added root is trusted;
//! a client shows its own certificate.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use authms_sdk::{Applied, Client, Error, ErrorKind, RetryPolicy, UpdateClient};
use rcgen::{CertificateParams, KeyPair};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        RootCertStore, ServerConfig,
        crypto::{CryptoProvider, aws_lc_rs},
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
        server::WebPkiClientVerifier,
    },
};

use crate::service::{TOKEN, id};

/// A certificate that signs itself, and its key, both in PEM.
struct Made {
    pem: String,
    key: KeyPair,
    der: tokio_rustls::rustls::pki_types::CertificateDer<'static>,
}

fn made(name: &str, change: impl FnOnce(&mut CertificateParams)) -> Made {
    let mut params = CertificateParams::new([name.to_owned()]).expect("a name");
    change(&mut params);
    let key = KeyPair::generate().expect("a key");
    let made = params.self_signed(&key).expect("a certificate");
    Made { pem: made.pem(), key, der: made.der().clone() }
}

/// A server on this machine, and what it has seen.
struct Server {
    url: String,
    connections: Arc<AtomicU32>,
    requests: Arc<AtomicU32>,
}

impl Server {
    fn builder(&self) -> authms_sdk::ClientBuilder {
        let policy = RetryPolicy::new().backoff(Duration::from_millis(1), Duration::from_millis(1));
        Client::builder(&self.url).bearer_token(TOKEN).retry(policy)
    }

    async fn refusal(&self, root: Option<&str>) -> Error {
        let builder = self.builder();
        let builder = if let Some(root) = root { builder.root_certificate(root) } else { builder };
        let update = UpdateClient::new();
        builder.build().expect("good settings").update_client(id(), &update).await.expect_err("no connection")
    }
}

/// A server that handles each connection in its own way.
async fn serve<F: Future<Output = ()> + Send + 'static>(
    handle: impl Fn(TcpStream, Arc<AtomicU32>) -> F + Send + 'static,
) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("https://localhost:{}/api/v1", listener.local_addr().expect("bound").port());
    let (connections, requests) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let (accepted, read) = (Arc::clone(&connections), Arc::clone(&requests));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            accepted.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(handle(stream, Arc::clone(&read)));
        }
    });
    Server { url, connections, requests }
}

/// A server with this certificate that finds every client. With a root, it wants a certificate of the caller.
async fn server(made: &Made, clients: Option<&Made>) -> Server {
    let provider: Arc<CryptoProvider> = Arc::new(aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider));
    let builder = builder.with_safe_default_protocol_versions().expect("versions");
    let builder = match clients {
        None => builder.with_no_client_auth(),
        Some(root) => {
            let mut roots = RootCertStore::empty();
            roots.add(root.der.clone()).expect("a root");
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            builder.with_client_cert_verifier(verifier.build().expect("a verifier"))
        }
    };
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.key.serialize_der()));
    let config = builder.with_single_cert(vec![made.der.clone()], key).expect("a configuration");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    serve(move |stream, requests| {
        let acceptor = acceptor.clone();
        async move {
            let mut stream = match acceptor.accept(stream).into_fallible().await {
                Ok(stream) => stream,
                // Closing with something unread would reset the connection, and the caller would miss the reason.
                Err((_, mut stream)) => return while matches!(stream.read(&mut [0; 4096]).await, Ok(1..)) {},
            };
            while matches!(stream.read(&mut [0; 4096]).await, Ok(1..)) {
                requests.fetch_add(1, Ordering::SeqCst);
                let body = r#"{"code":0,"data":{"name":"Payments"}}"#;
                let response = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
                let _ = stream.write_all(response.as_bytes()).await;
            }
        }
    })
    .await
}

#[tokio::test]
async fn a_further_root_is_trusted_and_without_it_nothing_is_sent() {
    let own = made("localhost", |_| {});
    let server = server(&own, None).await;
    let error = server.refusal(None).await;
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Connect, Applied::No));
    assert!(format!("{error:?}").contains("certificate"), "{error:?}");
    assert_eq!(server.requests.load(Ordering::SeqCst), 0);
    let found = server.builder().root_certificate(own.pem).build().expect("good settings").get_client(id()).await;
    assert_eq!(found.expect("trusted").name.as_deref(), Some("Payments"));
}

#[tokio::test]
async fn a_client_certificate_opens_a_service_that_requires_one() {
    let (own, caller, stranger) = (made("localhost", |_| {}), made("console", |_| {}), made("stranger", |_| {}));
    let server = server(&own, Some(&caller)).await;
    let both = |made: &Made| format!("{}{}", made.pem, made.key.serialize_pem());
    let key_first = format!("{}{}", caller.key.serialize_pem(), caller.pem);
    for pem in [both(&caller), key_first] {
        let builder = server.builder().root_certificate(own.pem.as_str()).client_certificate(pem);
        let found = builder.build().expect("good settings").get_client(id()).await;
        assert_eq!(found.expect("let in").name.as_deref(), Some("Payments"));
    }
    let requests = server.requests.load(Ordering::SeqCst);
    for pem in [None, Some(both(&stranger))] {
        let builder = server.builder().root_certificate(own.pem.as_str());
        let builder = if let Some(pem) = pem { builder.client_certificate(pem) } else { builder };
        let error = builder.build().expect("good settings").get_client(id()).await.expect_err("kept out");
        // TLS 1.3 tells the caller only after it may have sent the request.
        assert!(matches!(error.kind(), ErrorKind::Connect | ErrorKind::Transport), "{error}");
        assert_eq!((error.attempts(), error.is_retryable()), (1, false), "{error}");
    }
    assert_eq!(server.requests.load(Ordering::SeqCst), requests);
}

#[test]
fn a_client_certificate_that_is_not_valid_is_refused_and_not_shown() {
    let (made, other) = (made("console", |_| {}), made("console", |_| {}));
    let (certificate, key) = (made.pem.as_str(), made.key.serialize_pem());
    let garbage = key.replace("BEGIN PRIVATE", "BEGIN PUBLIC").replace("END PRIVATE", "END PUBLIC");
    for pem in
        ["", "no pem", certificate, &key, &format!("{certificate}{garbage}"), &format!("{certificate}{}", &key[..60])]
    {
        let error = Client::builder("https://auth.example.com").client_certificate(pem).build().expect_err("not valid");
        let text = format!("{error} {error:?}");
        assert!(
            error.kind() == ErrorKind::InvalidInput && text.contains("the client certificate is not valid"),
            "{text}"
        );
        assert!(key.lines().all(|line| !text.contains(line)), "{text}");
    }
    // The key of another certificate.
    let pem = format!("{certificate}{}", other.key.serialize_pem());
    let error = Client::builder("https://auth.example.com").client_certificate(pem).build().expect_err("not a pair");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}

#[tokio::test]
async fn f26_a_certificate_that_is_not_trusted_is_refused_once_and_for_good() {
    let expired = |params: &mut CertificateParams| params.not_after = rcgen::date_time_ymd(2001, 1, 1);
    let early = |params: &mut CertificateParams| params.not_before = rcgen::date_time_ymd(3001, 1, 1);
    for (name, own, trusted) in [
        ("unknown issuer", made("localhost", |_| {}), false),
        ("expired", made("localhost", expired), true),
        ("not valid yet", made("localhost", early), true),
        ("another host", made("auth.example.com", |_| {}), true),
    ] {
        let server = server(&own, None).await;
        let error = server.refusal(trusted.then_some(&own.pem)).await;
        assert_eq!((error.kind(), error.attempts(), error.applied()), (ErrorKind::Connect, 1, Applied::No), "{name}");
        assert!(!error.is_retryable() && error.to_string().contains("no secure connection"), "{name}: {error}");
        let seen = (server.connections.load(Ordering::SeqCst), server.requests.load(Ordering::SeqCst));
        assert_eq!(seen, (1, 0), "{name}");
    }
}

#[tokio::test]
async fn f26_a_service_that_does_not_speak_tls_is_asked_once() {
    let server = serve(|mut stream, _| async move {
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await;
    })
    .await;
    let error = server.refusal(None).await;
    assert_eq!((error.kind(), error.attempts(), error.is_retryable()), (ErrorKind::Connect, 1, false), "{error}");
}

#[tokio::test]
async fn a_connection_that_breaks_during_the_handshake_is_tried_again() {
    for resets in [true, false] {
        let server = serve(move |stream, _| async move {
            if resets {
                // Unread bytes turn closing into a reset.
                let _ = stream.readable().await;
            } else {
                let mut stream = stream;
                let _ = stream.read(&mut [0; 4096]).await;
            }
        })
        .await;
        let error = server.refusal(None).await;
        assert_eq!((error.kind(), error.attempts(), error.is_retryable()), (ErrorKind::Connect, 3, true), "{resets}");
        assert_eq!(server.connections.load(Ordering::SeqCst), 3, "{resets}");
    }
}

#[tokio::test]
async fn f26_a_proxy_that_wants_other_credentials_is_asked_once() {
    let proxy = serve(|mut stream, _| async move {
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await;
    })
    .await;
    let url = proxy.url.replace("https", "http").replace("/api/v1", "");
    let client = Client::builder("https://auth.example.com").proxy(url).build().expect("good settings");
    let error = client.get_client(id()).await.expect_err("no way through");
    assert_eq!((error.kind(), error.attempts(), error.is_retryable()), (ErrorKind::Connect, 1, false), "{error}");
    assert!(error.to_string().contains("the proxy wants other credentials"), "{error}");
}
