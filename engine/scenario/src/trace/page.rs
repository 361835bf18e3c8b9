//! A trace as a page of Markdown: two tables for each act, from clauses to stories and from stories to clauses.

use std::fmt::Write as _;

use super::{ActTrace, ClauseTrace, PROMISE, StepTrace};

/// Stories named in one cell; the rest is counted.
const NAMED: usize = 3;

impl ActTrace {
    /// The part of the page about this act.
    #[must_use]
    pub fn page(&self, english: bool) -> String {
        let mut text = format!("## {}\n\n", cell(&self.act));
        let pick = |ru: &'static str, en: &'static str| if english { en } else { ru };
        let ordering = self
            .clauses
            .iter()
            .filter(|clause| clause.text_only.is_none());
        let ordering: Vec<&ClauseTrace> = ordering.collect();
        let played = ordering.iter().filter(|clause| clause.is_played()).count();
        let _ = writeln!(
            text,
            "`{}`: {} {}, {} {}, {} {}.\n",
            self.file,
            pick("предписаний", "provisions that order something"),
            ordering.len(),
            pick("сыграно сценариями", "played by scenarios"),
            played,
            pick("сценариев", "scenarios"),
            self.stories.len()
        );
        head(
            &mut text,
            &[
                pick("Пункт", "Clause"),
                pick("Начало", "First words"),
                pick("Чем исполнен", "Carried out by"),
                pick("Сценарии", "Scenarios"),
            ],
        );
        for clause in ordering {
            rows(&mut text, clause, english);
        }
        text.push('\n');
        self.text_only(
            &mut text,
            pick(
                "Пункты, которые ничего не предписывают",
                "Clauses that order nothing",
            ),
        );
        head(
            &mut text,
            &[
                pick("Сценарий", "Scenario"),
                pick("О чём", "What happens"),
                pick("Шагов", "Steps"),
                pick("Пункты", "Clauses"),
            ],
        );
        for story in &self.stories {
            let name = name(&story.path);
            let clauses = self.runs(&story.clauses).join(", ");
            let _ = writeln!(
                text,
                "| `{name}` | {} | {} | {clauses} |",
                cell(&story.title),
                story.steps
            );
        }
        text
    }

    /// Clauses that follow each other in the act as one entry: `1.1а–1.4в`.
    fn runs(&self, walked: &[String]) -> Vec<String> {
        let mut runs: Vec<(&str, &str, usize)> = Vec::new();
        let mut open = false;
        let ordering = self
            .clauses
            .iter()
            .filter(|clause| clause.text_only.is_none());
        for clause in ordering {
            let on = walked.contains(&clause.id);
            match runs.last_mut().filter(|_| open && on) {
                Some(run) => (run.1, run.2) = (&clause.id, run.2 + 1),
                None if on => runs.push((&clause.id, &clause.id, 1)),
                None => {}
            }
            open = on;
        }
        let entry = |(first, last, count): (&str, &str, usize)| match count {
            1 => first.to_owned(),
            2 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        };
        runs.into_iter().map(entry).collect()
    }

    fn text_only(&self, text: &mut String, heading: &str) {
        let silent = self
            .clauses
            .iter()
            .filter_map(|clause| Some((&clause.id, clause.text_only.as_ref()?)));
        let silent: Vec<String> = silent
            .map(|(id, why)| format!("{id} – {}", cell(why)))
            .collect();
        if !silent.is_empty() {
            let _ = writeln!(text, "{heading}: {}.\n", silent.join("; "));
        }
    }
}

impl ClauseTrace {
    /// Whether any story walks through it.
    fn is_played(&self) -> bool {
        self.steps.iter().any(|step| !step.stories.is_empty())
    }
}

/// A row for each step; the clause stands in the first one.
fn rows(text: &mut String, clause: &ClauseTrace, english: bool) {
    if clause.steps.is_empty() {
        let _ = writeln!(text, "| {} | {} | – | – |", clause.id, cell(&clause.words));
    }
    for (n, step) in clause.steps.iter().enumerate() {
        let (id, words) = if n == 0 {
            (clause.id.as_str(), cell(&clause.words))
        } else {
            ("", String::new())
        };
        let title = cell(step.title.text(english));
        let _ = writeln!(
            text,
            "| {id} | {words} | {title} `{}.{}` | {} |",
            step.process,
            step.step,
            stories(step)
        );
    }
}

fn stories(step: &StepTrace) -> String {
    let named = step
        .stories
        .iter()
        .take(NAMED)
        .map(|path| format!("`{}`", name(path)));
    let named: Vec<String> = named.collect();
    if step.step == PROMISE {
        return String::new();
    }
    match step.stories.len() {
        0 => "–".to_owned(),
        all if all > NAMED => format!("{} +{}", named.join(", "), all - NAMED),
        _ => named.join(", "),
    }
}

fn head(text: &mut String, names: &[&str]) {
    let _ = writeln!(text, "| {} |", names.join(" | "));
    let _ = writeln!(text, "|{}", "---|".repeat(names.len()));
}

/// `appeal/late` of `appeal/scenarios/late.yaml`.
fn name(path: &str) -> String {
    path.replace("/scenarios/", "/")
        .trim_end_matches(".yaml")
        .to_owned()
}

/// Words inside a cell of a table.
fn cell(words: &str) -> String {
    words.replace('|', "\\|").replace('\n', " ")
}
