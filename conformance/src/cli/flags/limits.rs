//! The flags that say what a run may ask of a target.

use std::time::Duration;

use authms_conformance::{Limits, Mode, Target, TargetError, is_on_this_machine};
use clap::Args;

#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct LimitArgs {
    /// Requests a second, 0 for no limit [default: 20, none for a server on this machine]
    #[arg(long, value_name = "NUMBER", value_parser = rate, allow_negative_numbers = true)]
    rate: Option<f64>,
    /// Cases side by side [default: 4]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=64))]
    concurrency: Option<u16>,
    /// Most requests, clean-up not counted [default: 1500]
    #[arg(long, value_name = "NUMBER")]
    max_requests: Option<usize>,
    /// Most clients that the run may create [default: 25]
    #[arg(long, value_name = "NUMBER")]
    max_clients: Option<usize>,
    /// Longest time for the cases, in seconds; clean-up has its own [default: 900]
    #[arg(long, value_name = "SECONDS", value_parser = seconds, allow_negative_numbers = true)]
    max_time: Option<Duration>,
    /// How long one request waits out rate limits and outages, in seconds [default: 30, 10 on this machine]
    #[arg(long, value_name = "SECONDS", value_parser = seconds_or_none, allow_negative_numbers = true)]
    patience: Option<Duration>,
    /// How long what was written may take to show in every read, in seconds [default: 2, 0 on this machine]
    #[arg(long, value_name = "SECONDS", value_parser = seconds_or_none, allow_negative_numbers = true)]
    settle: Option<Duration>,
}

impl LimitArgs {
    /// What the flags say, and for the rest what suits the target.
    pub(crate) fn limits(&self, target: &Target, mode: Mode) -> Limits {
        self.over(mode.limits(Limits::suitable_for(target)))
    }

    /// The same for a base URL of which nothing else is known; without one, for a server on this machine.
    pub(crate) fn planned(&self, base_url: Option<&str>, mode: Mode) -> Result<Limits, TargetError> {
        let local = base_url.map_or(Ok(true), is_on_this_machine)?;
        Ok(self.over(mode.limits(if local { Limits::local() } else { Limits::remote() })))
    }

    fn over(&self, default: Limits) -> Limits {
        Limits {
            rate: self.rate.map_or(default.rate, |rate| (rate > 0.0).then_some(rate)),
            concurrency: self.concurrency.map_or(default.concurrency, usize::from),
            max_requests: self.max_requests.unwrap_or(default.max_requests),
            max_clients: self.max_clients.unwrap_or(default.max_clients),
            max_time: self.max_time.unwrap_or(default.max_time),
            patience: self.patience.unwrap_or(default.patience),
            settle: self.settle.unwrap_or(default.settle),
            ..default
        }
    }
}

fn rate(text: &str) -> Result<f64, String> {
    let rate: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if rate.is_finite() && rate >= 0.0 { Ok(rate) } else { Err("not a number of 0 or more".to_owned()) }
}

/// A time above 0.
pub(crate) fn seconds(text: &str) -> Result<Duration, String> {
    Some(seconds_or_none(text)?).filter(|time| !time.is_zero()).ok_or_else(|| "not a time above 0".to_owned())
}

fn seconds_or_none(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|_| "not a time of 0 or more".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        limits: LimitArgs,
    }

    fn planned(arguments: &[&str]) -> Limits {
        let line = Line::try_parse_from([&["run"], arguments].concat()).unwrap_or_else(|error| panic!("{error}"));
        let limits = line.limits.planned(Some("https://auth.example.com/api/v1"), Mode::Usual);
        limits.unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn each_flag_changes_its_own_limit_alone() {
        type Change = (&'static str, fn(&mut Limits));
        let changed: [Change; 7] = [
            ("--rate", |it| it.rate = Some(7.0)),
            ("--concurrency", |it| it.concurrency = 7),
            ("--max-requests", |it| it.max_requests = 7),
            ("--max-clients", |it| it.max_clients = 7),
            ("--max-time", |it| it.max_time = Duration::from_secs(7)),
            ("--patience", |it| it.patience = Duration::from_secs(7)),
            ("--settle", |it| it.settle = Duration::from_secs(7)),
        ];
        for (flag, change) in changed {
            let mut expected = planned(&[]);
            change(&mut expected);
            assert_eq!(format!("{:?}", planned(&[flag, "7"])), format!("{expected:?}"), "{flag}");
        }
        assert_eq!(planned(&["--rate", "0"]).rate, None);
    }
}
