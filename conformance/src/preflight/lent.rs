//! The clients that the run was lent can be read, before anything is written.

use authms_spec::operation::GET_CLIENT;

use super::{
    check::{Check, Refusal},
    words::quoted,
};
use crate::{
    http::{request::Request, session::Session},
    judging::item::Item,
};

/// Reads each client that a flag names.
pub(super) async fn read(session: &Session<'_>) -> Result<Vec<Check>, Refusal> {
    let target = session.target();
    let subject = target.subject.as_ref().map(|subject| ("--client-id", subject.client_id.as_str()));
    let bystander = target.bystander.as_deref().map(|id| ("--bystander-id", id));
    let mut checks = Vec::new();
    for (flag, id) in subject.into_iter().chain(bystander) {
        let request = Request::to(GET_CLIENT).client(id);
        let exchange = session.send(request).await.map_err(|why| {
            let hint = "the list of clients could be read: run again, or raise `--patience`";
            Refusal::unreachable("lent clients", format!("cannot read the client `{id}` of {flag}: {why}"), hint)
        })?;
        if exchange.status != 200 || Item::of(exchange.body.as_ref()).is_none() {
            let message = format!("cannot read the client `{id}` of {flag} ({})", quoted(session, &exchange));
            let hint = match exchange.status {
                404 => format!(
                    "{flag} must name an existing client of the tenant of the administrator's token; it could also have been deleted"
                ),
                _ => {
                    format!("name another client with {flag}, or leave it out: the run then creates clients of its own")
                }
            };
            return Err(Refusal::configuration("lent clients", message, hint));
        }
        checks.push(Check::ok("lent clients", format!("the client `{id}` of {flag} can be read")));
    }
    Ok(checks)
}
