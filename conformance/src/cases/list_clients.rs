//! `list_clients`: filters and pages, judged as relations between lists under a name that only this run gives.

use std::collections::BTreeSet;

use serde_json::json;

use super::case;
use crate::{
    caller::Caller,
    case::Case,
    context::CaseContext,
    exchange::Exchange,
    request::Request,
    step::{Need, Step},
};

const LIST: &str = "list_clients";

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(LIST, "filters_by_name", ["list.filters_name"], run => {
            let mine = five(run, "by-name").await?;
            let filter = run.name("by-name");
            let exchange = run.act(Request::to(LIST).query("name", &filter).query("page_size", 50), None).await?;
            run.expect(&exchange, "list.filters_name", 200)?;
            run.check("list.filters_name", ids(&exchange) == mine, "the five clients of that name", &exchange);
            let none = run.send(Request::to(LIST).query("name", run.name("no-such"))).await?;
            run.check("list.filters_name", none.status == 200 && none.list("/items").is_empty(), "no client of a name that none has", &none);
        }),
        case!(LIST, "filters_by_status", ["list.filters_status"], run => {
            let id = run.scratch("by-status").await?;
            let filter = run.name("by-status");
            run.send(Request::to("update_client").client(&id).json(&json!({ "status": "suspended" }))).await?;
            for (status, there) in [("suspended", true), ("active", false)] {
                let request = Request::to(LIST).query("name", &filter).query("status", status);
                let exchange = run.act(request, None).await?;
                run.expect(&exchange, "list.filters_status", 200)?;
                run.check("list.filters_status", ids(&exchange).contains(&id) == there, &format!("{status}: the client is there: {there}"), &exchange);
                let other = exchange.list("/items").iter().any(|item| item["status"].as_str().is_some_and(|found| found != status));
                run.check("list.filters_status", !other, &format!("only clients that are {status}"), &exchange);
            }
        }),
        case!(LIST, "pages_are_disjoint_and_complete", ["list.pages", "list.pagination"], run => {
            let mine = five(run, "by-page").await?;
            let filter = run.name("by-page");
            let mut seen: Vec<String> = Vec::new();
            for (page, size) in [(1, 2), (2, 2), (3, 1), (4, 0)] {
                let request = Request::to(LIST).query("name", &filter).query("page", page).query("page_size", 2);
                let exchange = run.act(request, None).await?;
                run.expect(&exchange, "list.pages", 200)?;
                run.check("list.pages", exchange.list("/items").len() == size, &format!("{size} entries on page {page}"), &exchange);
                seen.extend(ids(&exchange));
                pagination(run, &exchange, page, 2, 5);
            }
            let exchange = run.send(Request::to(LIST).query("name", &filter).query("page", 1).query("page_size", 5)).await?;
            let unique: BTreeSet<String> = seen.iter().cloned().collect();
            run.check("list.pages", unique.len() == seen.len(), "no entry on two pages", &exchange);
            run.check("list.pages", unique == mine, "every entry on some page", &exchange);
            pagination(run, &exchange, 1, 5, 5);
        }),
        case!(LIST, "begins_with_page_1_of_20", ["list.defaults"], run => {
            let exchange = run.act(Request::to(LIST), None).await?;
            run.expect(&exchange, "list.defaults", 200)?;
            for (field, value) in [("page", 1), ("page_size", 20)] {
                let found = exchange.at(&format!("/pagination/{field}"));
                run.check("list.defaults", found.is_null() || found == value, &format!("{field} {value}"), &exchange);
            }
            run.check("list.defaults", exchange.list("/items").len() <= 20, "at most 20 entries", &exchange);
        }),
        case!(LIST, "shows_no_client_of_another_tenant", ["list.tenant"], run => {
            let id = run.scratch("by-tenant").await?;
            let request = Request::to(LIST).by(Caller::OtherTenant).query("name", run.name("by-tenant"));
            let exchange = run.act(request, None).await?;
            run.expect(&exchange, "list.tenant", 200)?;
            run.check("list.tenant", !ids(&exchange).contains(&id), "the client is not there", &exchange);
        })
        .needing(Need::OtherTenantToken),
        case!(LIST, "bounds_and_order", ["silent.page_bounds", "silent.order"], run => {
            let mut said = Vec::new();
            for (name, value) in [("page", "0"), ("page", "-1"), ("page", "one"), ("page_size", "0"), ("page_size", "1000")] {
                let exchange = run.send(Request::to(LIST).query(name, value).or_status(&[422])).await?;
                let size = exchange.at("/pagination/page_size");
                let echoed = if exchange.status == 200 { format!(" (page_size {size})") } else { String::new() };
                said.push(format!("{name}={value}: {}{echoed}", exchange.status));
            }
            run.observe("silent.page_bounds", said.join(", "));
            let exchange = run.send(Request::to(LIST).query("name", run.name("")).query("page_size", 50)).await?;
            let times: Vec<&str> = exchange.list("/items").iter().filter_map(|item| item["created_at"].as_str()).collect();
            let order = match (times.is_sorted(), times.iter().rev().is_sorted()) {
                (true, _) => "oldest first",
                (_, true) => "newest first",
                _ => "in no order of time",
            };
            run.observe("silent.order", format!("lists clients {order}"));
        }),
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

/// Judges what a page says of itself; what it does not say is optional.
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
        let found = exchange.at(pointer);
        let holds = found.is_null() || *found == value;
        run.judge("list.pagination", holds, &format!("{pointer} is {value}"), &format!("{found}"), Some(exchange));
    }
}
