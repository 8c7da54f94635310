//! Moves the redirect URIs of all clients from one host to another; a dry run without `--apply`.
//!
//! `cargo run -p authms-sdk --example migrate_redirect_uris -- app.example.com new.example.com [--apply]`, with `cargo mock` running.

mod common;

use std::{error::Error, process::ExitCode};

use authms_sdk::{ClientId, UpdateClient};
use indicatif::{ProgressBar, ProgressStyle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::end(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, rest @ ..] = arguments.as_slice() else {
        return Err(
            "two hosts are needed; hint: migrate_redirect_uris app.example.com new.example.com [--apply]".into()
        );
    };
    let apply = rest.iter().any(|argument| argument == "--apply");
    let client = common::builder().bearer_token(common::token()).build()?;

    // Read everything before changing anything: a list that changes while it is paged through can skip entries.
    let mut all = client.list_clients().page_size(100).items();
    let mut plan: Vec<(ClientId, Vec<String>)> = Vec::new();
    while let Some(found) = all.try_next().await? {
        if let Some(moved) = moved(&found.redirect_uris, from, to) {
            plan.push((found.to_id()?, moved));
        }
    }

    let bar = ProgressBar::new(plan.len() as u64);
    bar.set_style(ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}")?);
    for (id, uris) in &plan {
        bar.set_message(id.to_string());
        if apply {
            client.update_client(id, &UpdateClient::new().redirect_uris(uris)).await?;
        }
        bar.suspend(|| println!("{id}: {}", uris.join(" ")));
        bar.inc(1);
    }
    bar.finish_and_clear();
    match (plan.len(), apply) {
        (0, _) => println!("no client has a redirect URI on {from}"),
        (count, true) => println!("changed {count} clients"),
        (count, false) => println!("{count} clients would change; nothing was sent (hint: --apply)"),
    }
    Ok(())
}

/// The redirect URIs after the move, if any of them is on the old host.
fn moved(uris: &[String], from: &str, to: &str) -> Option<Vec<String>> {
    let on = |uri: &String| {
        let rest = uri.strip_prefix("https://").and_then(|rest| rest.strip_prefix(from));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':', '?']))
    };
    let replace = |uri: &String| if on(uri) { uri.replacen(from, to, 1) } else { uri.clone() };
    uris.iter().any(on).then(|| uris.iter().map(replace).collect())
}
