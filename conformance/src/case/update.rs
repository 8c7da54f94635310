//! What every update promises, judged wherever one is sent: what was given is there, what was not given is kept.

use authms_spec::{
    Claim,
    claim::{
        ITEM_CREATED_AT, ITEM_IDENTITY, ITEM_READ_ONLY, ITEM_UPDATED_AT, UPDATE_APPLIES, UPDATE_MERGE,
        UPDATE_REJECTS_WHOLE, UPDATE_REPLACES_LISTS, UPDATE_RETURNS_ITEM,
    },
    operation::UPDATE_CLIENT,
};
use serde_json::Value;

use super::{context::CaseContext, step::Step};
use crate::{
    http::{exchange::Exchange, request::Request},
    judging::item::{Item, canonical, instant, item_fields, writable_names},
};

impl CaseContext<'_> {
    /// Updates the client that the case works on and judges everything that an update promises: what was given is there, what was not given
    /// is as before, and the response is what a read then shows.
    ///
    /// # Errors
    ///
    /// [`Halt::Judged`](crate::case::step::Halt::Judged) if the status of the update is not 200; otherwise as
    /// [`CaseContext::send`].
    pub(crate) async fn update(&self, body: &Value) -> Step<Item> {
        let before = self.before().await?;
        let exchange = self.act_on(&before, self.on_subject(UPDATE_CLIENT).json(body)).await?;
        self.expect(main_claim(body), &exchange, 200)?;
        let after = self.read().await?;
        self.judge_given(body, &after, &exchange);
        self.judge_kept(body, &before, &after, &exchange);
        let shown = Item::of(exchange.body.as_ref());
        self.claim(UPDATE_RETURNS_ITEM).on(&exchange).same_client(&after, shown.as_ref());
        Ok(after)
    }

    /// Sends one field with a value that a server may refuse; if it accepts the value, it must store it.
    pub(crate) async fn applies_if_accepted(&self, field: &str, value: &Value) -> Step {
        let body = serde_json::json!({ field: value });
        let exchange = self.send(self.on_subject(UPDATE_CLIENT).json(&body)).await?;
        if exchange.status == 200 {
            let after = self.read().await?;
            self.judge_given(&body, &after, &exchange);
        }
        Ok(())
    }

    fn judge_given(&self, body: &Value, after: &Item, exchange: &Exchange) {
        let given = body.as_object().into_iter().flatten();
        for (field, sent) in given.filter(|(field, _)| item_fields().contains(&field.as_str())) {
            self.claim(claim_of(sent)).on(exchange).eq(field, canonical(field, sent), after.value(field));
        }
    }

    fn judge_kept(&self, body: &Value, before: &Item, after: &Item, exchange: &Exchange) {
        for field in item_fields().into_iter().filter(|field| body.get(field).is_none()) {
            let Some(claim) = claim_of_kept(field) else { continue };
            // A client that turns public may lose its secrets, and get others when it turns back.
            if field == "secret_last_four" && body.get("is_confidential").is_some() {
                continue;
            }
            self.claim(claim).on(exchange).same_field(field, before, after);
        }
        let (was, is) = (instant(before, "updated_at"), instant(after, "updated_at"));
        self.claim(ITEM_UPDATED_AT).on(exchange).holds(
            format!("updated_at: {} or later", before.value("updated_at")),
            was.is_none() || is.is_some() && was <= is,
            format!("updated_at: {}", after.value("updated_at")),
        );
    }

    /// Sends updates that must be refused with 400 and must store nothing. One read shows that for all of them: only
    /// after an update that was not refused there is another.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`]; a wrong status is judged and does not end the case.
    pub(crate) async fn refuses(&self, claim: Claim, updates: Vec<(String, Request)>) -> Step {
        let before = self.before().await?;
        let mut unread = None;
        for (what, request) in updates {
            let exchange = self.act_on(&before, request.or_status(&[413, 415, 422]).odd()).await?;
            self.claim(claim).on(&exchange).eq(format!("status for {what}"), 400, exchange.status);
            if exchange.status < 400 {
                self.unchanged(UPDATE_REJECTS_WHOLE, &before, &exchange).await?;
            } else {
                unread = Some(exchange);
            }
        }
        match unread {
            Some(exchange) => self.unchanged(UPDATE_REJECTS_WHOLE, &before, &exchange).await,
            None => Ok(()),
        }
    }

    /// Judges that the client is as it was before an exchange that must have no effect.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn unchanged(&self, claim: Claim, before: &Item, exchange: &Exchange) -> Step {
        let after = self.read().await?;
        self.same_client(self.claim(claim).on(exchange), before, Some(&after))
    }
}

/// The claim that a given value stands under.
fn claim_of(sent: &Value) -> Claim {
    if sent.is_array() { UPDATE_REPLACES_LISTS } else { UPDATE_APPLIES }
}

/// The claim that a field keeps its value under in an update without it; `None` if it is to change.
pub(crate) fn claim_of_kept(field: &str) -> Option<Claim> {
    Some(match field {
        "updated_at" => return None,
        "created_at" => ITEM_CREATED_AT,
        "id" | "client_id" | "tenant_id" => ITEM_IDENTITY,
        _ if writable_names().contains(&field) => UPDATE_MERGE,
        _ => ITEM_READ_ONLY,
    })
}

/// The claim that the status of an update stands under.
fn main_claim(body: &Value) -> Claim {
    let first = body.as_object().and_then(|fields| fields.iter().next());
    first.map_or(UPDATE_MERGE, |(_, sent)| claim_of(sent))
}
