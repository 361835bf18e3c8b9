//! Correcting what was handed in: as it is opened, with mistakes, and where nothing was handed in.

use serde_json::{Map, json};

use super::{Sample, Samples};
use crate::ui::correction::CorrectionPage;
use crate::ui::parts::{FieldKind, FieldSpec, FormView, OutcomeButton, Pair, Problem};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let mut nothing = opened(make, Vec::new());
    nothing.form = None;
    nothing.drawn = Vec::new();
    let wrong = vec![Problem {
        field: "reason-of-correction".to_owned(),
        text: make.locale.text("passing.why").to_owned(),
    }];
    let mut refused = opened(make, wrong);
    refused.shell.failed = true;
    vec![
        make.page("correction", opened(make, Vec::new())),
        make.page("correction-refused", refused),
        make.page("correction-nothing", nothing),
    ]
}

fn opened(make: Samples, problems: Vec<Problem>) -> CorrectionPage {
    let text = |key: &'static str| make.locale.text(key).to_owned();
    let field = |name: &str, label: String, kind: FieldKind| FieldSpec {
        name: name.to_owned(),
        label,
        hint: String::new(),
        kind,
        required: true,
    };
    let fields = [
        field(
            "name",
            "Фамилия, имя, отчество".to_owned(),
            FieldKind::PersonName,
        ),
        field("received_on", "Поступила".to_owned(), FieldKind::Date),
        field(
            "reason-of-correction",
            text("correction.reason"),
            FieldKind::LongText,
        ),
    ];
    let stands = Map::from_iter([
        (
            "name".to_owned(),
            json!({"family": "Громова", "given": "Вера", "patronymic": "Львовна"}),
        ),
        ("received_on".to_owned(), json!("01.03.2016")),
    ]);
    let button = OutcomeButton {
        id: String::new(),
        title: text("correction.do"),
        primary: true,
    };
    let form = FormView::new(
        make.locale,
        "/instances/184/correction",
        &fields,
        &stands,
        problems,
    );
    CorrectionPage {
        shell: make.staff(&text("correction.title"), "/instances"),
        facts: vec![
            Pair::new(text("correction.case"), "Громова Вера Львовна"),
            Pair::new(text("status.code"), "Ж7К2-9МПА"),
        ],
        drawn: vec!["Карточка жалобы".to_owned()],
        form: Some(form.with_outcomes(vec![button])),
        back: "/instances/184".to_owned(),
    }
}
