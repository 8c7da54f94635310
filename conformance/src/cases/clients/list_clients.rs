//! `list_clients`: filters and pages, judged as relations between lists under a name that only this run gives.

use std::collections::BTreeSet;

use authms_sdk::Client;
use authms_spec::{
    claim::{
        LIST_DEFAULTS, LIST_FILTERS_NAME, LIST_FILTERS_STATUS, LIST_PAGES, LIST_PAGINATION, LIST_TENANT, SDK_AGREES,
        SILENT_ORDER, SILENT_PAGE_BOUNDS,
    },
    operation::{LIST_CLIENTS, UPDATE_CLIENT},
};
use serde_json::json;

use crate::{
    case::{
        context::CaseContext,
        definition::{Case, case},
        step::{Need, Step, Touches},
    },
    http::{caller::Caller, exchange::Exchange, request::Request},
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            LIST_CLIENTS,
            "filters_by_name",
            "A list filtered by name holds the clients of that name and no others.",
            touches = Touches::OwnClients,
            claims = [LIST_FILTERS_NAME],
            async |run| {
                let mine = five(run, "by-name").await?;
                let request = Request::to(LIST_CLIENTS).query("name", run.name("by-name")).query("page_size", 50);
                let exchange = run.act(request).await?;
                run.expect(LIST_FILTERS_NAME, &exchange, 200)?;
                run.claim(LIST_FILTERS_NAME).on(&exchange).eq("clients", list(&mine), list(&ids(&exchange)));
                let none = run.send(Request::to(LIST_CLIENTS).query("name", run.name("no-such"))).await?;
                run.claim(LIST_FILTERS_NAME).status(&none, 200);
                run.claim(LIST_FILTERS_NAME).on(&none).eq("clients of a new name", 0, none.list("/items").len());
            }
        ),
        case!(
            LIST_CLIENTS,
            "filters_by_status",
            "A list filtered by status holds only clients of that status.",
            touches = Touches::OwnClients,
            claims = [LIST_FILTERS_STATUS],
            async |run| {
                let id = run.scratch("by-status").await?;
                let filter = run.name("by-status");
                let suspended = json!({ "status": "suspended" });
                run.send(Request::to(UPDATE_CLIENT).client(&id).json(&suspended)).await?;
                for (status, listed) in [("suspended", true), ("active", false)] {
                    let request = Request::to(LIST_CLIENTS).query("name", &filter).query("status", status);
                    let exchange = run.act(request).await?;
                    run.expect(LIST_FILTERS_STATUS, &exchange, 200)?;
                    let what = format!("{id} listed as {status}");
                    run.claim(LIST_FILTERS_STATUS).on(&exchange).eq(what, listed, ids(&exchange).contains(&id));
                    let statuses = exchange.list("/items").iter().filter_map(|item| item["status"].as_str());
                    let others: Vec<&str> = statuses.filter(|found| *found != status).collect();
                    run.claim(LIST_FILTERS_STATUS).on(&exchange).eq("other statuses", json!([]), others);
                }
            }
        ),
        case!(
            LIST_CLIENTS,
            "pages_are_disjoint_and_complete",
            "Pages hold every client once, and say correctly which page they are.",
            touches = Touches::OwnClients,
            claims = [LIST_PAGES, LIST_PAGINATION],
            async |run| {
                let mine = five(run, "by-page").await?;
                let filter = run.name("by-page");
                let mut seen: Vec<String> = Vec::new();
                for (page, size) in [(1, 2), (2, 2), (3, 1), (4, 0)] {
                    let request = Request::to(LIST_CLIENTS).query("name", &filter).query("page", page);
                    let exchange = run.act(request.query("page_size", 2)).await?;
                    run.expect(LIST_PAGES, &exchange, 200)?;
                    let what = format!("entries on page {page}");
                    run.claim(LIST_PAGES).on(&exchange).eq(what, size, exchange.list("/items").len());
                    seen.extend(ids(&exchange));
                    pagination(run, &exchange, page, 2, 5);
                }
                let request = Request::to(LIST_CLIENTS).query("name", &filter).query("page", 1).query("page_size", 5);
                let exchange = run.send(request).await?;
                let unique: BTreeSet<String> = seen.iter().cloned().collect();
                run.claim(LIST_PAGES).on(&exchange).eq("entries on all pages", unique.len(), seen.len());
                run.claim(LIST_PAGES).on(&exchange).eq("clients on all pages", list(&mine), list(&unique));
                pagination(run, &exchange, 1, 5, 5);
            }
        ),
        case!(
            LIST_CLIENTS,
            "begins_with_page_1_of_20",
            "A list without parameters is page 1 with at most 20 entries.",
            touches = Touches::SharedList,
            claims = [LIST_DEFAULTS],
            async |run| {
                let exchange = run.act(Request::to(LIST_CLIENTS)).await?;
                run.expect(LIST_DEFAULTS, &exchange, 200)?;
                for (field, value) in [("page", 1), ("page_size", 20)] {
                    let found = exchange.at(&format!("/pagination/{field}"));
                    run.claim(LIST_DEFAULTS).on(&exchange).eq_or_unset(field, value, found);
                }
                let count = exchange.list("/items").len();
                run.claim(LIST_DEFAULTS).on(&exchange).holds(
                    "at most 20 entries",
                    count <= 20,
                    format!("{count} entries"),
                );
            }
        ),
        case!(
            LIST_CLIENTS,
            "shows_no_client_of_another_tenant",
            "An administrator of another tenant does not find the client in any list.",
            touches = Touches::OwnClients,
            claims = [LIST_TENANT],
            needs = [Need::OtherTenantToken],
            async |run| {
                let id = run.scratch("by-tenant").await?;
                let request = Request::to(LIST_CLIENTS).by(Caller::OtherTenant).query("name", run.name("by-tenant"));
                let exchange = run.act(request).await?;
                run.expect(LIST_TENANT, &exchange, 200)?;
                let what = format!("{id} listed");
                run.claim(LIST_TENANT).on(&exchange).eq(what, false, ids(&exchange).contains(&id));
            }
        ),
        case!(
            LIST_CLIENTS,
            "bounds_and_order",
            "How page numbers out of range are handled, and in which order clients are listed, is recorded.",
            touches = Touches::SharedList,
            claims = [SILENT_PAGE_BOUNDS, SILENT_ORDER],
            async |run| {
                let mut said = Vec::new();
                let odd = [("page", "0"), ("page", "-1"), ("page", "one"), ("page_size", "0"), ("page_size", "1000")];
                for (name, value) in odd {
                    let request = Request::to(LIST_CLIENTS).query(name, value).or_status(&[422]);
                    let exchange = run.send(request).await?;
                    let size = exchange.at("/pagination/page_size");
                    let echoed = if exchange.status == 200 { format!(" (page_size {size})") } else { String::new() };
                    said.push(format!("{name}={value}: {}{echoed}", exchange.status));
                }
                run.claim(SILENT_PAGE_BOUNDS).observe(said.join(", "));
                let request = Request::to(LIST_CLIENTS).query("name", run.name("")).query("page_size", 50);
                let exchange = run.send(request).await?;
                let items = exchange.list("/items").iter();
                let times: Vec<&str> = items.filter_map(|item| item["created_at"].as_str()).collect();
                let order = match (times.is_sorted(), times.iter().rev().is_sorted()) {
                    (true, _) => "oldest first",
                    (_, true) => "newest first",
                    _ => "in no order of time",
                };
                run.claim(SILENT_ORDER).observe(format!("lists clients {order}"));
            }
        ),
        case!(
            LIST_CLIENTS,
            "through_the_sdk",
            "The SDK finds a client by its name.",
            touches = Touches::OwnClients,
            claims = [SDK_AGREES],
            async |run| {
                let id = run.scratch("sdk-list").await?;
                let name = run.name("sdk-list");
                let list = |sdk: &Client| sdk.list_clients().name(&name).page_size(5).send();
                let page = run.sdk(Request::to(LIST_CLIENTS), list).await?;
                let ids: Vec<_> = page.items.into_iter().map(|client| client.client_id.map(String::from)).collect();
                run.claim(SDK_AGREES).eq("clients", json!([id]), ids);
            }
        ),
    ]
}

/// Five clients that share a name; their ids.
async fn five(run: &CaseContext<'_>, purpose: &str) -> Step<BTreeSet<String>> {
    let mut ids = BTreeSet::new();
    for _ in 0..5 {
        ids.insert(run.scratch(purpose).await?);
    }
    Ok(ids)
}

fn ids(exchange: &Exchange) -> BTreeSet<String> {
    exchange.list("/items").iter().filter_map(|item| item["client_id"].as_str().map(str::to_owned)).collect()
}

/// As reports show it.
fn list(ids: &BTreeSet<String>) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

/// Judges the `pagination` of a page; each of its members is optional.
fn pagination(run: &CaseContext<'_>, exchange: &Exchange, page: i64, size: i64, total: i64) {
    let pages = (total + size - 1) / size;
    let expected = [
        ("/total", json!(total)),
        ("/pagination/total", json!(total)),
        ("/pagination/total_pages", json!(pages)),
        ("/pagination/page", json!(page)),
        ("/pagination/page_size", json!(size)),
        ("/pagination/has_next", json!(page < pages)),
        ("/pagination/has_prev", json!(page > 1)),
    ];
    for (pointer, value) in expected {
        run.claim(LIST_PAGINATION).on(exchange).eq_or_unset(pointer, value, exchange.at(pointer));
    }
}
