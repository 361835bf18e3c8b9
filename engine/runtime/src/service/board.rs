//! The board of an instance with many children: groups down, duties across; and one click that reminds a whole cell.

use std::sync::Arc;

use reglament_core::{CommandId, InstanceId, PeopleRejection, Rejection};
use reglament_definition::Definition;

use super::{
    HandOver, Service, ServiceError,
    board_layout::{Board, Layout},
    case::Case,
    forms::child_of,
    rights::Rights,
};
use crate::{
    limits::{MAX_BOARD_REMINDERS, MAX_PAGE},
    port::{Page, TaskFilter},
    view::{BoardView, Reminded},
};

/// Which board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardQuery {
    /// The `for_each` step; none: the first with children.
    pub list: Option<String>,
    /// The field that groups the children; none: the first that does, else every child is a row of its own.
    pub by: Option<String>,
}

impl Service {
    /// The board of an instance; none when it has no children yet.
    ///
    /// # Errors
    /// Not found when the person may not see the instance or the process of its children.
    pub async fn board_of(
        &self,
        person: &str,
        id: &InstanceId,
        query: &BoardQuery,
    ) -> Result<Option<BoardView>, ServiceError> {
        let found = self.counted_board(person, id, query).await?;
        Ok(found.map(|board| board.view))
    }

    /// Reminds those who may do a duty in a row of the board, wherever it is late; the same task once a day.
    ///
    /// # Errors
    /// Not found for a board, row or duty that the person cannot see; refused when the person watches over none of them.
    pub async fn remind_row(
        &self,
        key: &CommandId,
        person: &str,
        id: &InstanceId,
        query: &BoardQuery,
        (row, step): (&str, &str),
    ) -> Result<Reminded, ServiceError> {
        let board = self.counted_board(person, id, query).await?;
        let board = board.ok_or(ServiceError::NotFound)?;
        let children = board.members.get(row).ok_or(ServiceError::NotFound)?;
        let mut told = Reminded::default();
        for child in children {
            let filter = TaskFilter {
                instance: Some(child.clone()),
                due_before: Some(self.now()),
                ..TaskFilter::default()
            };
            let page = Page {
                after: None,
                limit: MAX_PAGE,
            };
            let late = self.shared.store.tasks(&filter, &page).await?;
            for task in late.iter().filter(|task| task.step == step) {
                if told.sent >= MAX_BOARD_REMINDERS {
                    told.left += 1;
                    continue;
                }
                let one = CommandId(format!("{key}/{child}/{}", task.task));
                let asked = self.hand_over(one, person, child, task.task, HandOver::Remind);
                match asked.await {
                    Ok(_) => told.sent += 1,
                    Err(ServiceError::Rejected(Rejection::People(
                        PeopleRejection::RemindedToday,
                    ))) => told.already += 1,
                    // Somebody has just done it.
                    Err(ServiceError::Rejected(Rejection::TaskClosed)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(told)
    }

    async fn counted_board(
        &self,
        person: &str,
        id: &InstanceId,
        query: &BoardQuery,
    ) -> Result<Option<Board>, ServiceError> {
        self.must_see(person, id).await?;
        let case = self.case(id).await?;
        let rights = self.rights(person);
        let Some((list, definition)) = self.list(&case, &rights, query)? else {
            return Ok(None);
        };
        let states = self.shared.store.step_states(id).await?;
        let confided = rights.confided(&definition, &case.package);
        let layout = Layout {
            case: &case,
            definition: &definition,
            list: &list,
            confided,
        };
        Ok(Some(layout.fill(query.by.as_deref(), &states)))
    }

    /// The list asked for, or the first with children, and the definition of its children.
    fn list(
        &self,
        case: &Case,
        rights: &Rights,
        query: &BoardQuery,
    ) -> Result<Option<(String, Arc<Definition>)>, ServiceError> {
        let seen = self.seen_by(rights);
        let lists = case.instance.items().iter();
        let mut lists = lists.filter(|(_, list)| !list.items.is_empty());
        let found = match &query.list {
            Some(wanted) => Some(
                lists
                    .find(|(step, _)| *step == wanted)
                    .ok_or(ServiceError::NotFound)?,
            ),
            None => lists.next(),
        };
        let Some((step, _)) = found else {
            return Ok(None);
        };
        let process = child_of(&case.definition, step).ok_or(ServiceError::NotFound)?;
        if !seen.contains(process) {
            return Err(ServiceError::NotFound);
        }
        let definition = case.package.definitions.get(process);
        let definition = definition.cloned().ok_or(ServiceError::NotFound)?;
        Ok(Some((step.clone(), definition)))
    }
}
