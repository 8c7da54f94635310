//! A text without what differs from run to run by itself: ids and times.

/// Digits of an id that a run or a server makes up.
const ID: usize = 12;

/// The text with `[id]` for every long hexadecimal number and `[time]` for every time.
pub(super) fn steady(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let is_part = |character: char| character.is_ascii_alphanumeric() || ":.+-".contains(character);
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|character| !is_part(character)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(&without_ids(word));
        rest = after;
    }
    out + rest
}

fn without_ids(word: &str) -> String {
    if is_time(word) {
        return "[time]".to_owned();
    }
    let parts = word.split('-').map(|part| {
        let is_id = part.len() >= ID && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_id { "[id]" } else { part }
    });
    parts.collect::<Vec<_>>().join("-")
}

/// Whether a word begins as a time of RFC 3339 does.
fn is_time(word: &str) -> bool {
    let shape: String = word.chars().take(11).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00T"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_times_do_not_tell_runs_apart() {
        assert_eq!(
            steady(r#"id: "app-b908a400c96e4056", at "2026-11-26T20:22:10.5+01:00", code 40300001"#),
            r#"id: "app-[id]", at "[time]", code 40300001"#
        );
        assert_eq!(steady("支付 status 404"), "支付 status 404");
    }
}
