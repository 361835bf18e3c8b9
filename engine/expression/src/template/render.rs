//! Parts to text, within one budget for the whole template.

use super::part::{Each, Part};
use crate::evaluate::{Evaluator, Outcome};
use crate::val::Val;
use crate::{Failure, FailureKind, limits};
use std::ops::Range;

pub(crate) fn render<'e>(
    parts: &'e [Part],
    source: &'e str,
    evaluator: Evaluator<'e>,
) -> Outcome<String> {
    let mut renderer = Renderer {
        source,
        evaluator,
        output: String::new(),
    };
    renderer.parts(parts)?;
    Ok(renderer.output)
}

struct Renderer<'e> {
    source: &'e str,
    evaluator: Evaluator<'e>,
    output: String,
}

impl<'e> Renderer<'e> {
    fn parts(&mut self, parts: &'e [Part]) -> Outcome<()> {
        for part in parts {
            match part {
                Part::Text(range) => self.write(&self.source[range.clone()], range)?,
                Part::Hole(node) => {
                    let val = self.evaluator.set(node)?;
                    let text = self.evaluator.print(&val, &node.span)?;
                    self.write(&text, &node.span)?;
                }
                Part::If(condition, then, otherwise) => {
                    let holds = self.evaluator.boolean(condition)?;
                    self.parts(if holds { then } else { otherwise })?;
                }
                Part::Each(each) => self.each(each)?,
            }
        }
        Ok(())
    }

    fn each(&mut self, each: &'e Each) -> Outcome<()> {
        let list = self.evaluator.set(&each.list)?;
        let items = self.evaluator.items_of(&list, &each.list.span)?;
        for (number, item) in (1_i64..).zip(items.iter()) {
            self.evaluator.spend(1, &each.list.span)?;
            self.evaluator.push_local(&each.item.name, item.clone());
            if let Some(local) = &each.number {
                self.evaluator.push_local(&local.name, Val::own(number));
            }
            let result = self.parts(&each.body);
            if each.number.is_some() {
                self.evaluator.pop_local();
            }
            self.evaluator.pop_local();
            result?;
        }
        Ok(())
    }

    fn write(&mut self, text: &str, span: &Range<usize>) -> Outcome<()> {
        self.evaluator
            .spend(1 + text.len() / limits::BYTES_PER_STEP, span)?;
        if self.output.len() + text.len() > limits::OUTPUT_BYTES {
            return Err(Box::new(Failure::new(
                FailureKind::Budget,
                span,
                format!("Готовый текст длиннее {} байт.", limits::OUTPUT_BYTES),
                format!(
                    "The finished text is longer than {} bytes.",
                    limits::OUTPUT_BYTES
                ),
            )));
        }
        self.output.push_str(text);
        Ok(())
    }
}
