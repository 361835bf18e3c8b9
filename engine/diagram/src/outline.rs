//! A definition as a numbered list of its steps: the reading for those who do not read diagrams.
//!
//! The numbers are the order in which the author wrote the steps; ways on refer to them.

use std::collections::BTreeMap;

use reglament_definition::{Cancellation, Definition, End, Language, ProcessEvent, Step, StepKind};

use crate::mermaid::ways;
use crate::words::Words;

/// Lists the steps with who does them, when they are due, their clauses and the ways on.
pub fn outline(definition: &Definition, language: Language) -> String {
    let list = Listing {
        words: Words {
            definition,
            language,
            exact: true,
        },
        numbers: (1..)
            .zip(&definition.steps)
            .map(|(n, step)| (step.id.as_str(), n))
            .collect(),
    };
    let mut lines = vec![list.words.title(&definition.title).to_owned()];
    if let Some(regulation) = &definition.regulation {
        lines.push(regulation.act.clone());
    }
    lines.push(list.start());
    for (n, step) in (1..).zip(&definition.steps) {
        list.step(n, step, &mut lines);
    }
    if !definition.events.is_empty() || definition.cancellation.is_some() {
        lines.push(list.words.pick("В любое время:", "At any time:").to_owned());
        lines.extend(definition.events.iter().map(|event| list.event(event)));
        lines.extend(
            definition
                .cancellation
                .iter()
                .map(|found| list.cancellation(found)),
        );
    }
    lines.join("\n") + "\n"
}

struct Listing<'d> {
    words: Words<'d>,
    numbers: BTreeMap<&'d str, usize>,
}

impl Listing<'_> {
    fn start(&self) -> String {
        let start = &self.words.definition.start;
        let ways = self.words.start(start);
        let begins = self.words.pick("Начало", "Start");
        format!(
            "{begins}: {ways}{}{}",
            self.clauses(&start.basis),
            self.to(&start.next)
        )
    }

    fn step(&self, n: usize, step: &Step, lines: &mut Vec<String>) {
        let mut head = format!("{n}. {}", self.words.title(&step.title));
        if matches!(step.kind, StepKind::End(_)) {
            head.push_str(self.words.pick(" (конец)", " (end)"));
            if let StepKind::End(End {
                error: Some(error), ..
            }) = &step.kind
            {
                head.push_str(&format!(
                    " {}: {error}",
                    self.words.pick("с ошибкой", "with the error")
                ));
            }
        }
        head.push_str(&self.clauses(&step.basis));
        lines.push(head);
        let actors = self.words.actors(step);
        if !actors.is_empty() {
            lines.push(format!("   {}: {actors}", self.words.pick("кто", "who")));
        }
        let time = self.words.time(step);
        if !time.is_empty() {
            lines.push(format!("   {}: {time}", self.words.pick("срок", "term")));
        }
        for (text, next) in ways(step, &self.words) {
            let to = self.to(next);
            match text {
                _ if next.is_empty() => {}
                Some(text) => lines.push(format!("   {text}{to}")),
                None => lines.push(format!("  {to}")),
            }
        }
        if let Some(n) = step
            .undo
            .as_ref()
            .and_then(|by| self.numbers.get(by.as_str()))
        {
            lines.push(format!(
                "   {} → {n}",
                self.words.pick("отменяется", "undone by")
            ));
        }
        let joins = self.words.join(step);
        if !joins.is_empty() {
            lines.push(format!(
                "   {}: {joins}",
                self.words.pick("ждёт", "waits for")
            ));
        }
        if let Some(limit) = step.repeat_limit() {
            let then = self.to(std::slice::from_ref(&limit.then));
            lines.push(format!("   {}{then}", self.words.repeat(limit)));
        }
        for event in &step.on {
            let interrupted = if event.interrupting {
                self.words.pick("прерывается", "interrupted by")
            } else {
                self.words.pick("рядом начинается", "a branch begins by")
            };
            lines.push(format!(
                "   {interrupted}: {}{}",
                self.words.trigger(event),
                self.to(&event.next)
            ));
        }
    }

    fn event(&self, event: &ProcessEvent) -> String {
        let title = self.words.process_event(event);
        format!(
            "   {title}{}{}",
            self.clauses(&event.basis),
            self.to(std::slice::from_ref(&event.next))
        )
    }

    fn cancellation(&self, found: &Cancellation) -> String {
        let title = self.words.title(&found.title);
        format!(
            "   {title}{}{}",
            self.clauses(&found.basis),
            self.to(&found.next)
        )
    }

    fn to(&self, next: &[String]) -> String {
        let numbers: Vec<String> = next
            .iter()
            .filter_map(|id| self.numbers.get(id.as_str()))
            .map(usize::to_string)
            .collect();
        if numbers.is_empty() {
            return String::new();
        }
        format!(" → {}", numbers.join(", "))
    }

    fn clauses(&self, basis: &[String]) -> String {
        let cited: Vec<&str> = basis
            .iter()
            .map(String::as_str)
            .filter(|id| *id != "none")
            .collect();
        if cited.is_empty() {
            return String::new();
        }
        format!(" [{} {}]", self.words.pick("п.", "cl."), cited.join(", "))
    }
}
