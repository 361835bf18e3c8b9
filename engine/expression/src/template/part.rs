//! The parts of a template, with the walks over them that need no values: reads and the check.

use crate::check::Checker;
use crate::syntax::{Local, Node};
use crate::{Kind, Shape, ShapeForm, shape};
use std::collections::BTreeSet;
use std::ops::Range;

#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// Copied as it is.
    Text(Range<usize>),
    Hole(Node),
    If(Node, Vec<Part>, Vec<Part>),
    Each(Each),
}

#[derive(Clone, Debug)]
pub(crate) struct Each {
    pub(crate) list: Node,
    pub(crate) item: Local,
    /// The item's number, from 1.
    pub(crate) number: Option<Local>,
    pub(crate) body: Vec<Part>,
}

pub(crate) fn collect_reads<'p>(
    parts: &'p [Part],
    locals: &mut Vec<&'p str>,
    reads: &mut BTreeSet<Vec<String>>,
) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Hole(node) => node.collect_reads(locals, reads),
            Part::If(condition, then, otherwise) => {
                condition.collect_reads(locals, reads);
                collect_reads(then, locals, reads);
                collect_reads(otherwise, locals, reads);
            }
            Part::Each(each) => {
                each.list.collect_reads(locals, reads);
                let outer = locals.len();
                locals.push(&each.item.name);
                locals.extend(each.number.iter().map(|number| number.name.as_str()));
                collect_reads(&each.body, locals, reads);
                locals.truncate(outer);
            }
        }
    }
}

pub(crate) fn shape(parts: &[Part], source: &str) -> Shape {
    let of = |node: &Node| shape::of(node, source);
    let shapes = parts.iter().filter_map(|part| {
        let form = match part {
            Part::Text(_) => return None,
            Part::Hole(node) => ShapeForm::Strict(vec![of(node)]),
            Part::If(condition, then, otherwise) => ShapeForm::Choose(
                vec![(of(condition), self::shape(then, source))],
                Box::new(self::shape(otherwise, source)),
            ),
            Part::Each(each) => {
                let names = [&each.item].into_iter().chain(&each.number);
                let names = names.map(|local| local.name.clone()).collect();
                ShapeForm::Each(
                    Box::new(of(&each.list)),
                    names,
                    Box::new(self::shape(&each.body, source)),
                )
            }
        };
        let text = String::new();
        Some(Shape { text, form })
    });
    Shape {
        text: String::new(),
        form: ShapeForm::Values(shapes.collect()),
    }
}

pub(crate) fn check<'p>(parts: &'p [Part], checker: &mut Checker<'p>) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Hole(node) => {
                if let Some(kind) = checker.find(node) {
                    checker.printable(node, kind);
                }
            }
            Part::If(condition, then, otherwise) => {
                checker.condition(condition);
                check(then, checker);
                check(otherwise, checker);
            }
            Part::Each(each) => check_each(each, checker),
        }
    }
}

fn check_each<'p>(each: &'p Each, checker: &mut Checker<'p>) {
    let list = checker.find(&each.list);
    let item = list.and_then(|kind| checker.item_kind(&each.list, kind));
    checker.with_local(&each.item, item, |checker| match &each.number {
        None => check(&each.body, checker),
        Some(number) => checker.with_local(number, Some(Kind::Integer), |checker| {
            check(&each.body, checker);
        }),
    });
}
