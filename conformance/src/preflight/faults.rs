//! What to do about a request that has no response.

use super::check::Refusal;
use crate::http::{
    fault::{Fault, FaultKind},
    session::Session,
};

pub(super) const CHECK: &str = "reachability";

/// What the fault means, in the words of whoever has to fix it.
pub(super) fn refusal(session: &Session<'_>, fault: &Fault) -> Refusal {
    use FaultKind as Kind;
    let url = session.target().base_url();
    let said = session.redact(&fault.to_string());
    let unreachable = |hint: &str| Refusal::unreachable(CHECK, format!("cannot reach {url}: {said}"), hint);
    let certificate = |what: &str, hint: &str| {
        Refusal::configuration(CHECK, format!("the certificate of {url} {what} ({said})"), hint)
    };
    match fault.kind {
        Kind::UnknownHost => unreachable(
            "the name of the host does not resolve: look for a typing error, or for a VPN or a proxy that this job lacks",
        ),
        Kind::Refused => unreachable("nothing listens on this port: is the server running, and is this its base URL?"),
        Kind::UntrustedCertificate => certificate(
            "is not trusted",
            "if it is signed by a private authority or by itself, pass that certificate with `--ca-cert FILE`",
        ),
        Kind::ExpiredCertificate => {
            certificate("has expired", "the server needs a new one; if it is valid, the clock of this machine is wrong")
        }
        Kind::EarlyCertificate => certificate(
            "is not valid yet",
            "check the clock of this machine; if it is right, the server has the wrong certificate",
        ),
        Kind::OtherHost => certificate(
            "is for another host",
            "use the host that the certificate names as base URL and `--confirm-host`; `--ca-cert` does not help here",
        ),
        Kind::Tls => Refusal::configuration(
            CHECK,
            format!("no secure connection to {url}: {said}"),
            "does it speak https on this port? if its certificate is of a private authority, pass `--ca-cert FILE`",
        ),
        Kind::PlainServer => Refusal::configuration(
            CHECK,
            format!("the server at {url} does not speak https ({said})"),
            "use `http://` for a server on this machine, or the port on which it speaks https",
        ),
        Kind::NotHttp => Refusal::configuration(
            CHECK,
            format!("the server at {url} does not speak http ({said})"),
            "it may expect https: try a base URL that begins with `https://`",
        ),
        Kind::NoConnection | Kind::Timeout | Kind::Broken => unreachable(
            "is the server running, and does a firewall, a VPN or a proxy let this machine through? `--timeout` waits longer",
        ),
        Kind::TooLarge => Refusal::configuration(
            CHECK,
            format!("the server at {url} is not the API: {said}"),
            "the list of clients is far shorter: is this the base URL of the API?",
        ),
        Kind::Invalid => Refusal::configuration(
            CHECK,
            format!("a request to {url} cannot be built: {said}"),
            "check the base URL, the tokens and each `--header`",
        ),
    }
}
