//! Prints who did what to a client and when, newest last.
//!
//! `cargo run -p authms-sdk --example audit_report -- demo-payments`, with `cargo mock` running.

mod common;

use std::{
    error::Error,
    process::ExitCode,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::end(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let client = common::builder().bearer_token(common::token()).build()?;
    let id = std::env::args().nth(1).unwrap_or_else(|| "demo-payments".to_owned());
    let mut entries = client.list_client_audit_logs(&id).page_size(100).items();
    let mut count = 0;
    while let Some(entry) = entries.try_next().await? {
        let (action, operator) = (entry.action.unwrap_or_default(), entry.operator_id.unwrap_or_default());
        println!("{:>10}  {action:<24} {operator}", entry.timestamp.map(ago).unwrap_or_default());
        count += 1;
    }
    println!("{count} entries");
    let stats = client.get_client_stats(&id).await?;
    println!("{} access tokens are active", stats.active_tokens.unwrap_or_default());
    Ok(())
}

/// Seconds since 1970 in words.
fn ago(seconds: i64) -> String {
    let time = u64::try_from(seconds).ok().and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
    let Some(passed) = time.and_then(|time| SystemTime::now().duration_since(time).ok()) else {
        return seconds.to_string();
    };
    match passed.as_secs() {
        seconds @ 0..60 => format!("{seconds} s ago"),
        seconds @ 60..3600 => format!("{} min ago", seconds / 60),
        seconds @ 3600..86400 => format!("{} h ago", seconds / 3600),
        seconds => format!("{} d ago", seconds / 86400),
    }
}
