//! Cuts a text to a number of bytes.

/// What stands for the rest.
const REST: &str = "…";

/// The text, or its beginning and `…`: never more than so many bytes.
pub(super) fn clip(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let mut end = most.saturating_sub(REST.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default().to_owned() + REST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(clip("支付支付", 12), "支付支付");
        for most in 6..12 {
            let short = clip("支付支付", most);
            assert!(short.len() <= most && short.ends_with('…') && short.starts_with('支'), "{short}");
        }
    }
}
