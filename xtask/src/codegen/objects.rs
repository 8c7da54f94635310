//! Keeps generated types from being read from a list.
//!
//! serde's derived code reads a struct from a list as well, taking the first entry for the first field: a service that
//! answers so would have its secrets taken for names. So the first field becomes one that no entry of a list can fill.

use syn::{Fields, File, ItemStruct, parse_quote, visit_mut::VisitMut};

/// Adds the field to each type of an answer. What a caller writes is never read.
pub(super) fn only_from_objects(file: &mut File) {
    Guard.visit_file_mut(file);
}

struct Guard;

impl VisitMut for Guard {
    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        let is_read = item.attrs.iter().any(|attribute| {
            attribute.path().is_ident("derive")
                && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("Deserialize"))
        });
        if let Fields::Named(fields) = &mut item.fields
            && is_read
            && !item.ident.to_string().ends_with("Request")
        {
            fields.named.insert(
                0,
                parse_quote! {
                    /// No field of the contract: it keeps lists out.
                    #[serde(rename = "\u{0}", default, skip_serializing)]
                    pub not_from_a_list: crate::object::NoEntry
                },
            );
        }
    }
}
