//! Steps that produce something and go on: letters, documents, messages.

use reglament_definition::{DocumentStep, DrawDocument, MailStep, SendStep, SendTo, Step};
use reglament_expression::{Shape, ShapeForm};

use super::{Builder, Given, Node, Op, Use, dated, must};

impl Builder<'_> {
    pub(super) fn mail(&self, mail: &MailStep) -> Node {
        let mut ops = Vec::new();
        if let Some(to) = &mail.to {
            ops.push(Op::Read(must(to.shape()), Use::Rule));
        }
        self.letter(&mail.letter, &mut ops);
        self.passing(&mail.next, ops)
    }

    /// What the text of a letter reads.
    pub(super) fn letter(&self, id: &str, ops: &mut Vec<Op>) {
        if let Some(letter) = self.definition.letters.get(id) {
            ops.push(Op::Read(letter.subject.shape(), Use::Letter));
            ops.push(Op::Read(letter.text.shape(), Use::Letter));
        }
    }

    pub(super) fn document(&self, step: &Step, document: &DocumentStep) -> Node {
        self.passing(&document.next, drawn(&step.id, &document.draw))
    }

    pub(super) fn send(&self, send: &SendStep) -> Node {
        let to = match &send.to {
            SendTo::Instances(to) | SendTo::Key { key: to, .. } => must(to.shape()),
        };
        let values = send.data.iter().map(|(_, value)| value.shape()).collect();
        let contents = Shape {
            text: String::new(),
            form: ShapeForm::Values(values),
        };
        let ops = match &send.each {
            None => vec![Op::Read(to, Use::Rule), Op::Read(contents, Use::Rule)],
            Some((variable, list)) => {
                let body = Shape {
                    text: String::new(),
                    form: ShapeForm::Values(vec![to, contents]),
                };
                let form = ShapeForm::Each(
                    Box::new(list.shape()),
                    vec![variable.clone()],
                    Box::new(body),
                );
                let text = String::new();
                vec![Op::Read(Shape { text, form }, Use::Rule)]
            }
        };
        self.passing(&send.next, ops)
    }
}

/// What drawing a document reads, and the number it may take.
pub(super) fn drawn(step: &str, draw: &DrawDocument) -> Vec<Op> {
    let values = draw.data.iter().chain(&draw.entry);
    let mut ops: Vec<Op> = values
        .map(|(_, value)| Op::Read(value.shape(), Use::Document))
        .collect();
    if draw.register.is_some() {
        ops.push(Op::Put(dated(step, "number"), Given::Filled));
    }
    ops
}
