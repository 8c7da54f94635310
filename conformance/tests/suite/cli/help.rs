//! What `--help` shows.

use authms_conformance::report::exit_code::{EXIT_CODES, order};
use textwrap::core::display_width;

use super::{command, finish, run, stderr, stdout};

#[tokio::test]
async fn help_fits_80_columns_and_has_headings() {
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
}

#[tokio::test]
async fn help_and_documentation_have_one_table_of_exit_codes() {
    let help = stdout(&run(&["run", "--help"]).await);
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../");
    for (place, start, end) in [("--help", "  ", ""), ("README.md", "| ", " |"), ("docs/reports.md", "| ", " |")] {
        let text = match place {
            "--help" => help.clone(),
            file => std::fs::read_to_string(format!("{root}{file}")).expect(file),
        };
        for (code, name, meaning) in EXIT_CODES {
            let separator = if place == "--help" { "  " } else { " | " };
            let row = format!("{code}{separator}{name}: {meaning}{end}");
            let found = text
                .lines()
                .any(|line| line.starts_with(start) && line.trim_start_matches(['|', ' ']).starts_with(&row));
            assert!(found, "{place} lacks `{row}`");
        }
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(&order()), "{place} lacks `{}`", order());
    }
}

#[tokio::test]
async fn colours_are_for_terminals_and_for_whoever_asks_for_them() {
    let ways: [(&[(&str, &str)], bool); 4] = [
        (&[], false),
        (&[("NO_COLOR", "1")], false),
        (&[("CLICOLOR_FORCE", "1")], true),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
    ];
    for (variables, colours) in ways {
        for (args, fails) in [(&["--case", "get_client.shows_the_client"][..], false), (&["--frobnicate"], true)] {
            let mut command = command(args);
            command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").envs(variables.iter().copied());
            let output = finish(command).await;
            let text = if fails { stderr(&output) } else { stdout(&output) };
            assert_eq!(text.contains('\u{1b}'), colours, "{variables:?}: {text}");
        }
    }
}
