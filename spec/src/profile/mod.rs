//! Profiles: how a deployment settles the points that the contract leaves open.
//!
//! A profile is a TOML file with one line for each [`Point`]. The mock server reads it to behave like the deployment
//! that a team has.
//!
//! ```
//! use authms_spec::profile::{Null, Profile};
//!
//! let profile = Profile::parse("null = \"clear\"\n")?;
//! assert_eq!(profile.null, Null::Clear);
//! # Ok::<(), authms_spec::profile::ProfileError>(())
//! ```

mod catalogue;
mod file;
mod settings;

pub use catalogue::{Point, Profile};
pub use file::ProfileError;
pub use settings::{
    CheckOrder, Choice, Duplicates, EmptyString, Null, Precision, UnknownFields, UnknownValues, Unset, Zone,
};
