//! A server whose lists, pages and filters are wrong.

use authms_mock_server::tokens;
use authms_spec::{claim, operation};
use serde_json::json;

use super::{Defect, defect, tools::*};
use crate::defect_proxy::{Request, Rewrite};

/// Drops a query parameter from a request.
fn without(request: &mut Request, name: &str) {
    if let Some((path, query)) = request.path.clone().split_once('?') {
        let prefix = format!("{name}=");
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with(&prefix)).collect();
        request.path = format!("{path}?{}", kept.join("&"));
    }
}

pub(super) fn defects() -> Vec<Defect> {
    let filtered = |name: &'static str| {
        Rewrite::request(move |request| {
            if request.calls(operation::LIST_CLIENTS) {
                without(request, name);
            }
        })
    };
    let shifted = Rewrite::request(|request| {
        if request.calls(operation::LIST_CLIENTS) {
            request.path = request.path.replace("&page=2&", "&page=1&");
        }
    });
    vec![
        defect(
            "the name filter is ignored",
            &[
                claim::LIST_FILTERS_NAME,
                claim::LIST_PAGES,
                claim::LIST_PAGINATION,
                claim::DELETE_GONE,
                claim::SDK_AGREES,
                claim::CREATE_REQUIRES,
                claim::AUTH_NO_EFFECT,
            ],
            filtered("name"),
        ),
        defect("the status filter is ignored", &[claim::LIST_FILTERS_STATUS], filtered("status")),
        defect("page is ignored", &[claim::LIST_PAGES, claim::LIST_PAGINATION], filtered("page")),
        defect("page_size is ignored", &[claim::LIST_PAGES, claim::LIST_PAGINATION], filtered("page_size")),
        defect("the second page repeats the first", &[claim::LIST_PAGES, claim::LIST_PAGINATION], shifted),
        defect(
            "the first entry of a page is lost",
            &[claim::LIST_PAGES, claim::LIST_FILTERS_NAME, claim::LIST_FILTERS_STATUS, claim::SDK_AGREES],
            on_success(calls(operation::LIST_CLIENTS), |response| {
                response.change(|body| {
                    if let Some(items) = body["items"].as_array_mut().filter(|items| !items.is_empty()) {
                        items.remove(0);
                    }
                });
            }),
        ),
        defect(
            "total counts the page",
            &[claim::LIST_PAGINATION],
            on_success(calls(operation::LIST_CLIENTS), |response| {
                response.change(|body| body["total"] = json!(body["items"].as_array().map_or(0, Vec::len)));
            }),
        ),
        defect(
            "has_next is always true",
            &[claim::LIST_PAGINATION],
            on(calls(operation::LIST_CLIENTS), set("/pagination/has_next", json!(true))),
        ),
        defect(
            "has_prev is always false",
            &[claim::LIST_PAGINATION],
            on(calls(operation::LIST_CLIENTS), set("/pagination/has_prev", json!(false))),
        ),
        defect(
            "total_pages is rounded down",
            &[claim::LIST_PAGINATION],
            on_success(calls(operation::LIST_CLIENTS), |response| {
                response.change(|body| {
                    let (total, size) = (
                        body["pagination"]["total"].as_u64().unwrap_or(0),
                        body["pagination"]["page_size"].as_u64().unwrap_or(1),
                    );
                    body["pagination"]["total_pages"] = json!(total / size);
                });
            }),
        ),
        defect(
            "pages count from 0",
            &[claim::LIST_PAGINATION, claim::LIST_DEFAULTS],
            on_success(calls(operation::LIST_CLIENTS), |response| {
                response.change(|body| {
                    let page = body["pagination"]["page"].as_u64().unwrap_or(1);
                    body["pagination"]["page"] = json!(page - 1);
                });
            }),
        ),
        defect(
            "a list has 10 entries by default",
            &[claim::LIST_DEFAULTS],
            Rewrite::request(|request| {
                if request.calls(operation::LIST_CLIENTS) && !request.path.contains("page_size") {
                    request.path.push_str(if request.path.contains('?') { "&page_size=10" } else { "?page_size=10" });
                }
            }),
        ),
        defect(
            "a list shows other tenants' clients",
            &[claim::LIST_TENANT],
            Rewrite::request(|request| {
                if request.calls(operation::LIST_CLIENTS) && request.is_by(tokens::OTHER_ADMIN) {
                    request.authorize(tokens::ADMIN);
                }
            }),
        ),
        defect(
            "a list is under data",
            &[
                claim::LIST_FILTERS_NAME,
                claim::LIST_FILTERS_STATUS,
                claim::LIST_PAGES,
                claim::SCHEMA_EXTRA_FIELDS,
                claim::SDK_AGREES,
                claim::GOLDEN_MATCH,
            ],
            on_success(calls(operation::LIST_CLIENTS), |response| {
                response.change(|body| {
                    let items = body["items"].take();
                    *body = json!({ "code": 0, "message": "ok", "data": items });
                });
            }),
        ),
    ]
}
