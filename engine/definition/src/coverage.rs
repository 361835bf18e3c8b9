//! Which clauses of an act the processes implement, and by what.
//!
//! Counts clauses and marked provisions; clauses declared `text_only` order nothing and count neither way. Computed even
//! when definitions have mistakes, so that the figure is always there.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::clauses::{Act, Clause};
use crate::diagnostic::{Log, Severity};
use crate::graph::Graph;
use crate::holes::holes;
use crate::limits::QUOTED_CHARS;
use crate::lower::Draft;
use crate::source::Source;

/// The coverage of one act by all processes that cite it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Path of the act's text.
    pub file: String,
    /// Title of the act.
    pub act: String,
    /// Clauses and provisions in the order of the text.
    pub clauses: Vec<ClauseCoverage>,
    /// How many clauses and provisions order something.
    pub operative: usize,
    /// How many of them are implemented.
    pub covered: usize,
    /// `covered` of `operative`, whole percent, rounded down; 100 when nothing is ordered.
    pub percent: usize,
}

/// One clause or provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseCoverage {
    /// Its number, `3.5` or `3.5а`.
    pub id: String,
    /// Its wording.
    pub text: String,
    /// Line in the act's file, from 1.
    pub line: usize,
    /// Whether it is implemented.
    pub state: ClauseState,
}

impl ClauseCoverage {
    /// The beginning of its wording, cut at a word.
    #[must_use]
    pub fn first_words(&self) -> String {
        first_words(&self.text)
    }
}

/// Whether a clause is implemented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseState {
    /// By these steps, events or starts, in the order of the files.
    Covered(Vec<CoveredBy>),
    /// By its provisions, all of which are.
    ByProvisions,
    /// By these steps, events or starts only in part: no token can come to them, or from them it comes to a step that
    /// does not exist.
    Interrupted(Vec<CoveredBy>),
    /// It orders nothing: why.
    TextOnly(String),
    /// By nothing.
    Uncovered,
}

/// What implements a clause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct CoveredBy {
    /// Process id.
    pub process: String,
    /// Id of the step or event, or `start`.
    pub step: String,
}

/// Everything that cites one act.
#[derive(Default)]
struct Citations<'a> {
    act: Option<&'a Act>,
    title: String,
    uses: BTreeMap<String, Vec<CoveredBy>>,
    /// Cited by what cannot be carried out whole; the reason is told where it stands.
    interrupted: BTreeMap<String, Vec<CoveredBy>>,
    text_only: BTreeMap<String, String>,
}

/// Computes the coverage of every act and reports clauses that nothing implements.
pub(crate) fn coverage(
    drafts: &[Draft<'_>],
    sources: &BTreeMap<String, Source>,
    log: &Log,
) -> Vec<Coverage> {
    let mut acts: BTreeMap<&str, Citations<'_>> = BTreeMap::new();
    let holes = holes(drafts);
    for draft in drafts {
        let Some(head) = &draft.act else { continue };
        let citations = acts.entry(head.act.file.as_str()).or_default();
        citations.act = Some(&head.act);
        citations.title.clone_from(&head.regulation.act);
        citations.text_only.extend(
            head.text_only
                .iter()
                .map(|(clause, why, _)| (clause.clone(), why.clone())),
        );
        let graph = Graph::of(&draft.definition);
        let reachable = graph.reachable();
        for usage in &draft.basis {
            let by = CoveredBy {
                process: draft.definition.reference.process.clone(),
                step: usage.by.clone(),
            };
            let whole = at_work(draft, &reachable, &usage.by)
                && !holes.contains(&(by.process.clone(), by.step.clone()));
            let uses = if whole {
                &mut citations.uses
            } else {
                &mut citations.interrupted
            };
            let uses = uses.entry(usage.clause.clone()).or_default();
            if !uses.contains(&by) {
                uses.push(by);
            }
        }
    }
    acts.into_values()
        .filter_map(|citations| one(citations, sources, log))
        .collect()
}

/// Whether what cites a clause can ever be at work: a step that no token can come to implements nothing, so that taking a
/// step out of the way shows in the clauses behind it.
fn at_work(draft: &Draft<'_>, reachable: &BTreeSet<&str>, by: &str) -> bool {
    draft.definition.step(by).is_none() || reachable.contains(by)
}

fn one(
    citations: Citations<'_>,
    sources: &BTreeMap<String, Source>,
    log: &Log,
) -> Option<Coverage> {
    let act = citations.act?;
    let source = sources.get(&act.file)?;
    let clauses: Vec<ClauseCoverage> = act
        .clauses
        .iter()
        .flat_map(|clause| clause_coverage(clause, source, &citations))
        .collect();
    for clause in clauses
        .iter()
        .filter(|clause| clause.state == ClauseState::Uncovered)
    {
        if let Some(span) = span(act, &clause.id) {
            report(source, log, clause, &span);
        }
    }
    let orders = |clause: &&ClauseCoverage| {
        !matches!(
            clause.state,
            ClauseState::TextOnly(_) | ClauseState::ByProvisions
        )
    };
    let operative = clauses.iter().filter(orders).count();
    let covered = clauses
        .iter()
        .filter(|clause| matches!(clause.state, ClauseState::Covered(_)))
        .count();
    let percent = (covered * 100).checked_div(operative).unwrap_or(100);
    Some(Coverage {
        file: act.file.clone(),
        act: citations.title,
        clauses,
        operative,
        covered,
        percent,
    })
}

/// A clause and its provisions; those of a clause that orders nothing order nothing either.
fn clause_coverage(
    clause: &Clause,
    source: &Source,
    citations: &Citations<'_>,
) -> Vec<ClauseCoverage> {
    let row = |id: &str, text: &str, at: usize, state| ClauseCoverage {
        id: id.to_owned(),
        text: text.trim().to_owned(),
        line: source.position(at).0,
        state,
    };
    let state = clause_state(clause, citations);
    let text_only = matches!(state, ClauseState::TextOnly(_));
    let provisions = clause.provisions.iter().filter(|_| !text_only);
    let provisions =
        provisions.map(|p| row(&p.id, &p.text, p.span.start, state_of(&p.id, citations)));
    std::iter::once(row(&clause.id, &clause.text, clause.span.start, state))
        .chain(provisions)
        .collect()
}

/// A clause with provisions is what its provisions are; they are listed, and counted, by themselves.
fn clause_state(clause: &Clause, citations: &Citations<'_>) -> ClauseState {
    let own = state_of(&clause.id, citations);
    if clause.provisions.is_empty() || matches!(own, ClauseState::TextOnly(_)) {
        return own;
    }
    ClauseState::ByProvisions
}

fn state_of(id: &str, citations: &Citations<'_>) -> ClauseState {
    if let Some(by) = citations.interrupted.get(id) {
        return ClauseState::Interrupted(by.clone());
    }
    match (citations.uses.get(id), citations.text_only.get(id)) {
        (Some(uses), _) => ClauseState::Covered(uses.clone()),
        (None, Some(why)) => ClauseState::TextOnly(why.clone()),
        (None, None) => ClauseState::Uncovered,
    }
}

fn span(act: &Act, id: &str) -> Option<std::ops::Range<usize>> {
    let clause = act
        .clauses
        .iter()
        .find(|clause| clause.id == id)
        .map(|clause| clause.span.clone());
    let provision = || {
        act.clauses
            .iter()
            .flat_map(|c| &c.provisions)
            .find(|p| p.id == id)
            .map(|p| p.span.clone())
    };
    clause.or_else(provision)
}

fn report(source: &Source, log: &Log, clause: &ClauseCoverage, span: &std::ops::Range<usize>) {
    let words = first_words(&clause.text);
    let ru = format!("Пункт {} «{words}» не исполняет ни один шаг.", clause.id);
    let en = format!("Clause {} “{words}” is implemented by no step.", clause.id);
    let id = &clause.id;
    let hint_ru =
        format!("Укажите `basis: \"{id}\"` у шага или внесите пункт в `text_only` с причиной.");
    let hint_en = format!(
        "Give a step `basis: \"{id}\"`, or list the clause in `text_only` with the reason."
    );
    log.add(
        source
            .diagnostic(Severity::Error, "R070", span, ru, en)
            .hint(hint_ru, hint_en),
    );
}

/// The beginning of a wording, cut at a word.
fn first_words(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= QUOTED_CHARS {
        return line;
    }
    let cut: String = line.chars().take(QUOTED_CHARS).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…")
}
