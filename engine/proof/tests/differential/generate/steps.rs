//! Steps of every kind, with dice for what they hold.

use reglament_calendar::Term;
use reglament_definition::*;

use super::Graph;
use super::fields::{condition, expression, name, term};
use crate::dice::Dice;

impl Graph {
    /// A step of any kind with one way on.
    pub(super) fn any(&mut self, dice: &mut Dice, next: Vec<String>) -> usize {
        match dice.below(10) {
            0 | 1 => self.wait(dice, next),
            2 | 3 => {
                let value = ["'a'", "'b'"][dice.below(2)];
                let field = ["f", "g"][dice.below(2)].to_owned();
                let values = vec![(field, expression(value))];
                self.add(StepKind::Set(SetStep { values, next }))
            }
            4 => self.many(dice, next),
            5 => self.compensate(next),
            _ => self.task(dice, next, None),
        }
    }

    /// A task; with `other` it has two outcomes.
    pub(super) fn task(
        &mut self,
        dice: &mut Dice,
        next: Vec<String>,
        other: Option<Vec<String>>,
    ) -> usize {
        let outcome = |id: &str, next: Vec<String>| Outcome {
            id: id.into(),
            title: Title::russian(id),
            requires: vec![],
            next,
        };
        let outcomes = other.map(|other| vec![outcome("yes", vec![]), outcome("no", other)]);
        let fields = match dice.below(3) {
            0 => vec![FormField {
                name: ["f", "g"][dice.below(2)].into(),
                required: dice.chance(50),
            }],
            _ => vec![],
        };
        let task = UserTask {
            roles: vec!["clerk".into()],
            signed_by: vec![],
            form: Form {
                fields,
                checks: vec![],
            },
            show: vec![],
            outcomes: outcomes.unwrap_or_default(),
            deadline: None,
            document: None,
            not_by: None,
            offer: Offer::default(),
            vote: None,
            each: None,
            one_by_one: false,
            until: None,
            letter: None,
            silence: None,
            next,
        };
        self.add(StepKind::UserTask(Box::new(task)))
    }

    pub(super) fn wait(&mut self, dice: &mut Dice, next: Vec<String>) -> usize {
        let step = self.steps.len();
        let mut wait = Wait {
            next,
            ..Wait::default()
        };
        match dice.below(5) {
            4 => wait.first = self.first_of(dice, step, &wait.next),
            0 => wait.term = Some(term()),
            1 => wait.when = Some(condition(dice, step)),
            _ => wait.message = Some(format!("m{step}")),
        }
        self.add(StepKind::Wait(Box::new(wait)))
    }

    /// A message or a condition, or else a term or another message.
    pub(super) fn first_of(
        &self,
        dice: &mut Dice,
        step: usize,
        next: &[String],
    ) -> Vec<WaitOption> {
        let one = match dice.chance(50) {
            true => WaitTrigger::Message(format!("m{step}")),
            false => WaitTrigger::When(condition(dice, step)),
        };
        let other = match dice.chance(50) {
            true => WaitTrigger::Term(term()),
            false => WaitTrigger::Message(format!("n{step}")),
        };
        let option = |trigger: WaitTrigger, next: Vec<String>| WaitOption {
            trigger,
            set: vec![],
            next,
        };
        let elsewhere = self.somewhere(dice, step).unwrap_or_else(|| next.to_vec());
        vec![option(one, next.to_vec()), option(other, elsewhere)]
    }

    /// Work for several at once or one after another, or a child.
    pub(super) fn many(&mut self, dice: &mut Dice, next: Vec<String>) -> usize {
        let step = self.steps.len();
        let (one_by_one, until) = (dice.chance(40), dice.chance(25));
        let each = |row: &str, list: &str| EachRow {
            row: row.into(),
            list: expression(list),
        };
        match dice.below(3) {
            0 => {
                let place = self.task(dice, next, None);
                if let StepKind::UserTask(task) = &mut self.steps[place].kind {
                    task.roles.clear();
                    task.each = Some(each("person", "holders('clerk')"));
                    task.one_by_one = one_by_one;
                    task.until = until.then(|| expression(&format!("count(s{step}.answers) >= 1")));
                }
                place
            }
            1 => self.add(StepKind::ForEach(Box::new(ForEach {
                process: "child".into(),
                each: Some(each("row", "[1, 2]")),
                window: None,
                one_by_one,
                until: until.then(|| expression(&format!("s{step}.items.any(i, has(i.outcome))"))),
                unique: vec![],
                reports: vec![],
                give: vec![],
                next,
            }))),
            _ => {
                let refused = self.somewhere(dice, step).unwrap_or_else(|| next.clone());
                self.add(StepKind::Call(Box::new(Call {
                    process: "child".into(),
                    version: CallVersion::Latest,
                    give: vec![],
                    take: vec![],
                    reports: vec![],
                    outcomes: [("bad".to_owned(), refused)].into(),
                    next,
                })))
            }
        }
    }

    /// Now and then an earlier step.
    fn somewhere(&self, dice: &mut Dice, step: usize) -> Option<Vec<String>> {
        (dice.chance(30) && step > 0).then(|| vec![name(dice.below(step))])
    }

    pub(super) fn join(&mut self, dice: &mut Dice, next: Vec<String>) -> usize {
        let wait_for = match dice.below(8) {
            0 => WaitFor::Any,
            1 => WaitFor::Count(1 + u32::from(dice.chance(50))),
            2 => WaitFor::Taken,
            _ => WaitFor::All,
        };
        let rest = match dice.chance(50) {
            true => Rest::Cancel,
            false => Rest::Ignore,
        };
        self.add(StepKind::Join(Join {
            next,
            wait_for,
            rest,
            ..Join::default()
        }))
    }

    /// Bounds the repetitions of a step or two.
    pub(super) fn bound(&mut self, dice: &mut Dice) {
        while dice.chance(20) {
            let (step, then) = (dice.below(self.steps.len()), dice.below(self.steps.len()));
            self.steps[step].repeat = Some(Repeat {
                limit: Some(RepeatLimit {
                    max: 1 + u32::from(dice.chance(50)),
                    then: name(then),
                }),
                reason: None,
            });
        }
    }

    /// Something happens while a step waits, and leads elsewhere.
    pub(super) fn happens(&mut self, dice: &mut Dice, step: usize, next: Vec<String>) {
        let trigger = match dice.below(5) {
            0 | 1 => Trigger::Message(format!("b{step}")),
            2 | 3 => Trigger::Term(term()),
            _ => Trigger::When(expression(&format!("(d{step} ?? 0) > 5"))),
        };
        let interrupting = dice.chance(60);
        let times = match dice.below(4) {
            0 => Some(2),
            1 => Some(3),
            _ => None,
        };
        let again = !interrupting && dice.chance(40) && matches!(trigger, Trigger::Term(_));
        self.steps[step].on.push(BoundaryEvent {
            trigger,
            interrupting,
            repeat: again.then(|| Recurrence {
                every: Term::parse("1 день").unwrap(),
                times,
            }),
            set: vec![],
            next,
        });
    }

    /// A decision, or a task with two outcomes.
    pub(super) fn choice(&mut self, dice: &mut Dice, a: Vec<String>, b: Vec<String>) -> usize {
        if dice.chance(50) {
            return self.task(dice, a, Some(b));
        }
        let step = self.steps.len();
        let when = condition(dice, step);
        self.add(StepKind::Decision(Decision {
            cases: vec![Case {
                title: None,
                when,
                next: a,
            }],
            otherwise: b,
            ..Decision::default()
        }))
    }

    /// Every case that holds; where its ways meet again stands a join that waits for what was taken.
    pub(super) fn inclusive(&mut self, a: Vec<String>, b: Vec<String>, none: Vec<String>) -> usize {
        let step = self.steps.len();
        let case = |number: &str, next: Vec<String>| Case {
            title: None,
            when: expression(&format!("({number}{step} ?? 0) > 5")),
            next,
        };
        self.add(StepKind::Decision(Decision {
            cases: vec![case("c", a), case("d", b)],
            inclusive: true,
            otherwise: none,
            ..Decision::default()
        }))
    }

    /// A join that waits for what was taken.
    pub(super) fn taken(&mut self, next: Vec<String>) -> usize {
        self.add(StepKind::Join(Join {
            next,
            wait_for: WaitFor::Taken,
            ..Join::default()
        }))
    }
}
