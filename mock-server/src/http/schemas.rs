//! The contract's request schemas, compiled once.

use std::collections::HashMap;

use authms_spec::{Schema, contract};

/// The compiled schemas by name.
#[derive(Debug)]
pub(crate) struct Schemas(HashMap<String, Schema>);

impl Default for Schemas {
    fn default() -> Self {
        let names =
            contract().operations().iter().filter_map(|operation| operation.request.as_deref()?.rsplit('/').next());
        Self(names.filter_map(|name| Some((name.to_owned(), contract().schema(name)?))).collect())
    }
}

impl Schemas {
    pub(crate) fn get(&self, name: &str) -> Option<&Schema> {
        self.0.get(name)
    }
}
