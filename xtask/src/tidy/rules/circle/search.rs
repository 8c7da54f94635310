//! Who imports whom, and the circles in it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::tidy::problem::Step;

/// Files with what they import from other files.
#[derive(Debug, Default)]
pub(super) struct Graph {
    edges: BTreeMap<String, BTreeMap<String, Step>>,
}

/// Files that hang together, and the shortest circle among them.
#[derive(Debug)]
pub(super) struct Circle {
    pub(super) steps: Vec<Step>,
    pub(super) files: usize,
}

impl Graph {
    /// Notes that a file imports from another; the first import of the two is kept.
    pub(super) fn add(&mut self, step: Step, to: &str) {
        if step.file != to {
            self.edges.entry(step.file.clone()).or_default().entry(to.to_owned()).or_insert(step);
        }
    }

    /// The shortest circle of each group of files that hang together.
    pub(super) fn circles(&self) -> Vec<Circle> {
        let mut shortest: Vec<Vec<Step>> = self.edges.keys().filter_map(|file| self.shortest(file)).collect();
        // Stable: of circles of one length the one with the first name stays first.
        shortest.sort_by_key(Vec::len);
        let (mut circles, mut seen) = (Vec::new(), BTreeSet::new());
        for steps in shortest {
            let Some(first) = steps.first().map(|step| step.file.as_str()).filter(|file| !seen.contains(*file)) else {
                continue;
            };
            let reached = self.reached(first);
            let group: BTreeSet<&str> =
                reached.into_keys().filter(|file| self.reached(file).contains_key(first)).collect();
            circles.push(Circle { files: group.len(), steps: steps.clone() });
            seen.extend(group.into_iter().map(str::to_owned));
        }
        circles
    }

    /// Every file that a file needs, near ones first, each with the step that leads to it.
    fn reached(&self, from: &str) -> BTreeMap<&str, &Step> {
        let mut reached: BTreeMap<&str, &Step> = BTreeMap::new();
        let mut open = VecDeque::from([from]);
        while let Some(file) = open.pop_front() {
            for (to, step) in self.edges.get(file).into_iter().flatten() {
                reached.entry(to).or_insert_with(|| {
                    open.push_back(to);
                    step
                });
            }
        }
        reached
    }

    /// The shortest way from a file back to itself.
    fn shortest(&self, from: &str) -> Option<Vec<Step>> {
        let reached = self.reached(from);
        let mut steps = vec![(*reached.get(from)?).clone()];
        while let Some(step) = steps.last().filter(|step| step.file != from) {
            steps.push((*reached.get(step.file.as_str())?).clone());
        }
        steps.reverse();
        Some(steps)
    }
}
