//! The names and ids that a case makes up. All bear the mark of the run, so that what is left of a run is known as such.

use authms_spec::Field;
use serde_json::Value;

use super::{
    context::CaseContext,
    samples::{self, Marks},
};
use crate::http::traffic::guard::made_up_id;

impl CaseContext<'_> {
    /// A name that only this case gives, and only for this purpose: a server may want every name to be unique.
    #[must_use]
    pub(crate) fn name(&self, purpose: &str) -> String {
        self.session().name(&format!("{}-{purpose}", self.serial()))
    }

    /// A website that only this run gives.
    #[must_use]
    pub(crate) fn website(&self, path: &str) -> String {
        self.marks().website(path)
    }

    /// A body that creates a client under such a name.
    #[must_use]
    pub(crate) fn new_client(&self, purpose: &str) -> Value {
        self.new_client_named(&self.name(purpose))
    }

    pub(super) fn new_client_named(&self, name: &str) -> Value {
        samples::new_client(name, &self.marks())
    }

    /// Two legal values of a field.
    #[must_use]
    pub(crate) fn values(&self, field: &Field) -> [Value; 2] {
        samples::values(field, &self.marks())
    }

    /// An update of every field that a read shows, with the first or the second value of each. After the second, no
    /// field is unset.
    #[must_use]
    pub(crate) fn full_update(&self, turn: usize) -> Value {
        samples::update(turn, &self.marks())
    }

    /// A body with the required fields of a schema.
    #[must_use]
    pub(crate) fn body(&self, schema: &str) -> Value {
        samples::body(schema, &self.marks())
    }

    /// An id that nothing on the server has, new for every call.
    #[must_use]
    pub(crate) fn unknown_id(&self) -> String {
        made_up_id()
    }

    fn marks(&self) -> Marks<'_> {
        Marks { name: self.name(""), run: self.session().run() }
    }
}

/// A text that is the same in every run: `conformance-<run>-<serial>-name` becomes `conformance-[run]-name`.
pub(crate) fn without_run(text: &str, run: &str) -> String {
    let mut parts = text.split(run);
    let mut same = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.strip_prefix('-').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        same.push_str("[run]");
        same.push_str(digits.filter(|rest| rest.starts_with('-')).unwrap_or(part));
    }
    same
}

#[cfg(test)]
mod tests {
    use super::without_run;

    #[test]
    fn a_name_is_the_same_in_every_run_and_a_website_keeps_its_path() {
        let text = "conformance-00c0ffee-17-one https://00c0ffee.conformance.invalid/two 00c0ffee-x";
        let same = "conformance-[run]-one https://[run].conformance.invalid/two [run]-x";
        assert_eq!(without_run(text, "00c0ffee"), same);
    }
}
