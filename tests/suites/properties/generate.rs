//! Small random definitions: every kind of step, ways forward and sometimes back, a child process.

use std::collections::BTreeMap;

use super::flow::connect_joins;
use super::steps::step;
use reglament_definition::*;
use reglament_expression::{Expression, Kind, Template, Value};

/// Bytes that decide; an empty tape always says zero.
pub(super) struct Tape<'t> {
    bytes: std::slice::Iter<'t, u8>,
}

impl<'t> Tape<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        Self {
            bytes: bytes.iter(),
        }
    }

    pub(super) fn ended(&self) -> bool {
        self.bytes.len() == 0
    }

    /// A number below `n`.
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.bytes.next().map_or(0, |byte| usize::from(*byte)) % n.max(1)
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

pub(super) const PEOPLE: [&str; 4] = ["anna", "boris", "vera", "gleb"];
pub(super) const ROLES: [&str; 3] = ["clerk", "chair", "head"];

/// A package of a random process `main` and a random child `child`.
pub(super) fn package(tape: &mut Tape<'_>) -> Package {
    let mut child = definition("child", tape, false);
    child.start.child = true;
    let main = definition("main", tape, true);
    let definitions = BTreeMap::from([("main".to_owned(), main), ("child".to_owned(), child)]);
    Package {
        definitions,
        organisation: organisation(),
        ..Package::default()
    }
}

pub(super) fn organisation() -> Organisation {
    let person = |id: &&str| Person {
        id: (*id).to_owned(),
        name: Value::person(id, "Имя", "Отчество"),
        unit: None,
        posts: Vec::new(),
        position: "специалист".into(),
        email: format!("{id}@example.ru"),
        attributes: BTreeMap::from([("school".to_owned(), Value::from(*id))]),
    };
    let holders = |ids: &[&str], deputies: &[&str]| RoleHolders {
        holders: ids.iter().map(|id| (*id).to_owned()).collect(),
        deputies: deputies.iter().map(|id| (*id).to_owned()).collect(),
        ..RoleHolders::default()
    };
    Organisation {
        attributes: BTreeMap::from([("school".to_owned(), Kind::Text)]),
        people: PEOPLE
            .iter()
            .map(|id| ((*id).to_owned(), person(id)))
            .collect(),
        roles: BTreeMap::from([
            ("clerk".to_owned(), holders(&["anna", "boris"], &[])),
            ("chair".to_owned(), holders(&["vera"], &["gleb"])),
            ("head".to_owned(), holders(&["gleb"], &[])),
        ]),
        overseers: ["head".to_owned()].into(),
        ..Organisation::default()
    }
}

fn definition(id: &str, tape: &mut Tape<'_>, children: bool) -> Definition {
    let count = 3 + tape.below(8);
    let mut steps: Vec<Step> = (0..count).map(|n| step(n, count, tape, children)).collect();
    steps.extend(super::events::undo_steps());
    let mut definition = Definition {
        scorecards: BTreeMap::new(),
        reference: DefinitionRef {
            process: id.into(),
            version: 1,
            digest: "d".into(),
        },
        title: Title::russian(id),
        edition: None,
        regulation: None,
        zone: chrono_tz::Asia::Novokuznetsk,
        calendar: "ru".into(),
        parameters: BTreeMap::new(),
        deadline: None,
        access: reglament_definition::Access::default(),
        retention: None,
        roles: ROLES
            .iter()
            .map(|role| ((*role).to_owned(), Title::russian(*role)))
            .collect(),
        data: vec![
            field(
                "n",
                DataKind::Integer {
                    min: None,
                    max: Some(99),
                },
            ),
            field("mail", DataKind::Email),
            Field {
                is: Some(expression("(n ?? 0) * 2")),
                ..field(
                    "double",
                    DataKind::Integer {
                        min: None,
                        max: None,
                    },
                )
            },
        ],
        subject: None,
        applicant_email: None,
        start: Start {
            form: Form {
                fields: vec![FormField {
                    name: "n".into(),
                    required: false,
                }],
                checks: vec![],
            },
            public: true,
            next: vec!["s0".into()],
            ..Start::default()
        },
        steps,
        events: super::events::process_wide(count, tape),
        messages: BTreeMap::new(),
        promises: vec![],
        accepts: BTreeMap::new(),
        cancellation: tape.chance(50).then(|| Cancellation {
            title: Title::russian("Прекратить"),
            basis: vec![],
            when: None,
            roles: vec!["chair".into()],
            next: if tape.chance(50) {
                vec![format!("s{}", count - 2)]
            } else {
                vec![]
            },
        }),
        letters: ["hello", "reminder", "overdue", "new_task"]
            .iter()
            .map(|id| ((*id).to_owned(), letter(id)))
            .collect(),
        documents: BTreeMap::new(),
        registers: BTreeMap::from([("book".to_owned(), register())]),
        indicators: BTreeMap::new(),
        banks: BTreeMap::new(),
    };
    connect_joins(&mut definition);
    definition
}

/// A process of these steps and nothing else.
pub(super) fn bare(id: &str, steps: Vec<Step>) -> Definition {
    Definition {
        steps,
        data: vec![],
        events: vec![],
        cancellation: None,
        letters: BTreeMap::new(),
        start: Start::default(),
        ..definition(id, &mut Tape::new(&[]), false)
    }
}

pub(super) fn field(name: &str, kind: DataKind) -> Field {
    Field {
        name: name.into(),
        title: Title::russian(name),
        kind,
        hint: None,
        confidential: false,
        personal: false,
        is: None,
    }
}

fn register() -> Register {
    Register {
        id: "book".into(),
        title: Title::russian("Журнал"),
        number: "{n}".into(),
        yearly: true,
        columns: vec![],
        verification: None,
    }
}

fn letter(id: &str) -> LetterTemplate {
    let text = if id == "hello" {
        "{{ n ?? 0 }}"
    } else {
        "{{ task.title }} {{ recipient.name }}"
    };
    let template = |text: &str| Template::parse(text).expect("the sample template is right");
    LetterTemplate {
        id: id.into(),
        subject: template("Письмо"),
        text: template(text),
    }
}

pub(super) fn expression(text: &str) -> Expression {
    Expression::parse(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
}
