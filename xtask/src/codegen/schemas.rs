//! Keeps the parts of the generated types that the SDK needs.
//!
//! A request is only serialized and a response only deserialized, so each derives only that half of serde, and the secret of
//! a response cannot be written by accident. A response also rejects lists: serde's derived code would read the first entry
//! as the first field, and could take a secret for a name (sdk-F16). Its numbers, flags, times, secrets and lists of texts
//! are read in every spelling (sdk-F21, sdk-F24).

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{
    Attribute, Field, Fields, File, Item, ItemStruct, Meta, Token, parse_quote, punctuated::Punctuated,
    visit_mut::VisitMut,
};

use super::{error::CodegenError, prose, requests::argument, shorten::Paths};

/// The types of the contract's schemas, and the types of the SDK that they use.
pub(super) fn structs(
    generated: &File,
    requests: &BTreeSet<String>,
) -> Result<(Vec<ItemStruct>, BTreeSet<String>), CodegenError> {
    let shape = |what: String| CodegenError::Shape { place: "types".to_owned(), what };
    let types = generated.items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == "types" => module.content.as_ref().map(|(_, items)| items),
        _ => None,
    });
    let (mut structs, mut paths) = (Vec::new(), Paths::default());
    paths.imports.extend(["crate::wire::lenient", "crate::wire::reject_seq::RejectSeq"].map(str::to_owned));
    let is_struct = |item: &Item| if let Item::Struct(item) = item { Some(item.ident.to_string()) } else { None };
    let types = types.ok_or_else(|| shape("there is no module of types".to_owned()))?;
    let names: BTreeSet<String> = types.iter().filter_map(is_struct).collect();
    for item in types {
        match item {
            Item::Struct(item) => structs.push(dressed(item.clone(), requests, &names, &mut paths)),
            // Errors of types that validate their values; the contract has no such type.
            Item::Mod(module) if module.ident == "error" => {}
            other => {
                let other = other.to_token_stream().to_string();
                let other: String = other.chars().take(60).collect();
                return Err(shape(format!("only structs are known here, not `{other}…`")));
            }
        }
    }
    Ok((structs, paths.imports))
}

fn dressed(
    mut item: ItemStruct,
    requests: &BTreeSet<String>,
    structs: &BTreeSet<String>,
    paths: &mut Paths,
) -> ItemStruct {
    let is_request = requests.contains(&item.ident.to_string());
    let has_default = derives(&item.attrs).iter().any(|name| name == "Default");
    let docs = prose::attributes(&prose::of(&item.attrs));
    item.attrs = docs;
    item.attrs.push(match (is_request, has_default) {
        (true, true) => parse_quote!(#[derive(Clone, Default, PartialEq, Eq, Serialize)]),
        (true, false) => parse_quote!(#[derive(Clone, PartialEq, Eq, Serialize)]),
        (false, true) => parse_quote!(#[derive(Default, Deserialize)]),
        (false, false) => parse_quote!(#[derive(Deserialize)]),
    });
    item.vis = parse_quote!(pub(crate));
    if let Fields::Named(fields) = &mut item.fields {
        for field in &mut fields.named {
            field.vis = parse_quote!(pub(crate));
            paths.visit_type_mut(&mut field.ty);
            let reader = reader(field, structs).filter(|_| !is_request);
            field.attrs = attributes(field, is_request, reader);
        }
        if !is_request {
            let guards: [Field; 2] = [
                parse_quote! {
                    /// Not a field of the contract: it keeps lists out.
                    #[serde(rename = "\u{0}", default)]
                    pub(crate) not_from_a_list: RejectSeq
                },
                parse_quote! {
                    /// Nor is this one: it has no default, and keeps the empty list out.
                    #[serde(rename = "\u{1}")]
                    pub(crate) not_from_an_empty_list: Option<RejectSeq>
                },
            ];
            fields.named = guards.into_iter().chain(std::mem::take(&mut fields.named)).collect();
        }
    }
    item
}

/// The function that reads a field of a response, if serde's own reading is too strict for it.
fn reader(field: &Field, structs: &BTreeSet<String>) -> Option<&'static str> {
    let of_type = argument(&field.ty, "Option")?;
    match of_type.to_token_stream().to_string().as_str() {
        "i64" => Some("lenient::number"),
        "bool" => Some("lenient::flag"),
        "Code" => Some("Code::read"),
        "SecretText" => Some("lenient::secret"),
        "String" if field.ident.as_ref()?.to_string().ends_with("_at") => Some("lenient::time"),
        _ => {
            let entry = argument(of_type, "Vec")?.to_token_stream().to_string();
            (!structs.contains(&entry)).then_some("lenient::list")
        }
    }
}

/// The names that a type derives.
fn derives(attributes: &[Attribute]) -> Vec<String> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let names =
        lists.filter_map(|list| list.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated).ok());
    names.flatten().filter_map(|path| path.segments.last().map(|last| last.ident.to_string())).collect()
}

/// Documentation, and the attributes of serde that apply to the direction of the type.
fn attributes(field: &Field, is_request: bool, reader: Option<&str>) -> Vec<Attribute> {
    let mut kept = prose::attributes(&prose::of(&field.attrs));
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let Ok(parts) = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) else { continue };
        let parts = parts.into_iter().filter_map(|part| match part.path().get_ident()?.to_string().as_str() {
            "skip_serializing_if" if is_request => {
                let spelled =
                    part.to_token_stream().to_string().replace("::std::option::", "").replace("::std::vec::", "");
                syn::parse_str(&spelled).ok()
            }
            "rename" => Some(part),
            "default" if !is_request && reader.is_none() => Some(part),
            _ => None,
        });
        let parts: Vec<Meta> = parts.collect();
        if !parts.is_empty() {
            kept.push(parse_quote!(#[serde(#(#parts),*)]));
        }
    }
    kept.extend(reader.map(|reader| parse_quote!(#[serde(default, deserialize_with = #reader)])));
    kept
}
