//! Decisions: the first case that holds, every case that holds, or what a table says.
//!
//! Cases are looked at in order, so a later one sees that the earlier ones failed. Of a table every row may fit.

use reglament_definition::{Decision, DecisionTable};
use reglament_expression::{Shape, ShapeForm};

use super::{Builder, Given, Kind, Node, Op, Told, Use, Way};

/// Cases of an inclusive decision whose combinations are tried one by one.
pub(crate) const MAX_INCLUSIVE: usize = 6;

impl Builder<'_> {
    pub(super) fn decision(&self, decision: &Decision) -> Node {
        if let Some(table) = &decision.table {
            return self.table(decision, table);
        }
        let cases: Vec<Shape> = decision
            .cases
            .iter()
            .map(|case| case.when.shape())
            .collect();
        let mut ways: Vec<Way> = Vec::new();
        if decision.inclusive {
            ways = self.together(decision, &cases);
        }
        let alone = if decision.inclusive {
            &[][..]
        } else {
            &decision.cases[..]
        };
        for (place, case) in alone.iter().enumerate() {
            ways.push(Way {
                when: cases.get(place).cloned(),
                unless: cases.iter().take(place).cloned().collect(),
                ..self.way(Told::Case(Some(place)), &case.next)
            });
        }
        ways.push(Way {
            unless: cases.clone(),
            ..self.way(Told::Case(None), &decision.otherwise)
        });
        // Evaluated like `a or b or c`: a case is reached only when those before it failed.
        let asked = Shape {
            text: String::new(),
            form: ShapeForm::Or(cases),
        };
        Node {
            kind: Kind::Passes,
            entry: vec![Op::Read(asked, Use::Rule)],
            ways,
        }
    }

    /// A way for every combination of cases that hold together.
    fn together(&self, decision: &Decision, cases: &[Shape]) -> Vec<Way> {
        let count = cases.len().min(MAX_INCLUSIVE);
        let ways = (1usize..1 << count).map(|combination| {
            let holds = |place: &usize| combination & (1 << place) != 0;
            let taken = (0..count).filter(holds);
            // A step to which several cases lead is entered once.
            let mut next: Vec<String> = Vec::new();
            for step in taken.clone().flat_map(|place| &decision.cases[place].next) {
                if !next.contains(step) {
                    next.push(step.clone());
                }
            }
            let when: Vec<Shape> = taken.clone().map(|place| cases[place].clone()).collect();
            let unless = (0..count).filter(|place| !holds(place));
            Way {
                when: Some(Shape {
                    text: String::new(),
                    form: ShapeForm::And(when),
                }),
                unless: unless.map(|place| cases[place].clone()).collect(),
                ..self.way(Told::Cases(taken.clone().collect()), &next)
            }
        });
        ways.collect()
    }

    fn table(&self, decision: &Decision, table: &DecisionTable) -> Node {
        let inputs = table.inputs.iter();
        let entry = inputs
            .map(|input| Op::Read(input.value.shape(), Use::Rule))
            .collect();
        let rows = table.rows.iter().map(|row| {
            let next = if row.next.is_empty() {
                &table.next
            } else {
                &row.next
            };
            let outputs = row.then.iter().flat_map(|output| {
                let shape = output.value.shape();
                let given = match output.column {
                    Some(_) => Given::Filled,
                    None => Given::Computed(shape.clone()),
                };
                [
                    Op::Read(shape, Use::Rule),
                    Op::Put(output.field.clone(), given),
                ]
            });
            Way {
                ops: outputs.collect(),
                ..self.way(Told::Quiet, next)
            }
        });
        let otherwise = (!decision.otherwise.is_empty())
            .then(|| self.way(Told::Case(None), &decision.otherwise));
        Node {
            kind: Kind::Passes,
            entry,
            ways: rows.chain(otherwise).collect(),
        }
    }
}
