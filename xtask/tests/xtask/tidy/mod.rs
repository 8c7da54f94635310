//! `tidy`: each invariant broken in a small tree, and the repository itself.

mod circle;
mod citation;
mod files;
mod invariants;
mod tree;
mod words;
