//! `list_clients`: filters and pages, judged as relations between lists under a name that only this run gives.

use std::collections::BTreeSet;

use authms_sdk::{Client, OAuthClient};
use authms_spec::{
    claim::{
        HTTP_NO_SERVER_ERROR, LIST_DEFAULTS, LIST_FILTERS_NAME, LIST_FILTERS_STATUS, LIST_PAGES, LIST_PAGINATION, LIST_TENANT, SDK_AGREES,
        SILENT_NAME_FILTER, SILENT_ORDER, SILENT_PAGE_BOUNDS,
    },
    operation::LIST_CLIENTS,
};
use serde_json::json;

use crate::{
    case::{
        context::CaseContext,
        definition::{Case, case},
        listed::ids,
        run_state::Listed,
        step::{Need, Touches},
    },
    http::{caller::Caller, exchange::Exchange, request::Request},
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            LIST_CLIENTS,
            "filters_by_name",
            "A list filtered by name holds the clients of that name and no others.",
            touches = Touches::Listed,
            claims = [LIST_FILTERS_NAME],
            async |run| {
                let mine = run.listed().await?;
                let request = Request::to(LIST_CLIENTS).query("name", &mine.filter).query("page_size", 50);
                let exchange = run.act_list_until(request, |list| ids(list) == mine.ids).await?;
                run.expect(LIST_FILTERS_NAME, &exchange, 200)?;
                run.claim(LIST_FILTERS_NAME).on(&exchange).eq("clients", list(&mine.ids), list(&ids(&exchange)));
                let none = run.send(Request::to(LIST_CLIENTS).query("name", run.name("no-such"))).await?;
                run.claim(LIST_FILTERS_NAME).status(&none, 200);
                run.claim(LIST_FILTERS_NAME).on(&none).eq("clients of a new name", 0, none.list("/items").len());
            }
        ),
        case!(
            LIST_CLIENTS,
            "filters_by_status",
            "A list filtered by status holds only clients of that status.",
            touches = Touches::Listed,
            claims = [LIST_FILTERS_STATUS],
            async |run| {
                let mine = run.listed().await?;
                for status in ["suspended", "active"] {
                    let is_suspended = |id: &&String| mine.suspended.as_ref() == Some(*id);
                    let wanted = |id: &&String| is_suspended(id) == (status == "suspended");
                    let wanted: BTreeSet<String> = mine.ids.iter().filter(wanted).cloned().collect();
                    let request = Request::to(LIST_CLIENTS).query("name", &mine.filter).query("status", status);
                    // What else the list shows is a matter of the name filter.
                    let of_mine = |list: &Exchange| ids(list).intersection(&mine.ids).cloned().collect::<BTreeSet<_>>();
                    let exchange = run.act_list_until(request, |list| of_mine(list) == wanted).await?;
                    run.expect(LIST_FILTERS_STATUS, &exchange, 200)?;
                    let (what, found) = (format!("clients listed as {status}"), of_mine(&exchange));
                    run.claim(LIST_FILTERS_STATUS).on(&exchange).eq(what, list(&wanted), list(&found));
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
            touches = Touches::Listed,
            claims = [LIST_PAGES, LIST_PAGINATION],
            async |run| {
                let Listed { filter, ids: mine, .. } = run.listed().await?;
                let mut seen: Vec<String> = Vec::new();
                for page in 1..=mine.len().div_ceil(2) + 1 {
                    let size = mine.len().saturating_sub(2 * (page - 1)).min(2);
                    let request = Request::to(LIST_CLIENTS).query("name", filter).query("page", page);
                    let is_full = |list: &Exchange| list.list("/items").len() == size;
                    let exchange = run.act_list_until(request.query("page_size", 2), is_full).await?;
                    run.expect(LIST_PAGES, &exchange, 200)?;
                    let what = format!("entries on page {page}");
                    run.claim(LIST_PAGES).on(&exchange).eq(what, size, exchange.list("/items").len());
                    seen.extend(ids(&exchange));
                    pagination(run, &exchange, page, 2, mine.len());
                }
                let request = Request::to(LIST_CLIENTS).query("name", filter).query("page", 1);
                let whole = |list: &Exchange| ids(list) == *mine;
                let exchange = run.list_until(request.query("page_size", 5), whole).await?;
                let unique: BTreeSet<String> = seen.iter().cloned().collect();
                run.claim(LIST_PAGES).on(&exchange).eq("entries on all pages", unique.len(), seen.len());
                run.claim(LIST_PAGES).on(&exchange).eq("clients on all pages", list(mine), list(&unique));
                pagination(run, &exchange, 1, 5, mine.len());
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
            touches = Touches::Listed,
            claims = [LIST_TENANT],
            needs = [Need::OtherTenantToken],
            async |run| {
                let mine = run.listed().await?;
                let request = Request::to(LIST_CLIENTS).by(Caller::OtherTenant).query("name", &mine.filter);
                let exchange = run.act(request).await?;
                run.expect(LIST_TENANT, &exchange, 200)?;
                let found = ids(&exchange).intersection(&mine.ids).count();
                let actual = format!("{found} of them listed{}", run.doubt(Caller::OtherTenant));
                run.claim(LIST_TENANT).on(&exchange).holds("no client of this tenant listed", found == 0, actual);
            }
        ),
        case!(
            LIST_CLIENTS,
            "bounds_and_order",
            "How odd page numbers are handled, in which order clients are listed, and whether filters ignore case, is recorded.",
            touches = Touches::Listed,
            claims = [SILENT_PAGE_BOUNDS, SILENT_ORDER, SILENT_NAME_FILTER, HTTP_NO_SERVER_ERROR],
            async |run| {
                let mut seen = Vec::new();
                let odd = [("page", "0"), ("page", "-1"), ("page", "one"), ("page_size", "0"), ("page_size", "1000")];
                for (name, value) in odd {
                    let request = Request::to(LIST_CLIENTS).query(name, value).or_status(&[422]).odd();
                    let exchange = run.send(request).await?;
                    run.no_server_error(&exchange);
                    let size = exchange.at("/pagination/page_size");
                    let echoed = if exchange.status == 200 { format!(" (page_size {size})") } else { String::new() };
                    seen.push((format!("{name}={value}"), format!("{}{echoed}", exchange.status)));
                }
                run.claim(SILENT_PAGE_BOUNDS).observe_each(&seen);
                let mine = run.listed().await?;
                let by_name = |name: &str| Request::to(LIST_CLIENTS).query("name", name).query("page_size", 50);
                let exchange = run.send(by_name(&mine.filter)).await?;
                let items = exchange.list("/items").iter();
                let times: Vec<&str> = items.filter_map(|item| item["created_at"].as_str()).collect();
                let order = match (times.is_sorted(), times.iter().rev().is_sorted()) {
                    (true, _) => "oldest first",
                    (_, true) => "newest first",
                    _ => "in no order of time",
                };
                run.claim(SILENT_ORDER).with_value(json!(order)).observe(format!("lists clients {order}"));
                let shouted = run.send(by_name(&mine.filter.to_uppercase())).await?;
                let sensitive = ids(&shouted).is_disjoint(&mine.ids);
                let what = if sensitive { "is case-sensitive" } else { "ignores case" };
                let claim = run.claim(SILENT_NAME_FILTER).with_value(json!({ "case_sensitive": sensitive }));
                claim.observe(format!("the name filter {what}"));
            }
        ),
        case!(
            LIST_CLIENTS,
            "through_the_sdk",
            "The SDK finds the clients of a name.",
            touches = Touches::Listed,
            claims = [SDK_AGREES],
            async |run| {
                let mine = run.listed().await?;
                // The SDK shows an id that is not valid in a path as such.
                let id = |client: &OAuthClient| {
                    client.client_id.clone().map(String::from).or_else(|| client.invalid_client_id.clone())
                };
                let ids = |clients: &[OAuthClient]| -> BTreeSet<String> { clients.iter().filter_map(id).collect() };
                let call = |sdk: &Client| sdk.list_clients().name(&mine.filter).page_size(5).send();
                let page = run.sdk_until(Request::to(LIST_CLIENTS), call, |page| ids(&page.items) == mine.ids).await?;
                run.claim(SDK_AGREES).eq("clients", list(&mine.ids), list(&ids(&page.items)));
            }
        ),
    ]
}

/// As reports show it.
fn list(ids: &BTreeSet<String>) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

/// Judges the `pagination` of a page; each of its members is optional.
fn pagination(run: &CaseContext<'_>, exchange: &Exchange, page: usize, size: usize, total: usize) {
    let pages = total.div_ceil(size);
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
