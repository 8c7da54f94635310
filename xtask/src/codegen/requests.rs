//! Mends how generated code builds requests.
//!
//! The header `api-version` goes, which the generator sends and no service was promised (sdk-F13). And the URL is made from
//! the parsed base instead of from text: what the generator has for a base URL is only the path's prefix.

use quote::ToTokens;
use syn::{
    Block, Expr, ExprMethodCall, File, Stmt, parse_quote,
    visit_mut::{self, VisitMut},
};

/// Name of the map that the generator makes for the headers of an operation.
const MAP: &str = "header_map";

/// Removes the header, and with it each map of headers that holds nothing else; makes URLs from the base.
pub(super) fn mend(file: &mut File) {
    Remover.visit_file_mut(file);
    Urls.visit_file_mut(file);
}

/// `self.client.get(url)` becomes `self.client.get(self.inner.url(url))`.
struct Urls;

impl VisitMut for Urls {
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        if call.receiver.to_token_stream().to_string() == "self . client" {
            call.args.iter_mut().for_each(|url| *url = parse_quote!(self.inner.url(#url)));
        }
    }
}

struct Remover;

impl VisitMut for Remover {
    fn visit_block_mut(&mut self, block: &mut Block) {
        block.stmts.retain(|statement| !(is_append(statement) && text(statement).contains("\"api-version\"")));
        if !block.stmts.iter().any(is_append) {
            block.stmts.retain(|statement| !makes_the_map(statement));
            Unused.visit_block_mut(block);
        }
        visit_mut::visit_block_mut(self, block);
    }
}

/// `request.headers(header_map)` becomes `request`.
struct Unused;

impl VisitMut for Unused {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::MethodCall(call) = expression
            && call.method == "headers"
            && call.args.iter().map(ToTokens::to_token_stream).any(|argument| argument.to_string() == MAP)
        {
            *expression = (*call.receiver).clone();
        }
    }
}

fn text(statement: &Stmt) -> String {
    statement.to_token_stream().to_string()
}

fn is_append(statement: &Stmt) -> bool {
    text(statement).starts_with(&format!("{MAP} . append"))
}

fn makes_the_map(statement: &Stmt) -> bool {
    text(statement).starts_with(&format!("let mut {MAP}"))
}
