//! The tokens that the mock server accepts. They are public and do not protect anything.

/// An administrator of the tenant `tenant-demo`.
pub const ADMIN: &str = "mock-admin";

/// A user of the tenant `tenant-demo` without the administrator role.
pub const USER: &str = "mock-user";

/// An administrator of the tenant `tenant-other`.
pub const OTHER_ADMIN: &str = "mock-other-admin";
