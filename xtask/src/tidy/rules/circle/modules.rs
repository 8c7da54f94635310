//! The modules of a crate: which file each stands in, and which names it holds.

use std::collections::{BTreeMap, HashMap};

use syn::{Attribute, Expr, File, Item, Lit, Meta, UseTree};

use super::items::{defined, is_test};
use crate::tidy::tree::SourceFile;

/// What a name stands for in a module.
#[derive(Debug, Clone)]
pub(super) enum Name {
    /// A module of it.
    Module(usize),
    /// An item that a file defines.
    Item(String),
    /// What a path leads to.
    Import(Vec<String>),
}

/// A module, in a file of its own or inside another.
pub(super) struct Module {
    /// The file that it stands in.
    pub(super) file: String,
    pub(super) parent: Option<usize>,
    pub(super) names: HashMap<String, Vec<Name>>,
    /// Paths whose names are all imported.
    pub(super) globs: Vec<Vec<String>>,
    pub(super) items: Vec<Item>,
}

/// The modules of a crate; the first is its root.
#[derive(Default)]
pub(super) struct Modules {
    pub(super) all: Vec<Module>,
}

impl Modules {
    /// Reads the modules from the root file down.
    pub(super) fn read(root: &SourceFile, files: &[SourceFile]) -> Self {
        let sources: BTreeMap<&str, &str> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let mut modules = Self::default();
        modules.add_file(&root.path, root.folder(), None, &sources);
        modules
    }

    /// Adds the module of a file; `folder` is where the files of its modules stand. What does not parse has no items.
    fn add_file(&mut self, path: &str, folder: &str, parent: Option<usize>, sources: &BTreeMap<&str, &str>) -> usize {
        let text = sources.get(path).copied().unwrap_or_default();
        let items = syn::parse_file(text).map(|File { items, .. }| items).unwrap_or_default();
        self.add(path, folder, parent, items, sources)
    }

    fn add(
        &mut self,
        file: &str,
        folder: &str,
        parent: Option<usize>,
        items: Vec<Item>,
        sources: &BTreeMap<&str, &str>,
    ) -> usize {
        let at = self.all.len();
        self.all.push(Module {
            file: file.to_owned(),
            parent,
            names: HashMap::new(),
            globs: Vec::new(),
            items: Vec::new(),
        });
        for item in items.iter().filter(|item| !is_test(item)) {
            match item {
                Item::Mod(module) => {
                    let name = module.ident.to_string();
                    let inside = format!("{folder}/{name}");
                    let child = match &module.content {
                        Some((_, items)) => self.add(file, &inside, Some(at), items.clone(), sources),
                        None => {
                            let named = named_file(&module.attrs).map(|named| format!("{folder}/{named}"));
                            let places = [format!("{inside}.rs"), format!("{inside}/mod.rs")];
                            let found =
                                named.into_iter().chain(places).find(|path| sources.contains_key(path.as_str()));
                            let Some(path) = found else { continue };
                            self.add_file(&path, &inside, Some(at), sources)
                        }
                    };
                    self.name(at, name, Name::Module(child));
                }
                Item::Use(import) => self.import(at, &import.tree, Vec::new()),
                Item::Macro(item) => {
                    let exported = item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
                    if let Some(ident) = &item.ident {
                        let home = if exported { 0 } else { at };
                        self.name(home, ident.to_string(), Name::Item(file.to_owned()));
                    }
                }
                other => {
                    if let Some(name) = defined(other) {
                        self.name(at, name, Name::Item(file.to_owned()));
                    }
                }
            }
        }
        self.all[at].items = items;
        at
    }

    fn name(&mut self, module: usize, name: String, what: Name) {
        self.all[module].names.entry(name).or_default().push(what);
    }

    fn import(&mut self, module: usize, tree: &UseTree, mut path: Vec<String>) {
        match tree {
            UseTree::Path(part) => {
                path.push(part.ident.to_string());
                self.import(module, &part.tree, path);
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.import(module, tree, path.clone()));
            }
            UseTree::Glob(_) => self.all[module].globs.push(path),
            UseTree::Name(leaf) => {
                if leaf.ident != "self" {
                    path.push(leaf.ident.to_string());
                }
                let Some(name) = path.last().cloned() else { return };
                self.name(module, name, Name::Import(path));
            }
            UseTree::Rename(leaf) => {
                if leaf.ident != "self" {
                    path.push(leaf.ident.to_string());
                }
                self.name(module, leaf.rename.to_string(), Name::Import(path));
            }
        }
    }
}

/// `#[path = "…"]` of a module.
fn named_file(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("path"))?;
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    let Expr::Lit(value) = &meta.value else { return None };
    let Lit::Str(text) = &value.lit else { return None };
    Some(text.value())
}
