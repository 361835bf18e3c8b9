//! `indicators.yaml`: sets of indicators, lowered when processes and registers are outlined and before any process is.
//!
//! A set borrows the act, the roles, the parameters and the zone of the process that it names.

mod counted;
mod minimum;
mod row;
mod word;

pub(super) use row::row;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_expression::{Kind, Names, Value};

use super::{BasisUse, Block, Lowering, Reader, World, value};
use crate::diagnostic::Severity;
use crate::grammar::{INDICATOR, INDICATORS};
use crate::model::{
    Chosen, DataKind, Denominator, ForecastBy, Indicator, IndicatorSet, IndicatorUnit, Setting,
    Years,
};
use crate::source::{Entry, Node};
use crate::suggest::advice;

/// A set of indicators, possibly with holes, and what it cites.
pub(crate) struct IndicatorDraft {
    pub(crate) set: IndicatorSet,
    pub(crate) basis: Vec<BasisUse>,
    pub(crate) roles: Vec<String>,
    /// The file that declares it.
    pub(crate) file: String,
}

/// Whether the path is a set of indicators.
pub(crate) fn is_indicators(path: &str) -> bool {
    matches!(path.split_once('/'), Some((folder, "indicators.yaml")) if folder != "shared")
}

/// Reads the sets of all folders.
pub(crate) fn indicators(
    world: &World<'_>,
    trees: &BTreeMap<String, Node>,
) -> BTreeMap<String, IndicatorDraft> {
    let mut sets: BTreeMap<String, IndicatorDraft> = BTreeMap::new();
    for (path, tree) in trees.iter().filter(|(path, _)| is_indicators(path)) {
        let Some(reader) = world.reader(path) else {
            continue;
        };
        let Some(draft) = set(world, reader, tree) else {
            continue;
        };
        if let Some(first) = sets.get(&draft.set.id) {
            declared_twice(reader, tree, &draft.set.id, &first.file);
            continue;
        }
        sets.insert(draft.set.id.clone(), draft);
    }
    sets
}

fn declared_twice(reader: Reader<'_>, tree: &Node, id: &str, first: &str) {
    let ru = format!("Набор показателей «{id}» уже описан в `{first}`.");
    let en = format!("The set of indicators `{id}` is described in `{first}` already.");
    let span = tree
        .get("indicators")
        .map_or(tree.span.clone(), |node| node.span.clone());
    let found = reader
        .source
        .diagnostic(Severity::Error, "R184", &span, ru, en);
    reader.report(found.hint(
        "Дайте одному из наборов другое имя.",
        "Give one of the sets another id.",
    ));
}

fn set(world: &World<'_>, reader: Reader<'_>, root: &Node) -> Option<IndicatorDraft> {
    let block = Block::shape(reader, root, &INDICATORS)?;
    let id = block.need_word("indicators");
    if let Some(id) = &id {
        reader.check_id(&id.text, &id.span);
    }
    let title = block.title("title");
    let opened_on = block
        .need("opened_on")
        .and_then(|node| value::read(reader, node, &DataKind::Date))
        .and_then(|day| day.as_date());
    let process = block.need_word("process")?;
    let Some(outline) = world.outlines.get(&process.text) else {
        if world.knows_all_processes() {
            let known = world.outlines.keys().map(String::as_str);
            reader.unknown(
                "R023",
                ("Процесс", "process"),
                &process.text,
                &process.span,
                known,
            );
        }
        return None;
    };
    let mut lowering = Lowering::new(world, outline);
    lowering.reader = reader;
    lowering.names = Names::new();
    let counting = Counting {
        lowering: &lowering,
        block,
    };
    let years = counting.word_or_parameter(block, "years", Years::Calendar);
    let indicators = counting.indicators();
    let act = lowering_act(world, outline, &lowering);
    Some(IndicatorDraft {
        set: IndicatorSet {
            id: id.map(|id| id.text).unwrap_or_default(),
            title,
            process: process.text,
            act,
            zone: outline.zone,
            opened_on: opened_on.unwrap_or(NaiveDate::MIN),
            years,
            indicators,
            parameters: outline.parameters.clone(),
        },
        basis: lowering.basis.take(),
        roles: lowering.roles.take().into_iter().collect(),
        file: reader.source.path.clone(),
    })
}

/// The title of the act; clauses that it lacks are reported here.
fn lowering_act(
    world: &World<'_>,
    outline: &super::Outline<'_>,
    lowering: &Lowering<'_>,
) -> Option<String> {
    // What is wrong with the head of the act is told once, where the process is lowered.
    let quiet = crate::diagnostic::Log::default();
    let mut head = Lowering::new(world, outline);
    head.reader.log = &quiet;
    let head = head.regulation()?;
    for usage in lowering.basis.borrow().iter() {
        if !head.act.knows(&usage.clause) {
            lowering.unknown_clause(&usage.clause, &usage.span, &head.act);
        }
    }
    Some(head.regulation.act)
}

/// The lowering of one set.
struct Counting<'w, 'l> {
    lowering: &'l Lowering<'w>,
    block: Block<'w>,
}

impl<'w> Counting<'w, '_> {
    fn indicators(&self) -> Vec<Indicator> {
        let figures = self.block.need("figures");
        let figures = figures.and_then(|node| Block::any(self.lowering.reader, node));
        let entries = figures.map_or(&[][..], |block| block.entries());
        entries
            .iter()
            .filter_map(|entry| self.indicator(entry))
            .collect()
    }

    fn indicator(&self, entry: &'w Entry) -> Option<Indicator> {
        let lowering = self.lowering;
        lowering.reader.check_id(&entry.key, &entry.key_span);
        let block = Block::shape(lowering.reader, &entry.value, &INDICATOR)?;
        let unit = self.word(block, "unit").unwrap_or(IndicatorUnit::Percent);
        if !block.has("unit") {
            block.missing("unit");
        }
        let (basis, _) = lowering.basis(block, &format!("indicators.{}", entry.key));
        let owner = lowering.roles(block, "owner").into_iter().next();
        let minimum = block
            .get("minimum")
            .and_then(|node| minimum::minimum(lowering.reader, node, unit));
        let numerator = block
            .need("numerator")
            .and_then(|node| self.numerator(node));
        let denominator = block
            .get("denominator")
            .and_then(|node| self.denominator(node));
        let forecast = self.word(block, "forecast");
        let indicator = Indicator {
            id: entry.key.clone(),
            title: block.title("title"),
            basis,
            owner,
            unit,
            minimum,
            numerator: numerator?,
            denominator,
            forecast: forecast.unwrap_or(ForecastBy::CalendarDays),
        };
        self.check(block, &indicator);
        Some(indicator)
    }

    /// R180: what cannot be computed as it is written.
    fn check(&self, block: Block<'w>, indicator: &Indicator) {
        let keys = indicator.numerator.distinct.len();
        let comparable = match &indicator.denominator {
            Some(Denominator::Counted(counted)) => keys > 0 && counted.distinct.len() == keys,
            Some(Denominator::Recorded(_)) | None => false,
        };
        let has = block.has("denominator");
        let (key, ru, en) = match indicator.unit {
            IndicatorUnit::Percent if !has => (
                "unit",
                "Доле нужен знаменатель.",
                "A share needs a denominator.",
            ),
            IndicatorUnit::Count if has => (
                "denominator",
                "У количества нет знаменателя.",
                "A count has no denominator.",
            ),
            IndicatorUnit::Percent | IndicatorUnit::Count => {
                let among = indicator.numerator.among_denominator;
                if among && has && !comparable {
                    (
                        "numerator",
                        "`among_denominator` сравнивает с теми, кто посчитан в знаменателе, а они не различаются.",
                        "`among_denominator` compares with those whom the denominator counts, and they are not told apart.",
                    )
                } else {
                    return;
                }
            }
        };
        let hint = advice(
            "Добавьте `denominator` или напишите `unit: count`; для `among_denominator` дайте числителю и знаменателю по одинаковому числу граф `distinct`.",
            "Add `denominator`, or write `unit: count`; for `among_denominator` give numerator and denominator equally many columns under `distinct`.",
        );
        let span = block.key_span(key);
        self.lowering.reader.error("R180", &span, ru, en, hint);
    }

    /// The names that conditions know.
    fn names(&self, row: Kind) -> Names {
        let parameters = self.lowering.outline.parameters.values();
        let names = parameters.fold(Names::new(), |names, parameter| {
            names.with(&parameter.name, parameter.kind.expression_kind())
        });
        names
            .with("row", row)
            .with("year", Kind::Integer)
            .with("on", Kind::Date)
    }

    /// One of the words of `T`, or a parameter that says one of them.
    fn word_or_parameter<T: Chosen>(&self, block: Block<'w>, key: &str, usual: T) -> Setting<T> {
        let Some(written) = block.word(key) else {
            return Setting::Fixed(usual);
        };
        if let Some(chosen) = T::of(&written.text) {
            return Setting::Fixed(chosen);
        }
        let parameters = &self.lowering.outline.parameters;
        match parameters.get(&written.text) {
            Some(parameter) => {
                let says = |option: &str| T::of(option).is_some();
                let fits = match &parameter.kind {
                    DataKind::Choice(options) => options.iter().all(|option| says(&option.id)),
                    _ => false,
                };
                if !fits {
                    word::unfit::<T>(self.lowering.reader, &written);
                }
                Setting::Parameter(written.text)
            }
            None if self.lowering.outline.broken.contains(&written.text) => Setting::Fixed(usual),
            None => {
                let known = parameters.keys().map(String::as_str);
                word::unknown::<T>(self.lowering.reader, &written, known);
                Setting::Fixed(usual)
            }
        }
    }

    /// One of the words of `T`.
    fn word<T: Chosen>(&self, block: Block<'w>, key: &str) -> Option<T> {
        let written = block.word(key)?;
        let chosen = T::of(&written.text);
        if chosen.is_none() {
            word::unknown::<T>(self.lowering.reader, &written, []);
        }
        chosen
    }
}

impl IndicatorSet {
    /// Reads overrides of parameters as organisation.yaml does; values of other kinds change nothing.
    pub(crate) fn override_parameter(&mut self, name: &str, value: &Value) {
        if let Some(parameter) = self.parameters.get_mut(name) {
            parameter.value = value.clone();
        }
    }
}
