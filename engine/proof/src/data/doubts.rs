//! Fields that may be read before they are written. What the graph leaves doubtful is confirmed or dismissed by walking the
//! states with that field in view.

use std::collections::BTreeSet;

use super::guards::{needs, printed};
use super::levels::{Known, Level, Levels};
use crate::beyond::unjudged;
use crate::limits::{MAX_DOUBTS, MAX_STATES_PER_FIELD};
use crate::net::build::{Watch, net};
use crate::net::explore::{Manner, walk};
use crate::net::machine::Flaw;
use crate::plan::{Kind, Op, Use};
use crate::story::{Sentence, Spot, Story, Teller, title};
use crate::verdict::Verdict;

/// What was found about reads before writes.
pub(crate) struct Doubts {
    /// Steps that stick, or forms that nobody can send.
    pub(crate) sticking: Verdict,
    /// Documents with a blank.
    pub(crate) blanks: Verdict,
}

/// Confirms or dismisses every doubt.
pub(crate) fn doubts(levels: &Levels<'_, '_>) -> Doubts {
    let unjudged = unjudged(levels.plan.definition);
    if !unjudged.is_empty() {
        let answer = Verdict::Unjudged(unjudged);
        return Doubts {
            sticking: answer.clone(),
            blanks: answer,
        };
    }
    Doubts {
        sticking: confirmed(levels, false),
        blanks: confirmed(levels, true),
    }
}

fn confirmed(levels: &Levels<'_, '_>, blank: bool) -> Verdict {
    let mut stories = Vec::new();
    let mut cut = None;
    for (count, name) in candidates(levels, blank).into_iter().enumerate() {
        if count >= MAX_DOUBTS {
            cut = Some(("MAX_DOUBTS", MAX_DOUBTS));
            break;
        }
        match confirm(levels, Watch { name, blank }) {
            Ok(story) => stories.extend(story),
            Err(()) => cut = Some(("MAX_STATES_PER_FIELD", MAX_STATES_PER_FIELD)),
        }
    }
    match cut {
        Some((limit, value)) if stories.is_empty() => Verdict::Undecided { limit, value },
        _ => Verdict::of(stories),
    }
}

/// Fields that the graph alone does not show to be set where they are read.
fn candidates(levels: &Levels<'_, '_>, blank: bool) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let names: Vec<&String> = {
        let mut names: Vec<(&String, usize)> = levels.names.iter().map(|(n, p)| (n, *p)).collect();
        names.sort_by_key(|(_, place)| *place);
        names.into_iter().map(|(name, _)| name).collect()
    };
    levels.visit(&mut |_, op, known| {
        let Op::Read(shape, usage) = op else { return };
        let (paths, enough) = match (usage, blank) {
            (Use::FormCheck, true) => (needs(shape), Level::Maybe),
            (Use::Document, true) => (printed(shape), Level::Maybe),
            (Use::Rule | Use::Letter | Use::Document, false) => (needs(shape), Level::Set),
            (Use::Rule | Use::Letter, true) | (Use::FormCheck, false) => return,
        };
        for path in paths {
            if let Some(place) = levels.place(&path).filter(|place| known.0[*place] < enough) {
                found.insert(names[place].clone());
            }
        }
    });
    found
}

/// The story of a field that is read unset; none when the walk shows that it never is.
fn confirm(levels: &Levels<'_, '_>, watch: Watch) -> Result<Option<Story>, ()> {
    let net = net(levels, Some(&watch));
    let mut manner = Manner {
        budget: MAX_STATES_PER_FIELD,
        reduce: false,
        first: true,
    };
    let mut found = walk(&net, manner);
    if found.cut && found.flaws.is_empty() {
        manner.reduce = true;
        found = walk(&net, manner);
    }
    let flaw = found
        .flaws
        .iter()
        .find_map(|(from, happened, flaw)| match flaw {
            Flaw::Unset(step) => Some((*from, *happened, *step)),
            Flaw::Lost(..) => None,
        });
    let Some((from, happened, step)) = flaw else {
        return if found.cut { Err(()) } else { Ok(None) };
    };
    let mut way = found.way_to(from);
    // What a step reads before it chooses a way is read whatever it chooses.
    if levels.plan.nodes[step].kind != Kind::Passes {
        way.push(happened);
    }
    let teller = Teller {
        plan: levels.plan,
        net: &net,
    };
    let definition = levels.plan.definition;
    Ok(Some(Story {
        step: definition.steps.get(step).map(|step| step.id.clone()),
        spot: Some(Spot::Read(watch.name.clone())),
        beats: teller.beats(&way),
        fault: fault(levels, &watch, step),
        advice: advice(&watch),
    }))
}

fn fault(levels: &Levels<'_, '_>, watch: &Watch, step: usize) -> Sentence {
    let definition = levels.plan.definition;
    let (at, name) = (title(definition, step), named(levels, &watch.name));
    match watch.blank {
        true => Sentence {
            ru: format!(
                "Шаг «{}» читает {}, а этого на таком пути ещё нет.",
                at.ru, name.ru
            ),
            en: format!(
                "«{}» reads {}, which does not exist yet on this path.",
                at.en, name.en
            ),
        },
        false => Sentence {
            ru: format!(
                "Шаг «{}» читает {}, а значения может не быть: шаг остановится.",
                at.ru, name.ru
            ),
            en: format!(
                "«{}» reads {}, which may have no value: the step would stick.",
                at.en, name.en
            ),
        },
    }
}

/// A field or a date of a step in words.
fn named(levels: &Levels<'_, '_>, name: &str) -> Sentence {
    let definition = levels.plan.definition;
    if let Some(field) = definition.field(name) {
        return Sentence {
            ru: format!("поле «{}» (`{name}`)", field.title.ru),
            en: format!("the field «{}» (`{name}`)", field.title.text(true)),
        };
    }
    let (step, what) = name.split_once('.').unwrap_or((name, ""));
    let at = definition.step(step).map(|step| &step.title);
    let (ru, en) = match what {
        "started" => ("начало шага", "the beginning of"),
        "done" => ("окончание шага", "the end of"),
        "signed" => ("подпись шага", "the signature of"),
        "answer" => ("исход шага", "the outcome of"),
        "decided" => ("решение голосования", "the decision of the vote"),
        "score" => ("результат теста", "the result of the test"),
        "number" => ("номер документа шага", "the number of the document of"),
        _ => ("срок шага", "the due date of"),
    };
    Sentence {
        ru: format!("{ru} «{}»", at.map(|t| t.ru.clone()).unwrap_or_default()),
        en: format!(
            "{en} «{}»",
            at.map(|t| t.text(true).to_owned()).unwrap_or_default()
        ),
    }
}

fn advice(watch: &Watch) -> Sentence {
    let name = &watch.name;
    match name.contains('.') {
        true => Sentence {
            ru: "Читайте это после того шага или дайте замену через `??`.".into(),
            en: "Read it after that step, or give another value with `??`.".into(),
        },
        false => Sentence {
            ru: format!(
                "Сделайте поле обязательным, спросите `has({name})` или дайте замену: `{name} ?? …`."
            ),
            en: format!(
                "Make the field required, ask `has({name})`, or give another value: `{name} ?? …`."
            ),
        },
    }
}

impl Levels<'_, '_> {
    /// Shows every read and write of the steps that tokens come to, with what is known just before it.
    pub(crate) fn visit(&self, see: &mut dyn FnMut(usize, &Op, &Known)) {
        for (place, node) in self.plan.nodes.iter().enumerate() {
            let Some(mut known) = self.at[place].clone() else {
                continue;
            };
            self.follow(place, &node.entry, &mut known, see);
            for way in &node.ways {
                let mut inside = known.clone();
                way.unless
                    .iter()
                    .for_each(|case| self.assume(case, false, &mut inside));
                way.when
                    .iter()
                    .for_each(|case| self.assume(case, true, &mut inside));
                self.follow(place, &way.ops, &mut inside, see);
            }
        }
    }

    fn follow(
        &self,
        place: usize,
        ops: &[Op],
        known: &mut Known,
        see: &mut dyn FnMut(usize, &Op, &Known),
    ) {
        for op in ops {
            see(place, op, known);
            self.run(std::slice::from_ref(op), known);
        }
    }
}
