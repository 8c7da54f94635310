//! `clone_client`: what a copy has of its source, and what of its own.

use super::case;
use crate::{case::Case, request::Request, step::Halt};

const CLONE: &str = "clone_client";

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(CLONE, "copies_configuration_and_not_identity", ["clone.copies", "clone.own_identity", "secret.shown_once", "secret.fresh"], run => {
            let created = run.send(Request::to("create_client").json(&run.new_client("source"))).await?;
            let Some(source) = created.text("/data/client_id").map(str::to_owned) else {
                return Err(Halt::NotRun("a scratch client cannot be created".to_owned()));
            };
            let before = run.read_client(&source).await?;
            let exchange = run.act(Request::to(CLONE).client(&source), None).await?;
            run.expect(&exchange, "clone.copies", 201)?;
            let Some(id) = exchange.text("/data/client_id").map(str::to_owned) else {
                run.check("clone.own_identity", false, "a client_id", &exchange);
                return Err(Halt::Judged);
            };
            run.check("clone.own_identity", id != source, "an identifier of its own", &exchange);
            let copy = run.read_client(&id).await?;
            for field in ["redirect_uris", "scopes", "grant_types"] {
                run.check("clone.copies", copy.value(field) == before.value(field), &format!("{field} of the source"), &exchange);
            }
            let after = run.read_client(&source).await?;
            run.check("clone.own_identity", before.differences(&after).is_empty(), "the source stays as it is", &exchange);
            let secret = exchange.text("/data/client_secret").unwrap_or_default().to_owned();
            run.check("secret.fresh", created.text("/data/client_secret") != Some(secret.as_str()), "a secret of its own", &exchange);
            run.check("secret.shown_once", !secret.is_empty(), "the copy's secret in this answer", &exchange);
            run.shown_once(&id, &secret, &exchange).await?;
        }),
    ]
}
