//! Decisions: the first case that holds. Cases are looked at in order, so a later one sees that the earlier ones failed.

use reglament_definition::Decision;
use reglament_expression::{Shape, ShapeForm};

use super::{Builder, Kind, Node, Op, Told, Use, Way};

impl Builder<'_> {
    pub(super) fn decision(&self, decision: &Decision) -> Node {
        let cases: Vec<Shape> = decision
            .cases
            .iter()
            .map(|case| case.when.shape())
            .collect();
        let mut ways: Vec<Way> = Vec::new();
        for (place, case) in decision.cases.iter().enumerate() {
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
}
