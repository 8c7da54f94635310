//! Finds the circles of each package and names the shortest of each.
//!
//! What counts is who needs whom, not how it is reached: an import leads to the file that defines the item, whatever
//! re-exports stand between, so `mod.rs` and `lib.rs` may re-export freely. Tests do not count. Generated files count.

use super::{imports, modules::Modules, search::Graph};
use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

pub(in crate::tidy) fn check(files: &[SourceFile]) -> Vec<Finding> {
    let roots = files
        .iter()
        .filter(|file| file.path.strip_suffix("/src/lib.rs").or(file.path.strip_suffix("/src/main.rs")).is_some());
    let mut graph = Graph::default();
    for root in roots {
        imports::collect(&Modules::read(root, files), &mut graph);
    }
    let circles = graph.circles().into_iter();
    circles
        .map(|circle| {
            let (file, line) = circle.steps.first().map(|step| (step.file.clone(), step.line)).unwrap_or_default();
            Finding::new(file, line, Problem::Circle { steps: circle.steps, files: circle.files })
        })
        .collect()
}
