//! The AuthMS client administration contract, parsed and ready to ask.
//!
//! Everything else in the workspace is derived from this contract, is a second reading of it, or judges by it.
//! There is no HTTP here: only the document, its operations, its schemas and the claims beyond them.
//!
//! ```
//! use authms_spec::operation::UPDATE_CLIENT;
//!
//! assert_eq!((UPDATE_CLIENT.method, UPDATE_CLIENT.path), ("PUT", "/admin/oauth/clients/{client_id}"));
//! assert!(UPDATE_CLIENT.statuses().eq([200, 400, 401, 403, 404, 500]));
//! ```

mod claims;
mod contract;
mod facts;
mod field;
// Behind a feature that xtask switches off: a file that does not compile must not keep `cargo xtask codegen` from making it anew.
#[cfg(feature = "constants")]
#[rustfmt::skip]
mod generated;
mod paths;
// Cites claims, which are constants.
#[cfg(feature = "constants")]
pub mod profile;
mod schema;
pub mod yaml;

pub use claims::{Claim, Class};
pub use contract::{Contract, ContractError, OperationObject, ParameterObject, canonical_json, contract};
pub use facts::{Operation, Parameter, Payload, Place};
pub use field::{Field, FieldType};
#[cfg(feature = "constants")]
pub use generated::{claim, operation};
pub use paths::{METHODS, PathOperation, path_operations};
pub use schema::{Schema, Violation};
