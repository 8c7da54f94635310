//! `sweep`: removes what dead runs have left behind.

use std::path::PathBuf;

use authms_conformance::{Fate, Found, Mode, SweepError, SweepOptions, sweep as find_and_remove};
use clap::Args;
use jiff::{SignedDuration, Span, SpanRelativeTo, Unit};

use super::{
    failure::Failure,
    flags::{connection::ConnectionArgs, limits::LimitArgs},
    terminal::say,
};

#[derive(Debug, Args)]
pub(crate) struct SweepArgs {
    /// File with all that flags say: targets/NAME.toml, or a path; flags win
    #[arg(long, value_name = "NAME", help_heading = "Server")]
    pub(crate) target: Option<String>,
    #[command(flatten)]
    connection: ConnectionArgs,
    #[command(flatten)]
    limits: LimitArgs,
    /// Only what runs have left that began longer ago, such as `2h` or `3 days` [default: 2h, and any time for runs whose
    /// ledger shows that they are dead]
    #[arg(long, value_name = "TIME", value_parser = age)]
    older_than: Option<SignedDuration>,
    /// Another ledger to read, besides those in the user's state folder (repeatable).
    #[arg(long = "ledger", value_name = "FILE")]
    ledgers: Vec<PathBuf>,
    /// Remove what was found; without it, the sweep only says what it would remove.
    #[arg(long)]
    apply: bool,
}

pub(crate) fn sweep(args: &SweepArgs) -> Result<u8, Failure> {
    let Some(url) = &args.connection.base_url else {
        return Err(Failure::usage("sweep needs a target\n  hint: name it with --base-url"));
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::internal(format!("cannot start: {error}")))?;
    let options = SweepOptions { older_than: args.older_than, ledgers: args.ledgers.clone(), apply: args.apply };
    let found = runtime.block_on(async {
        let target = args.connection.target(url).await?;
        Ok::<_, Failure>(find_and_remove(&target, &args.limits.limits(&target, Mode::Usual), &options).await?)
    })?;
    for client in &found {
        say(&line(client));
    }
    let count = |wanted: fn(&Fate) -> bool| found.iter().filter(|client| wanted(&client.fate)).count();
    let failed = count(|fate| matches!(fate, Fate::Failed(_)));
    let alone = count(|fate| matches!(fate, Fate::LeftAlone(_)));
    if args.apply {
        let removed = count(|fate| *fate == Fate::Removed);
        say(&format!("{removed} removed, {failed} not removed, {alone} left alone"));
    } else {
        let removable = count(|fate| *fate == Fate::Removable);
        let hint = if removable > 0 { "\n  hint: pass `--apply` to remove them" } else { "" };
        say(&format!("{removable} to be removed, {alone} left alone{hint}"));
    }
    Ok(if failed > 0 { 3 } else { 0 })
}

fn line(client: &Found) -> String {
    let age = client.age.round(Unit::Minute).unwrap_or(client.age);
    let fate = match &client.fate {
        Fate::Removable => "to be removed".to_owned(),
        Fate::Removed => "removed".to_owned(),
        Fate::Failed(why) => format!("not removed: {why}"),
        Fate::LeftAlone(why) => format!("left alone: {why}"),
    };
    let name: String = client.name.chars().filter(|c| !c.is_control()).take(80).collect();
    format!("{}  {name}  {age:#} old  {fate}", client.client_id)
}

fn age(text: &str) -> Result<SignedDuration, String> {
    let invalid = || "not a valid time; write it as in `2h`, `90 minutes` or `3 days`".to_owned();
    let span: Span = text.parse().map_err(|_| invalid())?;
    let age = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| invalid())?;
    if age.is_negative() { Err("not a time of 0 or more".to_owned()) } else { Ok(age) }
}

impl From<SweepError> for Failure {
    fn from(error: SweepError) -> Self {
        match error {
            SweepError::Refused(ref refusal) if !refusal.unreachable => Self::configuration(error),
            SweepError::Refused(_) | SweepError::Unlisted(_) => Self::unreachable(error),
            SweepError::Ledger(error) => error.into(),
        }
    }
}
