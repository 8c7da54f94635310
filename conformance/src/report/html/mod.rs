//! The report as one HTML file that fetches nothing.

mod page;
mod render;

pub(super) use render::render;
