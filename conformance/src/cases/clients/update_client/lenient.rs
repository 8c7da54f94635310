//! `update_client` with bodies and media types that some services read and others refuse: either is recorded. A service
//! that refuses them stores nothing.

use authms_spec::{
    claim::{HTTP_NO_SERVER_ERROR, SILENT_LENIENT_BODIES, SILENT_MEDIA_TYPES, UPDATE_REJECTS_WHOLE},
    operation::UPDATE_CLIENT,
};
use serde_json::json;

use crate::{
    case::{
        context::CaseContext,
        definition::{Case, case},
        step::{Step, Touches},
    },
    http::request::Request,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            UPDATE_CLIENT,
            "lenient_bodies",
            "Which bodies the service reads that are not quite JSON objects of the right types is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_LENIENT_BODIES, UPDATE_REJECTS_WHOLE, HTTP_NO_SERVER_ERROR],
            async |run| {
                let name = run.name("lenient");
                let bodies: [(&str, Vec<u8>); 4] = [
                    ("text after the object", format!(r#"{{"name":"{name}"}} tail"#).into_bytes()),
                    ("invalid UTF-8", [br#"{"name":""#, name.as_bytes(), b"-\xff\xfe\"}"].concat()),
                    ("`null` in a list", br#"{"scopes":["openid",null]}"#.to_vec()),
                    ("`null` instead of an object", b"null".to_vec()),
                ];
                let mut seen = Vec::new();
                for (what, body) in bodies {
                    let fate = fate(run, run.on_subject(UPDATE_CLIENT).raw("application/json", body)).await?;
                    seen.push((what.to_owned(), fate));
                }
                run.claim(SILENT_LENIENT_BODIES).observe_each(&seen);
            }
        ),
        case!(
            UPDATE_CLIENT,
            "media_types_of_a_body",
            "Which media types of a body the service accepts is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_MEDIA_TYPES, UPDATE_REJECTS_WHOLE, HTTP_NO_SERVER_ERROR],
            async |run| {
                let mut seen = Vec::new();
                for media_type in [
                    "application/json; charset=utf-8",
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "application/xml",
                ] {
                    let body = json!({ "name": run.name("typed") }).to_string();
                    let fate = fate(run, run.on_subject(UPDATE_CLIENT).raw(media_type, body)).await?;
                    seen.push((media_type.to_owned(), fate));
                }
                run.claim(SILENT_MEDIA_TYPES).observe_each(&seen);
            }
        ),
    ]
}

/// What becomes of an update that a server may read or refuse; one that it refuses changes nothing.
async fn fate(run: &CaseContext<'_>, request: Request) -> Step<String> {
    let before = run.before().await?;
    let exchange = run.send(request.or_status(&[409, 413, 415, 422]).odd()).await?;
    run.no_server_error(&exchange);
    if exchange.status < 400 {
        run.is_moot(UPDATE_REJECTS_WHOLE);
        run.read().await?;
        return Ok("read".to_owned());
    }
    run.unchanged(UPDATE_REJECTS_WHOLE, &before, &exchange).await?;
    Ok(format!("refused with {}", exchange.status))
}
