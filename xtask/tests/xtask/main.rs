//! The tasks on the contract of this workspace and on small documents.

mod codegen;
mod compat;
mod drift;
mod lint;
mod msrv;
mod tidy;
