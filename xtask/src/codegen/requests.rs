//! Keeps of each generated method the part that builds the request.
//!
//! A method of the generator builds a request, sends it and decodes the response. The SDK sends and decodes by itself, so
//! everything after the built request is dropped, and with it the generator's runtime. The rest is rewritten to the SDK's
//! own types. Each step checks the shape of the generated code, and refuses code of any other shape.

use authms_spec::OperationObject;
use proc_macro2::Ident;
use quote::{ToTokens, format_ident};
use syn::{
    Expr, ExprMethodCall, File, FnArg, ImplItem, ImplItemFn, Item, LitStr, PathArguments, ReturnType, Stmt, Token,
    Type, parse::Parser, parse_quote, punctuated::Punctuated,
};

use super::{error::CodegenError, prose, shorten};

/// Name of the variable that holds the headers of a request in generated code.
const HEADERS: &str = "header_map";

/// What remains of a generated method.
pub(super) struct Method {
    /// Name of the operation as a type.
    pub(super) operation: Ident,
    /// Type of what a success carries.
    pub(super) success: Type,
    /// The method that builds the request.
    pub(super) function: ImplItemFn,
}

/// The method of each operation, in the order of the operations.
pub(super) fn methods(generated: &File, operations: &[&OperationObject]) -> Result<Vec<Method>, CodegenError> {
    let impls = generated.items.iter().filter_map(|item| match item {
        Item::Impl(item) if item.trait_.is_none() && item.self_ty.to_token_stream().to_string() == "Client" => {
            Some(item)
        }
        _ => None,
    });
    let functions: Vec<&ImplItemFn> = impls
        .flat_map(|item| &item.items)
        .filter_map(|item| if let ImplItem::Fn(function) = item { Some(function) } else { None })
        .collect();
    let method = |operation: &&OperationObject| {
        let function = functions.iter().find(|function| function.sig.ident == operation.id);
        let function = function.ok_or_else(|| unexpected(operation, "there is no method of this name"))?;
        method(operation, function)
    };
    operations.iter().map(method).collect()
}

/// Name of an operation as a type: `UpdateClient` for `update_client`.
pub(super) fn type_name(id: &str) -> Ident {
    let word = |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    format_ident!("{}", id.split('_').map(word).collect::<Vec<String>>().concat())
}

fn unexpected(operation: &OperationObject, what: &str) -> CodegenError {
    CodegenError::Shape { place: operation.id.clone(), what: what.to_owned() }
}

fn method(operation: &OperationObject, generated: &ImplItemFn) -> Result<Method, CodegenError> {
    let name = &generated.sig.ident;
    let type_name = type_name(&operation.id);
    let success = success(generated).map_err(|what| unexpected(operation, what))?;
    let body = body(operation, generated).map_err(|what| unexpected(operation, &what))?;
    let docs = prose::attributes(&prose::of(&generated.attrs));
    let arguments = generated.sig.inputs.iter().filter_map(|argument| match argument {
        FnArg::Typed(argument) => Some(shorten::without_lifetimes(argument.clone())),
        FnArg::Receiver(_) => None,
    });
    let function = parse_quote! {
        #(#docs)*
        pub(crate) fn #name(&self, #(#arguments),*) -> Result<Request<#type_name>, BuildError> {
            #(#body)*
        }
    };
    Ok(Method { operation: type_name, success, function })
}

/// `types::T` of `Result<ResponseValue<types::T>, Error<()>>`; [`NoBody`] of `()`.
fn success(generated: &ImplItemFn) -> Result<Type, &'static str> {
    let what = "its result is not `Result<ResponseValue<…>, …>` of a JSON body or of none";
    let ReturnType::Type(_, output) = &generated.sig.output else { return Err(what) };
    let value = argument(output, "Result").and_then(|value| argument(value, "ResponseValue")).ok_or(what)?;
    match value {
        Type::Tuple(unit) if unit.elems.is_empty() => Ok(parse_quote!(NoBody)),
        Type::Path(path) if path.path.segments.first().is_some_and(|first| first.ident == "types") => {
            Ok(shorten::of_type(value.clone()))
        }
        _ => Err(what),
    }
}

/// The first type argument of a type of this name.
pub(super) fn argument<'a>(of: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = of else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments
        .args
        .iter()
        .find_map(|argument| if let syn::GenericArgument::Type(found) = argument { Some(found) } else { None })
}

fn body(operation: &OperationObject, generated: &ImplItemFn) -> Result<Vec<Stmt>, String> {
    let mut statements = generated.block.stmts.iter();
    let path = statements.next().and_then(path).ok_or("it does not begin with the URL")?;
    let (mut headers, mut request) = (Vec::new(), None);
    for statement in statements.by_ref() {
        if !is_header(statement) {
            request = built(statement);
            break;
        }
        headers.push(statement.clone());
    }
    let request = request.ok_or("no `let … = ….build()?` follows the URL and the headers")?;
    let then = statements.next().map(|statement| statement.to_token_stream().to_string()).unwrap_or_default();
    if !then.starts_with("let info = OperationInfo") {
        return Err("something happens to the request between building and sending it".to_owned());
    }
    // The generator adds this header, which the contract does not have (sdk-F13).
    headers.retain(|statement| !statement.to_token_stream().to_string().contains("\"api-version\""));
    // The statements after the map itself add the headers of the contract.
    let headers = if headers.len() > 1 { headers } else { Vec::new() };
    let request = call(operation, generated, &request, !headers.is_empty())?;
    let mut statements: Vec<Stmt> = parse_quote! { let path = #path; };
    statements.extend(headers);
    statements.extend::<Vec<Stmt>>(parse_quote! {
        let request = #request?;
        self.checked(request)
    });
    Ok(statements)
}

/// The path of `let url = format!("{}/…/{}", self.baseurl, encode_path(&id.to_string()));`, in the SDK's words.
fn path(statement: &Stmt) -> Option<Expr> {
    let Stmt::Local(local) = statement else { return None };
    let Expr::Macro(format) = &*local.init.as_ref()?.expr else { return None };
    let arguments = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(format.mac.tokens.clone()).ok()?;
    let mut arguments = arguments.into_iter();
    let template: LitStr = arguments.next().and_then(|first| syn::parse2(first.into_token_stream()).ok())?;
    let base = arguments.next()?.to_token_stream().to_string();
    let segments = arguments.map(|argument| segment(&argument)).collect::<Option<Vec<Expr>>>()?;
    let known = format.mac.path.is_ident("format") && base == "self . baseurl" && template.value().starts_with("{}/");
    known.then(|| parse_quote!(format!(#template, self.prefix, #(segment(#segments)),*)))
}

/// The parameter of `encode_path(&parameter.to_string())`.
fn segment(argument: &Expr) -> Option<Expr> {
    let Expr::Call(call) = argument else { return None };
    let [Expr::Reference(text)] = &*call.args.iter().cloned().collect::<Vec<_>>() else { return None };
    let Expr::MethodCall(text) = &*text.expr else { return None };
    let known = call.func.to_token_stream().to_string() == "encode_path" && text.method == "to_string";
    known.then(|| (*text.receiver).clone())
}

/// Whether a statement only makes or fills the map of headers.
fn is_header(statement: &Stmt) -> bool {
    let text = statement.to_token_stream().to_string();
    let fills = text.contains(&format!("{HEADERS} . append")) && !text.contains("await");
    text.starts_with(&format!("let mut {HEADERS}")) || fills
}

/// `….build()` of `let request = ….build()?;`
fn built(statement: &Stmt) -> Option<ExprMethodCall> {
    let Stmt::Local(local) = statement else { return None };
    let Expr::Try(tried) = &*local.init.as_ref()?.expr else { return None };
    let Expr::MethodCall(call) = &*tried.expr else { return None };
    (call.method == "build").then(|| call.clone())
}

/// A chain of calls that begins with `self.client.get(url)`, in the SDK's words.
fn call(
    operation: &OperationObject,
    generated: &ImplItemFn,
    chain: &ExprMethodCall,
    has_headers: bool,
) -> Result<Expr, String> {
    let arguments: Vec<&Expr> = chain.args.iter().collect();
    if chain.receiver.to_token_stream().to_string() == "self . client" {
        let known = arguments.len() == 1 && chain.method == operation.method.to_lowercase();
        let method = &chain.method;
        return if known {
            Ok(parse_quote!(self.http.#method(self.url(path))))
        } else {
            Err(format!("it is sent by `{method}`"))
        };
    }
    let Expr::MethodCall(before) = &*chain.receiver else {
        return Err("its request does not begin with `self.client`".to_owned());
    };
    let before = call(operation, generated, before, has_headers)?;
    Ok(match (chain.method.to_string().as_str(), &*arguments) {
        ("build", []) => parse_quote!(#before.build()),
        ("header", [name, value]) => {
            let (name, value) = (shorten::expression((*name).clone()), shorten::expression((*value).clone()));
            parse_quote!(#before.header(#name, #value))
        }
        ("headers", [_]) if !has_headers => before,
        ("headers", [map]) => parse_quote!(#before.headers(#map)),
        ("json", [Expr::Reference(body)]) => {
            let body = &body.expr;
            parse_quote!(#before.json(#body))
        }
        ("query", [parameter]) => {
            let (name, value) = query(generated, parameter)?;
            parse_quote!(#before.query(&[(#name, #value)]))
        }
        (method, _) => return Err(format!("its request has a part that is not known here, `.{method}(…)`")),
    })
}

/// Name and value of `&progenitor_client::QueryParam::new("page", &page)`.
fn query(generated: &ImplItemFn, parameter: &Expr) -> Result<(Expr, Expr), String> {
    let unknown = || "a parameter of the query is not a `QueryParam`".to_owned();
    let Expr::Reference(reference) = parameter else { return Err(unknown()) };
    let Expr::Call(call) = &*reference.expr else { return Err(unknown()) };
    let [name, Expr::Reference(value)] = &*call.args.iter().cloned().collect::<Vec<_>>() else { return Err(unknown()) };
    if !call.func.to_token_stream().to_string().ends_with("QueryParam :: new") {
        return Err(unknown());
    }
    let value = &value.expr;
    let of_type = generated.sig.inputs.iter().find_map(|argument| match argument {
        FnArg::Typed(argument) if argument.pat.to_token_stream().to_string() == value.to_token_stream().to_string() => {
            Some(argument.ty.to_token_stream().to_string())
        }
        _ => None,
    });
    // The SDK writes pairs of a name and a value into a query; a list or an object is neither.
    match of_type.filter(|of_type| !of_type.contains("Vec") && !of_type.contains("types ::")) {
        Some(_) => Ok((name.clone(), (**value).clone())),
        None => Err(format!("the query parameter {} is neither a text nor a number", name.to_token_stream())),
    }
}

#[cfg(test)]
mod tests {
    use authms_spec::contract;
    use syn::parse_quote;

    use super::*;

    fn refusal(method: ImplItemFn) -> String {
        let operation = contract().operation("get_client").expect("an operation");
        let file: File = parse_quote!(impl Client { #method });
        let refused = methods(&file, &[operation]).err().expect("an unexpected shape");
        refused.to_string()
    }

    #[test]
    fn code_of_another_shape_is_refused_with_the_method_and_what_is_different() {
        let awaits_first = parse_quote! {
            pub async fn get_client<'a>(&'a self) -> Result<ResponseValue<types::X>, Error<()>> {
                let url = format!("{}/a", self.baseurl,);
                self.ready().await?;
                let mut request = self.client.get(url).build()?;
                let info = OperationInfo { operation_id: "get_client" };
            }
        };
        let changes_it_later = parse_quote! {
            pub async fn get_client<'a>(&'a self) -> Result<ResponseValue<types::X>, Error<()>> {
                let url = format!("{}/a", self.baseurl,);
                let mut request = self.client.get(url).build()?;
                request.headers_mut().clear();
            }
        };
        let another_verb = parse_quote! {
            pub async fn get_client<'a>(&'a self) -> Result<ResponseValue<types::X>, Error<()>> {
                let url = format!("{}/a", self.baseurl,);
                let mut request = self.client.put(url).build()?;
                let info = OperationInfo { operation_id: "get_client" };
            }
        };
        let stream = parse_quote! {
            pub async fn get_client<'a>(&'a self) -> Result<ResponseValue<ByteStream>, Error<()>> {}
        };
        let unencoded = parse_quote! {
            pub async fn get_client<'a>(&'a self, id: &'a str) -> Result<ResponseValue<types::X>, Error<()>> {
                let url = format!("{}/a/{}", self.baseurl, id);
            }
        };
        let form = parse_quote! {
            pub async fn get_client<'a>(&'a self) -> Result<ResponseValue<types::X>, Error<()>> {
                let url = format!("{}/a", self.baseurl,);
                let mut request = self.client.get(url).form_urlencoded(&body)?.build()?;
                let info = OperationInfo { operation_id: "get_client" };
            }
        };
        for (method, what) in [
            (awaits_first, "no `let … = ….build()?` follows the URL"),
            (changes_it_later, "between building and sending"),
            (another_verb, "it is sent by `put`"),
            (stream, "its result is not"),
            (unencoded, "it does not begin with the URL"),
            (form, "does not begin with `self.client`"),
            (
                parse_quote!(
                    fn another() {}
                ),
                "there is no method of this name",
            ),
        ] {
            let refused = refusal(method);
            let names = refused.contains("`get_client`") && refused.contains("xtask/src/codegen/requests.rs");
            assert!(names && refused.contains(what), "{refused}");
        }
    }
}
