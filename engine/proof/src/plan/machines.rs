//! Services, publications and tests. A machine is assumed to answer at some time; what its answer leaves out is unset.
//! A person may or may not come to a test: its result is unset for whoever did not.

use reglament_definition::{Publication, PublishStep, RegradeStep, ServiceStep, Step, TestStep};
use reglament_expression::{Expression, Shape, ShapeForm};

use super::{Builder, Given, Kind, Node, Op, Told, Use, Way, counted, dated, must};

impl Builder<'_> {
    pub(super) fn service(&self, step: &Step, service: &ServiceStep) -> Node {
        let given = service.give.iter();
        let mut entry: Vec<Op> = given
            .map(|(_, value)| Op::Read(value.shape(), Use::Rule))
            .collect();
        if let Some(deadline) = &service.deadline {
            counted(deadline, &mut entry);
            entry.push(Op::Put(dated(&step.id, "due"), Given::Filled));
        }
        Node {
            kind: Kind::Waits,
            entry,
            ways: vec![Way {
                ops: taken(&service.take),
                ..self.way(Told::Over, &service.next)
            }],
        }
    }

    pub(super) fn test(&self, step: &Step, test: &TestStep) -> Node {
        let window = test.opens.iter().chain(&test.closes);
        Node {
            kind: Kind::Waits,
            entry: window
                .map(|when| Op::Read(when.shape(), Use::Rule))
                .collect(),
            ways: vec![Way {
                ops: vec![Op::Put(dated(&step.id, "score"), Given::Asked)],
                ..self.way(Told::Over, &test.next)
            }],
        }
    }

    pub(super) fn regrade(&self, regrade: &RegradeStep) -> Node {
        let reads = [Some(&regrade.rulings), regrade.reason.as_ref()];
        let reads = reads.into_iter().flatten();
        let reads = reads.map(|value| Op::Read(value.shape(), Use::Rule));
        self.passing(&regrade.next, reads.collect())
    }

    pub(super) fn publish(&self, publish: &PublishStep) -> Node {
        let text = match &publish.what {
            Publication::Text(text) => Op::Read(text.shape(), Use::Letter),
            // The document is there once its step has been done.
            Publication::Document(step) => {
                let form = ShapeForm::Path(vec![step.clone(), "completed_at".to_owned()]);
                let text = format!("{step}.completed_at");
                Op::Read(must(Shape { text, form }), Use::Rule)
            }
        };
        let heading = publish.heading.iter();
        let heading = heading.map(|heading| Op::Read(heading.shape(), Use::Letter));
        let until = publish.until.iter();
        let until = until.map(|until| Op::Read(until.shape(), Use::Rule));
        let ops = [text].into_iter().chain(heading).chain(until);
        self.passing(&publish.next, ops.collect())
    }
}

/// What is taken from an answer. All values see the data as they were before it.
fn taken(take: &[(String, Expression)]) -> Vec<Op> {
    let shapes = || take.iter().map(|(name, value)| (name, value.shape()));
    let reads = shapes().map(|(_, shape)| Op::Read(shape, Use::Rule));
    let puts = shapes().map(|(name, shape)| {
        let given = if left_open(&shape) {
            Given::Asked
        } else {
            Given::Computed(shape)
        };
        Op::Put(name.clone(), given)
    });
    reads.chain(puts).collect()
}

/// Whether the value may be one that the answer leaves out. What cannot be computed without it is no answer.
fn left_open(shape: &Shape) -> bool {
    match &shape.form {
        ShapeForm::Path(path) => path.first().is_some_and(|name| name == "result"),
        ShapeForm::Default(parts) => parts.iter().all(left_open),
        ShapeForm::Choose(arms, otherwise) => {
            arms.iter().any(|(_, then)| left_open(then)) || left_open(otherwise)
        }
        _ => false,
    }
}
