//! What each file of a crate takes from the others: by `use`, or by a path in its code.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::{
    Attribute, ImplItem, Item, ItemMod, ItemUse, Macro, Path, UseTree, Visibility,
    visit::{self, Visit},
};

use super::{
    items::{is_test, is_test_member, plain},
    modules::Modules,
    resolve,
    search::Graph,
};
use crate::tidy::problem::Step;

/// Adds to the graph what the files of a crate import from each other.
pub(super) fn collect(modules: &Modules, graph: &mut Graph) {
    for (module, found) in modules.all.iter().enumerate() {
        let mut visitor = Imports { modules, module, graph };
        found.items.iter().for_each(|item| visitor.visit_item(item));
    }
}

struct Imports<'i> {
    modules: &'i Modules,
    module: usize,
    graph: &'i mut Graph,
}

impl Imports<'_> {
    fn add(&mut self, path: &[String], span: Span) {
        if let Some(to) = resolve::file(self.modules, self.module, path) {
            let file = self.modules.all[self.module].file.clone();
            self.graph.add(Step { file, line: span.start().line, path: path.join("::") }, &to);
        }
    }

    fn import(&mut self, tree: &UseTree, path: &mut Vec<String>) {
        match tree {
            UseTree::Path(part) => {
                path.push(plain(&part.ident));
                self.import(&part.tree, path);
                path.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, path)),
            // The names of a glob count where they are used.
            UseTree::Glob(_) => {}
            UseTree::Name(leaf) => self.leaf(&leaf.ident, path),
            UseTree::Rename(leaf) => self.leaf(&leaf.ident, path),
        }
    }

    fn leaf(&mut self, name: &syn::Ident, path: &[String]) {
        let path: Vec<String> = path.iter().cloned().chain((name != "self").then(|| plain(name))).collect();
        self.add(&path, name.span());
    }

    /// Paths in the arguments of a macro, which nobody parses before it is expanded.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is =
            |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == mark);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Group(group) if group.delimiter() != Delimiter::None || !group.stream().is_empty() => {
                    self.tokens(group.stream());
                }
                TokenTree::Ident(first) => {
                    let is_field = at > 0 && is(at - 1, '.');
                    let mut path = vec![plain(first)];
                    while is(at + 1, ':') && is(at + 2, ':') {
                        let Some(TokenTree::Ident(next)) = tokens.get(at + 3) else { break };
                        path.push(plain(next));
                        at += 3;
                    }
                    if !is_field {
                        self.add(&path, first.span());
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Imports<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        if !is_test_member(item) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_use(&mut self, import: &'ast ItemUse) {
        // A re-export needs nothing: who uses the name needs the file behind it.
        if matches!(import.vis, Visibility::Inherited) {
            self.import(&import.tree, &mut Vec::new());
        }
    }

    fn visit_path(&mut self, path: &'ast Path) {
        if path.leading_colon.is_none()
            && let Some(first) = path.segments.first()
        {
            let names: Vec<String> = path.segments.iter().map(|segment| plain(&segment.ident)).collect();
            self.add(&names, first.ident.span());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        self.visit_path(&called.path);
        self.tokens(called.tokens.clone());
    }

    /// A module inside a file is a module of its own.
    fn visit_item_mod(&mut self, _: &'ast ItemMod) {}

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}
