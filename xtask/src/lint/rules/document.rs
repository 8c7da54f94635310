//! Rules for the document as a whole: its versions, and names that must stay apart.

use std::collections::BTreeMap;

use authms_spec::yaml::escape;
use semver::Version;

use crate::lint::linter::Linter;

pub(in crate::lint) fn version(linter: &mut Linter<'_>) {
    let document = linter.document();
    if !document["openapi"].as_str().is_some_and(|version| version.starts_with("3.0.")) {
        linter.add(
            "openapi-3.0",
            "/openapi",
            "the document is not OpenAPI 3.0",
            "write `openapi: 3.0.3`; the generator reads nothing else",
        );
    }
    let version = document["info"]["version"].as_str().unwrap_or_default();
    if !Version::parse(version).is_ok_and(|version| version.pre.is_empty() && version.build.is_empty()) {
        linter.add(
            "semantic-version",
            "/info/version",
            format!("`{version}` is not a version of three numbers"),
            "write `info.version` as 1.2.3; it travels in headers",
        );
    }
}

/// Names that a generator would write alike.
pub(in crate::lint) fn distinct_names(linter: &mut Linter<'_>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for name in linter.schemas().keys() {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        if let Some(other) = seen.insert(plain, name) {
            linter.add(
                "distinct-names",
                &format!("/components/schemas/{}", escape(name)),
                format!("{name} and {other} become the same name"),
                "rename one of them",
            );
        }
    }
}
