//! Going on without a step that is stuck: as it is opened, with everything missing, and where nothing follows.

use super::{Sample, Samples};
use crate::ui::parts::{OptionView, Problem};
use crate::ui::passing::PassingPage;

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let wrong = |field: &str, key: &'static str| Problem {
        field: field.to_owned(),
        text: make.locale.text(key).to_owned(),
    };
    let mut refused = PassingPage {
        problems: vec![
            wrong("to", "passing.choose"),
            wrong("reason", "passing.why"),
            wrong("agreed", "passing.agree_first"),
        ],
        ..opened(make)
    };
    refused.shell.failed = true;
    let end = PassingPage {
        ways: Vec::new(),
        ..opened(make)
    };
    vec![
        make.page("passing", opened(make)),
        make.page("passing-refused", refused),
        make.page("passing-end", end),
    ]
}

fn opened(make: Samples) -> PassingPage {
    let (title, name) = (make.locale.text("passing.do"), "Приказ");
    let lost = ["passing.document", "passing.number"];
    PassingPage {
        shell: make.staff(title, "/instances"),
        incident: "Шаблон документа не найден.".to_owned(),
        lost: lost
            .map(|key| make.locale.fill(key, &[("title", name)]))
            .into(),
        ways: vec![
            OptionView::new("told", "Сообщить о решении", ""),
            OptionView::new("filed archived", "В дело + В архив", ""),
        ],
        action: "/instances/7/incidents/1/pass".to_owned(),
        back: "/instances/7".to_owned(),
        key: "0".repeat(32),
        reason: String::new(),
        agreed: false,
        problems: Vec::new(),
    }
}
