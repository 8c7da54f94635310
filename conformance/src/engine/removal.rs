//! Removes one client and sees that it is gone; finds clients by the marks that runs leave on them.

use std::{
    collections::BTreeSet,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use authms_spec::operation::{DELETE_CLIENT, GET_CLIENT, LIST_CLIENTS};
use serde_json::Value;
use tokio::time::Instant;

use crate::http::{
    exchange::Exchange, ledger::run_id::RunId, no_response::NoResponse, request::Request, session::Session,
};

/// Deletions that the service accepts before a client that is still there counts as left behind.
const ATTEMPTS: usize = 3;

/// The longest time for which what is refused is tried again after a client was removed.
const REFUSED: Duration = Duration::from_secs(10);

/// The first wait before another attempt.
pub(crate) const FIRST_WAIT: Duration = Duration::from_millis(200);

/// Entries of a page. The contract does not promise that a server grants as many.
const PAGE_SIZE: usize = 100;

/// Most pages that are read: a list that never ends is one that repeats itself.
pub(crate) const PAGES: usize = 1_000;

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
    /// A client of the list or of a read. Its id may be anything, or missing.
    pub(crate) fn of(item: &Value) -> Self {
        let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
        let (by_name, by_website) = (RunId::of_name(text("name")), RunId::of_website(text("website")));
        let [client_id, name, website] = ["client_id", "name", "website"].map(|name| text(name).to_owned());
        Self { client_id, name, by_name, by_website, website }
    }

    /// Whether it bears a mark of this run.
    pub(crate) fn bears_mark_of(&self, run: &RunId) -> bool {
        run.marks(&self.name, &self.website)
    }
}

/// How long the clean-up keeps at what is refused, by the service or by something in front of it: as long as any client
/// can be removed, and some seconds longer.
pub(crate) struct Persistence {
    moved: Mutex<Instant>,
    patience: Duration,
}

impl Persistence {
    pub(crate) fn new(session: &Session<'_>) -> Self {
        Self { moved: Mutex::new(Instant::now()), patience: session.limits().patience.min(REFUSED) }
    }

    fn moved(&self) -> MutexGuard<'_, Instant> {
        self.moved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits before another attempt, longer each time; `false` if there is to be none.
    pub(crate) async fn waits(&self, session: &Session<'_>, wait: &mut Duration) -> bool {
        let left = (*self.moved() + self.patience).saturating_duration_since(Instant::now());
        let pause = (*wait).min(left);
        *wait *= 2;
        !left.is_zero() && session.rest(pause).await
    }
}

/// What is known of a client after a read of it.
pub(crate) enum Sight {
    There(Listed),
    Gone,
    /// Nobody can tell, for this reason.
    Unclear(String),
}

/// Reads a client. A 404 that is not the API's own may come from a gateway without a route: then the list of all clients
/// must show as well that this one is gone.
pub(crate) async fn sight(session: &Session<'_>, client_id: &str) -> Sight {
    let read = match session.send_in_clean_up(Request::to(GET_CLIENT).client(client_id)).await {
        Ok(read) => read,
        Err(why) => return Sight::Unclear(why.to_string()),
    };
    match read.status {
        200 if read.text("/data/client_id") == Some(client_id) => Sight::There(Listed::of(read.at("/data"))),
        200 => Sight::Unclear("a read of it shows something else".to_owned()),
        404 if is_the_apis_own(&read) => Sight::Gone,
        404 => match list(session, None, PAGES).await {
            Ok(clients) if clients.iter().all(|client| client.client_id != client_id) => Sight::Gone,
            Ok(_) => Sight::Unclear("it cannot be read (status 404), and the list shows it".to_owned()),
            Err(why) => Sight::Unclear(format!("it cannot be read (status 404, not in the API's form), and {why}")),
        },
        status => Sight::Unclear(format!("it cannot be read (status {status})")),
    }
}

/// Whether an error has the form of the API's errors.
fn is_the_apis_own(error: &Exchange) -> bool {
    !error.at("/code").is_null() && error.at("/message").is_string()
}

/// Removes a client that the run's ledger knows, and reads it to see that it is gone. One that has disappeared by itself
/// is gone as well.
///
/// # Errors
///
/// Why it is still there, or why nobody can tell.
pub(crate) async fn remove(session: &Session<'_>, persistence: &Persistence, client_id: &str) -> Result<(), String> {
    let (mut wait, mut accepted) = (FIRST_WAIT, 0);
    let mut is_due = !session.ledger().is_removed(client_id);
    loop {
        let mut why = "it is still there after its deletion".to_owned();
        if is_due {
            match session.send_in_clean_up(Request::to(DELETE_CLIENT).client(client_id)).await {
                // What a 404 means, the read tells.
                Ok(deleted) if deleted.status == 404 || deleted.status < 300 => accepted += 1,
                Ok(deleted) => why = format!("its deletion has status {}", deleted.status),
                Err(never @ NoResponse::NotOurs(_)) => return Err(never.to_string()),
                Err(none) => why = none.to_string(),
            }
        }
        is_due = true;
        match settled_sight(session, client_id).await {
            Sight::Gone => {
                *persistence.moved() = Instant::now();
                // A disk that is full by now does not bring the client back.
                let _ = session.ledger().gone(client_id);
                return Ok(());
            }
            Sight::There(_) if accepted >= ATTEMPTS => return Err(why),
            Sight::There(_) => {}
            Sight::Unclear(unclear) => why = unclear,
        }
        if !persistence.waits(session, &mut wait).await {
            return Err(why);
        }
    }
}

/// What reads show of a client once replicas have had their time.
async fn settled_sight(session: &Session<'_>, client_id: &str) -> Sight {
    let late = Instant::now() + session.limits().settle;
    loop {
        let asked = Instant::now();
        match sight(session, client_id).await {
            Sight::There(_) if asked < late => session.rest(GLANCE).await,
            sight => return sight,
        };
    }
}

/// The clients whose name begins with a text, and perhaps others. A service whose filter finds whole names only shows none
/// of them; its list is read without a filter, up to so many pages.
///
/// # Errors
///
/// Why the list cannot be read to its end.
pub(crate) async fn find(session: &Session<'_>, prefix: &str, pages: usize) -> Result<Vec<Listed>, String> {
    let found = list(session, Some(prefix), PAGES).await?;
    let longer = |client: &Listed| client.name.len() > prefix.len() && client.name.starts_with(prefix);
    if found.iter().any(longer) || finds_parts(session).await? {
        return Ok(found);
    }
    list(session, None, pages).await
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
    Ok(list(session, Some(&begin), PAGES).await?.iter().any(|client| client.client_id == client_id))
}

/// The clients that the filter by name leaves, over all pages.
async fn list(session: &Session<'_>, name: Option<&str>, pages: usize) -> Result<Vec<Listed>, String> {
    let (mut clients, mut known) = (Vec::new(), BTreeSet::new());
    for number in 1..=pages {
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
    Err(format!("the list of clients has more than {pages} pages"))
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
    let (clients, is_empty) = (items.iter().map(Listed::of).collect(), items.is_empty());
    let total = exchange.at("/total").as_u64().or_else(|| exchange.at("/pagination/total").as_u64());
    Ok(Page { clients, is_empty, total })
}
