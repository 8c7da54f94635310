//! `plan`: says what a run with the same flags would send and create. Nothing is sent to its target.

use std::time::Duration;

use authms_conformance::{Given, Plan, Suite};
use clap::Args;

use super::{command_line::CommandLine, failure::Failure, flags::tokens::TokenArgs, run::WhatArgs, terminal::say};

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    what: WhatArgs,
}

pub(crate) fn plan(args: &PlanArgs, line: &CommandLine) -> Result<u8, Failure> {
    measure(&args.what).map_err(|failure| args.what.in_its_words(failure, line))
}

fn measure(what: &WhatArgs) -> Result<u8, Failure> {
    what.check()?;
    let suite = what.suite()?;
    let given = given(what)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::internal(format!("cannot start: {error}")))?;
    let plan = runtime.block_on(Plan::of(&suite, &given)).map_err(Failure::internal)?;
    let url = what.connection.base_url.as_deref();
    let tokens = url.map(|_| &what.connection.tokens);
    say(&text(url, tokens, &plan, &given));
    Ok(0)
}

fn given(what: &WhatArgs) -> Result<Given, Failure> {
    let (connection, mode) = (&what.connection, what.mode.mode());
    let limits = what.limits.planned(connection.base_url.as_deref(), mode)?;
    let keep = what.mode.keep;
    Ok(match connection.base_url {
        Some(_) => {
            let (user, other_tenant) = connection.tokens.others_are_given();
            let (subject, bystander) = what.mode.lends();
            Given { mode, user, other_tenant, subject, bystander, keep, limits }
        }
        // The mock server brings all of it.
        None => Given { mode, user: true, other_tenant: true, subject: true, bystander: true, keep, limits },
    })
}

fn text(url: Option<&str>, tokens: Option<&TokenArgs>, plan: &Plan, given: &Given) -> String {
    let all = Suite::all().cases().len();
    let methods: Vec<String> = plan.tally.methods.iter().map(|(method, count)| format!("{count} {method}")).collect();
    let mut lines = vec![
        format!("target      {}", url.unwrap_or("a mock server of its own")),
        format!("mode        {}", given.mode.name()),
        format!("cases       {} of {all}", plan.cases),
    ];
    if tokens.is_some_and(TokenArgs::lack_the_administrator) {
        lines.push("            none of them would run without a token of an administrator".to_owned());
    } else if plan.lacking > 0 {
        let lack = if plan.lacking == 1 { "lacks" } else { "lack" };
        lines.push(format!("            {} of them {lack} a token or a second client and would not run", plan.lacking));
    }
    let missing = tokens.map(TokenArgs::missing).unwrap_or_default();
    if !missing.is_empty() {
        lines.push(format!("missing     {}", missing.join(", ")));
    }
    for (limit, cases) in &plan.cut {
        let cases = if *cases == 1 { "1 case".to_owned() } else { format!("about {cases} cases") };
        lines.push(format!("cut short   {cases} would not be checked: {limit}"));
    }
    let (clients, secrets) = match given.keep {
        true => ("created and kept (--keep)", "created, kept with their clients"),
        false => ("created and deleted again", "created, deleted with their clients"),
    };
    let counted = |count: usize, what: &str| if count == 0 { "none".to_owned() } else { format!("{count} {what}") };
    lines.extend([
        format!("requests    {} ({})", plan.requests, methods.join(", ")),
        format!("clients     {}", counted(plan.clients, clients)),
        format!("secrets     {}", counted(plan.secrets, secrets)),
        format!(
            "audit rows  {}",
            if plan.tally.writes == 0 { "none".to_owned() } else { format!("about {}", plan.tally.writes) }
        ),
        format!("time        {}", time(plan.requests, given)),
        String::new(),
        "Nothing was sent to the target: the figures were measured on a mock server.".to_owned(),
        "What only the target can cause comes on top, within the limits of the run: a".to_owned(),
        "case that fails is run once more, a busy service is waited for, and what shows".to_owned(),
        "late is read again.".to_owned(),
    ]);
    if plan.clients > 0 && !given.keep {
        lines.push("Deleting is soft in this service: deleted clients and audit rows stay there.".to_owned());
    }
    lines.join("\n")
}

fn time(requests: usize, given: &Given) -> String {
    let longest = given.limits.max_time.as_secs();
    let Some(rate) = given.limits.rate else {
        return format!("as fast as the target responds, at most {longest} s");
    };
    // No run has requests beyond what this holds exactly.
    let requests = f64::from(u32::try_from(requests).unwrap_or(u32::MAX));
    let seconds = Duration::try_from_secs_f64(requests / rate).unwrap_or(Duration::MAX).as_secs() + 1;
    let cut = if seconds > longest { "; --max-time would cut the run short" } else { "" };
    format!("about {seconds} s at {rate} requests a second, at most {longest} s{cut}")
}
