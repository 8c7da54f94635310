//! A tour: list, update, rotate, and what can go wrong, with a test that needs no service.
//!
//! `AUTHMS_BASE_URL=http://127.0.0.1:4010/api/v1 AUTHMS_TOKEN=mock-admin cargo run -p authms-sdk --example tour`, with
//! `cargo mock` running.

use authms_sdk::{Client, ClientStatus, Error, Secret, UpdateClient};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    for line in tour(&Client::from_env()?, "demo-payments").await? {
        println!("{line}");
    }
    Ok(())
}

/// Says what it did, line by line.
async fn tour(client: &Client, id: &str) -> Result<Vec<String>, Error> {
    // List: the pages are fetched as the stream is read.
    let mut names = Vec::new();
    let mut clients = client.list_clients().status(ClientStatus::Active).page_size(100).items();
    while let Some(found) = clients.try_next().await? {
        names.extend(found.name);
    }
    let mut lines = vec![format!("active: {}", names.join(", "))];

    // Update: set two fields, clear one, and keep the others by not naming them.
    let update = UpdateClient::new().name("Payments").scopes(["openid", "profile"]).clear_logo_url();
    let updated = client.update_client(id, &update).await?;
    lines.push(format!("scopes: {}; website kept: {:?}", updated.scopes.join(" "), updated.website));

    // Rotate: the new secret is shown once, sometimes in a response that is unusable otherwise.
    let rotated = client.rotate_client_secret(id).await.inspect_err(rescue)?;
    lines.push(rotated.secret.as_ref().map_or("the service shows no secret".to_owned(), store));

    // What can go wrong, as questions to the error.
    for id in ["no-such-client", id] {
        lines.push(match client.create_client_secret(id).await.inspect_err(rescue) {
            Ok(created) => created.secret.as_ref().map_or("the service shows no secret".to_owned(), store),
            Err(error) if error.is_not_found() => format!("there is no client {id}"),
            Err(error) if error.is_conflict() => format!("{id} has two secrets already"),
            Err(error) if error.is_unavailable() => format!("try again later: {error}"),
            Err(error) => return Err(error),
        });
    }
    Ok(lines)
}

/// A call that failed may have created a secret nevertheless.
fn rescue(error: &Error) {
    error.minted_secret().map(store);
}

fn store(secret: &Secret) -> String {
    format!("stored a secret of {} characters", secret.expose().len()) // where only the application reads it
}

#[cfg(test)]
mod tests {
    use authms_sdk::test_util::{Reply, Transport};

    use super::*;

    /// A service that gives these responses, one after the other.
    fn service(replies: &[(u16, &str)]) -> (Client, Transport) {
        let transport = Transport::new();
        replies.iter().for_each(|(status, body)| transport.reply(Reply::json(*status, *body)));
        let builder = Client::builder("https://auth.example.com/api/v1").bearer_token("2YotnFZFEjr1zCsicMWpAA");
        (builder.transport(&transport).build().expect("good settings"), transport)
    }

    const LIST: (u16, &str) =
        (200, r#"{"code":0,"items":[{"name":"Shop"}],"total":1,"pagination":{"has_next":false}}"#);
    const UPDATED: (u16, &str) = (200, r#"{"code":0,"data":{"scopes":["openid"],"website":"https://example.com"}}"#);
    const ROTATED: (u16, &str) = (200, r#"{"code":0,"data":{"new_secret":"canary"}}"#);

    #[tokio::test(start_paused = true)]
    async fn the_tour_lists_updates_rotates_and_understands_refusals() {
        let refusals = [(404, r#"{"code":40400001}"#), (409, r#"{"code":40900001}"#)];
        let (client, transport) = service(&[&[LIST, UPDATED, ROTATED], &refusals[..]].concat());
        let lines = tour(&client, "demo").await.expect("a tour");
        assert_eq!(
            lines,
            [
                "active: Shop",
                "scopes: openid; website kept: Some(\"https://example.com\")",
                "stored a secret of 6 characters",
                "there is no client no-such-client",
                "demo has two secrets already",
            ]
        );
        let update = &transport.requests()[1];
        assert_eq!(update.json().to_string(), r#"{"logo_url":"","name":"Payments","scopes":["openid","profile"]}"#);
    }

    #[tokio::test(start_paused = true)]
    async fn the_tour_tells_a_service_that_is_down_from_one_that_refuses() {
        let (client, transport) = service(&[LIST, UPDATED, ROTATED, (404, "{}"), (503, "{}")]);
        let lines = tour(&client, "demo").await.expect("a tour");
        assert!(lines[4].starts_with("try again later: create_client_secret: "), "{}", lines[4]);
        // A call that creates a secret is never sent again.
        assert_eq!(transport.requests().len(), 5);
    }
}
