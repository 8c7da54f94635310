//! A file as running text, so that a form of words is found though it breaks over two lines.

/// Marks of comments at the beginning of a line, the longer ones first.
const MARKS: [&str; 6] = ["//!", "///", "//", "#", "*", ">"];

/// The lines of a file in one text, without their indentation and marks of comments.
pub(super) struct Prose {
    /// The text. An empty line is a line break, every other end of a line a space.
    pub(super) text: String,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl Prose {
    pub(super) fn of(text: &str) -> Self {
        let mut prose = Self { text: String::with_capacity(text.len()), starts: Vec::new() };
        for line in text.lines() {
            let line = line.trim();
            let line = MARKS.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).trim_start();
            prose.starts.push(prose.text.len());
            prose.text.push_str(line);
            prose.text.push(if line.is_empty() { '\n' } else { ' ' });
        }
        prose
    }

    /// The line, counted from 1, of a place in the text.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }
}
