//! `delete_client`: what is gone, and what is not.

use super::case;
use crate::{case::Case, request::Request};

const DELETE: &str = "delete_client";

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(DELETE, "is_gone_from_reads_and_lists", ["delete.gone", "delete.no_body"], run => {
            let id = run.scratch("deleted").await?;
            let exchange = run.act(Request::to(DELETE).client(&id), None).await?;
            run.expect(&exchange, "delete.gone", 204)?;
            let read = run.act(Request::to("get_client").client(&id), None).await?;
            run.expect(&read, "delete.gone", 404)?;
            let list = run.send(Request::to("list_clients").query("name", run.name("deleted"))).await?;
            run.check("delete.gone", list.status == 200 && list.list("/items").is_empty(), "no list holds it", &list);
            for operation in ["list_client_secrets", "list_client_tokens", "get_client_stats", "list_client_audit_logs"] {
                let exchange = run.send(Request::to(operation).client(&id)).await?;
                run.check("delete.gone", exchange.status == 404, &format!("{operation} answers 404"), &exchange);
            }
        }),
        case!(DELETE, "leaves_other_clients", ["delete.only_this_client"], run => {
            let (id, other) = (run.scratch("deleted-alone").await?, run.scratch("stays").await?);
            let before = run.read_client(&other).await?;
            let exchange = run.send(Request::to(DELETE).client(&id)).await?;
            let read = run.send(Request::to("get_client").client(&other)).await?;
            let same = crate::item::Item::of(read.body.as_ref()).is_some_and(|after| before.differences(&after).is_empty());
            run.check("delete.only_this_client", read.status == 200 && same, "the other client is as before", &exchange);
        }),
        case!(DELETE, "a_second_time", ["silent.second_delete"], run => {
            let id = run.scratch("deleted-twice").await?;
            run.send(Request::to(DELETE).client(&id)).await?;
            let again = run.send(Request::to(DELETE).client(&id).or_status(&[410])).await?;
            run.observe("silent.second_delete", format!("a second delete is answered with {}", again.status));
        }),
    ]
}
