//! Fetches tokens by client credentials (RFC 6749 section 4.4) from `/oauth/token` with the `oauth2` crate.
//!
//! `cargo run -p authms-sdk --example client_credentials`, with `cargo mock` running.
//!
//! It starts its own token endpoint, which returns the mock server's token; change the URL to use a real one.

mod common;

use std::{error::Error, process::ExitCode, time::Duration};

use authms_sdk::{AccessToken, BoxError, TokenCache};
use oauth2::{
    AuthUrl, ClientId, ClientSecret, HttpRequest, HttpResponse, TokenResponse as _, TokenUrl, basic::BasicClient,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::end(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let token_url = stub_token_endpoint().await?;

    // Redirects would carry the client's secret elsewhere. The stub is on this machine; another endpoint may need the proxy.
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    let oauth = BasicClient::new(ClientId::new("example-job".to_owned()))
        .set_client_secret(ClientSecret::new(std::env::var("EXAMPLE_SECRET").unwrap_or_else(|_| "example".to_owned())))
        .set_auth_uri(AuthUrl::new(token_url.clone())?)
        .set_token_uri(TokenUrl::new(token_url)?);
    let tokens = TokenCache::new(move || {
        let (oauth, http) = (oauth.clone(), http.clone());
        async move {
            let send = move |request| send(http.clone(), request);
            let response = oauth.exchange_client_credentials().request_async(&send).await?;
            let token = AccessToken::new(response.access_token().secret())?;
            let lifetime = response.expires_in().unwrap_or(Duration::from_secs(300));
            Ok::<_, BoxError>(token.expires_in(lifetime))
        }
    });

    let client = common::builder().token_provider(tokens).build()?;
    let found = client.get_client("demo-payments").await?;
    println!("found `{}` with a token that was fetched", found.name.unwrap_or_default());
    Ok(())
}

async fn send(http: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
    let response = http.execute(request.try_into()?).await?;
    let (status, body) = (response.status(), response.bytes().await?);
    let mut response = HttpResponse::new(body.to_vec());
    *response.status_mut() = status;
    Ok(response)
}

/// Responds to every request with a token (RFC 6749 section 5.1).
async fn stub_token_endpoint() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/oauth/token", listener.local_addr()?);
    let token = common::token();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let body = format!("{{\"access_token\":\"{token}\",\"token_type\":\"bearer\",\"expires_in\":3600}}");
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length:";
            let _ = stream.read(&mut [0; 8192]).await;
            let _ = stream.write_all(format!("{head} {}\r\n\r\n{body}", body.len()).as_bytes()).await;
        }
    });
    Ok(url)
}
