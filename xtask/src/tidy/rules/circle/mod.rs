//! No files of a package import each other in a circle.

mod check;
mod imports;
mod items;
mod modules;
mod resolve;
mod search;

pub(in crate::tidy) use check::check;
