//! Random tests on the computer, what people do with them, and that the order in which answers come says nothing.

use std::collections::BTreeMap;

use chrono::{Duration, TimeZone, Utc};
use proptest::prelude::*;
use reglament_calendar::{Calendar, Term, Unit};
use reglament_core::*;
use reglament_definition::*;

use super::generate::{Tape, bare, expression, field};
use super::laws::{Machine, watch_by};

fn bank() -> Bank {
    let option = |id: &str| QuestionOption {
        id: id.to_owned(),
        text: Title::russian(id),
    };
    let options = |ids: &[&str]| ids.iter().map(|id| option(id)).collect::<Vec<_>>();
    let question = |id: &str, kind: QuestionKind, key: &[&str]| Question {
        id: id.to_owned(),
        text: Title::russian(id),
        topic: None,
        points: if id == "d" { 3 } else { 1 },
        kind,
        options: match kind {
            QuestionKind::Number => Vec::new(),
            _ => options(&["x", "y", "z"]),
        },
        pairs: match kind {
            QuestionKind::Match => options(&["x", "y", "z"]),
            _ => Vec::new(),
        },
        key: key.iter().map(|part| (*part).to_owned()).collect(),
        measure: None,
    };
    Bank {
        id: "samples".to_owned(),
        title: Title::russian("Образцы"),
        digest: "b".to_owned(),
        sections: Vec::new(),
        questions: vec![
            question("a", QuestionKind::Single, &["x"]),
            question("b", QuestionKind::Multiple, &["x", "z"]),
            question("c", QuestionKind::Order, &["z", "x", "y"]),
            question("d", QuestionKind::Match, &["y", "x", "z"]),
            question("e", QuestionKind::Number, &["5", "1"]),
        ],
    }
}

fn test(next: Vec<String>, tape: &mut Tape<'_>) -> TestStep {
    TestStep {
        bank: "samples".into(),
        questions: 1 + tape.below(5),
        time: TermSource::Literal(Term::new(20, Unit::Hour)),
        opens: tape.chance(10).then(|| expression("date('2021-11-01')")),
        closes: tape.chance(50).then(|| expression("date('2021-10-25')")),
        next,
    }
}

fn regrade(next: Vec<String>, n: usize, tape: &mut Tape<'_>) -> RegradeStep {
    let lists = [
        "[{question: 'a', key: 'y'}, {question: 'b', key: 'все'}]",
        "[{question: 'c', key: 'x, y, z'}, {question: 'zzz', key: 'x'}]",
        "[{question: 'd'}, {question: 'e', key: '7; 0,5'}]",
    ];
    RegradeStep {
        test: format!("s{}", tape.below(n.max(1))),
        rulings: expression(lists[tape.below(3)]),
        reason: Some(expression("'Протокол'")),
        next,
    }
}

/// What an applicant does with a test, mostly with one that is open.
fn act(instance: &Instance, tape: &mut Tape<'_>) -> Command {
    let at_test = |token: &&Token| {
        let record = instance.steps().get(&token.step);
        record.is_some_and(|record| record.test.is_some())
    };
    let mut tokens = instance.tokens().values();
    let step = tokens.clone().find(at_test).or_else(|| tokens.next());
    let step = step.map_or_else(|| "s0".to_owned(), |token| token.step.clone());
    match tape.below(7) {
        0..=2 => Command::Test {
            step,
            act: TestAct::Open,
        },
        3 => Command::Test {
            step,
            act: TestAct::Finish,
        },
        _ => Command::Test {
            step,
            act: TestAct::Save {
                question: ["a", "b", "c", "d", "e", "f"][tape.below(6)].to_owned(),
                answer: answer(tape.below(8)),
            },
        },
    }
}

fn answer(which: usize) -> Vec<String> {
    let parts: [&[&str]; 8] = [
        &["x"],
        &["z", "x"],
        &["z", "x", "y"],
        &["y", "x", "z"],
        &["4,5"],
        &["w"],
        &[""],
        &["", "x", ""],
    ];
    parts[which].iter().map(|part| (*part).to_owned()).collect()
}

fn step(id: &str, kind: StepKind) -> Step {
    Step {
        id: id.into(),
        title: Title::russian(id),
        basis: Vec::new(),
        kind,
        on: Vec::new(),
        undo: None,
        repeat: None,
        expected: None,
        milestone: None,
    }
}

/// A test, its grading anew, and the end.
fn course(tape: &mut Tape<'_>) -> Definition {
    let end = End {
        terminates: false,
        error: None,
    };
    let steps = vec![
        step(
            "s0",
            StepKind::Test(Box::new(test(vec!["s1".into()], tape))),
        ),
        step(
            "s1",
            StepKind::Regrade(Box::new(regrade(vec!["s2".into()], 1, tape))),
        ),
        step("s2", StepKind::End(end)),
    ];
    let mut definition = bare("main", steps);
    let number = DataKind::Integer {
        min: None,
        max: None,
    };
    definition.data = vec![field("n", number)];
    definition.start.form.fields = vec![FormField {
        name: "n".into(),
        required: false,
    }];
    definition.start.public = true;
    definition.start.next = vec!["s0".into()];
    definition.banks.insert("samples".to_owned(), bank());
    definition
}

/// A test and nothing else.
fn alone() -> Definition {
    let mut definition = course(&mut Tape::new(&[]));
    if let StepKind::Test(test) = &mut definition.steps[0].kind {
        **test = TestStep {
            questions: 5,
            opens: None,
            closes: None,
            next: vec!["s2".into()],
            ..(**test).clone()
        };
    }
    definition
}

/// The applicant acts, time passes, timers fire.
fn one(machine: &mut Machine<'_>, tape: &mut Tape<'_>) -> Result<(), String> {
    let main = InstanceId::from("main");
    let (actor, command) = match tape.below(10) {
        0 => (Actor::System, machine.fire(&main, tape)),
        1 => {
            machine.now += Duration::hours(i64::try_from(tape.below(30)).unwrap_or(1));
            (
                Actor::Person("anna".into()),
                act(&machine.instances[&main], tape),
            )
        }
        _ => (Actor::Applicant, act(&machine.instances[&main], tape)),
    };
    machine.give(&main, None, actor, command)
}

/// The laws hold while tests are taken, and every event of a test is seen.
#[test]
fn random_acts_at_tests_never_break_the_laws() {
    let mut seen = BTreeMap::new();
    let mut state: u64 = 0x2545_F491_4F6C_DD1D;
    for _ in 0..300 {
        let mut bytes = Vec::new();
        for _ in 0..90 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            bytes.push((state >> 33) as u8);
        }
        let definition = course(&mut Tape::new(&bytes[..10]));
        let package = Package {
            definitions: BTreeMap::from([("main".to_owned(), definition)]),
            organisation: super::generate::organisation(),
            ..Package::default()
        };
        watch_by(&package, &mut Tape::new(&bytes[10..]), &mut seen, one).unwrap();
    }
    for event in [
        "test_opened",
        "answer_saved",
        "test_closed",
        "test_missed",
        "test_regraded",
    ] {
        assert!(
            seen.contains_key(event),
            "never seen: {event}; seen: {seen:?}"
        );
    }
}

/// The test after these answers, each given in a command of its own.
fn taken(answers: &[(usize, usize)]) -> TestRecord {
    let definition = alone();
    let (children, calendar) = (BTreeMap::new(), Calendar::russia());
    let (organisation, numbers) = (Organisation::default(), Numbers::default());
    let (ballots, outside) = (Ballots::default(), Outside::default());
    let context = Context {
        definition: &definition,
        children: &children,
        calendar: &calendar,
        organisation: &organisation,
        absences: &[],
        ballots: &ballots,
        numbers: &numbers,
        outside: &outside,
        now: Utc.with_ymd_and_hms(2021, 10, 12, 2, 0, 0).unwrap(),
        base_url: "",
    };
    let mut instance = Instance::new(InstanceId::from("main"));
    let mut give = |actor: Actor, command: Command| {
        let request = Request {
            id: CommandId("c".into()),
            actor,
            command,
        };
        for recorded in decide(&context, &instance, &request).into_iter().flatten() {
            instance.apply(&recorded);
        }
    };
    let facts = StartFacts {
        origin: Origin::Public,
        input: RawInput::new(),
        given: BTreeMap::new(),
        parent: None,
        links: BTreeMap::new(),
        receipt: "R".into(),
    };
    let step = || "s0".to_owned();
    give(Actor::Public, Command::Start(Box::new(facts)));
    give(
        Actor::Applicant,
        Command::Test {
            step: step(),
            act: TestAct::Open,
        },
    );
    for (question, which) in answers {
        let question = ["a", "b", "c", "d", "e"][*question].to_owned();
        let answer = answer(*which);
        let (step, save) = (step(), Actor::Applicant);
        give(
            save,
            Command::Test {
                step,
                act: TestAct::Save { question, answer },
            },
        );
    }
    give(
        Actor::Applicant,
        Command::Test {
            step: step(),
            act: TestAct::Finish,
        },
    );
    let record = instance.steps().get("s0").and_then(|s| s.test.as_deref());
    record.cloned().expect("the test was begun")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Only the last answer to each question counts, whatever was answered in between.
    #[test]
    fn the_order_of_answers_says_nothing(answers in prop::collection::vec((0usize..5, 0usize..8), 0..40)) {
        let one = taken(&answers);
        // The same answers, question after question.
        let mut sorted = answers.clone();
        sorted.sort_by_key(|(question, _)| *question);
        let other = taken(&sorted);
        prop_assert_eq!(&one.answers, &other.answers);
        let (one, other) = (one.result.expect("finished"), other.result.expect("finished"));
        prop_assert_eq!(one.correct, other.correct);
        prop_assert_eq!(one.earned, other.earned);
        prop_assert!(one.correct <= one.total && one.total == 7);
    }
}
