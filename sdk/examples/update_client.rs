//! Changes two fields of a client, clears a third, and shows that the others kept their values.
//!
//! `cargo run -p authms-sdk --example update_client -- demo-payments`

mod common;

use authms_sdk::{Applied, ClientId, UpdateClient};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = common::builder().bearer_token(common::token()).build()?;
    let id: ClientId = std::env::args().nth(1).unwrap_or_else(|| "demo-payments".to_owned()).try_into()?;

    let before = client.get_client(&id).await?;
    let update = UpdateClient::new().name("Payments").scopes(["openid", "profile"]).clear_logo_url();
    let after = match client.update_client(&id, &update).await {
        Ok(after) => after,
        // Nobody knows whether it happened: a read tells.
        Err(error) if error.may_have_been_applied() != Applied::No => client.get_client(&id).await?,
        Err(error) => return Err(error.into()),
    };

    println!("name    {:?} -> {:?}", before.name, after.name);
    println!("scopes  {:?} -> {:?}", before.scopes, after.scopes);
    println!("logo    {:?} -> {:?}", before.logo_url, after.logo_url);
    println!("website {:?} kept: {}", after.website, before.website == after.website);
    Ok(())
}
