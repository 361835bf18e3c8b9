//! Samples of the description of the API: where to begin, and a group with one operation in full.

use super::{Sample, Samples};
use crate::ui::api::{
    ApiField, ApiGroupCard, ApiGroupPage, ApiLine, ApiOperation, ApiPage, ApiRefusal, ApiStep,
};
use crate::ui::parts::Link;

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    vec![
        make.page("api", first(make)),
        make.page("api-group", group(make)),
    ]
}

fn first(make: Samples) -> ApiPage {
    let words = |key| make.locale.text(key);
    let line = ApiLine {
        method: "GET",
        path: "/api/v1/tasks",
        link: Link::new(words("operation.tasks_list"), "/api/tasks#tasks_list"),
    };
    ApiPage {
        shell: make.public(words("api.title"), "/api"),
        lead: words("manual.lead"),
        steps: vec![ApiStep {
            text: words("manual.step_read").to_owned(),
            code: "curl \"$SITE/api/v1/tasks\"".to_owned(),
        }],
        rules: vec![words("manual.rule_keys"), words("manual.rule_errors")],
        groups: vec![ApiGroupCard {
            title: words("group.tasks").to_owned(),
            more: words("group.tasks_more").to_owned(),
            lines: vec![line],
        }],
    }
}

fn group(make: Samples) -> ApiGroupPage {
    let words = |key| make.locale.text(key);
    let field = ApiField {
        name: "task".to_owned(),
        kind: words("manual.kind_number").to_owned(),
        place: words("manual.in_path"),
        required: true,
        more: words("parameter.task").to_owned(),
    };
    let refusal = ApiRefusal {
        status: 400,
        code: "no_idempotency_key".to_owned(),
        sentence: words("failure.no_key").to_owned(),
    };
    let mut shell = make.public(words("group.tasks"), "/api/tasks");
    shell.crumbs = vec![Link::new(words("api.title"), "/api")];
    ApiGroupPage {
        shell,
        lead: words("group.tasks_more").to_owned(),
        operations: vec![ApiOperation {
            anchor: "tasks_complete",
            title: words("operation.tasks_complete"),
            more: words("operation.tasks_complete_more").to_owned(),
            method: "POST",
            path: "/api/v1/tasks/{instance}/{task}/complete",
            who: words("manual.for_case").to_owned(),
            fields: vec![field],
            request: "curl \"$SITE/api/v1/tasks/{instance}/{task}/complete\"".to_owned(),
            status: 200,
            answered: words("api.done").to_owned(),
            sample: "{\n  \"seq\": 1\n}".to_owned(),
            refusals: vec![refusal],
        }],
        groups: vec![Link::new(words("group.tasks"), "/api/tasks")],
    }
}
