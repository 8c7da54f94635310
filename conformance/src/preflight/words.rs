//! How a response is quoted in an error: status, media type, where it leads, and the first words of the body.

use reqwest::Url;
use serde_json::Value;

use crate::http::{exchange::Exchange, session::Session};

/// Characters of a body that an error shows.
const SHOWN: usize = 80;

/// A response in brackets. It is redacted before it is cut: what is left of a secret would not be known as one.
pub(super) fn quoted(session: &Session<'_>, exchange: &Exchange) -> String {
    let mut said = format!("status {}", exchange.status);
    let media_type = exchange.media_type();
    if !media_type.is_empty() {
        said.push_str(&format!(", {}", session.redact(&media_type)));
    }
    let words = first_words(session, exchange);
    if !words.is_empty() {
        said.push_str(&format!(": \"{words}\""));
    }
    said
}

/// Host and path of `Location`; its query may hold the state of a login.
pub(super) fn location(session: &Session<'_>, exchange: &Exchange) -> Option<String> {
    let base = Url::parse(session.target().base_url()).ok()?;
    let to = base.join(exchange.header("location")?).ok()?;
    let origin = to.origin().ascii_serialization();
    Some(session.redact(&format!("{origin}{}", to.path())))
}

fn first_words(session: &Session<'_>, exchange: &Exchange) -> String {
    let text = session.redact(&String::from_utf8_lossy(&exchange.bytes));
    let text = message(&text).or_else(|| title(&text).map(str::to_owned)).unwrap_or(text);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = words.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    if words.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// The message of an error in JSON.
fn message(text: &str) -> Option<String> {
    let body: Value = serde_json::from_str(text).ok()?;
    Some(body.get("message")?.as_str()?.to_owned()).filter(|message| !message.trim().is_empty())
}

/// The title of a web page, which says more than its first words.
fn title(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    text.get(start..end).filter(|title| !title.trim().is_empty())
}
