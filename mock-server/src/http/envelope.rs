//! The envelopes of the contract around each response, and the one place that writes them.

use authms_spec::profile::{Profile, Unset};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::Value;

use super::{error::ApiError, state::App, timestamps::shown};
use crate::store::Page;

/// A response that carries one value under `data`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Detail<T> {
    code: i64,
    message: String,
    data: T,
    timestamp: String,
}

/// A response without a timestamp: to creating a client and to revoking a user's tokens.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Untimed<T> {
    code: i64,
    message: String,
    data: T,
}

/// A response that carries one page of a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct List<T> {
    code: i64,
    message: String,
    items: Vec<T>,
    total: u64,
    pagination: PageInfo,
    timestamp: String,
}

/// The position of a page in its list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PageInfo {
    page: u64,
    page_size: u64,
    total: u64,
    total_pages: u64,
    has_next: bool,
    has_prev: bool,
}

/// A response without data: each error.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SimpleResponse {
    code: i64,
    message: String,
    timestamp: String,
}

/// A success with its data, in the shape of the contract.
pub(crate) fn detail<T: Serialize>(app: &App, status: StatusCode, data: T) -> Response {
    let timestamp = shown(app.store().clock.now(), &app.profile);
    json(app, status, &Detail { code: 0, message: "ok".to_owned(), data, timestamp })
}

/// As [`detail`], without a timestamp.
pub(crate) fn untimed<T: Serialize>(app: &App, status: StatusCode, data: T) -> Response {
    json(app, status, &Untimed { code: 0, message: "ok".to_owned(), data })
}

/// A success with one page of a list.
pub(crate) fn list<T: Serialize>(app: &App, page: Page<T>) -> Response {
    let timestamp = shown(app.store().clock.now(), &app.profile);
    let pagination = PageInfo {
        page: page.query.page,
        page_size: page.query.page_size,
        total: page.total,
        total_pages: page.total_pages(),
        has_next: page.has_next(),
        has_prev: page.has_prev(),
    };
    let body = List { code: 0, message: "ok".to_owned(), total: page.total, items: page.items, pagination, timestamp };
    json(app, StatusCode::OK, &body)
}

fn json<T: Serialize>(app: &App, status: StatusCode, body: &T) -> Response {
    let text = if app.profile.unset_strings == Unset::Empty && app.profile.unset_lists == Unset::Empty {
        serde_json::to_string(body)
    } else {
        serde_json::to_value(body).map(|mut value| {
            show_unset(&mut value, &app.profile);
            value.to_string()
        })
    };
    match text {
        Ok(text) => (status, [(header::CONTENT_TYPE, "application/json")], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Shows unset fields as the profile says.
fn show_unset(value: &mut Value, profile: &Profile) {
    let style = |value: &Value| match value {
        // An unset list of auth methods is the string `[]`: the contract encodes that list as JSON in a string.
        Value::String(text) if text.is_empty() || text == "[]" => profile.unset_strings,
        Value::Array(items) if items.is_empty() => profile.unset_lists,
        _ => Unset::Empty,
    };
    match value {
        Value::Object(map) => {
            map.retain(|_, value| style(value) != Unset::Absent);
            for value in map.values_mut() {
                if style(value) == Unset::Null {
                    *value = Value::Null;
                }
                show_unset(value, profile);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| show_unset(item, profile)),
        _ => {}
    }
}

/// Gives an error the contract's shape and returns its message for the log. A success stays as it is.
pub(crate) fn shape(app: &App, path: &str, mut response: Response) -> (Response, Option<String>) {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return (response, None);
    }
    let error = response.extensions_mut().remove::<ApiError>().unwrap_or_else(|| framework_error(app, status, path));
    let body = SimpleResponse {
        code: i64::from(status.as_u16()) * 100_000 + 1,
        message: error.message.clone(),
        timestamp: shown(app.store().clock.now(), &app.profile),
    };
    let mut shaped = json(app, status, &body);
    // The headers of the response, `Allow` above all, still apply; those of its old body do not.
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            shaped.headers_mut().insert(name, value.clone());
        }
    }
    if let Some(challenge) = error.challenge {
        shaped.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    *response.body_mut() = Body::empty();
    (shaped, Some(error.message))
}

/// An error that the framework raised, which has no message yet.
fn framework_error(app: &App, status: StatusCode, path: &str) -> ApiError {
    let message = match status {
        StatusCode::NOT_FOUND => {
            let base = app.base_paths.first().map_or("", String::as_str);
            match app.base_paths.iter().any(|base| path.starts_with(&format!("{base}/"))) {
                true => "unknown path; hint: compare it with the contract".to_owned(),
                false => format!("unknown path; hint: the base path is `{base}`"),
            }
        }
        StatusCode::METHOD_NOT_ALLOWED => {
            "the path does not support this method; hint: the header `Allow` lists those that it supports".to_owned()
        }
        StatusCode::BAD_REQUEST => "the path is not valid percent-encoded UTF-8".to_owned(),
        status if status.is_server_error() => "internal error of the mock server".to_owned(),
        status => status.canonical_reason().unwrap_or("the request was refused").to_lowercase(),
    };
    ApiError::new(status, message)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown_with(profile: &str, mut value: Value) -> Value {
        show_unset(&mut value, &Profile::parse(profile).unwrap());
        value
    }

    #[test]
    fn an_unset_field_is_shown_as_the_profile_says() {
        let item = json!({"data": {"name": "n", "website": "", "scopes": [], "client_auth_methods": "[]"}});
        assert_eq!(
            shown_with("unset_strings = 'null'", item.clone()),
            json!({"data": {"name": "n", "website": null, "scopes": [], "client_auth_methods": null}})
        );
        assert_eq!(
            shown_with("unset_lists = 'absent'\nunset_strings = 'absent'", item),
            json!({"data": {"name": "n"}})
        );
    }
}
