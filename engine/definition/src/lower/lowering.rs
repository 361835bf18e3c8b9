//! The lowering of one process: what all constructs share while its steps become the model.
//!
//! Collects beside the model what later checks need: clauses cited, roles, letters and documents used.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use reglament_expression::{INDICATORS, Names, outside_parts};

use super::{Block, Outline, Reader, Word, World};
use crate::source::Node;
use crate::suggest::advice;

/// A clause cited by something that implements it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BasisUse {
    pub(crate) clause: String,
    pub(crate) span: Range<usize>,
    /// What cites it: the id of a step or event, `start`.
    pub(crate) by: String,
}

/// How a letter is sent by a process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LetterUse {
    /// By a user task, so that `task` and `recipient` are known.
    pub(crate) by_task: bool,
    /// By a mail step, where they are not.
    pub(crate) by_mail: bool,
    /// With an act about a term, so that `act` is known too.
    pub(crate) by_act: bool,
}

/// The lowering of one process.
pub(crate) struct Lowering<'w> {
    pub(crate) world: &'w World<'w>,
    pub(crate) outline: &'w Outline<'w>,
    pub(crate) reader: Reader<'w>,
    pub(crate) names: Names,
    /// Names whose kind is unknown because of another mistake: expressions that read them are not checked.
    pub(crate) unsure: BTreeSet<String>,
    pub(crate) basis: RefCell<Vec<BasisUse>>,
    pub(crate) roles: RefCell<BTreeSet<String>>,
    pub(crate) letters: RefCell<BTreeMap<String, LetterUse>>,
    pub(crate) documents: RefCell<BTreeSet<String>>,
    pub(crate) registers: RefCell<BTreeSet<String>>,
    /// Sets of indicators that expressions read.
    pub(crate) indicators: RefCell<BTreeSet<String>>,
    /// Banks of questions that tests draw from.
    pub(crate) banks: RefCell<BTreeSet<String>>,
}

impl<'w> Lowering<'w> {
    pub(crate) fn new(world: &'w World<'w>, outline: &'w Outline<'w>) -> Self {
        Self {
            world,
            outline,
            reader: outline.reader,
            names: super::names::names(world, outline),
            unsure: super::names::unsure(world, outline),
            basis: RefCell::default(),
            roles: RefCell::default(),
            letters: RefCell::default(),
            documents: RefCell::default(),
            registers: RefCell::default(),
            indicators: RefCell::default(),
            banks: RefCell::default(),
        }
    }

    /// Notes the sets of indicators that an expression or a template reads.
    pub(crate) fn note_reads(&self, reads: &BTreeSet<Vec<String>>) {
        for path in reads {
            if let Some((INDICATORS, id)) = path.first().and_then(|name| outside_parts(name)) {
                self.indicators.borrow_mut().insert(id.to_owned());
            }
        }
    }

    /// The clauses under `basis:`; `none` says on purpose that there is none. The flag tells whether the key is there.
    pub(crate) fn basis(&self, block: Block<'w>, by: &str) -> (Vec<String>, bool) {
        let words = block.words("basis");
        if matches!(words.as_slice(), [word] if word.text == "none") {
            return (Vec::new(), true);
        }
        let uses = words.iter().map(|w| BasisUse {
            clause: w.text.clone(),
            span: w.span.clone(),
            by: by.to_owned(),
        });
        self.basis.borrow_mut().extend(uses);
        (
            words.into_iter().map(|word| word.text).collect(),
            block.has("basis"),
        )
    }

    /// The steps under `key`: one or a list.
    pub(crate) fn next(&self, block: Block<'w>, key: &str) -> Vec<String> {
        block
            .get(key)
            .map(|node| self.steps(node))
            .unwrap_or_default()
    }

    /// The steps under `key`, which must be there.
    pub(crate) fn need_next(&self, block: Block<'w>) -> Vec<String> {
        if !block.has("next") && !self.undoing(block) {
            let mut steps = self.outline.steps.iter();
            let step = steps.any(|sketch| sketch.entry.value.span == block.node.span);
            let (ru, en) = match step {
                true => ("Из шага некуда идти.", "There is no way out of the step."),
                false => (
                    "Не сказано, куда идти дальше.",
                    "It is not said where to go on.",
                ),
            };
            let hint = (
                "Добавьте `next: <шаг>`: следующий шаг или шаг вида `end`.".to_owned(),
                "Add `next: <step>`: the next step, or an `end` step.".to_owned(),
            );
            let head = block
                .entries()
                .first()
                .map_or(block.node.span.clone(), |entry| entry.key_span.clone());
            self.reader.error("R052", &head, ru, en, Some(hint));
        }
        self.next(block, "next")
    }

    /// Whether the block is a step that undoes another: nothing follows it.
    fn undoing(&self, block: Block<'w>) -> bool {
        let steps = self.outline.steps.iter();
        let mut own = steps.filter(|sketch| sketch.entry.value.span == block.node.span);
        own.any(|sketch| self.outline.undoes(sketch.id()))
    }

    /// Step ids, each of which must exist.
    pub(crate) fn steps(&self, node: &'w Node) -> Vec<String> {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let words = self.reader.words(node);
        for word in &words {
            self.beside_the_course(word);
            if self.outline.sketch(&word.text).is_none() {
                self.reader.unknown(
                    "R020",
                    ("Шаг", "step"),
                    &word.text,
                    &word.span,
                    self.outline.step_names(),
                );
            }
            if !seen.insert(word.text.clone()) {
                let ru = format!("Шаг «{}» назван дважды.", word.text);
                let en = format!("The step `{}` is named twice.", word.text);
                let hint = advice("Уберите повтор.", "Remove the repetition.");
                self.reader.error("R013", &word.span, ru, en, hint);
            }
        }
        words.into_iter().map(|word| word.text).collect()
    }

    /// An undo step stands beside the course: only a compensation runs it.
    fn beside_the_course(&self, word: &Word) {
        if !self.outline.undoes(&word.text) {
            return;
        }
        let ru = format!("Шаг «{}» отменяет другой: вести в него нельзя.", word.text);
        let en = format!(
            "The step `{}` undoes another: nothing leads to it.",
            word.text
        );
        let hint = advice(
            "Ведите в шаг `compensate`: он запускает отменяющие шаги.",
            "Lead to a `compensate` step: it runs the undo steps.",
        );
        self.reader.error("R123", &word.span, ru, en, hint);
    }

    /// Roles under `key`, each of which must be declared.
    pub(crate) fn roles(&self, block: Block<'w>, key: &str) -> Vec<String> {
        let words = block.words(key);
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for word in &words {
            self.role(word);
            if !seen.insert(&word.text) {
                let ru = format!("Роль «{}» названа дважды.", word.text);
                let en = format!("The role `{}` is named twice.", word.text);
                let hint = advice("Уберите повтор.", "Remove the repetition.");
                self.reader.error("R013", &word.span, ru, en, hint);
            }
        }
        words.into_iter().map(|word| word.text).collect()
    }

    fn role(&self, word: &Word) {
        if self.outline.roles.contains_key(&word.text) {
            self.roles.borrow_mut().insert(word.text.clone());
        } else {
            let known = self.outline.roles.keys().map(String::as_str);
            self.reader
                .unknown("R021", ("Роль", "role"), &word.text, &word.span, known);
        }
    }

    /// Names of declared fields.
    pub(crate) fn fields(&self, block: Block<'w>, key: &str) -> Vec<String> {
        let words = block.words(key);
        words.iter().for_each(|word| {
            self.field(&word.text, &word.span);
        });
        words.into_iter().map(|word| word.text).collect()
    }

    /// Reports a field that is not declared.
    pub(crate) fn field(&self, name: &str, span: &Range<usize>) -> bool {
        let known = self.outline.field(name).is_some() || self.outline.broken.contains(name);
        if !known {
            self.reader.unknown(
                "R022",
                ("Поле", "field"),
                name,
                span,
                self.outline.field_names(),
            );
        }
        known
    }

    /// Notes that a letter is sent; its file is read when all uses are known.
    pub(crate) fn letter(&self, word: &Word, by_task: bool) -> String {
        self.used_letter(word, |usage| {
            usage.by_task |= by_task;
            usage.by_mail |= !by_task;
        })
    }

    /// Notes that a letter goes out with an act about a term.
    pub(crate) fn act_letter(&self, word: &Word) -> String {
        self.used_letter(word, |usage| usage.by_act = true)
    }

    fn used_letter(&self, word: &Word, usage: impl Fn(&mut LetterUse)) -> String {
        let folder = self.outline.folder();
        let paths = super::letter::paths(folder, &word.text);
        if !paths
            .iter()
            .any(|path| self.world.sources.contains_key(path))
        {
            let ru = format!("Письма «{}» нет.", word.text);
            let en = format!("There is no letter `{}`.", word.text);
            let known: Vec<&str> = super::letter::known(self.world, folder);
            let hint = crate::suggest::nearest(&word.text, known.iter().copied())
                .map(|near| {
                    (
                        format!("Возможно, `{near}`?"),
                        format!("Did you mean `{near}`?"),
                    )
                })
                .unwrap_or_else(|| {
                    (
                        format!("Создайте файл `{}`.", paths[0]),
                        format!("Create the file `{}`.", paths[0]),
                    )
                });
            self.reader.error("R025", &word.span, ru, en, Some(hint));
            return word.text.clone();
        }
        let mut letters = self.letters.borrow_mut();
        usage(letters.entry(word.text.clone()).or_default());
        word.text.clone()
    }
}
