//! Finds the circles of each package and names the shortest of each.
//!
//! What counts is who needs whom, not how it is reached: an import leads to the file that defines the item, whatever
//! re-exports stand between, so `mod.rs` and `lib.rs` may re-export freely. Tests do not count. Generated files count.
//! A module whose file is missing is a finding of its own.
//!
//! What the rule does not see: `include!`, a `path` inside `cfg_attr`, modules and imports that macros make, calls of
//! methods on values whose type is not named. Statements and members of traits that only tests compile count like other
//! code.

use super::{imports, modules::Modules, search::Graph};
use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

pub(in crate::tidy) fn check(files: &[SourceFile]) -> Vec<Finding> {
    let roots = files
        .iter()
        .filter(|file| file.path.strip_suffix("/src/lib.rs").or(file.path.strip_suffix("/src/main.rs")).is_some());
    let (mut graph, mut findings) = (Graph::default(), Vec::new());
    for root in roots {
        let modules = Modules::read(root, files);
        imports::collect(&modules, &mut graph);
        let missing = modules.missing.into_iter();
        findings
            .extend(missing.map(|missing| Finding::new(missing.file, missing.line, Problem::Missing(missing.module))));
    }
    let circles = graph.circles().into_iter();
    let circles = circles.map(|circle| {
        let (file, line) = circle.steps.first().map(|step| (step.file.clone(), step.line)).unwrap_or_default();
        Finding::new(file, line, Problem::Circle { steps: circle.steps, files: circle.files })
    });
    findings.extend(circles);
    findings
}
