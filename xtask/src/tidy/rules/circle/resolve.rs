//! Follows a path through modules and re-exports to the file that defines what it names.

use super::modules::{Modules, Name};

/// Longer chains of re-exports than this are circles of re-exports.
const DEEPEST: usize = 16;

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Module(usize),
    Item(String),
}

/// The file of the item that a path names, as seen from a module; nothing if it names a module, or something outside.
pub(super) fn file(modules: &Modules, from: usize, path: &[String]) -> Option<String> {
    match resolve(modules, from, path, 0)? {
        Target::Item(file) => Some(file),
        Target::Module(_) => None,
    }
}

fn resolve(modules: &Modules, from: usize, path: &[String], depth: usize) -> Option<Target> {
    let (first, mut rest) = path.split_first()?;
    let mut target = match first.as_str() {
        "crate" => Target::Module(0),
        "self" => Target::Module(from),
        "super" => Target::Module(modules.all[from].parent?),
        name => lookup(modules, from, name, rest.is_empty(), depth)?,
    };
    while let (Target::Module(module), Some((name, further))) = (&target, rest.split_first()) {
        let module = *module;
        rest = further;
        target = match name.as_str() {
            "super" => Target::Module(modules.all[module].parent?),
            // What no item of a module defines, a macro of it has made.
            name => lookup(modules, module, name, rest.is_empty(), depth)
                .unwrap_or_else(|| Target::Item(modules.all[module].file.clone())),
        };
    }
    Some(target)
}

/// What a name stands for in a module. A module and an item may share a name: in front of `::` it is the module.
fn lookup(modules: &Modules, module: usize, name: &str, is_last: bool, depth: usize) -> Option<Target> {
    if depth > DEEPEST {
        return None;
    }
    let names = modules.all[module].names.get(name).into_iter().flatten();
    let targets = names.filter_map(|name| match name {
        Name::Module(module) => Some(Target::Module(*module)),
        Name::Item(file) => Some(Target::Item(file.clone())),
        Name::Import(path) => resolve(modules, module, path, depth + 1),
    });
    let targets: Vec<Target> = targets.collect();
    let wanted = targets.iter().find(|target| matches!(target, Target::Item(_)) == is_last);
    wanted.or(targets.first()).cloned().or_else(|| {
        modules.all[module].globs.iter().find_map(|path| match resolve(modules, module, path, depth + 1)? {
            Target::Module(other) if other != module => lookup(modules, other, name, is_last, depth + 1),
            _ => None,
        })
    })
}
