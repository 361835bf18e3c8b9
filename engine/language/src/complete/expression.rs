//! Proposals inside expressions: names, members of records, methods of lists, functions, options and outcomes in quotes.
//!
//! The kind of what stands before a point is asked from the checker of the expression language itself.

use std::ops::Range;

use reglament_definition::grammar::Scope;
use reglament_definition::{DataKind, Node, ProcessSurvey};
use reglament_expression::reference::{Entry, FUNCTIONS, METHODS};
use reglament_expression::{Expression, Kind, Names};

use super::place::Place;
use super::{Completion, CompletionKind, Desk, fitting};
use crate::describe;
use crate::tokens::{self, Token};
use crate::walk::beside;

impl Desk<'_> {
    pub(super) fn expression(
        &self,
        place: &Place<'_>,
        node: &Node,
        scope: Scope,
    ) -> Vec<Completion> {
        let Some(process) = self.workspace.process_of(self.path) else {
            return Vec::new();
        };
        let before = self.before(node);
        let names = self.scope(place, process, scope);
        self.inside(process, &names, before)
    }

    /// `row in list`: before `in` the author invents a name, after it an expression follows.
    pub(super) fn each(&self, place: &Place<'_>, node: &Node) -> Vec<Completion> {
        let before = self.before(node);
        let list = self.text[before.clone()]
            .find(" in ")
            .map(|at| before.start + at + " in ".len());
        match (list, self.workspace.process_of(self.path)) {
            (Some(start), Some(process)) => {
                let names = self.scope(place, process, Scope::Process);
                self.inside(process, &names, start..before.end)
            }
            _ => Vec::new(),
        }
    }

    /// The expression up to the cursor.
    fn before(&self, node: &Node) -> Range<usize> {
        let span = self.scalar(node);
        let text = &self.text[span.clone()];
        // After `|` or `>` the expression begins on the next line.
        let header = match text.starts_with(['|', '>']) {
            true => text.find('\n').map_or(text.len(), |at| at + 1),
            false => 0,
        };
        span.start + header..span.end
    }

    fn scope(&self, place: &Place<'_>, process: &ProcessSurvey, scope: Scope) -> Names {
        match scope {
            Scope::Process => {
                let names = process.names.clone();
                match (self.answer(place), self.asked_person(place)) {
                    (Some(answer), _) => names.with("result", answer),
                    (None, Some(person)) => names.with("person", person),
                    (None, None) => names,
                }
            }
            Scope::Document => process.with_document(),
            Scope::Message => {
                let started = || beside(&place.trail, "name");
                let message = beside(&place.trail, "message").or_else(started);
                let contents = message.and_then(|name| self.workspace.survey.messages.get(name));
                match (message, beside(&place.trail, "error")) {
                    (Some(_), _) => process.with_message(&contents.cloned().unwrap_or_default()),
                    (None, Some(_)) => process.with_error(),
                    (None, None) => process.names.clone(),
                }
            }
            Scope::Child => {
                let called = beside(&place.trail, "process");
                match called.and_then(|id| self.workspace.survey.process(id)) {
                    Some(called) => process.with_child(called),
                    None => process.names.clone(),
                }
            }
            Scope::Row => {
                let each = beside(&place.trail, "each").and_then(|each| each.split_once(" in "));
                let row =
                    each.and_then(|(row, list)| Some((row.trim(), item(list, &process.names)?)));
                match row {
                    Some((row, kind)) => process.names.clone().with(row, kind),
                    None => process.names.clone(),
                }
            }
        }
    }

    /// Proposals in an expression whose bytes up to the cursor are `before`.
    pub(super) fn inside(
        &self,
        process: &ProcessSurvey,
        names: &Names,
        before: Range<usize>,
    ) -> Vec<Completion> {
        let text = &self.text[before.clone()];
        let all = tokens::tokens(text, 0..text.len(), false);
        if let Some(Token::Text(span)) = all.last()
            && span.end == text.len()
        {
            return self.literals(process, text, &all, before.start + span.start..before.end);
        }
        let names = with_locals(text, names);
        let head = text[..text.len() - self.typed().len().min(text.len())].trim_end();
        match head.strip_suffix('.') {
            Some(head) => fitting(self.members(receiver(head), &names), self.typed()),
            None => fitting(self.roots(process, &names), self.typed()),
        }
    }

    /// Options of a choice and outcomes of a task, between the quotes of a comparison.
    fn literals(
        &self,
        process: &ProcessSurvey,
        text: &str,
        all: &[Token],
        span: Range<usize>,
    ) -> Vec<Completion> {
        let literal = |id: &str, detail: &str| Completion {
            label: id.to_owned(),
            kind: CompletionKind::Name,
            detail: detail.to_owned(),
            documentation: String::new(),
            insert: id.to_owned(),
            span: span.clone(),
        };
        if let [.., Token::Call(called), Token::Sign('(', _), Token::Text(_)] = all {
            let found = self.arguments(process, &text[called.clone()], &span);
            return fitting(found, &self.text[span.clone()]);
        }
        let [
            rest @ ..,
            Token::Sign('=' | '!', _),
            Token::Sign('=', _),
            Token::Text(_),
        ] = all
        else {
            return Vec::new();
        };
        let found = match rest {
            [
                ..,
                Token::Name(step),
                Token::Sign('.', _),
                Token::Member(member),
            ] if &text[member.clone()] == "outcome" => {
                let step = &text[step.clone()];
                let known = process.step(step);
                let outcomes = known.into_iter().flat_map(|step| &step.outcomes);
                let own = outcomes.map(|id| literal(id, ""));
                let ends = self.ends_of_call(process, step);
                let ends = ends.iter().map(|id| literal(id, ""));
                own.chain(ends).collect()
            }
            [.., Token::Name(name)] => {
                let name = &text[name.clone()];
                let field = process.field(name).map(|field| &field.kind);
                let kind = field.or_else(|| Some(&process.parameters.get(name)?.kind));
                match kind {
                    Some(DataKind::Choice(options)) => {
                        let options = options.iter();
                        let title = |title| describe::title(title, self.language);
                        options.map(|o| literal(&o.id, title(&o.title))).collect()
                    }
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        };
        fitting(found, &self.text[span.clone()])
    }

    /// Roles in `holders('…')`, registers in `register('…')`, kinds of units in `units('…')`, units in `unit('…')`.
    fn arguments(
        &self,
        process: &ProcessSurvey,
        called: &str,
        span: &Range<usize>,
    ) -> Vec<Completion> {
        let titled = |id: &str, kind, title| self.titled(id, kind, title, span);
        match called {
            "holders" => {
                let roles = process.roles.iter();
                roles
                    .map(|(id, title)| titled(id, CompletionKind::Person, title))
                    .collect()
            }
            "register" => {
                let registers = self.workspace.survey.registers.values();
                registers
                    .map(|r| titled(&r.id, CompletionKind::File, &r.title))
                    .collect()
            }
            "units" => {
                let kinds = self.workspace.survey.organisation.unit_kinds.iter();
                kinds
                    .map(|(id, title)| titled(id, CompletionKind::Name, title))
                    .collect()
            }
            "unit" => {
                let units = self.workspace.survey.organisation.units.values();
                units
                    .map(|unit| titled(&unit.id, CompletionKind::Name, &unit.name))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// What the outcome of a `call` may be: the ends of the process that it starts.
    fn ends_of_call(&self, process: &ProcessSurvey, step: &str) -> Vec<String> {
        let tree = self.workspace.trees.get(&process.path);
        let step = tree.and_then(|tree| tree.get("steps")?.get(step));
        let called = step.filter(|step| step.get("call").is_some());
        let called = called.and_then(|step| step.get("process")?.text());
        let ends = called.map(|id| self.ends(id)).unwrap_or_default();
        let own: Vec<String> = ends.iter().map(|end| end.key.clone()).collect();
        let cancelled = called.map(|_| super::around::CANCELLED.to_owned());
        own.into_iter().chain(cancelled).collect()
    }

    fn members(&self, receiver: &str, names: &Names) -> Vec<Completion> {
        match kind(receiver, names) {
            Some(Kind::Record(fields)) => {
                let fields = fields.iter();
                fields
                    .map(|(name, kind)| self.typed_name(name, kind))
                    .collect()
            }
            Some(Kind::PersonName) => {
                let parts = [
                    "family",
                    "given",
                    "patronymic",
                    "full",
                    "short",
                    "initials_first",
                ];
                parts
                    .iter()
                    .map(|part| self.typed_name(part, &Kind::Text))
                    .collect()
            }
            Some(Kind::List(_)) => METHODS.iter().map(|entry| self.function(entry)).collect(),
            _ => Vec::new(),
        }
    }

    fn roots(&self, process: &ProcessSurvey, names: &Names) -> Vec<Completion> {
        let known = names.root.iter().map(|(name, kind)| Completion {
            documentation: describe::name(process, name, self.language).unwrap_or_default(),
            ..self.typed_name(name, kind)
        });
        let functions = FUNCTIONS.iter().map(|entry| self.function(entry));
        let words = ["and", "or", "not", "in", "true", "false", "null"];
        let words = words.iter().map(|word| Completion {
            kind: CompletionKind::Word,
            detail: String::new(),
            ..self.typed_name(word, &Kind::Boolean)
        });
        known.chain(functions).chain(words).collect()
    }

    fn typed_name(&self, name: &str, kind: &Kind) -> Completion {
        Completion {
            label: name.to_owned(),
            kind: CompletionKind::Field,
            detail: describe::kind(kind, self.language),
            documentation: String::new(),
            insert: name.to_owned(),
            span: self.word(),
        }
    }

    fn function(&self, entry: &'static Entry) -> Completion {
        let open = if entry.form.ends_with("()") {
            "()"
        } else {
            "("
        };
        let called = self.text[self.word().end..].starts_with('(');
        let insert = if called {
            String::new()
        } else {
            open.to_owned()
        };
        Completion {
            label: entry.name.to_owned(),
            kind: CompletionKind::Function,
            detail: entry.form.to_owned(),
            documentation: describe::function(entry, self.language),
            insert: format!("{}{insert}", entry.name),
            span: self.word(),
        }
    }
}

fn kind(text: &str, names: &Names) -> Option<Kind> {
    Expression::parse(text).ok()?.check(names).ok()
}

/// The kind of the items of a list.
fn item(list: &str, names: &Names) -> Option<Kind> {
    match kind(list, names)? {
        Kind::List(item) => Some(*item),
        _ => None,
    }
}

/// The operand that ends the text: names, points, calls and indexes.
fn receiver(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut start = text.len();
    for (at, found) in text.char_indices().rev() {
        match (quote, found) {
            (Some(open), _) if found == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') if depth > 0 => quote = Some(found),
            (None, ')' | ']') => depth += 1,
            (None, '(' | '[') if depth > 0 => depth -= 1,
            (None, _) if depth > 0 => {}
            (None, c) if c.is_alphanumeric() || matches!(c, '_' | '.') => {}
            _ => break,
        }
        start = at;
    }
    &text[start..]
}

/// The names of lambdas that are open at the end of the text: in `rows.filter(r, r.` the row is known.
fn with_locals(text: &str, names: &Names) -> Names {
    let all = tokens::tokens(text, 0..text.len(), false);
    let mut names = names.clone();
    for (at, window) in all.windows(5).enumerate() {
        let [
            Token::Sign('.', point),
            Token::Call(_),
            Token::Sign('(', _),
            Token::Name(local),
            Token::Sign(',', _),
        ] = window
        else {
            continue;
        };
        let closed = all[at + 3..].iter().scan(1_i32, |depth, token| {
            *depth += match token {
                Token::Sign('(', _) => 1,
                Token::Sign(')', _) => -1,
                _ => 0,
            };
            Some(*depth)
        });
        if closed.into_iter().any(|depth| depth == 0) {
            continue;
        }
        if let Some(row) = item(receiver(&text[..*point]), &names) {
            names = names.with(&text[local.clone()], row);
        }
    }
    names
}
