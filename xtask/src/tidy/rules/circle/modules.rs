//! The modules of a crate: which file each stands in, and which names it holds.

use std::{
    collections::{BTreeMap, HashMap},
    iter,
};

use syn::{Attribute, Expr, File, Item, ItemMod, Lit, Meta, UseTree};

use super::items::{any_test, defined, is_test, plain};
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

/// A module that is declared, but has no file.
pub(super) struct Missing {
    /// The file that declares it, and the line.
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) module: String,
}

/// The modules of a crate; the first is its root.
#[derive(Default)]
pub(super) struct Modules {
    pub(super) all: Vec<Module>,
    pub(super) missing: Vec<Missing>,
}

/// Where the items of a module stand.
struct Place<'p> {
    file: &'p str,
    /// The folder of the files of its modules.
    folder: &'p str,
    /// The folder that `#[path]` counts from.
    base: &'p str,
}

impl Modules {
    /// Reads the modules from the root file down.
    pub(super) fn read(root: &SourceFile, files: &[SourceFile]) -> Self {
        let sources: BTreeMap<&str, &str> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let mut modules = Self::default();
        modules.add_file(&root.path, root.folder(), None, &sources);
        modules
    }

    /// Adds the module of a file; `folder` is where the files of its modules stand. What does not parse has no items, and
    /// neither has what only tests compile.
    fn add_file(&mut self, path: &str, folder: &str, parent: Option<usize>, sources: &BTreeMap<&str, &str>) -> usize {
        let text = sources.get(path).copied().unwrap_or_default();
        let parsed = syn::parse_file(text).ok().filter(|File { attrs, .. }| !any_test(attrs));
        let items = parsed.map(|File { items, .. }| items).unwrap_or_default();
        self.add(&Place { file: path, folder, base: parent_of(path) }, parent, items, sources)
    }

    fn add(
        &mut self,
        place: &Place<'_>,
        parent: Option<usize>,
        items: Vec<Item>,
        sources: &BTreeMap<&str, &str>,
    ) -> usize {
        let &Place { file, folder, base } = place;
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
                    let name = plain(&module.ident);
                    let inside = format!("{folder}/{name}");
                    let child = match &module.content {
                        Some((_, items)) => {
                            let place = Place { file, folder: &inside, base: &inside };
                            self.add(&place, Some(at), items.clone(), sources)
                        }
                        None => {
                            let named = named_file(&module.attrs).map(|named| join(base, &named));
                            let places = match &named {
                                Some(named) => vec![named.clone()],
                                None => vec![format!("{inside}.rs"), format!("{inside}/mod.rs")],
                            };
                            let Some(path) = places.into_iter().find(|path| sources.contains_key(path.as_str())) else {
                                self.miss(file, module);
                                continue;
                            };
                            // The compiler refuses a file that is a module of itself.
                            if self.is_above(at, &path) {
                                continue;
                            }
                            let folder = if named.is_some() { parent_of(&path) } else { &inside };
                            self.add_file(&path, folder, Some(at), sources)
                        }
                    };
                    self.name(at, name, Name::Module(child));
                }
                Item::Use(import) => self.import(at, &import.tree, Vec::new()),
                Item::Macro(item) => {
                    let exported = item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
                    if let Some(ident) = &item.ident {
                        let home = if exported { 0 } else { at };
                        self.name(home, plain(ident), Name::Item(file.to_owned()));
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

    /// Notes a module without a file, unless a `cfg_attr` may give it one.
    fn miss(&mut self, file: &str, module: &ItemMod) {
        if !module.attrs.iter().any(|attribute| attribute.path().is_ident("cfg_attr")) {
            let line = module.ident.span().start().line;
            self.missing.push(Missing { file: file.to_owned(), line, module: plain(&module.ident) });
        }
    }

    /// Whether a module or one above it stands in a file.
    fn is_above(&self, module: usize, file: &str) -> bool {
        let mut above = iter::successors(Some(module), |module| self.all[*module].parent);
        above.any(|module| self.all[module].file == file)
    }

    fn name(&mut self, module: usize, name: String, what: Name) {
        self.all[module].names.entry(name).or_default().push(what);
    }

    fn import(&mut self, module: usize, tree: &UseTree, mut path: Vec<String>) {
        match tree {
            UseTree::Path(part) => {
                path.push(plain(&part.ident));
                self.import(module, &part.tree, path);
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.import(module, tree, path.clone()));
            }
            UseTree::Glob(_) => self.all[module].globs.push(path),
            UseTree::Name(leaf) => {
                if leaf.ident != "self" {
                    path.push(plain(&leaf.ident));
                }
                let Some(name) = path.last().cloned() else { return };
                self.name(module, name, Name::Import(path));
            }
            UseTree::Rename(leaf) => {
                if leaf.ident != "self" {
                    path.push(plain(&leaf.ident));
                }
                self.name(module, plain(&leaf.rename), Name::Import(path));
            }
        }
    }
}

/// The folder of a file.
fn parent_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path as seen from a folder, with its `.` and `..` followed.
fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `#[path = "…"]` of a module.
fn named_file(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("path"))?;
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    let Expr::Lit(value) = &meta.value else { return None };
    let Lit::Str(text) = &value.lit else { return None };
    Some(text.value())
}
