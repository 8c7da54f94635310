//! A server whose lists are not what they say.

use serde_json::json;

use super::super::{Defect, defect};
use super::*;
use crate::proxy::Twist;

pub(super) fn defects() -> Vec<Defect> {
    let filtered = |name: &'static str| {
        Twist::request(move |request| {
            if is_list(request) {
                without(request, name);
            }
        })
    };
    let shifted = Twist::request(|request| {
        if is_list(request) {
            request.path = request.path.replace("&page=2&", "&page=1&");
        }
    });
    vec![
        defect(
            "the name filter is ignored",
            &[
                "list.filters_name",
                "list.pages",
                "list.pagination",
                "delete.gone",
                "sdk.agrees",
                "create.requires",
                "auth.no_effect",
            ],
            filtered("name"),
        ),
        defect("the status filter is ignored", &["list.filters_status"], filtered("status")),
        defect("page is ignored", &["list.pages", "list.pagination"], filtered("page")),
        defect("page_size is ignored", &["list.pages", "list.pagination"], filtered("page_size")),
        defect("the second page repeats the first", &["list.pages", "list.pagination"], shifted),
        defect(
            "the first entry of a page is lost",
            &["list.pages", "list.filters_name", "list.filters_status", "sdk.agrees"],
            on_success(is_list, |answer| {
                answer.change(|body| {
                    if let Some(items) = body["items"].as_array_mut().filter(|items| !items.is_empty()) {
                        items.remove(0);
                    }
                });
            }),
        ),
        defect(
            "total counts the page",
            &["list.pagination"],
            on_success(is_list, |answer| {
                answer.change(|body| body["total"] = json!(body["items"].as_array().map_or(0, Vec::len)));
            }),
        ),
        defect("has_next is always true", &["list.pagination"], on(is_list, set("/pagination/has_next", json!(true)))),
        defect(
            "has_prev is always false",
            &["list.pagination"],
            on(is_list, set("/pagination/has_prev", json!(false))),
        ),
        defect(
            "total_pages is rounded down",
            &["list.pagination"],
            on_success(is_list, |answer| {
                answer.change(|body| {
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
            &["list.pagination", "list.defaults"],
            on_success(is_list, |answer| {
                answer.change(|body| {
                    let page = body["pagination"]["page"].as_u64().unwrap_or(1);
                    body["pagination"]["page"] = json!(page - 1);
                });
            }),
        ),
        defect(
            "a list has 10 entries by default",
            &["list.defaults"],
            Twist::request(|request| {
                if is_list(request) && !request.path.contains("page_size") {
                    request.path.push_str(if request.path.contains('?') { "&page_size=10" } else { "?page_size=10" });
                }
            }),
        ),
        defect(
            "a list shows other tenants' clients",
            &["list.tenant"],
            Twist::request(|request| {
                if is_list(request) && request.authorization() == "Bearer mock-other-admin" {
                    request.authorize("mock-admin");
                }
            }),
        ),
        defect(
            "a list is under data",
            &[
                "list.filters_name",
                "list.filters_status",
                "list.pages",
                "schema.extra_fields",
                "sdk.agrees",
                "golden.match",
            ],
            on_success(is_list, |answer| {
                answer.change(|body| {
                    let items = body["items"].take();
                    *body = json!({ "code": 0, "message": "ok", "data": items });
                });
            }),
        ),
    ]
}
