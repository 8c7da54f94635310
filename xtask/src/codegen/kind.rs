//! The kind of value that a field holds, and the types of the SDK for it.

use proc_macro2::Ident;
use quote::format_ident;
use serde_json::Value;
use syn::{Expr, Stmt, Type, parse_quote};

use super::{requests::type_name, view};

/// The kind of a value.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Text,
    /// The `client_id`, which calls take.
    ClientId,
    Flag,
    Number,
    Time,
    KeySet,
    /// A value of an open set, and its type.
    Known(&'static str),
    Texts,
    KnownList(&'static str),
    /// The list of auth methods, which a response encodes as a string.
    EncodedList(&'static str),
}

impl Kind {
    pub(super) fn of(name: &str, property: &Value, is_request: bool) -> Option<Self> {
        let known = view::open_set(property);
        match (property["type"].as_str()?, name, known) {
            ("string", "client_auth_methods", _) if !is_request => Some(Self::EncodedList("AuthMethod")),
            ("string", "client_id", _) if !is_request => Some(Self::ClientId),
            ("string", "jwks", _) if is_request => Some(Self::KeySet),
            ("string", _, _) if name.ends_with("_at") => Some(Self::Time),
            ("string", _, Some(known)) => Some(Self::Known(known)),
            ("string", ..) => Some(Self::Text),
            ("boolean", ..) => Some(Self::Flag),
            ("integer", ..) => Some(Self::Number),
            ("array", ..) if property["items"]["type"] != "string" => None,
            ("array", _, Some(known)) => Some(Self::KnownList(known)),
            ("array", ..) => Some(Self::Texts),
            _ => None,
        }
    }

    pub(super) fn open_set(self) -> Option<&'static str> {
        match self {
            Self::Known(name) | Self::KnownList(name) | Self::EncodedList(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Texts | Self::KnownList(_) | Self::EncodedList(_))
    }

    /// The type of a setter's argument.
    pub(super) fn argument(self) -> Type {
        let open = self.open_set().map(type_name);
        match self {
            Self::Text | Self::Time | Self::ClientId => parse_quote!(impl Into<String>),
            Self::Flag => parse_quote!(bool),
            Self::Number => parse_quote!(i64),
            Self::KeySet => parse_quote!(&Jwks),
            Self::Known(_) => parse_quote!(impl Into<#open>),
            Self::Texts => parse_quote!(impl IntoIterator<Item = impl Into<String>>),
            Self::KnownList(_) | Self::EncodedList(_) => parse_quote!(impl IntoIterator<Item = impl Into<#open>>),
        }
    }

    /// The value on the wire, made from a setter's argument.
    pub(super) fn sent(self, name: &Ident) -> Expr {
        match self {
            Self::Text | Self::Time | Self::ClientId => parse_quote!(#name.into()),
            Self::Flag | Self::Number => parse_quote!(#name),
            Self::KeySet => parse_quote!(#name.to_json()),
            Self::Known(_) => parse_quote!(#name.into().as_str().to_owned()),
            Self::Texts => parse_quote!(#name.into_iter().map(Into::into).collect()),
            Self::KnownList(_) | Self::EncodedList(_) => {
                parse_quote!(#name.into_iter().map(|item| item.into().as_str().to_owned()).collect())
            }
        }
    }

    /// The type of a public field, and its value made from the field of a response.
    pub(super) fn shown(self, name: &Ident) -> (Type, Expr) {
        let open = self.open_set().map(type_name);
        match self {
            Self::Text | Self::KeySet => (parse_quote!(Option<String>), parse_quote!(set(self.#name))),
            Self::ClientId => (parse_quote!(Option<ClientId>), parse_quote!(#name)),
            Self::Time => (parse_quote!(Option<Timestamp>), parse_quote!(time(self.#name))),
            Self::Flag => (parse_quote!(Option<bool>), parse_quote!(self.#name)),
            Self::Number => (parse_quote!(Option<i64>), parse_quote!(self.#name)),
            Self::Known(_) => (parse_quote!(Option<#open>), parse_quote!(known(self.#name))),
            Self::Texts => (parse_quote!(Vec<String>), parse_quote!(self.#name.unwrap_or_default())),
            Self::KnownList(_) => (parse_quote!(Vec<#open>), parse_quote!(self.#name.unwrap_or_default())),
            Self::EncodedList(_) => (parse_quote!(Vec<#open>), parse_quote!(self.#name.unwrap_or_default().0)),
        }
    }

    /// The argument of a setter of a public value, and the statement that sets the public field.
    pub(super) fn built(self, name: &Ident) -> (Type, Stmt) {
        let open = self.open_set().map(type_name);
        let of: Type = match self {
            Self::Text | Self::KeySet | Self::Texts | Self::ClientId => parse_quote!(String),
            Self::Time => parse_quote!(Timestamp),
            Self::Flag => parse_quote!(bool),
            Self::Number => parse_quote!(i64),
            Self::Known(_) | Self::KnownList(_) | Self::EncodedList(_) => parse_quote!(#open),
        };
        match self {
            Self::ClientId => {
                let invalid = format_ident!("invalid_{name}");
                (parse_quote!(impl Into<#of>), parse_quote!((self.#name, self.#invalid) = split(Some(#name.into()));))
            }
            _ if self.is_list() => (
                parse_quote!(impl IntoIterator<Item = impl Into<#of>>),
                parse_quote!(self.#name = #name.into_iter().map(Into::into).collect();),
            ),
            _ => (parse_quote!(impl Into<#of>), parse_quote!(self.#name = Some(#name.into());)),
        }
    }
}
