//! The compiler: the files of a processes folder in, definitions, diagnostics and coverage out.
//!
//! It opens no file and stops at no mistake; what it hands out as a package has no holes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::coverage::{Coverage, coverage};
use crate::diagnostic::{Diagnostic, Log, Severity};
use crate::grammar::FileKind;
use crate::limits::{FILE_BYTES, FILES};
use crate::lower::{self, File, Outline, Reader, ScorecardDraft, World};
use crate::model::{Organisation, Package};
use crate::places::Places;
use crate::source::{self, Node, Source};
use crate::{checks, digest};

/// What a compilation gives.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// The definitions, when no error stands in the way of running them. Clauses that nothing implements (`R070`) do
    /// not: they forbid publishing, not trying out.
    pub package: Option<Package>,
    /// Everything found, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Coverage of every act, also when there are errors.
    pub coverage: Vec<Coverage>,
    /// Where the parts of each process stand, by process id.
    pub places: BTreeMap<String, Places>,
}

impl Compiled {
    /// Whether any error was found, so that publishing is refused.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// The day from which schedules must have a next run: fixed, so that the same files always compile alike.
pub(crate) const REFERENCE: DateTime<Utc> =
    DateTime::from_timestamp(1_767_225_600, 0).expect("2026-01-01 is a date");

/// Compiles the files of a processes folder: path with `/`, relative to the folder -> text.
pub fn compile(files: &BTreeMap<String, String>) -> Compiled {
    compile_at(files, REFERENCE)
}

/// Compiles with another day from which schedules must have a next run.
pub fn compile_at(files: &BTreeMap<String, String>, reference: DateTime<Utc>) -> Compiled {
    let log = Log::default();
    let sources = sources(files, &log);
    let trees = trees(&sources, &log);
    let world = world(&sources, &trees, &log, reference);
    let mut drafts: Vec<_> = world
        .outlines
        .values()
        .map(|outline| lower::process(&world, outline))
        .collect();
    checks::run(&world, &drafts);
    let coverage = coverage(&drafts, &sources, &log);
    for draft in &mut drafts {
        draft.definition.reference.digest =
            digest::definition(draft, &sources, &world.register_files);
    }
    let places = drafts
        .iter()
        .map(|draft| (draft.outline.id.text.clone(), Places::of(draft)))
        .collect();
    let definitions = drafts
        .into_iter()
        .map(|draft| (draft.definition.reference.process.clone(), draft.definition))
        .collect();
    let organisation = world.organisation.clone();
    let calendars = lower::calendars(&sources, &log);
    let indicators = world.indicators.values();
    let indicators = indicators
        .map(|draft| (draft.set.id.clone(), draft.set.clone()))
        .collect();
    drop(world);
    let diagnostics = log.into_sorted();
    let broken = diagnostics
        .iter()
        .any(|found| found.is_error() && found.code != "R070");
    let package = Package {
        definitions,
        organisation,
        indicators,
        calendars,
        files: files.clone(),
        digest: digest::files(files),
    };
    Compiled {
        package: (!broken).then_some(package),
        diagnostics,
        coverage,
        places,
    }
}

/// The files that may be read at all.
fn sources(files: &BTreeMap<String, String>, log: &Log) -> BTreeMap<String, Source> {
    let mut sources = BTreeMap::new();
    for (index, (path, text)) in files.iter().enumerate() {
        let empty = Source::new(path, "");
        if text.len() > FILE_BYTES {
            let ru = format!(
                "Файл занимает {} КиБ, а можно не больше {} КиБ.",
                text.len() / 1024,
                FILE_BYTES / 1024
            );
            let en = format!(
                "The file takes {} KiB; at most {} KiB are allowed.",
                text.len() / 1024,
                FILE_BYTES / 1024
            );
            log.add(
                empty
                    .error("R002", &(0..0), ru, en)
                    .hint("Разделите его на части.", "Split it into parts."),
            );
        } else if index >= FILES {
            let (ru, en) = (
                format!("Файлов больше {FILES}."),
                format!("There are more than {FILES} files."),
            );
            log.add(empty.error("R002", &(0..0), ru, en));
        } else {
            sources.insert(path.clone(), Source::new(path, text));
        }
    }
    sources
}

/// Whether the path is a process: `<regulation>/<name>.yaml`.
fn is_process(path: &str) -> bool {
    FileKind::of(path) == Some(FileKind::Process)
}

/// Whether the path is a scorecard: `<regulation>/scorecards/<name>.yaml`.
fn is_scorecard(path: &str) -> bool {
    FileKind::of(path) == Some(FileKind::Scorecard)
}

/// Whether the path is YAML that is read here.
fn is_read(path: &str) -> bool {
    FileKind::of(path).is_some_and(|kind| kind != FileKind::Scenario)
}

/// The trees of all YAML files except scenarios, which have their own reader.
fn trees(sources: &BTreeMap<String, Source>, log: &Log) -> BTreeMap<String, Node> {
    let mut trees = BTreeMap::new();
    for (path, source) in sources {
        if is_read(path) {
            let (tree, problems) = source::read(source);
            problems.into_iter().for_each(|problem| log.add(problem));
            trees.extend(tree.map(|tree| (path.clone(), tree)));
        }
    }
    trees
}

pub(crate) fn world<'a>(
    sources: &'a BTreeMap<String, Source>,
    trees: &'a BTreeMap<String, Node>,
    log: &'a Log,
    reference: DateTime<Utc>,
) -> World<'a> {
    need_organisation(sources, log);
    let organisation_files = files(sources, trees, log, FileKind::Organisation);
    let (mut organisation, folders) = lower::organisation(&organisation_files);
    let registers = lower::registers(&files(sources, trees, log, FileKind::Registers));
    let banks = files(sources, trees, log, FileKind::Bank);
    let banks = lower::banks(&banks);
    let outlines = outlines(sources, trees, log, &organisation);
    for outline in outlines.values() {
        let process = &outline.id.text;
        let facts = folders.facts.get(outline.folder());
        let overseers = folders.overseers.get(outline.folder()).cloned();
        // A folder with facts about its organisation is an office of its own: without overseers of its own it has none.
        if let Some(roles) = overseers.or_else(|| facts.map(|_| BTreeSet::new())) {
            organisation.own_overseers.insert(process.clone(), roles);
        }
        if let Some(facts) = facts {
            organisation
                .own_facts
                .insert(process.clone(), facts.clone());
        }
    }
    let read = |path: &String| match is_process(path) {
        true => outlines
            .values()
            .any(|outline| &outline.reader.source.path == path),
        false => trees.contains_key(path),
    };
    let unreadable = sources
        .keys()
        .filter(|path| is_read(path) && !read(path))
        .cloned()
        .collect();
    let (registers, register_files) = registers
        .into_iter()
        .map(|(id, (register, file))| ((id.clone(), register), (id, file)))
        .unzip();
    let messages = BTreeMap::new();
    let unit_ids = Arc::new(organisation.units.keys().cloned().collect());
    let mut world = World {
        sources,
        log,
        scorecards: scorecards(sources, trees, log),
        registers,
        register_files,
        organisation,
        unit_ids,
        organisation_files,
        banks,
        outlines,
        messages,
        indicators: BTreeMap::new(),
        unreadable,
        reference,
    };
    world.messages = lower::messages(&world);
    world.indicators = lower::indicators(&world, trees);
    world.organisation.digests = lower::digests(&world);
    world
}

fn scorecards<'a>(
    sources: &'a BTreeMap<String, Source>,
    trees: &'a BTreeMap<String, Node>,
    log: &'a Log,
) -> BTreeMap<String, ScorecardDraft<'a>> {
    let cards = trees.iter().filter(|(path, _)| is_scorecard(path));
    let read = cards.filter_map(|(path, root)| {
        let source = sources.get(path)?;
        let reader = Reader { source, log };
        Some((path.clone(), lower::scorecard(reader, root)?))
    });
    read.collect()
}

/// The files of one kind that could be read: the one beside the folders first, then those of the folders.
fn files<'a>(
    sources: &'a BTreeMap<String, Source>,
    trees: &'a BTreeMap<String, Node>,
    log: &'a Log,
    kind: FileKind,
) -> Vec<File<'a>> {
    let of_kind = trees
        .iter()
        .filter(|(path, _)| FileKind::of(path) == Some(kind));
    let file = of_kind.filter_map(|(path, tree)| {
        let source = sources.get(path)?;
        Some((Reader { source, log }, tree))
    });
    let mut found: Vec<File<'a>> = file.collect();
    found.sort_by_key(|(reader, _)| reader.source.path.contains('/'));
    found
}

fn need_organisation(sources: &BTreeMap<String, Source>, log: &Log) {
    let organisation = |path: &String| FileKind::of(path) == Some(FileKind::Organisation);
    if sources.keys().any(organisation) {
        return;
    }
    let empty = Source::new("organisation.yaml", "");
    let (ru, en) = (
        "Нет файла `organisation.yaml`.",
        "There is no file `organisation.yaml`.",
    );
    log.add(empty.error("R090", &(0..0), ru, en).hint(
        "Перечислите в нём людей и роли.",
        "List the people and roles in it.",
    ));
}

fn outlines<'a>(
    sources: &'a BTreeMap<String, Source>,
    trees: &'a BTreeMap<String, Node>,
    log: &'a Log,
    organisation: &Organisation,
) -> BTreeMap<String, Outline<'a>> {
    let mut outlines: BTreeMap<String, Outline<'a>> = BTreeMap::new();
    for (path, tree) in trees.iter().filter(|(path, _)| is_process(path)) {
        let reader = Reader {
            source: &sources[path],
            log,
        };
        let Some(outline) = lower::outline(reader, tree, organisation) else {
            continue;
        };
        if let Some(first) = outlines.get(&outline.id.text) {
            let id = &outline.id;
            let ru = format!("Процесс «{}» уже описан.", id.text);
            let en = format!("The process `{}` is described already.", id.text);
            let first = (&first.reader.source.path, &first.id.span);
            let diagnostic = reader
                .source
                .diagnostic(Severity::Error, "R013", &id.span, ru, en);
            let diagnostic = diagnostic.hint(
                "Дайте одному из процессов другое имя.",
                "Give one of the processes another id.",
            );
            log.add(diagnostic.related(first.0, first.1, "первый раз здесь", "first here"));
            continue;
        }
        outlines.insert(outline.id.text.clone(), outline);
    }
    outlines
}
