//! The SDK as applications use it, against servers that do what real ones do.

mod group;
mod hazards;
mod lists;
mod service;
mod settings;
mod updates;
