//! The tasks on the contract of this workspace and on small documents.

mod ci;
mod codegen;
mod compat;
mod drift;
mod examples;
mod lint;
mod msrv;
mod program;
mod publish;
mod rehearse;
mod tidy;
