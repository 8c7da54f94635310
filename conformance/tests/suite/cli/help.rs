//! What `--help` shows.

use textwrap::core::display_width;

use super::{run, stdout};

#[tokio::test]
async fn help_fits_80_columns_has_headings_and_names_every_exit_code() {
    for args in [&["--help"][..], &["run", "--help"], &["plan", "--help"], &["list", "--help"]] {
        let output = run(args).await;
        let text = stdout(&output);
        assert_eq!(output.status.code(), Some(0), "{text}");
        assert!(text.lines().all(|line| display_width(line) <= 80), "{text}");
        assert!(text.contains("Selection"), "{text}");
    }
    let text = stdout(&run(&["run", "--help"]).await);
    for heading in ["Server:", "Tokens:", "Mode:", "Limits:", "Reports:"] {
        assert!(text.lines().any(|line| line == heading), "no {heading} in {text}");
    }
    for code in [0, 1, 2, 3, 64, 69, 70, 74, 75, 78, 130] {
        assert!(text.lines().any(|line| line.trim_start().starts_with(&format!("{code}  "))), "no {code} in {text}");
    }
    assert!(text.contains("the first of 3, 1, 130, 2, 0 counts"), "{text}");
}
