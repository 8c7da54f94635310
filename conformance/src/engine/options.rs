//! How a run behaves apart from its cases.

use crate::{
    case::step::Touches,
    deviations::review::Deviations,
    http::{ledger::Ledger, limits::Limits, stop::Stop},
    judging::golden::Golden,
};

/// How a run behaves apart from its cases.
#[derive(Debug)]
pub struct RunOptions {
    /// Ends the run early, cleaning up.
    pub stop: Stop,
    /// What the run may ask of the target.
    pub limits: Limits,
    /// Leaves the scratch clients where they are.
    pub keep: bool,
    /// The known deviations of the service.
    pub deviations: Deviations,
    /// The golden files to compare with.
    pub golden: Golden,
    /// How far the run may go.
    pub mode: Mode,
    /// What the run creates and removes. One ledger serves one run.
    pub ledger: Ledger,
}

/// How far a run may go. What a mode leaves out does not make a run partial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// It sends GET only.
    ReadOnly,
    /// It writes to the client that it was lent, and creates none.
    NoCreate,
    /// It creates clients of its own and writes to them.
    #[default]
    Usual,
    /// As [`Mode::Usual`], with every case in three rounds, to find faults that do not always show.
    Thorough,
}

impl Mode {
    /// Its name, as reports show it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ReadOnly => "read-only",
            Self::NoCreate => "no-create",
            Self::Usual => "default",
            Self::Thorough => "thorough",
        }
    }

    /// Whether the run may create clients.
    #[must_use]
    pub fn creates(self) -> bool {
        matches!(self, Self::Usual | Self::Thorough)
    }

    /// What the run may ask of the target in this mode, where a default run may ask this much.
    #[must_use]
    pub fn limits(self, usual: Limits) -> Limits {
        match self {
            Self::ReadOnly => Limits { max_clients: 0, create: false, read_only: true, ..usual },
            Self::NoCreate => Limits { max_clients: 0, create: false, ..usual },
            Self::Usual => usual,
            Self::Thorough => Limits {
                max_requests: usual.max_requests.saturating_mul(5),
                max_clients: usual.max_clients.saturating_mul(5),
                max_time: usual.max_time.saturating_mul(4),
                ..usual
            },
        }
    }

    /// Whether the run tries all that it can think of.
    #[must_use]
    pub fn is_thorough(self) -> bool {
        self == Self::Thorough
    }

    /// Whether a case may run, by what it touches.
    #[must_use]
    pub fn has(self, touches: Touches) -> bool {
        match touches {
            Touches::Nothing | Touches::ReadsSubject | Touches::SharedList => true,
            Touches::Subject => self != Self::ReadOnly,
            Touches::Scratch | Touches::OwnClients | Touches::Listed => self.creates(),
        }
    }
}

impl RunOptions {
    /// Marks the run in every name that it gives.
    #[must_use]
    pub fn run(&self) -> &str {
        self.ledger.run().as_str()
    }

    /// Options with these limits, and everything else as a default run has it.
    #[must_use]
    pub fn within(limits: Limits) -> Self {
        let (stop, ledger, golden) = (Stop::default(), Ledger::default(), Golden::default());
        let (mode, deviations) = (Mode::default(), Deviations::default());
        Self { stop, limits, keep: false, deviations, golden, mode, ledger }
    }
}
