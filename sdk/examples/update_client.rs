//! Changes two fields of a client, clears a third, and shows that the others kept their values.
//!
//! `cargo run -p authms-sdk --example update_client -- demo-payments`, with `cargo mock` running.

mod common;

use std::{error::Error, process::ExitCode};

use authms_sdk::{Applied, ClientId, UpdateClient};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::end(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let client = common::builder().bearer_token(common::token()).build()?;
    let id: ClientId = std::env::args().nth(1).unwrap_or_else(|| "demo-payments".to_owned()).try_into()?;

    let before = client.get_client(&id).await?;
    let update = UpdateClient::new().name("Payments (Europe)").scopes(["openid", "email"]).clear_logo_url();
    let after = match client.update_client(&id, &update).await {
        Ok(after) => after,
        // The update may have been applied: read the client to find out.
        Err(error) if error.applied() != Applied::No => client.get_client(&id).await?,
        Err(error) => return Err(error.into()),
    };

    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "(none)".to_owned());
    println!("name    {} -> {}", text(&before.name), text(&after.name));
    println!("scopes  {} -> {}", before.scopes.join(" "), after.scopes.join(" "));
    println!("logo    {} -> {}", text(&before.logo_url), text(&after.logo_url));
    println!("website {}, {}", text(&after.website), if before.website == after.website { "kept" } else { "changed" });
    Ok(())
}
