//! What is rehearsed: the field, and the checks that must name a place that lacks it, or must pass.

use super::contract::RehearsalField;

/// The field: an optional list of strings that a request may set and every response about a client shows.
pub const FIELD: RehearsalField = RehearsalField {
    name: "contacts",
    lines: &[
        "type: array",
        "description: Addresses of the people who are responsible for the client (RFC 7591 section 2).",
        "items:",
        "  type: string",
        "example: [admin@example.com]",
    ],
    schemas: &[
        "UpdateClientRequest",
        "OAuthClientItem",
        "CreateClientRequest",
        "CreateClientResponse",
        "CloneClientResponse",
    ],
};

/// Most files that a person edits for such a field, the contract included.
pub const MOST_FILES: usize = 3;

/// A place that still lacks the field.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The file.
    pub file: &'static str,
    /// What the check says of it.
    pub says: &'static [&'static str],
}

/// What a person writes into a place: a line below another.
#[derive(Debug, Clone, Copy)]
pub struct Edit {
    /// The file.
    pub file: &'static str,
    /// The line that it follows, without its indentation, which the new line shares.
    pub after: &'static str,
    /// The new line.
    pub line: &'static str,
}

/// Every line that a person writes beside the contract.
pub const EDITS: [Edit; 1] = [Edit {
    file: "mock-server/src/store/records/configuration.rs",
    after: "jwks_uri: String,",
    line: "contacts: Vec<String>,",
}];

/// A command of cargo in the copy.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Its arguments, separated by white space.
    pub arguments: &'static str,
    /// The places that it must name; if there are none, it must pass.
    pub must_name: &'static [Place],
}

/// Every check, in the order in which they run.
pub const CHECKS: [Check; 8] = [
    // Generated code brings the field to the SDK, and nothing stops compiling.
    Check { arguments: "check --workspace --all-targets", must_name: &[] },
    Check { arguments: "run --quiet --package xtask -- lint", must_name: &[] },
    Check { arguments: "test --package authms-spec --lib --tests", must_name: &[] },
    Check { arguments: "test --package authms-sdk --lib --tests", must_name: &[] },
    Check {
        arguments: "run --quiet --package xtask -- compat spec/released/1.0.0.yaml",
        must_name: &[Place { file: "spec/openapi.yaml", says: &["request contacts", "raise `info.version`"] }],
    },
    Check {
        arguments: "test --package authms-mock-server --lib dto_tests",
        must_name: &[Place {
            file: "mock-server/src/store/records/configuration.rs",
            says: &[
                "UpdateClientRequest lacks `contacts`",
                "CreateClientRequest lacks `contacts`",
                "OAuthClientItem lacks `contacts`",
                "CreateClientResponse lacks `contacts`",
                "CloneClientResponse lacks `contacts`",
            ],
        }],
    },
    Check { arguments: "test --package authms-conformance --lib judging::item", must_name: &[] },
    // What a caller would see: the mock server does not keep the field.
    Check {
        arguments: "run --quiet --package authms-conformance --bin authms-conformance",
        must_name: &[Place { file: "mock-server/src/store/records/configuration.rs", says: &["contacts"] }],
    },
];

/// What must pass once the lines are written. Of the suite, the cases of the field and those that read clients with the
/// SDK: every other case that differs does so from its golden file, which is recorded anew.
pub const MENDED: [Check; 3] = [
    Check { arguments: "test --package authms-mock-server --lib dto_tests", must_name: &[] },
    Check { arguments: "test --package authms-conformance --lib judging::item", must_name: &[] },
    Check {
        arguments: "run --quiet --package authms-conformance --bin authms-conformance -- --case *contacts* --case *through_the_sdk",
        must_name: &[],
    },
];
