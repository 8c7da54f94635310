//! The clients themselves: list, create, read, update, delete, clone.

use futures_util::Stream;

use crate::{
    api::call::Call,
    client::Client,
    errors::error::Error,
    types::{
        client::CreatedClient,
        generated::OAuthClient,
        id::ClientId,
        new_client::NewClient,
        page::{Page, PageRequest, all},
        update::UpdateClient,
        values::ClientStatus,
    },
    wire::{generated::ListClients, operation::Endpoint as _},
};

/// Which clients to list; an empty filter lists all.
///
/// ```
/// use authms_sdk::{ClientFilter, ClientStatus};
///
/// let filter = ClientFilter::new().name("Payments").status(ClientStatus::Active);
/// # let _ = filter;
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientFilter {
    name: Option<String>,
    status: Option<String>,
}

impl ClientFilter {
    /// Every client.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only clients whose name matches; the service decides how.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Only clients with this status.
    #[must_use]
    pub fn status(mut self, status: impl Into<ClientStatus>) -> Self {
        self.status = Some(status.into().as_str().to_owned());
        self
    }
}

/// Clients. Every call fails with [`ErrorKind::Auth`](crate::ErrorKind::Auth) if the token is not accepted or does
/// not belong to an administrator, and with the other kinds as [`ErrorKind`](crate::ErrorKind) describes them.
impl Client {
    /// Lists one page of the tenant's clients.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::{ClientFilter, ClientStatus, PageRequest};
    ///
    /// let filter = ClientFilter::new().status(ClientStatus::Suspended);
    /// let page = client.list_clients(&filter, PageRequest::new().page(2).page_size(50)).await?;
    /// println!("{} of {:?} clients", page.items.len(), page.total);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Api`](crate::ErrorKind::Api) with status 400 if the service refuses the page or its size.
    pub fn list_clients(&self, filter: &ClientFilter, page: PageRequest) -> Call<Page<OAuthClient>> {
        let (name, status) = (filter.name.as_deref(), filter.status.as_deref());
        self.call(self.requests().list_clients(name, page.number(), page.size(), status))
    }

    /// Every client from a page on, fetched page by page as the stream is read. Read it with `TryStreamExt` of
    /// the crate `futures-util`; it borrows nothing.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::{ClientFilter, PageRequest};
    /// use futures_util::TryStreamExt;
    ///
    /// let filter = ClientFilter::new();
    /// let mut clients = client.all_clients(&filter, PageRequest::new().page_size(100));
    /// while let Some(found) = clients.try_next().await? {
    ///     println!("{:?}", found.client_id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// An entry can be an error: that of [`Client::list_clients`] for its page, or one of kind
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the pages contradict each other. The stream ends with it.
    pub fn all_clients(
        &self,
        filter: &ClientFilter,
        first: PageRequest,
    ) -> impl Stream<Item = Result<OAuthClient, Error>> + Send + Unpin + use<> {
        let (client, filter) = (self.clone(), filter.clone());
        all(ListClients::OPERATION, first, async move |page| client.list_clients(&filter, page).await)
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
    /// if let (Some(id), Some(secret)) = (&created.client.client_id, &created.client_secret) {
    ///     store(id, secret.expose()); // now or never
    /// }
    /// # fn store(_: &str, _: &str) {}
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Api`](crate::ErrorKind::Api) with status 400 if the service refuses a value.
    pub fn create_client(&self, new: &NewClient) -> Call<CreatedClient> {
        self.call(self.requests().create_client(&new.body))
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
    /// [`Error::is_not_found`] if there is no such client in the token's tenant. A read never changes anything.
    pub fn get_client(&self, id: &ClientId) -> Call<OAuthClient> {
        self.call(self.requests().get_client(id.as_str()))
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
    /// a value. [`Error::applied`] says whether the update took effect nevertheless.
    pub fn update_client(&self, id: &ClientId, update: &UpdateClient) -> Call<OAuthClient> {
        self.call(self.requests().update_client(id.as_str(), &update.body))
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
    pub fn delete_client(&self, id: &ClientId) -> Call<()> {
        self.call(self.requests().delete_client(id.as_str()))
    }

    /// Creates a copy with the redirect URIs, scopes, grant types and key material of a client, and with credentials of
    /// its own, whose secret is never shown again.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// let copy = client.clone_client(&id).await?;
    /// println!("{:?} is a copy of {id}, with a secret of its own: {}", copy.client.client_id, copy.client_secret.is_some());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn clone_client(&self, id: &ClientId) -> Call<CreatedClient> {
        self.call(self.requests().clone_client(id.as_str()))
    }
}
