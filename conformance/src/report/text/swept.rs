//! What a sweep has found, for people.

use jiff::{SignedDuration, Unit};

use super::super::columns::hanging;
use crate::engine::sweep::swept::{Fate, Found, Swept};

/// What a sweep has found: every client with what became of it, then how many of each.
#[must_use]
pub fn swept(swept: &Swept) -> String {
    let mut out = String::new();
    for client in &swept.clients {
        let title = format!("{}  {}", client.client_id, client.name);
        out.push_str(&hanging("  ", title.trim_end()));
        out.push_str(&hanging("    ", &fate(client)));
    }
    if !swept.clients.is_empty() {
        out.push('\n');
    }
    for what in &swept.not_understood {
        out.push_str(&hanging("  ", what));
    }
    if !swept.not_understood.is_empty() {
        let what = "what only these name is not found; move them away once nothing is left of their runs";
        out.push_str(&hanging("  hint: ", what));
        out.push('\n');
    }
    out.push_str(&hanging("", &counts(swept)));
    if !swept.elsewhere.is_empty() {
        let what = "dead runs have left something under other base URLs too. Sweep each under the URL that its run was \
                    given, even if two of them lead to the same server:";
        out.push_str(&hanging("note: ", what));
        swept.elsewhere.iter().for_each(|url| out.push_str(&hanging("  ", url)));
    }
    out
}

fn fate(client: &Found) -> String {
    let age = age(client.age);
    match &client.fate {
        Fate::Removable => format!("to be removed: its run began {age}"),
        Fate::Removed => format!("removed: its run began {age}"),
        Fate::Gone if client.client_id.ends_with('…') => {
            format!("not there: a creation had no response and has made no client; its run began {age}")
        }
        Fate::Gone => format!("gone already: its run began {age}"),
        Fate::Failed(why) => format!("NOT REMOVED: {why}; its run began {age}"),
        Fate::LeftAlone(why) => format!("left alone: {why}; its run began {age}"),
    }
}

fn counts(swept: &Swept) -> String {
    let counts = [
        (swept.count(|fate| *fate == Fate::Removable), "to be removed"),
        (swept.count(|fate| *fate == Fate::Removed), "removed"),
        (swept.count(|fate| matches!(fate, Fate::Failed(_))), "not removed"),
        (swept.count(|fate| matches!(fate, Fate::LeftAlone(_))), "left alone"),
        (swept.count(|fate| *fate == Fate::Gone), "gone already"),
    ];
    let counts: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if counts.is_empty() {
        "nothing to remove: no dead run has left a client here".to_owned()
    } else {
        counts.join(", ")
    }
}

fn age(age: SignedDuration) -> String {
    match age.as_hours() {
        _ if age.is_negative() => "in the future, by the clock of this machine".to_owned(),
        _ if age.as_mins() == 0 => "less than a minute ago".to_owned(),
        ..48 => format!("{:#} ago", age.round(Unit::Minute).unwrap_or(age)),
        hours => format!("{} days ago", hours / 24),
    }
}
