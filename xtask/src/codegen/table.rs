//! The table of operations: the contract's facts about each.

use std::collections::BTreeSet;

use authms_spec::{Contract, OperationObject};
use proc_macro2::Literal;
use quote::ToTokens;
use syn::{Expr, Fields, FieldsNamed, Ident, ImplItemFn, Item, ItemStruct, Type, parse_quote};

use super::{
    error::CodegenError,
    requests::{Method, argument},
    view,
};

/// Each operation as a type, and how the envelope of each success is opened.
pub(super) fn items(
    contract: &Contract,
    operations: &[&OperationObject],
    methods: &[Method],
    structs: &[ItemStruct],
) -> Result<Vec<Item>, CodegenError> {
    let mut items = Vec::new();
    for (operation, method) in operations.iter().zip(methods) {
        items.extend(endpoint(contract, operation, method));
    }
    let mut envelopes: Vec<String> = methods.iter().map(|method| spelled(&method.success)).collect();
    envelopes.sort();
    envelopes.dedup();
    for envelope in envelopes.iter().filter_map(|name| name.strip_prefix("schemas::")) {
        let of_name = structs.iter().find(|item| item.ident == envelope);
        let unread = view::unread(contract.document(), envelope);
        let opened = of_name.and_then(|envelope| opened(envelope, &unread, structs));
        items.push(opened.ok_or_else(|| CodegenError::Shape {
            place: envelope.to_owned(),
            what: "a success is an envelope with `code`, and `data` or `items`".to_owned(),
        })?);
    }
    items.push(minted(contract, operations));
    Ok(items)
}

/// The names that secrets have in the responses that show them once.
fn minted(contract: &Contract, operations: &[&OperationObject]) -> Item {
    let names: BTreeSet<&str> = operations.iter().filter_map(|operation| contract.mints(operation)).collect();
    parse_quote! {
        /// The fields that show a secret once and never again.
        pub(crate) const MINTED: &[&str] = &[#(#names),*];
    }
}

fn spelled(of: &Type) -> String {
    of.to_token_stream().to_string().replace(' ', "")
}

fn endpoint(contract: &Contract, operation: &OperationObject, method: &Method) -> Vec<Item> {
    let OperationObject { id, method: verb, path, .. } = operation;
    let (name, success) = (&method.operation, &method.success);
    let doc = format!(" `{verb} {path}`");
    let idempotent = operation.is_idempotent();
    let mints: Expr = match contract.mints(operation) {
        Some(field) => parse_quote!(Some(#field)),
        None => parse_quote!(None),
    };
    let status = Literal::u16_unsuffixed(operation.success().unwrap_or(200));
    let documented = operation.responses.keys().copied().map(Literal::u16_unsuffixed);
    let kind = parse_quote! {
        #[doc = #doc]
        pub(crate) enum #name {}
    };
    let facts = parse_quote! {
        impl Endpoint for #name {
            type Success = #success;
            const OPERATION: &'static Operation = &Operation {
                id: #id,
                method: #verb,
                template: #path,
                idempotent: #idempotent,
                mints: #mints,
                success: #status,
                documented: &[#(#documented),*],
            };
        }
    };
    vec![kind, facts]
}

/// A macro that passes every operation to another macro, so that no list of operations is kept by hand.
///
/// It is made as text because the printer does not lay out the body of a macro.
pub(super) fn every_operation(methods: &[Method]) -> String {
    let operation = |Method { operation, function, .. }: &Method| {
        format!("            {} => $crate::wire::generated::{operation},\n", function.sig.ident)
    };
    format!(
        "/// Gives every operation to a macro: its id, and its type.\n\
         #[cfg(feature = \"decode\")]\n\
         macro_rules! every_operation {{\n    ($with:ident) => {{\n        $with! {{\n{}        }}\n    }};\n}}\n\n\
         #[cfg(feature = \"decode\")]\npub(crate) use every_operation;\n",
        methods.iter().map(operation).collect::<String>(),
    )
}

/// Implements `Envelope` by the names of the fields: an envelope of a list has `items`, any other has `data`.
fn opened(envelope: &ItemStruct, unread: &[&str], structs: &[ItemStruct]) -> Option<Item> {
    let Fields::Named(fields) = &envelope.fields else { return None };
    field(fields, "code")?;
    let name = &envelope.ident;
    let (data, carried, more): (Type, Expr, Option<ImplItemFn>) = match (field(fields, "data"), field(fields, "items"))
    {
        (Some(data), None) => {
            let more = secret(data, structs).map(|secret| {
                parse_quote! {
                    fn secret(data: &mut Self::Data) -> Option<&mut Option<SecretText>> { Some(&mut data.#secret) }
                }
            });
            (parse_quote!(schemas::#data), parse_quote!(self.data), more)
        }
        (None, Some(items)) => {
            let (item, info) = (argument(items, "Vec")?, field(fields, "pagination")?);
            field(fields, "total")?;
            let page = parse_quote!(RawPage::of(self.items, self.total, self.pagination));
            let more = parse_quote! {
                fn open_one_by_one(body: &[u8]) -> Option<Opened<Self::Data>> { one_by_one(body) }
            };
            (parse_quote!(RawPage<schemas::#item, schemas::#info>), page, Some(more))
        }
        _ => return None,
    };
    Some(parse_quote! {
        impl Envelope for schemas::#name {
            type Data = #data;
            const UNREAD: &'static [&'static str] = &[#(#unread),*];
            fn open(self) -> Opened<Self::Data> {
                Opened { code: self.code, data: #carried, unreadable: BTreeSet::new() }
            }
            #more
        }
    })
}

/// The type of an optional field.
fn field<'a>(fields: &'a FieldsNamed, name: &str) -> Option<&'a Type> {
    let field = fields.named.iter().find(|field| field.ident.as_ref().is_some_and(|ident| ident == name))?;
    argument(&field.ty, "Option")
}

/// The field of a type that holds a secret.
fn secret(data: &Type, structs: &[ItemStruct]) -> Option<Ident> {
    let name = spelled(data);
    let Fields::Named(fields) = &structs.iter().find(|item| item.ident == name)?.fields else { return None };
    let secret = fields.named.iter().find(|field| spelled(&field.ty) == "Option<SecretText>")?;
    secret.ident.clone()
}
