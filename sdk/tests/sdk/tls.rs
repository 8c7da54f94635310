//! TLS: an untrusted certificate is refused before anything is sent, and one of an added root is trusted.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use authms_sdk::{Applied, Client, ErrorKind, RetryPolicy, UpdateClient};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use crate::service::{TOKEN, id};

/// The URL of a server that finds every client, its certificate in PEM, and how many requests it has read.
async fn server() -> (String, String, Arc<AtomicU32>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("a configuration");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("https://localhost:{}/api/v1", listener.local_addr().expect("bound").port());
    let (acceptor, read) = (TlsAcceptor::from(Arc::new(config)), Arc::new(AtomicU32::new(0)));
    let counter = Arc::clone(&read);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            if matches!(stream.read(&mut [0; 4096]).await, Ok(1..)) {
                counter.fetch_add(1, Ordering::SeqCst);
                let body = r#"{"code":0,"data":{"name":"Payments"}}"#;
                let response = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
                let _ = stream.write_all(response.as_bytes()).await;
            }
        }
    });
    (url, made.cert.pem(), read)
}

#[tokio::test]
async fn a_further_root_is_trusted_and_without_it_nothing_is_sent() {
    let (url, pem, read) = server().await;
    let builder = || Client::builder(&url).bearer_token(TOKEN).retry(RetryPolicy::new().attempts(1));
    let error = builder().build().expect("good settings").update_client(&id(), &UpdateClient::new()).await;
    let error = error.expect_err("an untrusted certificate");
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Connect, Applied::No));
    assert_eq!(read.load(Ordering::SeqCst), 0);
    let found = builder().root_certificate(pem).build().expect("good settings").get_client(&id()).await;
    assert_eq!(found.expect("trusted").name.as_deref(), Some("Payments"));
}
