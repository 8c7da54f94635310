//! The AuthMS client administration contract, parsed and ready to ask.
//!
//! Everything else in the workspace is derived from this contract, is a second reading of it, or judges by it.
//! There is no HTTP here: only the document, its operations, its schemas and the claims beyond them.
//!
//! ```
//! let update = authms_spec::contract().operation("update_client").expect("the seed's operation");
//! assert_eq!((update.method.as_str(), update.path.as_str()), ("PUT", "/admin/oauth/clients/{client_id}"));
//! assert_eq!(update.statuses(), [200, 400, 401, 403, 404, 500]);
//! ```

mod claims;
mod contract;
mod schema;
pub mod yaml;

pub use claims::{Claim, Class, claim, claims};
pub use contract::{Contract, ContractError, Operation, Parameter, canonical_json, contract};
pub use schema::{Schema, Violation};
