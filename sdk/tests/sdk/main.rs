//! The SDK as applications use it, against servers that do what real ones do.

mod hazards;
mod service;
mod settings;
mod updates;
