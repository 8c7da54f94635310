//! The clients themselves: list, create, read, update, delete, clone.

use crate::{
    api::call::Call,
    client::Client,
    lists::list::{List, Query},
    models::client::CreatedClient,
    types::{
        generated::OAuthClient,
        id::{ClientId, InvalidId, given},
        new_client::NewClient,
        update::UpdateClient,
    },
    wire::{generated::ListClients, operation::Endpoint as _},
};

/// Clients. Every call fails with [`ErrorKind::Auth`](crate::ErrorKind::Auth) if the token is not accepted or does
/// not belong to an administrator, and with the other kinds as [`ErrorKind`](crate::ErrorKind) describes them.
impl Client {
    /// The tenant's clients: await the list for one page, or read it as a stream.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::ClientStatus;
    ///
    /// let page = client.list_clients().name("Pay").status(ClientStatus::Suspended).page(2).page_size(50).await?;
    /// println!("{} of {:?} clients", page.items.len(), page.total);
    ///
    /// let mut clients = client.list_clients().page_size(100).items();
    /// while let Some(found) = clients.try_next().await? {
    ///     println!("{:?}", found.client_id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`List::send`].
    pub fn list_clients(&self) -> List<OAuthClient> {
        let fetch = |query: &Query, page| {
            let (name, status) = (query.name.as_deref(), query.status.as_deref());
            query
                .client
                .call(Ok::<_, InvalidId>(()), |requests, ()| requests.list_clients(name, page, query.page_size, status))
        };
        List::new(Query::new(self, Ok(None)), ListClients::OPERATION, fetch, identity)
    }

    /// Creates a client with its first secret, which is never shown again. The SDK never repeats the call, which would create
    /// a second client.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::NewClient;
    ///
    /// let new = NewClient::new("Payments", ["https://payments.example.com/callback"]).scopes(["openid"]);
    /// let created = client.create_client(&new).await?;
    /// if let (Some(id), Some(secret)) = (&created.client.client_id, &created.secret) {
    ///     store(id.as_str(), secret.expose()); // now or never
    /// }
    /// # fn store(_: &str, _: &str) {}
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if the name is empty or there is no redirect URI, which the
    /// contract requires; [`ErrorKind::Api`](crate::ErrorKind::Api) with status 400 if the service refuses a value.
    pub fn create_client(&self, new: &NewClient) -> Call<CreatedClient> {
        self.call(new.checked(), |requests, new| requests.create_client(new))
    }

    /// Reads one client.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// let found = client.get_client(&id).await?;
    /// println!("{:?} may be sent to {}", found.name, found.redirect_uris.join(", "));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_not_found`](crate::Error::is_not_found) if there is no such client in the token's tenant. A read
    /// never changes anything.
    pub fn get_client(&self, id: impl TryInto<ClientId, Error: Into<InvalidId>>) -> Call<OAuthClient> {
        self.call(given(id), |requests, id: ClientId| requests.get_client(id.as_str()))
    }

    /// Changes the given fields of one client and returns the whole client.
    ///
    /// There is no ETag, so of two concurrent updates the last one wins, field by field.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::UpdateClient;
    ///
    /// let update = UpdateClient::new().scopes(["openid", "profile"]).clear_website();
    /// let now = client.update_client(&id, &update).await?;
    /// assert_eq!(now.website, None);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`], and [`ErrorKind::Api`](crate::ErrorKind::Api) with status 400 if the service refuses
    /// a value. [`Error::applied`](crate::Error::applied) says whether the update took effect nevertheless.
    pub fn update_client(
        &self,
        id: impl TryInto<ClientId, Error: Into<InvalidId>>,
        update: &UpdateClient,
    ) -> Call<OAuthClient> {
        self.call(given(id), |requests, id: ClientId| requests.update_client(id.as_str(), &update.body))
    }

    /// Marks a client as deleted, and deletes its tokens with it.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// match client.delete_client(&id).await {
    ///     Err(error) if !error.is_not_found() => return Err(error),
    ///     _ => println!("{id} is gone"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`]; also for a client that was deleted before.
    pub fn delete_client(&self, id: impl TryInto<ClientId, Error: Into<InvalidId>>) -> Call<()> {
        self.call(given(id), |requests, id: ClientId| requests.delete_client(id.as_str()))
    }

    /// Creates a copy with the redirect URIs, scopes, grant types and key material of a client, and with credentials of
    /// its own, whose secret is never shown again.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// let copy = client.clone_client(&id).await?;
    /// println!("{:?} is a copy of {id}, with a secret of its own: {}", copy.client.client_id, copy.secret.is_some());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn clone_client(&self, id: impl TryInto<ClientId, Error: Into<InvalidId>>) -> Call<CreatedClient> {
        self.call(given(id), |requests, id: ClientId| requests.clone_client(id.as_str()))
    }
}

/// What tells a client from others: what paths call it by, before the identifier of its record.
fn identity(client: &OAuthClient) -> Option<&str> {
    let client_id = client.client_id.as_ref().map(ClientId::as_str).or(client.invalid_client_id.as_deref());
    client_id.or(client.id.as_deref())
}
