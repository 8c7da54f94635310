//! Mutated responses.
