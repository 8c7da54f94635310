//! The rule for path parameters: those of the template are those that are declared.

use std::collections::BTreeSet;

use authms_spec::path_operations;

use crate::lint::linter::Linter;

pub(in crate::lint) fn path_parameters(linter: &mut Linter<'_>) {
    for found in path_operations(linter.document()) {
        let parameters = found.parameters().map(|parameter| linter.resolve(parameter));
        let declared: BTreeSet<&str> = parameters
            .filter(|parameter| parameter["in"] == "path")
            .filter_map(|parameter| parameter["name"].as_str())
            .collect();
        let parts = found.path.split('/');
        let written: BTreeSet<&str> = parts.filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        for name in written.symmetric_difference(&declared) {
            linter.add(
                "path-parameter",
                &found.pointer(),
                format!("`{name}` stands either in the path or among the parameters of {}, not in both", found.path),
                "declare every path parameter, and only those",
            );
        }
    }
}
