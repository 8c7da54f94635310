//! A scenario: which layers the deployment has, what the run is asked to do, and how it ends.

use std::{fmt, time::Duration};

use crate::deployment::Deployment;

/// What a scenario can have.
pub(super) const LAYERS: [&str; 22] = [
    "rate limit",
    "latency",
    "resets",
    "gateway pages",
    "outage",
    "expiry",
    "token command",
    "replicas",
    "Go",
    "unique names",
    "silent points",
    "stranger",
    "prefix",
    "lent client",
    "own rate",
    "ends itself",
    "SIGTERM",
    "SIGINT",
    "SIGHUP",
    "SIGKILL",
    "dies",
    "full disk",
];

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum End {
    #[default]
    Itself,
    /// This signal, once so many requests have come.
    Signal(Signal, usize),
    /// SIGKILL, once so many requests have come.
    Kill(usize),
    /// The service goes down for good with this request.
    Dies(usize),
    /// No file of the run can grow over so many blocks of 512 bytes.
    FullDisk(usize),
}

/// What asks a run to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    Term,
    Int,
    Hup,
}

/// One scenario; the default is a run of all cases on a deployment without any layer.
#[derive(Debug, Default)]
pub(crate) struct Scenario {
    pub(crate) seed: u64,
    pub(crate) deployment: Deployment,
    /// The pause of a stranger between his changes.
    pub(crate) stranger: Option<Duration>,
    /// Whether the run is lent a client instead of creating its own.
    pub(crate) lent: bool,
    /// Whether the run gets its token from a command.
    pub(crate) token_command: bool,
    /// The profile of the mock server.
    pub(crate) silent_points: String,
    /// What the command line says apart from where the deployment is.
    pub(crate) flags: Vec<String>,
    pub(crate) end: End,
}

impl Scenario {
    /// The names of what it has, of [`LAYERS`].
    pub(crate) fn layers(&self) -> Vec<&'static str> {
        let Deployment { weather, .. } = &self.deployment;
        let has = [
            ("rate limit", self.deployment.rate.is_some()),
            ("latency", self.deployment.latency.is_some()),
            ("resets", weather.resets > 0),
            ("gateway pages", weather.pages > 0),
            ("outage", !weather.outages.is_empty()),
            ("expiry", self.deployment.expiry.is_some()),
            ("token command", self.token_command),
            ("replicas", !self.deployment.lags.is_empty()),
            ("Go", !self.deployment.go.0.is_empty()),
            ("unique names", self.deployment.unique.is_some()),
            ("silent points", !self.silent_points.is_empty()),
            ("stranger", self.stranger.is_some()),
            ("prefix", self.deployment.prefix.is_some()),
            ("lent client", self.lent),
            ("own rate", self.flags.iter().any(|flag| flag == "--rate")),
            (self.end.name(), true),
        ];
        has.into_iter().filter(|(_, has)| *has).map(|(name, _)| name).collect()
    }
}

impl End {
    fn name(self) -> &'static str {
        match self {
            Self::Itself => "ends itself",
            Self::Signal(Signal::Term, _) => "SIGTERM",
            Self::Signal(Signal::Int, _) => "SIGINT",
            Self::Signal(Signal::Hup, _) => "SIGHUP",
            Self::Kill(_) => "SIGKILL",
            Self::Dies(_) => "dies",
            Self::FullDisk(_) => "full disk",
        }
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let deployment = &self.deployment;
        writeln!(f, "scenario {}: {}", self.seed, self.layers().join(", "))?;
        if let Some(rate) = deployment.rate {
            writeln!(f, "  rate limit     {rate}")?;
        }
        if let Some(latency) = deployment.latency {
            writeln!(f, "  latency        {latency}")?;
        }
        if deployment.weather != Default::default() {
            writeln!(f, "  weather        {}", deployment.weather)?;
        }
        if let Some(expiry) = deployment.expiry {
            writeln!(f, "  expiry         {expiry:?}")?;
        }
        if !deployment.lags.is_empty() {
            writeln!(f, "  replicas lag   {:?}", deployment.lags)?;
        }
        if !deployment.go.0.is_empty() {
            writeln!(f, "  Go             {:?}", deployment.go.0)?;
        }
        if let Some(status) = deployment.unique {
            writeln!(f, "  unique names   {status}")?;
        }
        if !self.silent_points.is_empty() {
            writeln!(f, "  silent points  {}", self.silent_points.replace('\n', ", "))?;
        }
        if let Some(pause) = self.stranger {
            writeln!(f, "  stranger       every {} ms", pause.as_millis())?;
        }
        writeln!(f, "  end            {:?}", self.end)?;
        write!(f, "  flags          {}", self.flags.join(" "))
    }
}
