//! Findings as diagnostics: each at the step that is to blame, with its story; warnings that the author accepts are left out.
//!
//! What keeps a process from running to its end is an error and forbids publishing; the rest is a warning, which the head of
//! the process may accept with a reason (`accepts:`).

use std::collections::BTreeMap;
use std::ops::Range;

use reglament_definition::{
    Compiled, Definition, Diagnostic, Node, Places, Severity, Source, compile, read,
};

use crate::proof::{Proof, prove};
use crate::spot;
use crate::story::{Sentence, Story};
use crate::verdict::Verdict;

/// Compiles the files of a processes folder and proves what was compiled.
pub fn check(files: &BTreeMap<String, String>) -> Compiled {
    let mut compiled = compile(files);
    complete(&mut compiled, files);
    compiled
}

/// Adds what the proofs find to the diagnostics of a compilation. Files with errors are not proved.
pub fn complete(compiled: &mut Compiled, files: &BTreeMap<String, String>) {
    let Some(package) = &compiled.package else {
        return;
    };
    for (id, proof) in prove(package) {
        let (Some(definition), Some(places)) =
            (package.definitions.get(&id), compiled.places.get(&id))
        else {
            continue;
        };
        let text = files.get(&places.file).map_or("", String::as_str);
        let page = Page {
            definition,
            places,
            text,
            tree: read(&Source::new(&places.file, text)).0,
        };
        compiled.diagnostics.extend(page.findings(&proof));
        page.accept(&mut compiled.diagnostics);
    }
    compiled.diagnostics.sort_by(|a, b| {
        (&a.file, a.span.start, a.severity, a.code).cmp(&(
            &b.file,
            b.span.start,
            b.severity,
            b.code,
        ))
    });
}

/// The file of one process.
struct Page<'p> {
    definition: &'p Definition,
    places: &'p Places,
    text: &'p str,
    /// The file as it is written, for parts of steps.
    tree: Option<Node>,
}

impl Page<'_> {
    fn findings(&self, proof: &Proof) -> Vec<Diagnostic> {
        let sound = &proof.soundness;
        let mut found = Vec::new();
        for (verdict, severity, code, ru, en) in questions(proof) {
            found.extend(
                verdict
                    .stories()
                    .iter()
                    .map(|story| self.told(story, severity, code)),
            );
            // Tokens that pile up without end leave everything else open; that has been told.
            if sound.bounded.stories().is_empty() {
                found.extend(self.undecided(verdict, ru, en));
            }
        }
        found.extend(proof.unread.iter().map(|field| self.unread(field)));
        for (place, verdict) in proof.promises.answers.iter().enumerate() {
            found.extend(
                verdict
                    .stories()
                    .iter()
                    .map(|story| self.broken(place, story, &proof.promises.assumptions)),
            );
        }
        found
    }

    fn diagnostic(
        &self,
        severity: Severity,
        code: &'static str,
        span: &Range<usize>,
        told: Sentence,
    ) -> Diagnostic {
        self.places
            .diagnostic(self.text, (severity, code), span, (told.ru, told.en))
    }

    fn told(&self, story: &Story, severity: Severity, code: &'static str) -> Diagnostic {
        let step = story.step.as_deref();
        let spot = step.zip(story.spot.as_ref());
        let span = spot.and_then(|(step, spot)| {
            self.tree
                .as_ref()
                .and_then(|tree| spot::place(tree, self.text, step, spot))
        });
        let span = span.unwrap_or_else(|| match step {
            Some(step) => self.places.step(step),
            None => self.places.head("process"),
        });
        let found = self.diagnostic(severity, code, &span, story.told());
        found.hint(story.advice.ru.clone(), story.advice.en.clone())
    }

    fn broken(&self, place: usize, story: &Story, assumptions: &[Sentence]) -> Diagnostic {
        let span = self.places.entry("promise", &place.to_string());
        let line = self
            .text
            .get(span.clone())
            .and_then(|text| text.lines().next())
            .map_or(0, str::len);
        let span = span.start..span.start + line;
        let mut found = self.diagnostic(Severity::Error, "R212", &span, story.told());
        for beat in &story.beats {
            if let Some(step) = &beat.step {
                let step = self.places.step(step);
                found = found.related(
                    &self.places.file,
                    &step,
                    beat.told.ru.clone(),
                    beat.told.en.clone(),
                );
            }
        }
        let (mut ru, mut en) = (story.advice.ru.clone(), story.advice.en.clone());
        for assumed in assumptions {
            ru = format!("{ru} {}", assumed.ru);
            en = format!("{en} {}", assumed.en);
        }
        found.hint(ru, en)
    }

    fn unread(&self, field: &str) -> Diagnostic {
        let title = self.definition.field(field).map(|field| &field.title);
        let told = Sentence {
            ru: format!(
                "Поле «{}» (`{field}`) заполняется, но его никто не читает: ни условие, ни письмо, ни документ, ни задача.",
                title.map(|title| title.ru.clone()).unwrap_or_default()
            ),
            en: format!(
                "The field «{}» (`{field}`) is filled in, but nothing reads it: no condition, letter, document or task.",
                title
                    .map(|title| title.text(true).to_owned())
                    .unwrap_or_default()
            ),
        };
        let found = self.diagnostic(
            Severity::Warning,
            "R208",
            &self.places.entry("data", field),
            told,
        );
        found.hint(
            "Покажите его в `show`, уберите или примите: `accepts: {R208: причина}`.",
            "Show it with `show`, remove it, or accept it: `accepts: {R208: reason}`.",
        )
    }

    /// A limit that was used up is told; a construct that the proof does not judge is not: the author cannot help it.
    fn undecided(&self, verdict: &Verdict, ru: &str, en: &str) -> Option<Diagnostic> {
        let Verdict::Undecided { limit, value } = verdict else {
            return None;
        };
        let told = Sentence {
            ru: format!("Не удалось решить, {ru}: исчерпан предел `{limit}` ({value})."),
            en: format!("It could not be decided {en}: the limit `{limit}` ({value}) is used up."),
        };
        let found = self.diagnostic(
            Severity::Warning,
            "R213",
            &self.places.head("process"),
            told,
        );
        Some(match *limit {
            "MAX_CELLS" => found.hint(
                "Разделите решение на несколько: в каждом меньше полей и значений.",
                "Divide the decision into several, each with fewer fields and values.",
            ),
            _ => found.hint(
                "Разделите процесс: вынесите ветви в дочерние процессы.",
                "Divide the process: move branches to processes of their own.",
            ),
        })
    }

    /// Leaves out warnings that the author accepts; an acceptance without a warning is told.
    fn accept(&self, diagnostics: &mut Vec<Diagnostic>) {
        for code in self.definition.accepts.keys() {
            let accepted = |found: &Diagnostic| {
                found.file == self.places.file && found.code == code && !found.is_error()
            };
            let before = diagnostics.len();
            diagnostics.retain(|found| !accepted(found));
            if diagnostics.len() == before {
                let told = Sentence {
                    ru: format!("Принято предупреждение `{code}`, а его в этом процессе нет."),
                    en: format!("The warning `{code}` is accepted, but this process has none."),
                };
                let span = self.places.entry("accepts", code);
                let found = self.diagnostic(Severity::Warning, "R214", &span, told);
                let advice = ("Уберите эту строку.", "Remove this line.");
                diagnostics.push(found.hint(advice.0, advice.1));
            }
        }
    }
}

/// A question: its answer, how bad a refutation is, its code, and what was asked, for an answer that is not there.
type Question<'p> = (
    &'p Verdict,
    Severity,
    &'static str,
    &'static str,
    &'static str,
);

fn questions(proof: &Proof) -> [Question<'_>; 9] {
    let (error, warning) = (Severity::Error, Severity::Warning);
    let sound = &proof.soundness;
    [
        (
            &sound.completes,
            error,
            "R202",
            "завершается ли процесс",
            "whether the process always ends",
        ),
        (
            &sound.no_dead_step,
            error,
            "R203",
            "исполнится ли каждый шаг",
            "whether every step is executed",
        ),
        (
            &sound.keeps_tokens,
            error,
            "R204",
            "не теряются ли пути",
            "whether no flow is lost",
        ),
        (
            &sound.bounded,
            error,
            "R205",
            "не копятся ли пути",
            "whether flows do not pile up",
        ),
        (
            &proof.written_first,
            error,
            "R206",
            "заполнены ли читаемые поля",
            "whether what is read is written",
        ),
        (
            &proof.no_blanks,
            warning,
            "R207",
            "нет ли пробелов в документах",
            "whether documents have no blanks",
        ),
        (
            &proof.somebody_left,
            error,
            "R209",
            "есть ли кому выполнять",
            "whether somebody is left",
        ),
        (
            &proof.cases,
            warning,
            "R210",
            "наступает ли каждый случай",
            "whether every case can hold",
        ),
        (
            &proof.otherwise,
            warning,
            "R211",
            "нужен ли `otherwise`",
            "whether `otherwise` can be taken",
        ),
    ]
}
