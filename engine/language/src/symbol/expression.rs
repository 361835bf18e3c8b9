//! Names in expressions: paths that begin with a name of the process, and texts compared with options and outcomes.

use std::ops::Range;

use reglament_definition::grammar::Symbol;
use reglament_definition::{Node, NodeValue, ProcessSurvey, Style};

use super::{Index, Name, Use, inner};
use crate::tokens::{self, Token};

impl Index<'_> {
    /// The names of an expression in a file of the process.
    pub(super) fn expression(
        &mut self,
        path: &str,
        node: &Node,
        process: &ProcessSurvey,
        row: Option<&str>,
    ) {
        let NodeValue::Scalar(scalar) = &node.value else {
            return;
        };
        let span = inner(scalar.style, &node.span);
        self.names_in(path, span, scalar.style == Style::Single, process, row);
    }

    pub(super) fn names_in(
        &mut self,
        path: &str,
        span: Range<usize>,
        doubled: bool,
        process: &ProcessSurvey,
        row: Option<&str>,
    ) {
        let text = &self.workspace.files[path];
        let tokens = tokens::tokens(text, span, doubled);
        let locals = tokens::locals(text, &tokens);
        for (at, token) in tokens.iter().enumerate() {
            if let Token::Name(span) = token {
                let name = &text[span.clone()];
                let local = locals.contains(&name) || row == Some(name);
                if let Some(symbol) = symbol_of(process, name).filter(|_| !local) {
                    self.push(path, symbol, process.id.clone(), name, span);
                }
            }
            if let Some((symbol, owner, span)) = compared(text, &tokens[..at], token, process) {
                self.push(path, symbol, owner, &text[span.clone()], &span);
            }
        }
    }

    fn push(&mut self, path: &str, symbol: Symbol, owner: String, text: &str, span: &Range<usize>) {
        let name = Name {
            symbol,
            owner,
            text: text.to_owned(),
        };
        self.found.push(Use {
            name,
            file: path.to_owned(),
            span: span.clone(),
            declares: false,
        });
    }
}

/// What a name of an expression stands for.
fn symbol_of(process: &ProcessSurvey, name: &str) -> Option<Symbol> {
    if process.step(name).is_some() {
        Some(Symbol::Step)
    } else if process.field(name).is_some() {
        Some(Symbol::Field)
    } else if process.parameters.contains_key(name) {
        Some(Symbol::Parameter)
    } else if process.links.iter().any(|link| link.name == name) {
        Some(Symbol::Link)
    } else {
        None
    }
}

/// The option or outcome that a text stands for: `field == 'option'`, `step.outcome != 'outcome'`.
fn compared(
    text: &str,
    before: &[Token],
    token: &Token,
    process: &ProcessSurvey,
) -> Option<(Symbol, String, Range<usize>)> {
    let Token::Text(span) = token else {
        return None;
    };
    let [rest @ .., Token::Sign('=' | '!', _), Token::Sign('=', _)] = before else {
        return None;
    };
    match rest {
        [
            ..,
            Token::Name(step),
            Token::Sign('.', _),
            Token::Member(member),
        ] if &text[member.clone()] == "outcome" => {
            let step = &text[step.clone()];
            Some((
                Symbol::Outcome,
                format!("{}/{step}", process.id),
                span.clone(),
            ))
        }
        [.., Token::Name(field)] => {
            let field = &text[field.clone()];
            Some((
                Symbol::Choice,
                format!("{}/{field}", process.id),
                span.clone(),
            ))
        }
        _ => None,
    }
}
