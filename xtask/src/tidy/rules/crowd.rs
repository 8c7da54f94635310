//! No folder of sources holds more files than a glance takes in.

use std::collections::BTreeMap;

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

/// Most files beside each other in a folder of `src`.
const MOST: usize = 15;

pub(in crate::tidy) fn check(files: &[SourceFile]) -> Vec<Finding> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    let sources = files.iter().filter(|file| file.ends_with(&[".rs"]));
    for folder in sources.map(SourceFile::folder).filter(|folder| folder.split('/').any(|part| part == "src")) {
        *folders.entry(folder).or_default() += 1;
    }
    let crowded = folders.into_iter().filter(|(_, count)| *count > MOST);
    crowded.map(|(folder, count)| Finding::new(folder, 1, Problem::Crowd(count))).collect()
}
