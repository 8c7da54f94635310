//! The public fields of a client: what an update and a creation can set, and what the service shows.
//!
//! A field is written once, in the contract. Its setters, its documentation and its place in the public types follow from
//! its schema; its [`Kind`] decides which type of the SDK it has.

use std::collections::BTreeMap;

use authms_spec::Contract;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;
use syn::{Expr, ImplItemFn, Item, parse_quote};

use super::{error::CodegenError, kind::Kind, prose, requests::type_name};

/// Texts of an update that have no `clear_…`: a client always has a name and a status.
const NEVER_EMPTY: [&str; 2] = ["name", "status"];

/// One property of a schema.
struct Field<'a> {
    name: &'a str,
    ident: Ident,
    kind: Kind,
    /// The contract's words.
    words: String,
    required: bool,
}

/// The items of the generated file.
pub(super) fn items(contract: &Contract) -> Result<Vec<Item>, CodegenError> {
    let schemas = &contract.document()["components"]["schemas"];
    let update = fields(schemas, "UpdateClientRequest")?;
    let new = fields(schemas, "CreateClientRequest")?;
    let mut shown = fields(schemas, "OAuthClientItem")?;
    // What can be set is described where it is set; a response may describe how the value is encoded.
    let words: BTreeMap<&str, &str> = update.iter().map(|field| (field.name, field.words.as_str())).collect();
    for field in &mut shown {
        if let Some(words) = words.get(field.name) {
            field.words = (*words).to_owned();
        }
    }
    let open: Vec<&str> = shown.iter().filter_map(|field| field.kind.open_set()).collect();
    let open: Vec<Ident> = names(open.into_iter().chain(update.iter().filter_map(|field| field.kind.open_set())))?;
    let mut items: Vec<Item> = vec![
        parse_quote!(
            use serde::{Deserialize, Serialize};
        ),
        parse_quote! {
            use crate::{
                wire::envelope::{Data, OpenValues},
                wire::generated::schemas::{
                    CloneClientResponse, CreateClientRequest, CreateClientResponse, OAuthClientItem, UpdateClientRequest,
                },
                types::id::{ClientId, split},
                types::jwks::Jwks,
                types::new_client::NewClient,
                types::values::{#(#open,)* unnamed},
                wire::patch::Patch,
                types::timestamp::Timestamp,
                types::unset::{known, set, time},
                types::update::UpdateClient,
            };
        },
    ];
    items.extend(updating(&update));
    items.extend(creating(&new));
    items.extend(showing(&shown));
    for copied in ["CreateClientResponse", "CloneClientResponse"] {
        items.push(copying(&shown, copied, &fields(schemas, copied)?)?);
    }
    Ok(items)
}

/// Identifiers, sorted and without duplicates.
fn names<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Vec<Ident>, CodegenError> {
    let sorted: std::collections::BTreeSet<&str> = texts.collect();
    Ok(sorted.into_iter().map(syn::parse_str).collect::<Result<_, _>>()?)
}

/// The properties of a schema by name.
fn fields<'a>(schemas: &'a Value, schema: &'static str) -> Result<Vec<Field<'a>>, CodegenError> {
    let unknown = |what: String| CodegenError::Field { schema, what };
    let properties = schemas[schema]["properties"].as_object();
    let properties = properties.ok_or_else(|| unknown("the contract has no such object".to_owned()))?;
    let required = schemas[schema]["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let required: Vec<&str> = required.collect();
    let field = |(name, property): (&'a String, &Value)| {
        let kind = Kind::of(name, property, schema.ends_with("Request"));
        Ok(Field {
            ident: syn::parse_str(name)?,
            kind: kind.ok_or_else(|| unknown(format!("there is no type for its property `{name}`")))?,
            words: property["description"].as_str().unwrap_or_default().trim().to_owned(),
            required: required.contains(&name.as_str()),
            name,
        })
    };
    let mut fields = properties
        .iter()
        .filter(|(_, property)| property["format"] != "password")
        .map(field)
        .collect::<Result<Vec<_>, CodegenError>>()?;
    fields.sort_by_key(|field| field.name);
    Ok(fields)
}

impl Field<'_> {
    /// A method that sets the field of `self.body`, to be documented with the contract's words.
    fn setter(&self, verb: &str, given: impl Fn(Expr) -> Expr) -> ImplItemFn {
        let (ident, argument) = (&self.ident, self.kind.argument());
        let value = given(self.kind.sent(ident));
        let docs = prose::attributes(&match self.words.as_str() {
            "" => format!("{verb} `{}`.", self.name),
            words => format!("{verb} `{}`: {}", self.name, prose::clause(words)),
        });
        parse_quote! {
            #(#docs)*
            pub fn #ident(mut self, #ident: #argument) -> Self {
                self.body.#ident = Some(#value);
                self
            }
        }
    }

    /// A method that empties the field, if it can be empty.
    fn clearing(&self) -> Option<ImplItemFn> {
        let (text, empty): (_, Expr) = match self.kind {
            _ if NEVER_EMPTY.contains(&self.name) => return None,
            Kind::Flag | Kind::Number => return None,
            kind if kind.is_list() => ("[]", parse_quote!(Vec::new())),
            _ => ("\"\"", parse_quote!(String::new())),
        };
        let ident = &self.ident;
        let name = quote::format_ident!("clear_{ident}");
        let doc = format!(" Empties `{}`: sends `{text}`.", self.name);
        Some(parse_quote! {
            #[doc = #doc]
            pub fn #name(mut self) -> Self {
                self.body.#ident = Some(Patch::Value(#empty));
                self
            }
        })
    }
}

/// The setters of an update, its fields by name, and which of them are given.
fn updating(fields: &[Field<'_>]) -> Vec<Item> {
    let methods = fields.iter().flat_map(|field| {
        let verb = if field.kind.is_list() { "Replaces" } else { "Sets" };
        [Some(field.setter(verb, |value| parse_quote!(Patch::Value(#value)))), field.clearing()].into_iter().flatten()
    });
    let idents: Vec<&Ident> = fields.iter().map(|field| &field.ident).collect();
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let variants: Vec<Ident> = fields.iter().map(|field| type_name(field.name)).collect();
    let docs = names.iter().map(|name| format!(" `{name}`"));
    vec![
        parse_quote! {
            /// The setters, one or two for each field of the contract.
            impl UpdateClient {
                #(#methods)*

                /// Sends `null` for a field. The contract does not say what a service does with it; see the guide.
                ///
                /// ```
                /// use authms_sdk::{Field, UpdateClient};
                ///
                /// let update = UpdateClient::new().null(Field::Website);
                /// assert_eq!(format!("{update:?}"), "UpdateClient { website }");
                /// ```
                pub fn null(mut self, field: Field) -> Self {
                    match field {
                        #(Field::#variants => self.body.#idents = Some(Patch::Null),)*
                    }
                    self
                }
            }
        },
        parse_quote! {
            /// A field of [`UpdateClient`], for [`UpdateClient::null`].
            ///
            /// ```
            /// use authms_sdk::{Field, UpdateClient};
            ///
            /// let update = [Field::Website, Field::LogoUrl].into_iter().fold(UpdateClient::new(), UpdateClient::null);
            /// assert_eq!(format!("{update:?}"), "UpdateClient { logo_url, website }");
            /// ```
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum Field {
                #(#[doc = #docs] #variants,)*
            }
        },
        parse_quote! {
            impl UpdateClientRequest {
                /// The names of the fields that are given, sorted.
                pub(crate) fn given(&self) -> impl Iterator<Item = &'static str> {
                    let fields = [#((#names, self.#idents.is_some()),)*];
                    fields.into_iter().filter_map(|(name, given)| given.then_some(name))
                }
            }
        },
    ]
}

/// A client to create: what it must have, and a setter for everything else.
fn creating(fields: &[Field<'_>]) -> [Item; 2] {
    let (required, optional): (Vec<&Field<'_>>, Vec<&Field<'_>>) = fields.iter().partition(|field| field.required);
    let described: Vec<String> =
        required.iter().map(|field| format!("- `{}`: {}", field.name, prose::clause(&field.words))).collect();
    let docs = prose::attributes(&format!("A client with the fields that are required.\n\n{}", described.join("\n")));
    let arguments: Vec<TokenStream> = required
        .iter()
        .map(|Field { ident, kind, .. }| {
            let argument = kind.argument();
            quote!(#ident: #argument)
        })
        .collect();
    let values = fields.iter().map(|Field { ident, kind, required, .. }| -> TokenStream {
        match (required, kind.sent(ident)) {
            (false, _) => quote!(#ident: None),
            (true, Expr::Path(_)) => quote!(#ident),
            (true, value) => quote!(#ident: #value),
        }
    });
    let setters = optional.iter().map(|field| field.setter("Sets", |value| value));
    let needed = required.iter().filter(|field| field.kind == Kind::Text || field.kind.is_list());
    let needed = needed.map(|Field { name, ident, .. }| quote!((#name, self.#ident.is_empty())));
    let checks = parse_quote! {
        impl CreateClientRequest {
            /// The first field that must have a value, and has none.
            pub(crate) fn empty(&self) -> Option<&'static str> {
                [#(#needed),*].into_iter().find_map(|(name, is_empty)| is_empty.then_some(name))
            }
        }
    };
    let new = parse_quote! {
        /// What a client must have, and a setter for each other field of the contract.
        impl NewClient {
            #(#docs)*
            pub fn new(#(#arguments),*) -> Self {
                let body = CreateClientRequest { #(#values),* };
                Self { body }
            }
            #(#setters)*
        }
    };
    [new, checks]
}

/// A client as the service shows it.
fn showing(fields: &[Field<'_>]) -> Vec<Item> {
    let shown = fields.iter().map(|field| -> TokenStream {
        let (ident, (of_type, _)) = (&field.ident, field.kind.shown(&field.ident));
        let docs = prose::attributes(&field.words);
        let invalid = (field.kind == Kind::ClientId).then(|| {
            let (name, doc) = (invalid(ident), format!(" The text of `{}`, if it is not valid in a path.", field.name));
            quote!(, #[doc = #doc] #[serde(skip_serializing_if = "Option::is_none")] pub #name: Option<String>)
        });
        quote!(#(#docs)* pub #ident: #of_type #invalid)
    });
    let setters = fields.iter().map(|field| -> TokenStream {
        let (ident, (argument, value)) = (&field.ident, field.kind.built(&field.ident));
        let doc = match field.kind {
            Kind::ClientId => format!(" Sets `{0}`, or `invalid_{0}` if the text is not valid in a path.", field.name),
            _ => format!(" Sets `{}`.", field.name),
        };
        quote! {
            #[doc = #doc]
            #[must_use]
            pub fn #ident(mut self, #ident: #argument) -> Self {
                #value
                self
            }
        }
    });
    let (values, ids) = (fields.iter().map(value), identifiers(fields.iter()));
    let open = fields.iter().filter(|field| field.kind.open_set().is_some());
    let open = open.map(|Field { name, ident, .. }| quote!(unnamed(#name, &self.#ident, found);));
    vec![
        parse_quote! {
            /// One OAuth client as the service shows it.
            ///
            /// A string that is absent, `null` or empty is `None`; a list that is absent or `null` is empty. Secrets and
            /// `jwks` are never part of it. Calls take the id that [`to_id`](Self::to_id) returns.
            ///
            /// Serialized, it has the names of the contract, `null` for what is unset, and every list as a list.
            ///
            /// ```no_run
            /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
            /// use authms_sdk::{ClientStatus, GrantType};
            ///
            /// let found = client.get_client(&id).await?;
            /// if found.status == Some(ClientStatus::Active) && found.grant_types.contains(&GrantType::Implicit) {
            ///     println!("{:?} still uses the implicit grant", found.name);
            /// }
            /// # Ok(())
            /// # }
            /// ```
            #[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
            #[serde(default)]
            #[non_exhaustive]
            pub struct OAuthClient { #(#shown,)* }
        },
        parse_quote! {
            /// Setters, to build values in tests.
            ///
            /// ```
            /// use authms_sdk::{ClientStatus, OAuthClient};
            ///
            /// let client = OAuthClient::default().client_id("demo").status(ClientStatus::Active).scopes(["openid"]);
            /// assert_eq!((client.to_id()?.as_str(), client.scopes), ("demo", vec!["openid".to_owned()]));
            /// # Ok::<(), authms_sdk::Error>(())
            /// ```
            impl OAuthClient { #(#setters)* }
        },
        parse_quote! {
            impl Data for OAuthClientItem {
                type Value = OAuthClient;
                fn into_value(self) -> OAuthClient {
                    #ids
                    OAuthClient { #(#values),* }
                }
            }
        },
        parse_quote! {
            impl OpenValues for OAuthClient {
                fn unknown_values(&self, found: &mut dyn FnMut(&'static str, &str)) { #(#open)* }
            }
        },
    ]
}

/// A field of a public value, made of the field of a response.
fn value(field: &Field<'_>) -> TokenStream {
    let (ident, (_, value)) = (&field.ident, field.kind.shown(&field.ident));
    if field.kind == Kind::ClientId {
        let invalid = invalid(ident);
        return quote!(#ident, #invalid);
    }
    quote!(#ident: #value)
}

/// Tells the identifiers of a response from texts that are not valid as such.
fn identifiers<'a>(fields: impl Iterator<Item = &'a Field<'a>>) -> TokenStream {
    let ids = fields.filter(|field| field.kind == Kind::ClientId).map(|Field { ident, .. }| {
        let invalid = invalid(ident);
        quote!(let (#ident, #invalid) = split(self.#ident);)
    });
    quote!(#(#ids)*)
}

/// The public field with the text of an id that is not valid.
fn invalid(ident: &Ident) -> Ident {
    quote::format_ident!("invalid_{ident}")
}

/// Makes a client from the response of a creation, which has only some of the fields.
fn copying(shown: &[Field<'_>], schema: &'static str, fields: &[Field<'_>]) -> Result<Item, CodegenError> {
    let common: Vec<&Field<'_>> =
        fields.iter().filter(|field| shown.iter().any(|own| own.name == field.name)).collect();
    for field in &common {
        let own = shown.iter().find(|own| own.name == field.name).map(|own| own.kind);
        if own != Some(field.kind) {
            let what = format!("its property `{}` has another type than that of `OAuthClientItem`", field.name);
            return Err(CodegenError::Field { schema, what });
        }
    }
    let values = common.iter().map(|field| value(field));
    let ids = identifiers(common.iter().copied());
    let rest = (common.len() < shown.len()).then(|| quote!(..OAuthClient::default()));
    let name: Ident = syn::parse_str(schema)?;
    Ok(parse_quote! {
        impl #name {
            /// The client, as far as this response shows it.
            pub(crate) fn into_client(self) -> OAuthClient {
                #ids
                OAuthClient { #(#values,)* #rest }
            }
        }
    })
}
