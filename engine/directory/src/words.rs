//! The preview in words, in Russian or English: what is added, changed, ended, left alone, and what is wrong.

use std::fmt::Write as _;

use reglament_definition::Language;

use crate::change::{Change, Field, FieldChange, How};
use crate::plan::Plan;
use crate::problem::{Problem, Sentence};
use crate::sheet::What;

/// What would be done, as text of several lines.
pub fn preview(plan: &Plan, language: Language) -> String {
    let words = Words { language };
    let mut text = String::new();
    for note in &plan.notes {
        words.line(&mut text, words.sentence(note));
    }
    for what in [What::Unit, What::Person] {
        words.section(&mut text, plan, what);
    }
    words.problems(&mut text, plan);
    text.trim_end().to_owned()
}

struct Words {
    language: Language,
}

impl Words {
    fn pick<'t>(&self, ru: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::Russian => ru,
            Language::English => en,
        }
    }

    fn sentence<'t>(&self, sentence: &'t Sentence) -> &'t str {
        self.pick(&sentence.ru, &sentence.en)
    }

    fn line(&self, text: &mut String, line: &str) {
        text.push_str(line);
        text.push('\n');
    }

    fn section(&self, text: &mut String, plan: &Plan, what: What) {
        let changes = plan.changes.iter().filter(|change| change.what == what);
        let unchanged = match what {
            What::Unit => plan.units_unchanged,
            What::Person => plan.people_unchanged,
        };
        let absent = if what == What::Person {
            plan.people_absent
        } else {
            0
        };
        let count = |how| plan.count(what, how);
        let parts = [
            (self.pick("добавится", "added"), count(How::Added)),
            (self.pick("изменится", "changed"), count(How::Changed)),
            (self.pick("закончится", "ended"), count(How::Ended)),
            (self.pick("без изменений", "unchanged"), unchanged),
            (self.pick("нет в таблице", "not in the table"), absent),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| format!("{word} {count}"))
            .collect();
        if parts.is_empty() {
            return;
        }
        let title = match what {
            What::Unit => self.pick("Подразделения", "Units"),
            What::Person => self.pick("Люди", "People"),
        };
        self.line(text, &format!("{title}: {}.", parts.join(", ")));
        for change in changes {
            self.change(text, change);
        }
    }

    fn change(&self, text: &mut String, change: &Change) {
        let sign = match change.how {
            How::Added => '+',
            How::Changed => '~',
            How::Ended => '−',
        };
        let rows = match change.rows.as_slice() {
            [] => self.pick("нет в таблице", "not in the table").to_owned(),
            [one] => format!("{} {one}", self.pick("строка", "row")),
            several => {
                let list: Vec<String> = several.iter().map(ToString::to_string).collect();
                format!("{} {}", self.pick("строки", "rows"), list.join(", "))
            }
        };
        let (id, name) = (&change.id, &change.name);
        self.line(text, &format!("  {sign} {id}  {name} ({rows})"));
        for field in &change.fields {
            self.line(text, &format!("      {}", self.field(field)));
        }
    }

    fn field<'a>(&'a self, change: &'a FieldChange) -> String {
        let always = self.pick("без срока", "without a term");
        let name = match &change.field {
            Field::Name => self.pick("ФИО", "name").to_owned(),
            Field::Position => self.pick("должность", "position").to_owned(),
            Field::Email => self.pick("почта", "e-mail").to_owned(),
            Field::Unit => self.pick("подразделение", "unit").to_owned(),
            Field::Post => self.pick("должность с днями", "post with days").to_owned(),
            Field::Role(role) => format!("{} {role}", self.pick("роль", "role")),
            Field::Attribute(name) => name.clone(),
            Field::Kind => self.pick("вид", "kind").to_owned(),
            Field::Parent => self.pick("входит в", "belongs to").to_owned(),
        };
        // Only a role may have no days.
        let shown = |text: &'a str| if text.is_empty() { always } else { text };
        let new = shown(&change.new);
        match &change.old {
            Some(old) => format!("{name}: {} → {new}", shown(old)),
            None => format!("{name}: {new}"),
        }
    }

    fn problems(&self, text: &mut String, plan: &Plan) {
        for (wrong, ru, en) in [
            (true, "Не внести", "Cannot be taken"),
            (false, "Проверьте", "Worth a look"),
        ] {
            let of_kind = plan
                .problems
                .iter()
                .filter(|problem| problem.wrong == wrong);
            let of_kind: Vec<&Problem> = of_kind.collect();
            if of_kind.is_empty() {
                continue;
            }
            self.line(text, &format!("{}: {}.", self.pick(ru, en), of_kind.len()));
            for problem in of_kind {
                self.line(text, &format!("  ! {}", self.problem(problem)));
            }
        }
        if plan.problems_more > 0 {
            let more = plan.problems_more;
            let ru = format!("  … и ещё {more}");
            let en = format!("  … and {more} more");
            self.line(text, self.pick(&ru, &en));
        }
    }

    fn problem(&self, problem: &Problem) -> String {
        let mut place = match problem.table {
            What::Unit => self.pick("подразделения", "units"),
            What::Person => self.pick("люди", "people"),
        }
        .to_owned();
        if let Some(row) = problem.row {
            let _ = write!(place, ", {} {row}", self.pick("строка", "row"));
        }
        if let Some(column) = &problem.column {
            let _ = write!(place, ", {} «{column}»", self.pick("графа", "column"));
        }
        format!("{place}: {}", self.sentence(&problem.says).trim_end())
    }
}
