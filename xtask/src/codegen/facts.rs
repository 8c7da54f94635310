//! The contract and `spec/claims.toml` to `spec/src/generated.rs`: a constant for each operation and each claim.

use std::collections::BTreeMap;

use authms_spec::{Class, Contract, OperationObject, ParameterObject, Payload, path_operations};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use serde::Deserialize;

use super::{error::CodegenError, output::Generated};

/// `spec/claims.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    claim: Vec<Claim>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    id: String,
    text: String,
    source: String,
    class: Class,
}

/// The generated file.
///
/// # Errors
///
/// [`CodegenError`] if the claims cannot be read, or an id does not make a name in Rust of its own.
pub(super) fn render(contract: &Contract, claims: &str) -> Result<Generated, CodegenError> {
    let Claims { claim: claims } = toml::from_str(claims)?;
    nothing_is_lost(contract)?;
    let operations = module(
        "The operations of the contract.",
        &quote!(Operation),
        &quote!(
            use crate::{
                facts::{Operation, Parameter, Payload, Place},
                field::FieldType,
            };
        ),
        contract.operations().iter().map(|found| (&*found.id, operation(contract, found))),
    )?;
    let claims = module(
        "The claims about a server, from `spec/claims.toml`.",
        &quote!(Claim),
        &quote!(
            use crate::claims::{Claim, Class};
        ),
        claims.iter().map(|found| (&*found.id, claim(found))),
    )?;
    let file = quote! {
        pub mod operation {
            #operations
        }
        pub mod claim {
            #claims
        }
    };
    let code = prettyplease::unparse(&syn::parse2(file)?);
    let text = format!(
        "// Made by `cargo xtask codegen` from spec/openapi.yaml and spec/claims.toml. Never edited: change those and run it again.\n\n{code}"
    );
    Ok(Generated { path: super::paths::FACTS.to_owned(), text })
}

/// A module of constants, the list of all of them, and a look-up by id.
fn module<'a>(
    doc: &str,
    kind: &TokenStream,
    imports: &TokenStream,
    constants: impl Iterator<Item = (&'a str, (String, TokenStream))>,
) -> Result<TokenStream, CodegenError> {
    let (mut items, mut names, mut ids) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (id, (doc, value)) in constants {
        let name = constant_name(id)?;
        if let Some(first) = ids.insert(name.to_string(), id) {
            return Err(CodegenError::Twice { first: first.to_owned(), second: id.to_owned(), name: name.to_string() });
        }
        let doc = format!(" {doc}");
        items.push(quote! { #[doc = #doc] pub const #name: #kind = #value; });
        names.push(name);
    }
    let (count, doc) = (Literal::usize_unsuffixed(names.len()), format!(" {doc}"));
    Ok(quote! {
        #![doc = #doc]

        #imports

        #(#items)*

        /// All of them, in the order of the source.
        pub const ALL: [#kind; #count] = [#(#names),*];

        /// The one with an id.
        #[must_use]
        pub fn find(id: &str) -> Option<&'static #kind> {
            static EACH: [#kind; #count] = ALL;
            EACH.iter().find(|known| known.id == id)
        }
    })
}

/// `update.merge` as `UPDATE_MERGE`.
fn constant_name(id: &str) -> Result<Ident, CodegenError> {
    let name = id.replace(['.', '-'], "_").to_uppercase();
    match syn::parse_str::<Ident>(&name) {
        Ok(_) => Ok(Ident::new(&name, Span::call_site())),
        Err(_) => Err(CodegenError::Name(id.to_owned())),
    }
}

fn claim(claim: &Claim) -> (String, TokenStream) {
    let Claim { id, text, source, class } = claim;
    let class = Ident::new(&format!("{class:?}"), Span::call_site());
    (text.clone(), quote!(Claim { id: #id, text: #text, source: #source, class: Class::#class }))
}

/// Refuses what the constants cannot say: a fact that is left out would read as one that the contract denies.
fn nothing_is_lost(contract: &Contract) -> Result<(), CodegenError> {
    for (operation, found) in contract.operations().iter().zip(path_operations(contract.document())) {
        let lost = |what: &str| CodegenError::Fact { operation: operation.id.clone(), what: what.to_owned() };
        if operation.parameters.iter().any(|parameter| !matches!(parameter.place.as_str(), "path" | "query")) {
            return Err(lost("a parameter stands neither in the path nor in the query"));
        }
        if found.operation.get("requestBody").is_some() && operation.request.is_none() {
            return Err(lost("the request body is not a reference to a schema"));
        }
        let has_body = operation.success().is_some_and(|status| operation.responses[&status].is_some());
        if has_body && contract.payload(operation).is_none() {
            return Err(lost("neither `data` nor `items` of the success is a reference to a schema"));
        }
    }
    Ok(())
}

fn operation(contract: &Contract, operation: &OperationObject) -> (String, TokenStream) {
    let OperationObject { id, method, path, tag, .. } = operation;
    let parameters = operation.parameters.iter().map(parameter);
    let request = option(operation.request.as_deref().map(schema_name));
    let responses = operation.responses.iter().map(|(status, reference)| {
        let schema = option(reference.as_deref().map(schema_name));
        let status = Literal::u16_unsuffixed(*status);
        quote!((#status, #schema))
    });
    let success = Literal::u16_unsuffixed(operation.success().unwrap_or(200));
    let creates = option(creates(contract, operation));
    let mints = option(contract.mints(operation));
    let payload = match contract.payload(operation) {
        Some(Payload::Items(schema)) => quote!(Some(Payload::Items(#schema))),
        Some(Payload::Data(schema)) => quote!(Some(Payload::Data(#schema))),
        None => quote!(None),
    };
    let value = quote!(Operation {
        id: #id,
        method: #method,
        path: #path,
        tag: #tag,
        parameters: &[#(#parameters),*],
        request: #request,
        responses: &[#(#responses),*],
        success: #success,
        payload: #payload,
        creates: #creates,
        mints: #mints,
    });
    (format!("`{method} {path}`"), value)
}

fn parameter(parameter: &ParameterObject) -> TokenStream {
    let ParameterObject { name, place, required, field_type } = parameter;
    let place = Ident::new(if place == "path" { "Path" } else { "Query" }, Span::call_site());
    let field_type = Ident::new(&format!("{field_type:?}"), Span::call_site());
    quote!(Parameter { name: #name, place: Place::#place, required: #required, field_type: FieldType::#field_type })
}

/// A 201 creates a resource (RFC 9110 section 15.3.2): the one that its payload gives the id of, which is a path parameter
/// of other operations.
fn creates<'a>(contract: &'a Contract, operation: &OperationObject) -> Option<&'a str> {
    let payload = contract.payload(operation).filter(|_| operation.success() == Some(201))?;
    let fields = contract.properties(payload.schema());
    let mut parameters = contract.operations().iter().flat_map(|operation| &operation.parameters);
    let names = parameters.find(|parameter| parameter.place == "path" && fields.contains(&parameter.name.as_str()));
    names.map(|parameter| parameter.name.as_str())
}

/// The last part of a reference.
fn schema_name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

fn option(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}
