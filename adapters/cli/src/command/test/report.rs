//! Prints what became of the scenarios: failures with their journal, then one line of totals.
//!
//! Scenarios that hold are counted, not listed: nobody reads a list of good news.

use std::time::Duration;

use serde_json::{Value, json};

use super::coverage::Tried;
use super::papers::{self, Paper, Wish};
use super::verdict::{Trouble, Verdict};
use crate::language::Language;
use crate::output::Output;
use crate::plural::counted;

/// Prints all verdicts.
pub(super) fn print(
    verdicts: &[Verdict],
    tried: &Tried,
    drawn: Option<&(Vec<Paper>, &Wish<'_>)>,
    took: Duration,
    output: &Output,
) {
    let failed = verdicts
        .iter()
        .filter(|verdict| verdict.trouble.is_some())
        .count();
    if output.json {
        output.json(&json!({
            "ok": failed == 0,
            "scenarios": verdicts.iter().map(|verdict| as_json(verdict, output.language)).collect::<Vec<_>>(),
            "failed": failed,
            "coverage": tried.as_json(),
            "documents": drawn.map(|(papers, _)| papers::as_json(papers)),
            "milliseconds": milliseconds(took),
        }));
        return;
    }
    for verdict in verdicts {
        if let Some(trouble) = &verdict.trouble {
            output.text(&failure(verdict, trouble, output));
        }
    }
    output.text(&tried.line(output));
    if let Some((papers, wish)) = drawn {
        output.text(&papers::text(papers, wish, output.language));
    }
    let rewritten = verdicts.iter().filter(|verdict| verdict.rewritten).count();
    output.text(&totals(
        verdicts.len(),
        failed,
        rewritten,
        took,
        output.language,
    ));
}

fn milliseconds(took: Duration) -> u64 {
    u64::try_from(took.as_millis()).unwrap_or(u64::MAX)
}

fn as_json(verdict: &Verdict, language: Language) -> Value {
    let trouble = verdict.trouble.as_ref();
    json!({
        "file": verdict.name,
        "scenario": verdict.title,
        "ok": trouble.is_none(),
        "message": trouble.map(|trouble| headline(trouble, language)),
        "step": match trouble { Some(Trouble::Step { step, .. }) => Some(step), _ => None },
        "journal": trouble.map(lines),
        "rewritten": verdict.rewritten,
        "milliseconds": milliseconds(verdict.took),
    })
}

fn failure(verdict: &Verdict, trouble: &Trouble, output: &Output) -> String {
    let (red, plain) = if output.colour {
        ("\u{1b}[31m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let word = output.language.pick("НЕ ВЫПОЛНЕН", "FAILED");
    let mut text = format!(
        "{red}{word}{plain} {} — {}\n  {}\n",
        verdict.name,
        verdict.title,
        headline(trouble, output.language)
    );
    for line in lines(trouble) {
        text.push_str(&format!("    {line}\n"));
    }
    text
}

fn headline(trouble: &Trouble, language: Language) -> String {
    let russian = language == Language::Ru;
    match trouble {
        Trouble::Unreadable(why) if russian => format!("сценарий не читается: {why}"),
        Trouble::Unreadable(why) => format!("the scenario cannot be read: {why}"),
        Trouble::Step {
            step: 0, message, ..
        } if russian => format!("начало: {message}"),
        Trouble::Step {
            step: 0, message, ..
        } => format!("start: {message}"),
        Trouble::Step { step, message, .. } if russian => format!("шаг {step}: {message}"),
        Trouble::Step { step, message, .. } => format!("step {step}: {message}"),
        Trouble::Restore { .. } if russian => {
            "после восстановления из снимков ход другой".to_owned()
        }
        Trouble::Restore { .. } => "the course differs after restoring from snapshots".to_owned(),
        Trouble::NoGolden if russian => {
            "нет эталонного журнала; создайте его: reglament test --update".to_owned()
        }
        Trouble::NoGolden => {
            "there is no golden journal; write it with reglament test --update".to_owned()
        }
        Trouble::Differs { line, .. } if russian => {
            format!("журнал отличается от эталонного со строки {line}")
        }
        Trouble::Differs { line, .. } => {
            format!("the journal differs from the golden one from line {line} on")
        }
    }
}

fn lines(trouble: &Trouble) -> &[String] {
    match trouble {
        Trouble::Step { journal, .. } => journal,
        Trouble::Restore { lines } | Trouble::Differs { lines, .. } => lines,
        Trouble::Unreadable(_) | Trouble::NoGolden => &[],
    }
}

fn totals(
    all: usize,
    failed: usize,
    rewritten: usize,
    took: Duration,
    language: Language,
) -> String {
    let seconds = took.as_secs_f64();
    match language {
        Language::Ru => {
            let mut text = counted(all, ["сценарий", "сценария", "сценариев"]);
            text.push_str(&format!(", не выполнено: {failed}"));
            if rewritten > 0 {
                text.push_str(&format!(", переписано журналов: {rewritten}"));
            }
            format!("{text}; {} с.", format!("{seconds:.2}").replace('.', ","))
        }
        Language::En => {
            let written = if rewritten > 0 {
                format!(", journals rewritten: {rewritten}")
            } else {
                String::new()
            };
            format!("scenarios: {all}, failed: {failed}{written}; {seconds:.2} s.")
        }
    }
}
