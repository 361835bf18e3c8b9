//! Lays a board out: groups the children by a field that they report, and counts how they stand with each duty.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use reglament_calendar::local_date;
use reglament_core::{InstanceId, Item};
use reglament_definition::{Definition, Step, StepKind};
use reglament_expression::russian_order;

use super::{case::Case, forms::shown};
use crate::{
    limits::MAX_BOARD_GROUPS,
    port::StepStateRow,
    projection,
    view::{BoardCell, BoardChoice, BoardColumn, BoardRow, BoardView},
};

/// A board and which children stand behind each of its rows.
pub(super) struct Board {
    pub(super) view: BoardView,
    pub(super) members: BTreeMap<String, Vec<InstanceId>>,
}

/// What a board is laid out from.
pub(super) struct Layout<'a> {
    pub(super) case: &'a Case,
    pub(super) definition: &'a Definition,
    pub(super) list: &'a str,
    pub(super) confided: bool,
}

impl Layout<'_> {
    pub(super) fn fill(&self, by: Option<&str>, states: &[StepStateRow]) -> Board {
        let groupings = self.groupings();
        let chosen = by
            .and_then(|by| groupings.iter().find(|(id, _)| id == by))
            .or_else(|| groupings.iter().find(|(_, groups)| groups.len() > 1))
            .map(|(id, _)| id.clone());
        let columns = self.columns();
        let today = local_date(self.case.now, self.definition.zone);
        let mut standing: BTreeMap<(&InstanceId, &str), &StepStateRow> = BTreeMap::new();
        for state in states {
            standing.insert((&state.instance, &state.step), state);
        }
        let mut rows: BTreeMap<String, BoardRow> = BTreeMap::new();
        let mut members: BTreeMap<String, Vec<InstanceId>> = BTreeMap::new();
        let mut total = row(String::new(), columns.len());
        for item in self.items() {
            let name = match &chosen {
                Some(field) => self.word(item, field),
                None => self.words(item),
            };
            let line = rows
                .entry(name.clone())
                .or_insert_with(|| row(name.clone(), columns.len()));
            line.instance = chosen.is_none().then(|| item.item.clone());
            for line in [&mut *line, &mut total] {
                line.children += 1;
                for (cell, column) in line.cells.iter_mut().zip(&columns) {
                    if let Some(state) = standing.get(&(&item.item, column.step.as_str())) {
                        count(cell, state, today, self.definition);
                    }
                }
            }
            members.entry(name).or_default().push(item.item.clone());
        }
        let title = |id: &str| self.definition.field(id).map(|field| field.title.clone());
        let view = BoardView {
            process_title: self.case.definition.title.clone(),
            subject: projection::subject(&self.case.instance, &self.case.definition),
            lists: self.lists(),
            groupings: groupings
                .iter()
                .filter_map(|(id, _)| {
                    Some(BoardChoice {
                        title: title(id)?,
                        chosen: chosen.as_ref() == Some(id),
                        id: id.clone(),
                    })
                })
                .collect(),
            columns,
            rows: sorted(rows.into_values().collect()),
            total,
        };
        Board { view, members }
    }

    fn items(&self) -> &[Item] {
        let list = self.case.instance.items().get(self.list);
        list.map_or(&[], |list| &list.items)
    }

    /// Reported fields that make at most so many groups, with the groups.
    fn groupings(&self) -> Vec<(String, BTreeSet<String>)> {
        let reports = self.case.definition.step(self.list).map(|step| &step.kind);
        let Some(StepKind::ForEach(list)) = reports else {
            return Vec::new();
        };
        let groups = |field: &String| {
            let words = self.items().iter().map(|item| self.word(item, field));
            (field.clone(), words.collect())
        };
        let all = list.reports.iter().map(groups);
        all.filter(|(_, groups): &(String, BTreeSet<String>)| {
            groups.len() <= MAX_BOARD_GROUPS && groups.len() < self.items().len()
        })
        .collect()
    }

    /// A reported field of a child in words, «–» while it has none.
    fn word(&self, item: &Item, field: &str) -> String {
        let known = self.definition.field(field);
        let value = item.values.get(field);
        let (Some(known), Some(value)) = (known, value) else {
            return "–".to_owned();
        };
        shown(known, value, self.definition.zone, self.confided).ru
    }

    /// A child that makes a row of its own: what it reports first, and its number.
    fn words(&self, item: &Item) -> String {
        let reports = self.case.definition.step(self.list).map(|step| &step.kind);
        let first = match reports {
            Some(StepKind::ForEach(list)) => list.reports.first(),
            _ => None,
        };
        match first {
            Some(field) => format!("{} · {}", self.word(item, field), item.item),
            None => item.item.to_string(),
        }
    }

    /// Duties are the user tasks with a date: what is done by somebody until some day.
    fn columns(&self) -> Vec<BoardColumn> {
        let duty = |step: &&Step| match &step.kind {
            StepKind::UserTask(task) => task.deadline.is_some(),
            _ => false,
        };
        let column = |step: &Step| BoardColumn {
            step: step.id.clone(),
            title: step.title.clone(),
            basis: step.basis.clone(),
        };
        self.definition
            .steps
            .iter()
            .filter(duty)
            .map(column)
            .collect()
    }

    fn lists(&self) -> Vec<BoardChoice> {
        let lists = self.case.instance.items().iter();
        let filled = lists.filter(|(_, list)| !list.items.is_empty());
        filled
            .filter_map(|(id, _)| {
                Some(BoardChoice {
                    id: id.clone(),
                    title: self.case.definition.step(id)?.title.clone(),
                    chosen: id == self.list,
                })
            })
            .collect()
    }
}

fn row(name: String, columns: usize) -> BoardRow {
    BoardRow {
        name,
        cells: vec![BoardCell::default(); columns],
        ..BoardRow::default()
    }
}

fn count(cell: &mut BoardCell, state: &StepStateRow, today: NaiveDate, definition: &Definition) {
    let on = match state.completed_at {
        Some(at) => local_date(at, definition.zone),
        None => today,
    };
    let late = state.due_on.is_some_and(|due| due < on);
    let counter = match (state.open, state.completed_at.is_some(), late) {
        (true, _, true) => &mut cell.late,
        (true, _, false) => &mut cell.open,
        (false, true, true) => &mut cell.done_late,
        (false, true, false) => &mut cell.done,
        (false, false, _) => &mut cell.dropped,
    };
    *counter += 1;
}

/// By name as a Russian reader looks for it, numbers by their size.
fn sorted(mut rows: Vec<BoardRow>) -> Vec<BoardRow> {
    rows.sort_by(|a, b| russian_order(&a.name, &b.name));
    rows
}
