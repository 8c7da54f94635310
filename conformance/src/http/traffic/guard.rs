//! What may be sent at all: a run writes only to what is its own.
//!
//! Cases are written so that they keep to this. The guard is there for the case that is not.

use std::sync::LazyLock;

use authms_spec::operation::CREATE_CLIENT;
use reqwest::Method;

use crate::http::{
    exchange::Exchange, ledger::Ledger, limits::Limits, no_response::NoResponse, request::Request, target::Target,
};

/// Marks the ids that this process makes up.
static MARK: LazyLock<u32> = LazyLock::new(|| fastrand::u32(..));

/// An id that nothing on any server has, new for every call.
pub(crate) fn made_up_id() -> String {
    format!("{}{:08x}", made_up_prefix(), fastrand::u32(..))
}

fn made_up_prefix() -> String {
    format!("conformance-{:08x}", *MARK)
}

fn is_made_up(id: &str) -> bool {
    let rest = id.strip_prefix(&made_up_prefix());
    rest.is_some_and(|rest| rest.len() == 8 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a request may be sent.
///
/// # Errors
///
/// [`NoResponse::Stopped`] for what the run's mode excludes, [`NoResponse::NotOurs`] for a write to what is not the run's
/// own.
pub(crate) fn admit(request: &Request, limits: &Limits, target: &Target, ledger: &Ledger) -> Result<(), NoResponse> {
    if limits.read_only && request.method != Method::GET {
        return Err(NoResponse::Stopped("nothing but reads may be sent (--read-only)".to_owned()));
    }
    if !limits.create && creates_client(request) {
        return Err(NoResponse::Stopped("nothing may be created (--no-create)".to_owned()));
    }
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(&request.method) || names_only_own(request, target, ledger)
    {
        return Ok(());
    }
    Err(NoResponse::NotOurs(format!(
        "{} {} would write to something that is not the run's own; it was not sent",
        request.method,
        request.path()
    )))
}

/// Whether a request may create a client.
pub(crate) fn creates_client(request: &Request) -> bool {
    request.operation.is_some_and(|operation| operation.creates == Some("client_id"))
}

/// The client that a response names as the one which its request has created.
pub(crate) fn created(exchange: &Exchange) -> Option<&str> {
    let made = creates_client(&exchange.request) && (200..300).contains(&exchange.status);
    exchange.text("/data/client_id").filter(|_| made)
}

/// Whether a path parameter stays where it is put: URLs drop `.`, and `..` with the segment before it, even encoded.
pub(crate) fn is_a_segment(value: &str) -> bool {
    !["", ".", ".."].contains(&value)
}

fn names_only_own(request: &Request, target: &Target, ledger: &Ledger) -> bool {
    let lent = target.subject.as_ref().map(|subject| subject.client_id.as_str());
    let own = |name: &str, owned: &dyn Fn(&str) -> bool| {
        // A path that names it with no value, or with two, names something that was not meant.
        !request.template.contains(&format!("{{{name}}}")) || {
            let mut values = request.params.iter().filter(|(given, _)| *given == name);
            values.next().is_some_and(|(_, id)| owned(id)) && values.next().is_none()
        }
    };
    // No parameter may lead to another path, whichever it is and whoever gave it.
    let stays_in_place = request.params.iter().all(|(_, value)| is_a_segment(value));
    let names_any = request.template.contains("{client_id}") || request.template.contains("{user_id}");
    stays_in_place
        && (names_any || request.operation == Some(CREATE_CLIENT))
        && own("client_id", &|id| is_made_up(id) || lent == Some(id) || ledger.has_created(id))
        && own("user_id", &is_made_up)
}

#[cfg(test)]
mod tests {
    use authms_spec::operation;
    use serde_json::json;

    use super::*;
    use crate::http::{
        caller::{Token, Tokens},
        target::{Settings, Subject},
    };

    fn target() -> Target {
        let tokens = Tokens { admin: Token::new("admin-token"), user: None, other_tenant: None };
        let target = Target::new("http://127.0.0.1:9/api/v1", tokens, Settings::default()).expect("a valid target");
        target.lending(Subject { client_id: "lent".to_owned(), disposable: false }).with_bystander("bystander")
    }

    fn sent(request: &Request) -> Result<(), NoResponse> {
        let ledger = Ledger::default();
        ledger.created("made").expect("in memory");
        admit(request, &Limits::local(), &target(), &ledger)
    }

    fn on(operation: authms_spec::Operation, id: &str) -> Request {
        let path = operation.parameters.iter().filter(|it| it.place == authms_spec::Place::Path);
        path.fold(Request::to(operation), |request, parameter| request.param(parameter.name, id)).json(&json!({}))
    }

    fn writes() -> impl Iterator<Item = authms_spec::Operation> {
        operation::ALL.iter().copied().filter(|operation| !operation.is_safe())
    }

    #[test]
    fn every_write_reaches_only_what_the_run_has_made_or_was_lent_or_made_up() {
        for operation in writes().filter(|operation| *operation != CREATE_CLIENT) {
            let foreign =
                ["bystander", "made2", "", ".", "..", "made/", "MADE", "%6dade", "conformance-0123456789abcdef"];
            for id in foreign {
                assert!(matches!(sent(&on(operation, id)), Err(NoResponse::NotOurs(_))), "{} {id}", operation.id);
            }
            assert_eq!(sent(&on(operation, &made_up_id())), Ok(()), "{}", operation.id);
            for id in ["made", "lent"] {
                assert_eq!(sent(&on(operation, id)).is_ok(), operation.takes("client_id"), "{} {id}", operation.id);
            }
        }
    }

    #[test]
    fn no_parameter_of_a_write_leads_to_another_path_even_if_the_ledger_knows_it() {
        let ledger = Ledger::default();
        for id in ["", ".", "..", "made"] {
            ledger.created(id).expect("in memory");
        }
        let admitted = |request: &Request| admit(request, &Limits::local(), &target(), &ledger).is_ok();
        for operation in writes().filter(|operation| operation.takes("client_id")) {
            for id in ["", ".", ".."] {
                assert!(!admitted(&on(operation, id)), "{} {id}", operation.id);
            }
        }
        for operation in writes().filter(|operation| operation.takes("secret_id")) {
            for id in ["", ".", ".."] {
                assert!(!admitted(&Request::to(operation).client("made").secret(id)), "{} {id}", operation.id);
            }
        }
    }

    #[test]
    fn every_read_reaches_every_client() {
        for operation in operation::ALL.iter().copied().filter(|operation| operation.is_safe()) {
            assert_eq!(sent(&on(operation, "bystander")), Ok(()), "{}", operation.id);
        }
    }

    #[test]
    fn other_methods_are_writes_as_well_unless_they_are_reads() {
        for (method, id, allowed) in [
            (Method::PATCH, "bystander", false),
            (Method::TRACE, "bystander", false),
            (Method::PATCH, &made_up_id(), true),
            (Method::HEAD, "bystander", true),
            (Method::OPTIONS, "bystander", true),
        ] {
            let request = on(operation::GET_CLIENT, id).with_method(method);
            assert_eq!(sent(&request).is_ok(), allowed, "{} {id}", request.method);
        }
        for operation in [operation::LIST_CLIENTS, CREATE_CLIENT] {
            let whole_list = Request::to(operation).with_method(Method::DELETE);
            assert!(sent(&whole_list).is_err(), "no client is named");
        }
    }

    #[test]
    fn a_path_without_the_id_or_with_two_is_not_sent() {
        assert!(sent(&Request::to(operation::DELETE_CLIENT)).is_err());
        assert!(sent(&Request::to(operation::DELETE_CLIENT).client("made").client("bystander")).is_err());
    }

    #[test]
    fn a_mode_excludes_writes_or_creations_of_every_kind() {
        let ledger = Ledger::default();
        ledger.created("made").expect("in memory");
        let refused = |limits: &Limits| -> Vec<&str> {
            let refused = |operation: &authms_spec::Operation| {
                matches!(admit(&on(*operation, "made"), limits, &target(), &ledger), Err(NoResponse::Stopped(_)))
            };
            operation::ALL.iter().filter(|it| refused(it)).map(|operation| operation.id).collect()
        };
        let read_only = Limits { read_only: true, ..Limits::local() };
        assert_eq!(refused(&read_only), writes().map(|operation| operation.id).collect::<Vec<_>>());
        let mut creations = refused(&Limits { create: false, ..Limits::local() });
        creations.sort_unstable();
        assert_eq!(creations, ["clone_client", "create_client"]);
    }
}
