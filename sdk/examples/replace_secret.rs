//! Replaces the secret of a client without an interruption: create, deploy, deactivate, delete.
//!
//! `cargo run -p authms-sdk --example replace_secret`, with `cargo mock` running.
//!
//! It works on a client of its own, which it removes at the end.

mod common;

use std::{error::Error, process::ExitCode};

use authms_sdk::{Client, ClientId, NewClient, Secret, SecretStatus};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::end(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let client = common::builder().bearer_token(common::token()).build()?;
    let new = NewClient::new("Example: replace a secret", ["https://app.example.com/callback"]);
    let created = client.create_client(&new).await?;
    let id = created.client.to_id()?;
    let replaced = replace(&client, &id).await;
    client.delete_client(&id).await?;
    println!("removed {id}");
    replaced
}

async fn replace(client: &Client, id: &ClientId) -> Result<(), Box<dyn Error>> {
    let old = client.list_client_secrets(id).await?;

    // Both are accepted from here on. The SDK never repeats this call, which could leave a secret that was never shown.
    let created = client.create_client_secret(id).await?;
    let new = created.to_id()?;
    let value = created.secret.ok_or("the service shows no secret")?;
    println!("created {new}: {value:?}");

    deploy(&value);

    for secret in old {
        let old = secret.to_id()?;
        // What was issued with it stays valid. A caller that still uses it fails now, before it is deleted.
        let deactivated = client.deactivate_client_secret(id, &old).await?;
        println!("{old} is now {}", deactivated.status.map(|status| status.to_string()).unwrap_or_default());
        client.delete_client_secret(id, &old).await?;
        println!("deleted {old}");
    }
    report(client, id).await?;
    Ok(())
}

/// Gives the secret to the application's secret store.
fn deploy(value: &Secret) {
    println!("deployed a secret of {} characters", value.expose().len());
}

async fn report(client: &Client, id: &ClientId) -> Result<(), authms_sdk::Error> {
    let secrets = client.list_client_secrets(id).await?;
    let active = secrets.iter().filter(|secret| secret.status == Some(SecretStatus::Active)).count();
    println!("the client has {} secret(s), {active} of them active", secrets.len());
    Ok(())
}
