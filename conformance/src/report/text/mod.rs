//! The report for people at a terminal: 80 columns, readable without colour.

mod closing;
mod curl;
mod detail;
mod failures;
mod header;
mod notice;
mod sections;
mod style;
mod summary;
mod swept;

pub use detail::Detail;
pub(super) use failures::case_in_full;
pub use header::header;
pub use notice::{notice, wrapped};
pub use style::case_line as line;
pub use summary::summary;
pub use swept::swept;
