//! The tasks on the contract of this workspace and on small documents.

mod codegen;
