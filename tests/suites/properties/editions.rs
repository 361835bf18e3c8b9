//! Random small editions as trees of blocks, and random changes of them. Whatever tree there is, the process made of it
//! ends: forks close in their own joins, choices meet again.

use std::collections::BTreeMap;

use reglament_definition::*;

use super::edition_steps::{SET, TASK, WAIT, leaf_step, set};
use super::generate::{Tape, expression};

/// The plan of an edition.
#[derive(Clone)]
pub(super) struct Edition {
    blocks: Vec<Block>,
    /// Kind of the field `n`.
    text: bool,
    /// Number of the last step named.
    last: usize,
}

#[derive(Clone)]
enum Block {
    Leaf(Leaf),
    /// Branches that meet in a join.
    Fork(Leaf, Vec<Vec<Block>>),
    /// A decision whose ways meet in a step.
    Choice(Leaf, Leaf, Vec<Vec<Block>>),
}

/// One step; what its numbers mean depends on its kind.
#[derive(Clone)]
pub(super) struct Leaf {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) kind: u8,
    pub(super) form: u8,
    pub(super) outcomes: u8,
    pub(super) role: u8,
    pub(super) term: u8,
    pub(super) events: u8,
}

impl Edition {
    pub(super) fn random(tape: &mut Tape<'_>) -> Self {
        let mut edition = Self {
            blocks: Vec::new(),
            text: false,
            last: 0,
        };
        for _ in 0..2 + tape.below(2) {
            let block = edition.block(tape, 2);
            edition.blocks.push(block);
        }
        edition
    }

    fn leaf(&mut self, tape: &mut Tape<'_>) -> Leaf {
        self.last += 1;
        Leaf {
            id: format!("s{}", self.last),
            title: format!("Шаг {}", self.last),
            kind: [TASK, TASK, TASK, TASK, WAIT, WAIT, SET][tape.below(7)],
            form: number(tape, 4),
            outcomes: number(tape, 3),
            role: number(tape, 8),
            term: number(tape, 6),
            events: number(tape, 6),
        }
    }

    fn block(&mut self, tape: &mut Tape<'_>, depth: usize) -> Block {
        let kind = tape.below(10);
        if depth == 0 || kind < 5 + 2 * (2 - depth) {
            return Block::Leaf(self.leaf(tape));
        }
        let branches = (0..2 + tape.below(2)).map(|_| {
            let count = 1 + tape.below(2);
            (0..count).map(|_| self.block(tape, depth - 1)).collect()
        });
        let branches = branches.collect();
        if kind < 9 {
            Block::Fork(self.leaf(tape), branches)
        } else {
            Block::Choice(self.leaf(tape), self.leaf(tape), branches)
        }
    }

    /// Changes one to three things. Gives the mapping of steps that the author would write, and whether only forms changed.
    pub(super) fn change(&mut self, tape: &mut Tape<'_>) -> (BTreeMap<String, String>, bool) {
        let mut mapping = BTreeMap::new();
        let mut only_forms = true;
        for _ in 0..1 + tape.below(3) {
            only_forms &= self.change_once(tape, &mut mapping);
        }
        (mapping, only_forms)
    }

    fn change_once(&mut self, tape: &mut Tape<'_>, mapping: &mut BTreeMap<String, String>) -> bool {
        let what = tape.below(20);
        let mut blocks = std::mem::take(&mut self.blocks);
        let list = some_list(&mut blocks, tape);
        let mut forms = true;
        match what {
            0..=2 => {
                let block = self.block(tape, 1);
                list.insert(tape.below(list.len() + 1), block);
            }
            3 | 4 if list.len() > 1 => {
                list.remove(tape.below(list.len()));
            }
            5 => {
                // A step is put beside what others do meanwhile.
                let at = tape.below(list.len());
                let block = list.remove(at);
                let beside = self.block(tape, 0);
                let join = self.leaf(tape);
                list.insert(at, Block::Fork(join, vec![vec![block], vec![beside]]));
            }
            6 => {
                // What went side by side goes one after another.
                let fork = list
                    .iter()
                    .position(|block| matches!(block, Block::Fork(..)));
                if let Some(at) = fork
                    && let Block::Fork(_, branches) = list.remove(at)
                {
                    let flat: Vec<Block> = branches.into_iter().flatten().collect();
                    list.splice(at..at, flat);
                }
            }
            7 if tape.chance(30) => self.text = !self.text,
            _ => {
                self.last += 1;
                let fresh = self.last;
                let leaf = some_leaf(list, tape);
                // A wait has no form: another way of waiting is another course.
                forms = leaf.kind != WAIT;
                change_leaf(leaf, what, fresh, tape, mapping);
            }
        }
        self.blocks = blocks;
        what >= 17 && forms
    }
}

fn change_leaf(
    leaf: &mut Leaf,
    what: usize,
    fresh: usize,
    tape: &mut Tape<'_>,
    mapping: &mut BTreeMap<String, String>,
) {
    match what {
        8 | 9 => {
            let old = std::mem::replace(&mut leaf.id, format!("s{fresh}"));
            if tape.chance(50) {
                leaf.title = format!("Шаг {fresh}");
                if tape.chance(60) {
                    let origin = mapping
                        .iter()
                        .find(|(_, to)| **to == old)
                        .map(|(from, _)| from.clone());
                    mapping.insert(origin.unwrap_or(old), leaf.id.clone());
                }
            }
        }
        10..=12 => leaf.term = number(tape, 6),
        13 => leaf.outcomes = number(tape, 3),
        14 => leaf.role = number(tape, 8),
        15 => leaf.events = number(tape, 6),
        16 => leaf.kind = number(tape, 3),
        17.. => leaf.form = number(tape, 4),
        _ => {}
    }
}

fn number(tape: &mut Tape<'_>, below: usize) -> u8 {
    u8::try_from(tape.below(below)).unwrap_or(0)
}

/// The list itself, or one inside it.
fn some_list<'b>(blocks: &'b mut Vec<Block>, tape: &mut Tape<'_>) -> &'b mut Vec<Block> {
    let nested: Vec<usize> = (0..blocks.len())
        .filter(|at| !matches!(blocks[*at], Block::Leaf(_)))
        .collect();
    if nested.is_empty() || tape.chance(50) {
        return blocks;
    }
    let at = nested[tape.below(nested.len())];
    match &mut blocks[at] {
        Block::Fork(_, branches) | Block::Choice(_, _, branches) => {
            let branch = tape.below(branches.len());
            some_list(&mut branches[branch], tape)
        }
        Block::Leaf(_) => unreachable!("only nested blocks were chosen"),
    }
}

fn some_leaf<'b>(blocks: &'b mut [Block], tape: &mut Tape<'_>) -> &'b mut Leaf {
    let at = tape.below(blocks.len());
    match &mut blocks[at] {
        Block::Leaf(leaf) | Block::Fork(leaf, _) | Block::Choice(leaf, _, _) => leaf,
    }
}

/// The process of an edition.
pub(super) fn definition(edition: &Edition, version: u32) -> Definition {
    let mut steps = Vec::new();
    let next = sequence(&edition.blocks, vec!["end".to_owned()], &mut steps);
    steps.push(step(
        "end",
        "Конец",
        StepKind::End(End {
            terminates: false,
            error: None,
        }),
    ));
    let number = DataKind::Integer {
        min: None,
        max: None,
    };
    let kind = if edition.text {
        DataKind::Date
    } else {
        number.clone()
    };
    let mut definition = super::generate::bare("main", steps);
    definition.reference.version = version;
    definition.reference.digest = format!("d{version}");
    definition.data = vec![field("n", kind), field("m", number)];
    definition.start.public = true;
    definition.start.next = next;
    super::flow::connect_joins(&mut definition);
    definition
}

pub(super) fn organisation() -> Organisation {
    super::generate::organisation()
}

fn field(name: &str, kind: DataKind) -> Field {
    Field {
        name: name.into(),
        title: Title::russian(name),
        kind,
        hint: None,
        confidential: false,
        personal: false,
        is: None,
    }
}

pub(super) fn step(id: &str, title: &str, kind: StepKind) -> Step {
    Step {
        expected: None,
        milestone: None,
        id: id.into(),
        title: Title::russian(title),
        basis: vec![],
        kind,
        on: vec![],
        undo: None,
        repeat: None,
    }
}

/// Adds the steps of blocks that lead to `exit`; gives where they begin.
fn sequence(blocks: &[Block], exit: Vec<String>, steps: &mut Vec<Step>) -> Vec<String> {
    let mut next = exit;
    for block in blocks.iter().rev() {
        next = match block {
            Block::Leaf(leaf) => {
                steps.push(leaf_step(leaf, next));
                vec![leaf.id.clone()]
            }
            Block::Fork(join, branches) => {
                steps.push(step(
                    &join.id,
                    &join.title,
                    StepKind::Join(join_of(join, next)),
                ));
                let entries = branches
                    .iter()
                    .flat_map(|branch| sequence(branch, vec![join.id.clone()], steps));
                entries.collect()
            }
            Block::Choice(decision, merge, branches) => {
                steps.push(step(&merge.id, &merge.title, StepKind::Set(set(next))));
                let mut ways: Vec<Vec<String>> = branches
                    .iter()
                    .map(|branch| sequence(branch, vec![merge.id.clone()], steps))
                    .collect();
                let otherwise = ways.pop().unwrap_or_default();
                let case = |next| Case {
                    title: None,
                    when: expression("(m ?? 0) % 2 == 0"),
                    next,
                };
                let chosen = Decision {
                    cases: ways.into_iter().map(case).collect(),
                    otherwise,
                    ..Decision::default()
                };
                steps.push(step(
                    &decision.id,
                    &decision.title,
                    StepKind::Decision(chosen),
                ));
                vec![decision.id.clone()]
            }
        };
    }
    next
}

fn join_of(leaf: &Leaf, next: Vec<String>) -> Join {
    let (wait_for, rest) = match leaf.outcomes + leaf.events {
        0 => (WaitFor::Any, Rest::Cancel),
        1 => (WaitFor::Any, Rest::Ignore),
        2 => (WaitFor::Taken, Rest::Cancel),
        _ => (WaitFor::All, Rest::Cancel),
    };
    Join {
        wait_for,
        rest,
        next,
        ..Join::default()
    }
}
