//! What every update promises, judged wherever one is sent: what was given is there, what was not given is kept.

use serde_json::Value;

use crate::{
    context::CaseContext,
    exchange::Exchange,
    item::{Item, canonical, is_list, item_fields, readable_request_fields},
    judge,
    request::Request,
    step::Step,
};

impl CaseContext<'_> {
    /// Updates the subject and judges everything that an update promises: what was given is there, what was not given
    /// is as before, the answer is what a read then shows.
    ///
    /// # Errors
    ///
    /// [`Halt::Judged`] if the update is not answered with 200; as [`CaseContext::send`] otherwise.
    pub(crate) async fn update(&self, body: &Value) -> Step<Item> {
        let before = self.read().await?;
        let exchange =
            self.act(Request::to("update_client").client(self.client_id()).json(body), Some(&before)).await?;
        let claim = main_claim(body);
        self.expect(&exchange, claim, 200)?;
        let after = self.read().await?;
        self.judge_given(body, &after, &exchange);
        self.judge_kept(body, &before, &after, &exchange);
        let shown = Item::of(exchange.body.as_ref());
        let differing = shown.map_or_else(item_fields, |shown| shown.differences(&after));
        self.judge(
            "update.answers_item",
            differing.is_empty(),
            "the answer shows the client as a read then does",
            &format!("they differ in {}", differing.join(", ")),
            Some(&exchange),
        );
        Ok(after)
    }

    /// Sends one field with a value that a server may refuse; if it accepts it, the value must be there afterwards.
    pub(crate) async fn applies_if_accepted(&self, field: &str, value: &Value) -> Step {
        let body = serde_json::json!({ field: value });
        let exchange = self.send(Request::to("update_client").client(self.client_id()).json(&body)).await?;
        if exchange.status == 200 {
            let after = self.read().await?;
            self.judge_given(&body, &after, &exchange);
        }
        Ok(())
    }

    fn judge_given(&self, body: &Value, after: &Item, exchange: &Exchange) {
        for (field, sent) in body.as_object().into_iter().flatten() {
            if field == "jwks" {
                continue;
            }
            let (wanted, found) = (canonical(field, sent), after.value(field));
            let holds = wanted == found;
            self.judge(claim_of(field, sent), holds, &show(field, &wanted), &show(field, &found), Some(exchange));
        }
    }

    fn judge_kept(&self, body: &Value, before: &Item, after: &Item, exchange: &Exchange) {
        let writable = readable_request_fields();
        for field in item_fields() {
            let claim = match field {
                _ if body.get(field).is_some() => continue,
                "updated_at" => continue,
                "created_at" => "item.created_at",
                "id" | "client_id" | "tenant_id" => "item.identity",
                _ if writable.contains(&field) => "update.merge",
                _ => "item.read_only",
            };
            let (was, is) = (before.value(field), after.value(field));
            self.judge(claim, was == is, &show(field, &was), &show(field, &is), Some(exchange));
        }
        let (was, is) = (judge::instant(before, "updated_at"), judge::instant(after, "updated_at"));
        let forward = was.is_none() || is.is_some() && was <= is;
        self.judge(
            "item.updated_at",
            forward,
            &format!("updated_at is not before {}", before.value("updated_at")),
            &format!("updated_at is {}", after.value("updated_at")),
            Some(exchange),
        );
    }

    /// Sends an update that must be refused with 400 and must store nothing.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`]; a wrong status is judged and does not end the case.
    pub(crate) async fn refuses(&self, claim: &'static str, what: &str, request: Request) -> Step {
        let before = self.read().await?;
        let exchange = self.act(request.or_status(&[413, 415, 422]), Some(&before)).await?;
        self.judge(
            claim,
            exchange.status == 400,
            &format!("status 400 for {what}"),
            &format!("status {}", exchange.status),
            Some(&exchange),
        );
        self.unchanged("update.rejects_whole", &before, &exchange).await
    }

    /// Judges that the subject is as it was before an exchange that must have no effect.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn unchanged(&self, claim: &'static str, before: &Item, exchange: &Exchange) -> Step {
        let after = self.read().await?;
        let changed = before.differences(&after);
        let holds = changed.is_empty();
        self.judge(claim, holds, "nothing is stored", &format!("changed: {}", changed.join(", ")), Some(exchange));
        Ok(())
    }
}

/// `name: "Payments"`, as reports show a field.
fn show(field: &str, value: &Value) -> String {
    if value.is_null() { format!("{field}: unset") } else { format!("{field}: {value}") }
}

/// The claim that a given value of a field stands under.
fn claim_of(field: &str, sent: &Value) -> &'static str {
    match sent {
        Value::Array(items) if is_list(field) && items.is_empty() => "update.clears_lists",
        Value::Array(_) => "update.replaces_lists",
        _ => "update.applies",
    }
}

/// The claim that the status of an update stands under.
fn main_claim(body: &Value) -> &'static str {
    let first = body.as_object().and_then(|fields| fields.iter().next());
    first.map_or("update.merge", |(field, sent)| claim_of(field, sent))
}
