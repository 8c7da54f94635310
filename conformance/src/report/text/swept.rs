//! What a sweep has found, for people.

use jiff::{SignedDuration, Unit};

use super::super::columns::hanging;
use crate::engine::sweep::swept::{Fate, Found, Swept};

/// What a sweep has found: every client with what became of it, then how many of each.
#[must_use]
pub fn swept(swept: &Swept) -> String {
    let mut out = String::new();
    let mut last = None;
    for client in &swept.clients {
        if last.replace(&client.run) != Some(&client.run) {
            out.push_str(&format!("run {}, which began {}:\n", client.run, age(client.age)));
        }
        out.push_str(&hanging("  - ", &line(client)));
    }
    if !swept.clients.is_empty() {
        out.push('\n');
    }
    for what in &swept.not_understood {
        out.push_str(&hanging("- ", what));
    }
    if !swept.not_understood.is_empty() {
        let what = "clients that only these would name are not found; move a file away once nothing of its run is left";
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

/// What became of a client comes first: no name can look like it.
fn line(found: &Found) -> String {
    let id = if found.client_id.is_empty() { "(an empty id)" } else { &found.client_id };
    let client = [id, found.name.as_str()].join("  ").trim_end().to_owned();
    match &found.fate {
        Fate::Removable => format!("to be removed: {client}"),
        Fate::Removed => format!("removed: {client}"),
        Fate::Gone if id.ends_with('…') => {
            format!("gone already, or never made: {id} (its creation got no response)")
        }
        Fate::Gone => format!("gone already: {client}"),
        Fate::Failed(why) => format!("NOT REMOVED: {client} ({why})"),
        Fate::TooYoung(least) => format!("left alone: {client} (its run began less than {least:#} ago)"),
        Fate::LeftAlone(why) => format!("left alone: {client} ({why})"),
    }
}

fn counts(swept: &Swept) -> String {
    let counts = [
        (swept.count(|fate| *fate == Fate::Removable), "to be removed"),
        (swept.count(|fate| *fate == Fate::Removed), "removed"),
        (swept.count(|fate| matches!(fate, Fate::Failed(_))), "not removed"),
        (swept.count(|fate| matches!(fate, Fate::LeftAlone(_) | Fate::TooYoung(_))), "left alone"),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(client_id: &str, name: &str, fate: Fate) -> Found {
        let (client_id, name, run) = (client_id.to_owned(), name.to_owned(), "01800000000aaaaa".to_owned());
        Found { client_id, name, run, age: SignedDuration::from_mins(192), fate }
    }

    #[test]
    fn every_client_has_its_fate_before_its_name_and_only_what_is_counted_is_told() {
        let named = "conformance-01800000000aaaaa-subject";
        let clients = vec![
            found("app-1111111111111111", named, Fate::Removable),
            found(
                "app-2222222222222222",
                "removed: x",
                Fate::LeftAlone("it bears only one of the two marks".to_owned()),
            ),
            found("app-3333333333333333", "", Fate::Gone),
            found("conformance-01800000000aaaaa-…", "", Fate::Gone),
            Found {
                run: "01800000000bbbbb".to_owned(),
                ..found("", "", Fate::Failed("no URL can name its id".to_owned()))
            },
        ];
        let not_understood = vec!["cannot open the ledger /home/someone/x.jsonl: it is not a regular file".to_owned()];
        let elsewhere = vec!["http://localhost:4010/api/v1".to_owned()];
        insta::assert_snapshot!(swept(&Swept { clients, not_understood, elsewhere }));
    }

    #[test]
    fn where_nothing_is_left_one_line_says_so() {
        assert_eq!(swept(&Swept::default()), "nothing to remove: no dead run has left a client here\n");
    }

    #[test]
    fn an_age_is_told_in_units_that_mean_something() {
        for (seconds, shown) in [
            (-5, "in the future, by the clock of this machine"),
            (0, "less than a minute ago"),
            (59, "less than a minute ago"),
            (60, "1m ago"),
            (11_520, "3h 12m ago"),
            (2 * 86_400, "2 days ago"),
        ] {
            assert_eq!(age(SignedDuration::from_secs(seconds)), shown);
        }
    }
}
