//! Removes one client and sees that it is gone; finds clients by the marks that runs leave on them.

use std::{collections::BTreeSet, time::Duration};

use authms_spec::operation::{DELETE_CLIENT, GET_CLIENT, LIST_CLIENTS};
use serde_json::Value;
use tokio::time::Instant;

use crate::http::{ledger::run_id::RunId, request::Request, session::Session, traffic::guard::is_a_segment};

/// Attempts before a client counts as left behind; what passes is waited out within each.
const ATTEMPTS: usize = 3;

/// Entries of a page. The contract does not promise that a server grants as many.
const PAGE_SIZE: usize = 100;

/// Most pages that are read: a list that never ends is one that repeats itself.
const PAGES: usize = 1_000;

/// Time between two looks at what may show late.
const GLANCE: Duration = Duration::from_millis(100);

/// A client as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) client_id: String,
    pub(crate) name: String,
    /// The run whose name it bears.
    pub(crate) by_name: Option<RunId>,
    /// The run whose website it has.
    pub(crate) by_website: Option<RunId>,
    website: String,
}

impl Listed {
    /// A client of the list or of a read.
    pub(crate) fn of(item: &Value) -> Option<Self> {
        let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
        let client_id = Some(text("client_id")).filter(|id| is_a_segment(id))?.to_owned();
        let (by_name, by_website) = (RunId::of_name(text("name")), RunId::of_website(text("website")));
        let (name, website) = (text("name").to_owned(), text("website").to_owned());
        Some(Self { client_id, name, by_name, by_website, website })
    }

    /// Whether it bears a mark of this run.
    pub(crate) fn bears_mark_of(&self, run: &RunId) -> bool {
        run.marks(&self.name, &self.website)
    }
}

/// Removes a client that the run's ledger knows, and reads it to see that it is gone. One that has disappeared by itself
/// is gone as well.
///
/// # Errors
///
/// Why it is still there, or why nobody can tell.
pub(crate) async fn remove(session: &Session<'_>, client_id: &str) -> Result<(), String> {
    let mut why = "it is still there after its deletion".to_owned();
    for attempt in 0..ATTEMPTS {
        if attempt > 0 || !session.ledger().is_removed(client_id) {
            let deletion = Request::to(DELETE_CLIENT).client(client_id);
            let deleted = session.send_in_clean_up(deletion).await.map_err(|why| why.to_string())?;
            if deleted.status != 404 && deleted.status >= 300 {
                why = format!("its deletion has status {}", deleted.status);
            }
        }
        if is_gone(session, client_id).await? {
            // A disk that is full by now does not bring the client back.
            let _ = session.ledger().gone(client_id);
            return Ok(());
        }
    }
    Err(why)
}

/// Whether no read shows a client any more, once replicas have had their time.
async fn is_gone(session: &Session<'_>, client_id: &str) -> Result<bool, String> {
    let late = Instant::now() + session.limits().settle;
    loop {
        let asked = Instant::now();
        let read = session.send_in_clean_up(Request::to(GET_CLIENT).client(client_id)).await;
        match read.map_err(|why| why.to_string())?.status {
            404 => return Ok(true),
            status @ (401 | 403) => return Err(format!("it cannot be read (status {status})")),
            _ if asked >= late => return Ok(false),
            _ => session.rest(GLANCE).await,
        }
    }
}

/// The clients whose name begins with a text, and perhaps others. A service whose filter finds whole names only shows none
/// of them; its list is read without a filter.
///
/// # Errors
///
/// Why the list cannot be read to its end.
pub(crate) async fn find(session: &Session<'_>, prefix: &str) -> Result<Vec<Listed>, String> {
    let found = list(session, Some(prefix)).await?;
    let longer = |client: &Listed| client.name.len() > prefix.len() && client.name.starts_with(prefix);
    if found.iter().any(longer) || finds_parts(session).await? {
        return Ok(found);
    }
    list(session, None).await
}

/// Whether a client is found by the begin of its name.
async fn finds_parts(session: &Session<'_>) -> Result<bool, String> {
    let sample = page(session, None, 1).await?.clients.into_iter().find_map(|client| {
        let (last, _) = client.name.char_indices().next_back()?;
        // A filter may demand three characters, or four.
        let begin = client.name.get(..last).filter(|begin| begin.chars().count() > 3)?.to_owned();
        Some((client.client_id, begin))
    });
    let Some((client_id, begin)) = sample else { return Ok(false) };
    Ok(list(session, Some(&begin)).await?.iter().any(|client| client.client_id == client_id))
}

/// The clients that the filter by name leaves, over all pages.
async fn list(session: &Session<'_>, name: Option<&str>) -> Result<Vec<Listed>, String> {
    let (mut clients, mut known) = (Vec::new(), BTreeSet::new());
    for number in 1..=PAGES {
        let page = page(session, name, number).await?;
        let before = known.len();
        for client in page.clients {
            if known.insert(client.client_id.clone()) {
                clients.push(client);
            }
        }
        let complete = page.total.is_none_or(|total| known.len() as u64 >= total);
        // A page without anything is the end, whatever the total says; one without anything new is another page once more.
        match known.len() - before {
            0 if page.is_empty || complete => return Ok(clients),
            0 => {
                return Err(format!(
                    "the list of clients does not show all of them: page {number} shows none that is new"
                ));
            }
            _ if page.total.is_some() && complete => return Ok(clients),
            _ => {}
        }
    }
    Err(format!("the list of clients has more than {PAGES} pages"))
}

/// One page of the list.
struct Page {
    clients: Vec<Listed>,
    is_empty: bool,
    total: Option<u64>,
}

async fn page(session: &Session<'_>, name: Option<&str>, number: usize) -> Result<Page, String> {
    let request = Request::to(LIST_CLIENTS).query("page", number).query("page_size", PAGE_SIZE);
    let request = match name {
        Some(name) => request.query("name", name),
        None => request,
    };
    let exchange = session.send_in_clean_up(request).await.map_err(|why| why.to_string())?;
    if exchange.status != 200 {
        return Err(format!("the list of clients has status {}", exchange.status));
    }
    let items = exchange.list("/items");
    let (clients, is_empty) = (items.iter().filter_map(Listed::of).collect(), items.is_empty());
    let total = exchange.at("/total").as_u64().or_else(|| exchange.at("/pagination/total").as_u64());
    Ok(Page { clients, is_empty, total })
}
