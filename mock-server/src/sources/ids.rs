//! New identifiers: random, or counted so that tests are repeatable.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// The source of a server's identifiers.
#[derive(Debug, Clone, Default)]
pub enum Ids {
    /// Random identifiers.
    #[default]
    Random,
    /// `0000000000000001` and so on. Clones share the count.
    Sequential(Arc<AtomicU64>),
}

impl Ids {
    /// Identifiers that are counted from 1.
    #[must_use]
    pub fn sequential() -> Self {
        Self::Sequential(Arc::default())
    }

    /// A new secret, 48 hexadecimal digits.
    pub(crate) fn secret(&self) -> String {
        (0..3).map(|_| self.next()).collect()
    }

    /// Sixteen hexadecimal digits.
    pub(crate) fn next(&self) -> String {
        match self {
            Self::Random => {
                let mut bytes = [0; 8];
                // This fails only on a machine without a source of randomness; identifiers are zeros then.
                let _ = getrandom::fill(&mut bytes);
                format!("{:016x}", u64::from_be_bytes(bytes))
            }
            Self::Sequential(count) => format!("{:016x}", count.fetch_add(1, Ordering::Relaxed) + 1),
        }
    }
}
