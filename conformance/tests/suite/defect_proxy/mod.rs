//! A reverse proxy on loopback that puts one defect in front of a correct server, and leaves everything else alone.

mod in_process;
mod message;
mod rewrite;
mod server;

pub(crate) use in_process::passed_to;
pub(crate) use message::{Request, Response};
pub(crate) use rewrite::Rewrite;
pub(crate) use server::{DefectProxy, http};
