//! What the modes of a run find and do.

use std::sync::atomic::{AtomicUsize, Ordering};

use authms_spec::operation::GET_CLIENT;

use super::{TOKENS, mock, run, stdout};
use crate::defect_proxy::{DefectProxy, Rewrite};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thorough_run_finds_a_fault_that_a_usual_one_passes() {
    let local = mock().await;
    for (mode, code) in [(&[][..], 0), (&["--thorough"][..], 1)] {
        let seen = AtomicUsize::new(0);
        // From the second time on, an unknown id is a bad request; the clean-up, which reads its own clients, is not affected.
        let rewrite = Rewrite::response(move |request, response| {
            let unknown = request.calls(GET_CLIENT) && !request.client_id().starts_with("app-");
            if unknown && response.status == 404 && seen.fetch_add(1, Ordering::SeqCst) > 0 {
                response.status = 400;
            }
        });
        let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
        let args = ["run", "--base-url", proxy.url(), "--case", "get_client.unknown_id_is_404"];
        let output = run(&[&args[..], mode, &TOKENS].concat()).await;
        assert_eq!(output.status.code(), Some(code), "{mode:?} {}", stdout(&output));
        proxy.shutdown().await;
    }
    local.shutdown().await;
}

#[tokio::test]
async fn a_read_only_run_says_nothing_of_clients_or_writes_of_its_own() {
    let local = mock().await;
    let args = ["run", "--base-url", local.target().base_url(), "--read-only"];
    let text = stdout(&run(&[&args[..], &TOKENS].concat()).await);
    assert!(text.contains("cases, read-only\n"), "{text}");
    for said in ["created", "update_client", "write", "removed"] {
        assert!(!text.contains(said), "`{said}` in {text}");
    }
    local.shutdown().await;
}

#[tokio::test]
async fn a_partial_run_counts_the_cases_that_were_not_checked_once() {
    let local = mock().await;
    let text = stdout(&run(&["run", "--base-url", local.target().base_url(), "--token", "mock-admin"]).await);
    let number = |before: &str, after: &str| -> Vec<usize> {
        let digits = |line: &str| line.split(after).next()?.rsplit(before).next()?.trim().parse().ok();
        text.lines().filter(|line| line.contains(after)).filter_map(digits).collect()
    };
    let (run, why) = (number("\n", " NOT_RUN, "), number("because ", " cases were not checked"));
    assert!(run.last().is_some() && run.last() == why.first(), "{run:?} {why:?} {text}");
    local.shutdown().await;
}
