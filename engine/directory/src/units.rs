//! Rows of the table of units: which unit each is, and what it is to be.
//!
//! A unit is found by its id, else by its name. Units are never ended: a day on which a unit closed is nothing that
//! `organisation.yaml` can say.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::attribute;
use crate::columns::{Column, Columns};
use crate::facts::UnitFacts;
use crate::fold::fold;
use crate::given_id;
use crate::line::{Line, report};
use crate::nearest;
use crate::present::Present;
use crate::problem::{Problems, Sentence};
use crate::sheet::{Sheet, What};

/// Every unit that rows may name: those that are there and those that the table adds.
pub(crate) struct Book {
    /// Names by id.
    names: BTreeMap<String, String>,
    by_name: BTreeMap<String, BTreeSet<String>>,
}

/// A unit of the table.
pub(crate) struct WantedUnit {
    pub(crate) id: String,
    pub(crate) row: usize,
    pub(crate) before: Option<UnitFacts>,
    pub(crate) after: UnitFacts,
}

impl Book {
    /// The units that are there.
    pub(crate) fn new(present: &Present) -> Self {
        let mut book = Self {
            names: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for unit in present.organisation.units.values() {
            book.add(&unit.id, &unit.name.ru);
            if let Some(en) = &unit.name.en {
                book.by_name
                    .entry(fold(en))
                    .or_default()
                    .insert(unit.id.clone());
            }
        }
        book
    }

    fn add(&mut self, id: &str, name: &str) {
        self.names.insert(id.to_owned(), name.to_owned());
        let same = self.by_name.entry(fold(name)).or_default();
        same.insert(id.to_owned());
    }

    fn forget(&mut self, id: &str) {
        self.names.remove(id);
        for same in self.by_name.values_mut() {
            same.remove(id);
        }
    }

    /// The units that a word may mean; those of the edited file, when it has any of the name.
    fn meant(&self, word: &str, present: &Present) -> Vec<&String> {
        if let Some((id, _)) = self.names.get_key_value(word) {
            return vec![id];
        }
        let all: Vec<&String> = self
            .by_name
            .get(&fold(word))
            .into_iter()
            .flatten()
            .collect();
        let own = |id: &&&String| present.elsewhere("units", id).is_none();
        let own: Vec<&String> = all.iter().filter(own).copied().collect();
        if own.is_empty() { all } else { own }
    }

    /// The unit that a cell names; one that is not known, or known twice, is reported.
    pub(crate) fn find(
        &self,
        line: &Line<'_>,
        column: Column,
        present: &Present,
    ) -> Option<String> {
        let word = line.text(column);
        if word.is_empty() {
            return None;
        }
        match self.meant(word, present).as_slice() {
            [one] => return Some((*one).clone()),
            [] => line.wrong(column, "unit", self.unknown(word, line)),
            several => line.wrong(column, "unit", ambiguous(word, several)),
        }
        None
    }

    fn unknown(&self, word: &str, line: &Line<'_>) -> Sentence {
        let hint = if line.problems.borrow().is_full() {
            Sentence::new("", "")
        } else {
            let names = self.names.iter();
            let known = names.flat_map(|(id, name)| {
                [(id.as_str(), id.as_str()), (name.as_str(), name.as_str())]
            });
            nearest::hint(word, known)
        };
        Sentence::new(
            format!(
                "Подразделения «{word}» нет ни в справочнике, ни в таблице подразделений. {}",
                hint.ru
            ),
            format!(
                "There is no unit `{word}`, neither in the directory nor in the table of units. {}",
                hint.en
            ),
        )
    }
}

fn ambiguous(word: &str, ids: &[&String]) -> Sentence {
    let list = ids
        .iter()
        .map(|id| id.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    Sentence::new(
        format!(
            "«{word}» называются несколько подразделений: {list}. Напишите вместо названия одно из этих имён."
        ),
        format!(
            "Several units are called `{word}`: {list}. Write one of these ids instead of the name."
        ),
    )
}

/// Reads the table; what it adds is put into the book.
pub(crate) fn units(
    present: &Present,
    sheet: &Sheet,
    book: &mut Book,
    problems: &RefCell<Problems>,
) -> (Vec<WantedUnit>, Vec<String>) {
    let declared = &present.organisation.unit_attributes;
    let whole = |says| report(problems, What::Unit, None, None, "columns", says);
    let columns = match Columns::find(sheet, What::Unit, declared) {
        Ok(columns) => columns,
        Err(says) => {
            whole(says);
            return (Vec::new(), Vec::new());
        }
    };
    if !columns.has(Column::Id) && !columns.has(Column::Name) {
        whole(Columns::missing(What::Unit, Column::Name));
        return (Vec::new(), Vec::new());
    }
    let lines = sheet.rows.iter();
    let lines = lines.map(|row| Line::new(What::Unit, row, &columns, problems));
    let mut seen = BTreeMap::new();
    let mut named = Vec::new();
    // Ids first: a unit may belong to one that stands below it.
    for line in lines {
        if let Some(id) = identity(&line, present, book, &mut seen) {
            named.push((line, id));
        }
    }
    let read: Vec<Option<WantedUnit>> = named
        .iter()
        .map(|(line, id)| wanted(line, id, present, book))
        .collect();
    // A unit that is not taken is nothing where somebody could work.
    for ((_, id), unit) in named.iter().zip(&read) {
        if unit.is_none() && !present.organisation.units.contains_key(id) {
            book.forget(id);
        }
    }
    (read.into_iter().flatten().collect(), columns.unread.clone())
}

fn identity(
    line: &Line<'_>,
    present: &Present,
    book: &mut Book,
    seen: &mut BTreeMap<String, usize>,
) -> Option<String> {
    let (id, name) = (line.text(Column::Id), line.text(Column::Name));
    let id = match (id, name) {
        ("", "") => {
            line.wrong(
                Column::Name,
                "name",
                Sentence::new("Нет названия.", "There is no name."),
            );
            return None;
        }
        ("", name) => match book.meant(name, present).as_slice() {
            [] => given_id::of_unit(name, |id| book.names.contains_key(id)),
            [one] => Some((*one).clone()),
            several => {
                line.wrong(Column::Name, "unit", ambiguous(name, several));
                return None;
            }
        },
        (id, _) => Some(id.to_owned()),
    };
    let Some(id) = id.filter(|id| given_id::fits(id)) else {
        line.wrong(Column::Id, "id", no_id(line.text(Column::Id)));
        return None;
    };
    if let Some(first) = seen.get(&id) {
        let says = Sentence::new(
            format!("Подразделение «{id}» уже названо в строке {first}."),
            format!("The unit `{id}` stands already in row {first}."),
        );
        line.wrong_at(None, "twice", says);
        return None;
    }
    seen.insert(id.clone(), line.row.number);
    if !name.is_empty() {
        book.add(&id, name);
    }
    Some(id)
}

/// What is said of an id that will not do, or of a name that none can be made of.
pub(crate) fn no_id(id: &str) -> Sentence {
    match id {
        "" => Sentence::new(
            "Из названия или фамилии не получается имени для справочника: дайте его в графе «id».",
            "No id can be made of the name: give one in the column `id`.",
        ),
        id => Sentence::new(
            format!("Имя «{id}» не годится: нужны буквы, цифры и `_`, первая – буква."),
            format!("The id `{id}` will not do: letters, digits and `_`, a letter first."),
        ),
    }
}

fn wanted(line: &Line<'_>, id: &str, present: &Present, book: &Book) -> Option<WantedUnit> {
    let before = present.unit(id);
    let mut after = before.clone().unwrap_or_default();
    let name = line.text(Column::Name);
    if !name.is_empty() && fold(name) != fold(&after.name) {
        name.clone_into(&mut after.name);
    }
    if let Some(kind) = kind(line, present) {
        after.kind = kind;
    }
    if let Some(parent) = book.find(line, Column::Parent, present) {
        after.parent = Some(parent);
    }
    let attributes = attribute::attributes(line, &present.organisation.unit_attributes);
    after.attributes.extend(attributes);
    if before.is_none() && !line.is_wrong() {
        if after.name.is_empty() {
            let says = Sentence::new(
                "У нового подразделения нет названия.",
                "The new unit has no name.",
            );
            line.wrong(Column::Name, "name", says);
        } else if after.kind.is_empty() {
            let says = Sentence::new(
                "У нового подразделения нет вида.",
                "The new unit has no kind.",
            );
            line.wrong(Column::Kind, "kind", says);
        }
    }
    let differs = before.as_ref().is_some_and(|before| *before != after);
    if differs
        && !line.is_wrong()
        && let Some(file) = present.elsewhere("units", id)
    {
        line.wrong_at(None, "elsewhere", elsewhere(id, file));
    }
    (!line.is_wrong()).then(|| WantedUnit {
        id: id.to_owned(),
        row: line.row.number,
        before,
        after,
    })
}

/// What is said of something that another file declares.
pub(crate) fn elsewhere(id: &str, file: &str) -> Sentence {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    Sentence::new(
        format!("«{id}» описано в файле `{file}`: внесите это туда, указав папку «{folder}»."),
        format!(
            "`{id}` is declared in the file `{file}`: import it there, naming the folder `{folder}`."
        ),
    )
}

/// The kind that a cell names by its id or its title.
fn kind(line: &Line<'_>, present: &Present) -> Option<String> {
    let word = line.text(Column::Kind);
    if word.is_empty() {
        return None;
    }
    let kinds = &present.organisation.unit_kinds;
    let folded = fold(word);
    let found = kinds.iter().find(|(id, title)| {
        *id == word
            || fold(&title.ru) == folded
            || title.en.as_deref().map(fold).as_ref() == Some(&folded)
    });
    if let Some((id, _)) = found {
        return Some(id.clone());
    }
    let known = kinds
        .iter()
        .flat_map(|(id, title)| [(id.as_str(), id.as_str()), (title.ru.as_str(), id.as_str())]);
    let hint = nearest::hint(word, known);
    let says = Sentence::new(
        format!(
            "Вид подразделений «{word}» не описан в `unit_kinds`. {}",
            hint.ru
        ),
        format!(
            "The kind of units `{word}` is not declared in `unit_kinds`. {}",
            hint.en
        ),
    );
    line.wrong(Column::Kind, "kind", says);
    None
}
