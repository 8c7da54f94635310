//! The contract's request schemas, compiled once.

use std::collections::HashMap;

use authms_spec::{Schema, contract, operation};

/// The compiled schemas by name.
#[derive(Debug)]
pub(crate) struct Schemas(HashMap<&'static str, Schema>);

impl Default for Schemas {
    fn default() -> Self {
        let names = operation::ALL.iter().filter_map(|operation| operation.request);
        Self(names.filter_map(|name| Some((name, contract().schema(name)?))).collect())
    }
}

impl Schemas {
    pub(crate) fn get(&self, name: &str) -> Option<&Schema> {
        self.0.get(name)
    }
}
