//! Small reports to render: one of a run with every verdict, and those of runs that ended otherwise.

use authms_conformance::{Verdict, report::document::Document};
use serde_json::{Value, json};

/// Every verdict, in rising order of weight.
pub(super) const VERDICTS: [Verdict; 8] = [
    Verdict::Pass,
    Verdict::Observed,
    Verdict::Unobservable,
    Verdict::Warn,
    Verdict::Known,
    Verdict::NotRun,
    Verdict::Inconclusive,
    Verdict::Fail,
];

/// A case with a verdict, and with a finding if the verdict rests on one.
pub(super) fn case(name: &str, verdict: Verdict) -> Value {
    let finding = json!({
        "claim": "update.merge",
        "verdict": verdict,
        "expected": "name: \"Payments\"",
        "actual": "name: unset",
        "exchange": 1,
    });
    let not_run = verdict == Verdict::NotRun;
    let finds = !not_run && verdict != Verdict::Pass;
    json!({
        "id": format!("update_client.{name}"),
        "operation": "update_client",
        "description": "An update changes what it names.",
        "claims": ["update.merge"],
        "judged": if not_run { json!([]) } else { json!(["update.merge"]) },
        "verdict": verdict,
        "findings": if finds { json!([finding]) } else { json!([]) },
        "reason": not_run.then_some("no user token was given (--user-token)"),
        "reproduced": match verdict {
            Verdict::Fail => Some(true),
            Verdict::Inconclusive => Some(false),
            _ => None,
        },
        "attempts": 1,
        "required": true,
        "requests": 3,
        "milliseconds": 12,
        "exchanges": if finds { json!([exchange()]) } else { json!([]) },
    })
}

fn exchange() -> Value {
    json!({
        "index": 1,
        "request": "PUT /admin/oauth/clients/app-1",
        "response": "200 application/json\n{\"code\":0,\"data\":{\"name\":\"\"}}",
        "curl": "curl -i -X PUT 'https://auth.example.com/api/v1/admin/oauth/clients/app-1' \\\n  -H \"Authorization: Bearer \
                 $AUTHMS_TOKEN\" \\\n  --data-binary '{\"website\": \"https://payments.example.com\"}'",
    })
}

fn document(value: Value) -> Document {
    Document::parse(&value.to_string(), "a test").expect("a report")
}

fn base() -> Value {
    let mut value: Value = serde_json::from_str(&Document::started().to_json()).expect("JSON");
    value["started_at"] = json!("2026-11-26T20:00:00Z");
    value["contract"]["hash"] = json!("0123456789abcdef");
    value["settings"] = json!({
        "mode": "default",
        "base_url": "https://auth.example.com/api/v1",
        "client_id": null,
        "limits": {
            "rate": 20.0, "concurrency": 4, "max_requests": 1500, "max_clients": 25,
            "max_time_seconds": 900.0, "patience_seconds": 30.0, "settle_seconds": 2.0,
        },
        "selection": authms_conformance::Selection::default(),
        "cases": { "chosen": 8, "all": 8 },
    });
    value
}

/// A run that has sent nothing yet.
pub(super) fn started() -> Document {
    document(base())
}

/// A run that could not begin.
pub(super) fn failed() -> Document {
    let mut value = base();
    value["preflight"] = json!([{ "check": "administrator's token", "state": "wrong", "text": "status 401" }]);
    let mut document = document(value);
    document.fail("the token is not accepted\n  hint: pass a valid one with --token", 78);
    document
}

/// A run of these cases with this outcome.
pub(super) fn finished(cases: Vec<Value>, outcome: &str, exit_code: u8, reasons: Value) -> Document {
    let mut value = base();
    value["state"] = json!("finished");
    value["run"] = json!("0123456789abcdef");
    value["finished_at"] = json!("2026-11-26T20:00:05Z");
    value["milliseconds"] = json!(5000);
    value["outcome"] = json!(outcome);
    value["exit_code"] = json!(exit_code);
    value["reasons"] = reasons;
    value["cases"] = Value::Array(cases);
    value["claims"] = json!({ "update.merge": {
        "text": "An update keeps what it does not name.", "class": "contract", "source": "spec/SOURCES.md#update-merge",
    }});
    value["restored"] = json!({ "state": "not_needed" });
    value["footprint"] = json!(authms_conformance::Footprint {
        requests: 24,
        clients_made: 2,
        clients_removed: 2,
        secrets_made: 2,
        ..Default::default()
    });
    document(value)
}

/// A run in which everything holds.
pub(super) fn conformant() -> Document {
    finished(vec![case("pass", Verdict::Pass)], "conformant", 0, json!([]))
}

/// A run with a case of every verdict, something left behind, a known deviation of every kind, and all that a report
/// may say.
pub(super) fn everything() -> Document {
    let cases = VERDICTS.into_iter().map(|verdict| case(&verdict.to_string().to_lowercase(), verdict)).collect();
    let reasons = json!([
        { "outcome": "left-behind", "text": "1 client of the run was not removed" },
        { "outcome": "not-conformant", "text": "1 case breaks the contract" },
    ]);
    let mut value: Value = serde_json::from_str(&finished(cases, "left-behind", 3, reasons).to_json()).expect("JSON");
    value["observations"] = json!([{
        "claim": "silent.order", "case": "update_client.observed", "verdict": "OBSERVED", "text": "lists clients oldest first",
    }]);
    value["deviations"] = json!([
        deviation("update_client.known", "used", Value::Null, json!("expires on 2026-12-01 (5 days left)")),
        deviation("update_client.pass", "passing", json!("the claim holds: remove the entry"), Value::Null),
    ]);
    value["preflight"] = json!([{ "check": "clock", "state": "noted", "text": "the server's clock is 20 s behind" }]);
    value["restored"] = json!({
        "state": "incomplete", "fields": ["name"], "why": "the update has status 500", "body": { "name": "Payments" },
    });
    value["footprint"]["left_behind"] = json!([{ "client_id": "app-left", "why": "status 500" }]);
    value["delay_milliseconds"] = json!(300);
    document(value)
}

fn deviation(case: &str, state: &str, problem: Value, warning: Value) -> Value {
    json!({
        "claim": "update.merge", "operation": "update_client", "case": case, "reason": "fixed in the next release",
        "owner": "the AuthMS team", "link": "https://issues.example.com/7", "opened": "2026-11-01",
        "expires": "2026-12-01", "state": state, "problem": problem, "warning": warning,
    })
}
