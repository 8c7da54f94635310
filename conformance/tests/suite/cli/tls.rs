//! A certificate that is not trusted is told from one that has expired or is for another host.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair, date_time_ymd};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use super::{TOKENS, run, stderr};
use crate::recorder::{Recorder, json};

/// A server with a certificate for `localhost` that signs itself; its port, and the certificate.
async fn server(name: &str, change: impl FnOnce(&mut CertificateParams)) -> (u16, String) {
    let mut params = CertificateParams::new([name.to_owned()]).expect("a name");
    change(&mut params);
    let key = KeyPair::generate().expect("a key");
    let made = params.self_signed(&key).expect("a certificate");
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let config = config.with_safe_default_protocol_versions().expect("versions").with_no_client_auth();
    let der = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = config.with_single_cert(vec![made.der().clone()], der).expect("a configuration");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let mut stream = match acceptor.accept(stream).into_fallible().await {
                    Ok(stream) => stream,
                    // Closing with something unread would reset the connection, and the caller would miss the reason.
                    Err((_, mut stream)) => return while matches!(stream.read(&mut [0; 4096]).await, Ok(1..)) {},
                };
                while matches!(stream.read(&mut [0; 4096]).await, Ok(1..)) {
                    let said = "HTTP/1.1 404 Not Found\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nover";
                    let _ = stream.write_all(said.as_bytes()).await;
                }
            });
        }
    });
    (port, made.pem())
}

/// What is said about a server under this URL, and the exit code.
async fn said(url: &str, args: &[&str]) -> (Option<i32>, String) {
    let output = run(&[&["run", "--base-url", url, "--patience", "0"], &TOKENS[..], args].concat()).await;
    (output.status.code(), stderr(&output))
}

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_said_with_the_flag_that_helps() {
    let (signed, pem) = server("localhost", |_| {}).await;
    let (authority, _) = server("localhost", |params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained)).await;
    let (expired, expired_pem) = server("localhost", |params| params.not_after = date_time_ymd(2020, 1, 1)).await;
    let (early, early_pem) = server("localhost", |params| params.not_before = date_time_ymd(2090, 1, 1)).await;
    let (other, other_pem) = server("auth.example.com", |_| {}).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, pem: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, pem).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    };
    let table = [
        (signed, None, "is not trusted", "`--ca-cert FILE`"),
        (authority, None, "is not trusted", "`--ca-cert FILE`"),
        (expired, Some(file("expired", &expired_pem)), "has expired", "the clock of this machine"),
        (early, Some(file("early", &early_pem)), "is not valid yet", "the clock of this machine"),
        (other, Some(file("other", &other_pem)), "is for another host", "`--confirm-host`"),
        (signed, Some(file("signed", &pem)), "does not have the list of clients (status 404", "looks like the API"),
    ];
    for (port, trusted, what, hint) in table {
        let url = format!("https://localhost:{port}/api/v1");
        let args: Vec<&str> = trusted.iter().flat_map(|path| ["--ca-cert", path]).collect();
        let (code, text) = said(&url, &args).await;
        assert_eq!(code, Some(78), "{what}: {text}");
        assert!(text.contains(what) && text.contains(hint), "{what}: {text}");
        assert!(!text.contains("is the server running"), "{what}: {text}");
    }
}

#[tokio::test]
async fn http_and_https_mixed_up_are_said_in_both_directions() {
    let plain = Recorder::start(|_| json(200, "{}")).await;
    let (secure, _) = server("localhost", |_| {}).await;
    let https = plain.origin().replace("http://", "https://");
    let (code, text) = said(&format!("{https}/api/v1"), &[]).await;
    assert_eq!(code, Some(78), "{text}");
    assert!(text.contains("does not speak https"), "{text}");
    let (code, text) = said(&format!("http://localhost:{secure}/api/v1"), &[]).await;
    assert_eq!(code, Some(78), "{text}");
    assert!(text.contains("it may expect https"), "{text}");
}

#[tokio::test]
async fn a_host_that_does_not_resolve_and_a_port_that_is_closed_are_told_apart() {
    let host = ["--confirm-host", "auth.invalid"];
    let (code, text) = said("https://auth.invalid/api/v1", &host).await;
    assert_eq!(code, Some(69), "{text}");
    assert!(text.contains("the name of the host does not resolve"), "{text}");
    let free = TcpListener::bind("127.0.0.1:0").await.expect("a free port").local_addr().expect("bound").port();
    let (code, text) = said(&format!("http://127.0.0.1:{free}/api/v1"), &[]).await;
    assert_eq!(code, Some(69), "{text}");
    assert!(text.contains("nothing listens on this port"), "{text}");
}
