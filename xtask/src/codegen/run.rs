//! Makes every generated file, and writes or compares them.

use std::{fs, path::Path};

use authms_spec::{Contract, OperationObject};
use openapiv3::OpenAPI;
use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle};
use syn::{Item, parse_quote};

use super::{
    cases,
    error::CodegenError,
    facts, fields,
    output::{self, Generated, HEAD},
    paths, requests, schemas, table, view,
};

/// The contract.
const CONTRACT_FILE: &str = "spec/openapi.yaml";

/// What is claimed of a server beyond the contract's schemas.
const CLAIMS_FILE: &str = "spec/claims.toml";

/// Writes the files, or compares them.
///
/// # Errors
///
/// [`CodegenError`] if the contract or the claims are not valid, the generator refuses the contract, a file cannot be read or
/// written, or `check` finds one stale.
pub fn run(root: &Path, check: bool) -> Result<String, CodegenError> {
    let read = |file: &str| {
        let path = root.join(file);
        fs::read_to_string(&path).map_err(|source| CodegenError::File { path, source })
    };
    // The file, not the embedded contract: that one panics where it is not valid.
    let contract = Contract::parse(&read(CONTRACT_FILE)?)?;
    let files = files(&contract, &read(CLAIMS_FILE)?)?;
    if check {
        let reports = files.iter().map(|file| file.compare(root));
        return Ok(reports.collect::<Result<Vec<String>, CodegenError>>()?.join("\n"));
    }
    output::write(root, &files)?;
    let wrote = |Generated { path, text }: &Generated| format!("wrote {path}, {} lines", text.lines().count());
    Ok(files.iter().map(wrote).collect::<Vec<String>>().join("\n"))
}

/// Every generated file.
///
/// # Errors
///
/// [`CodegenError`] if the claims are not valid, two ids make the same constant, an operation has no tag that can name a
/// folder, or the generator refuses the contract.
pub fn files(contract: &Contract, claims: &str) -> Result<Vec<Generated>, CodegenError> {
    // First what refuses a contract with the clearest error.
    let (facts, cases) = (facts::render(contract, claims)?, cases::lists(contract)?);
    let sdk = generate(contract)?;
    Ok(sdk.into_iter().chain([facts]).chain(cases).collect())
}

/// The generated files of the SDK.
///
/// # Errors
///
/// [`CodegenError`] if the generator refuses the contract, or makes code of an unexpected shape.
pub fn generate(contract: &Contract) -> Result<Vec<Generated>, CodegenError> {
    let fields = HEAD.to_owned() + &render(&fields::items(contract)?);
    Ok(vec![
        Generated { path: paths::WIRE.to_owned(), text: wire(contract)? },
        Generated { path: paths::TYPES.to_owned(), text: fields },
    ])
}

/// What goes over the wire: operations, requests and the types of the contract's schemas.
fn wire(contract: &Contract) -> Result<String, CodegenError> {
    let view: OpenAPI = serde_json::from_value(view::of(contract.document()))?;
    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Positional);
    for (schema, path) in view::replacements() {
        settings.with_replacement(schema, path, std::iter::empty());
    }
    let generated = syn::parse2(Generator::new(&settings).generate_tokens(&view)?)?;

    let mut operations: Vec<&OperationObject> = contract.operations().iter().collect();
    operations.sort_by(|left, right| left.id.cmp(&right.id));
    let methods = requests::methods(&generated, &operations)?;
    let (structs, imports) = schemas::structs(&generated, &view::request_schemas(contract.document()).0)?;
    let table = table::items(contract, &operations, &methods, &structs)?;

    let hash = contract.hash();
    let functions = methods.iter().map(|method| &method.function);
    let imports = imports.iter().map(|path| syn::parse_str::<syn::Path>(path)).collect::<Result<Vec<_>, _>>()?;
    let items: Vec<Item> = vec![
        parse_quote!(
            use std::collections::BTreeSet;
        ),
        parse_quote!(
            use reqwest::header;
        ),
        parse_quote! {
            use crate::{
                types::secret::SecretText,
                wire::entries::one_by_one,
                wire::envelope::{Envelope, NoBody, Opened, RawPage},
                wire::operation::{Endpoint, Operation},
                wire::requests::{BuildError, Request, Requests, segment},
            };
        },
        parse_quote! {
            /// SHA-256 of the contract that this file was made from.
            pub(crate) const CONTRACT_HASH: &str = #hash;
        },
        parse_quote! {
            /// Each method builds the request of one operation.
            impl Requests { #(#functions)* }
        },
        parse_quote! {
            /// The schemas of the contract.
            pub(crate) mod schemas {
                use serde::{Deserialize, Serialize};
                #(use #imports;)*
                #(#structs)*
            }
        },
    ];
    // In reading order: the operations, their requests, the types.
    let (head, rest) = items.split_at(4);
    let parts = [render(head), render(&table), table::every_operation(&methods), render(rest)];
    Ok(HEAD.to_owned() + &parts.join("\n"))
}

/// Source text of items, with blank lines where a reader expects them.
fn render(items: &[Item]) -> String {
    let text = |item: &Item| {
        spaced(&prettyplease::unparse(&syn::File { shebang: None, attrs: Vec::new(), items: vec![item.clone()] }))
    };
    items.iter().map(text).collect::<Vec<String>>().join("\n")
}

/// The printer sets no blank line between the functions of an `impl`, nor between the types of a module.
fn spaced(text: &str) -> String {
    let (mut out, mut before) = (String::new(), "");
    for line in text.lines() {
        let ends_item = before == "    }" || (before.starts_with("    use ") && !line.starts_with("    use "));
        let ends_block = ends_item || (before.starts_with("    type ") && before.ends_with(';'));
        if ends_block && line != "}" {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        before = line;
    }
    out
}
