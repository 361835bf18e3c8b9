//! Acts about terms through the service: rights, lists, history; the calendar that changes between two starts.

use reglament_calendar::{Calendar, Term, YearTable};
use reglament_core::{CommandId, InstanceId, TermOwner};
use reglament_runtime::{DateView, OverdueQuery, Runtime, Service, ServiceError};

use super::world::{World, files, input, monday, until};

async fn publish(service: &Service) {
    let mut files = files();
    let process = include_str!("office/complaint.yaml");
    files.insert("complaint/process.yaml".into(), process.into());
    let letter = "Тема: Срок продлён до {{ act.due_on }}\n\n{{ act.reason }}\n";
    files.insert("complaint/letters/extended.md".into(), letter.into());
    service.publish(files, "test").await.unwrap();
}

async fn complain(service: &Service) -> InstanceId {
    let answers = input(serde_json::json!({"topic": "Крыша", "email": "a@example.ru"}));
    let id = CommandId("complaint".into());
    let receipt = service.start_public(id, "complaint", answers, Default::default());
    receipt.await.unwrap().instance
}

fn thirty() -> (Term, String) {
    (
        Term::parse("30 дней").unwrap(),
        "запрошены документы".into(),
    )
}

#[tokio::test]
async fn who_may_extend_does_it_once_and_the_history_tells_the_table() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    publish(&service).await;
    let id = complain(&service).await;
    let task = service.my_tasks("anna", None).await.unwrap().rows[0].task;
    let owner = TermOwner::Task(task);
    let key = || CommandId("extend".into());
    let stranger = service
        .extend_term(key(), "oleg", &id, owner, thirty())
        .await;
    assert_eq!(stranger.unwrap_err(), ServiceError::NotFound);
    let clerk = service
        .extend_term(key(), "anna", &id, owner, thirty())
        .await;
    assert_eq!(clerk.unwrap_err().code(), "term_act_not_allowed");
    for _ in 0..2 {
        let done = service
            .extend_term(key(), "vera", &id, owner, thirty())
            .await;
        done.unwrap();
    }
    let view = service.instance("vera", &id).await.unwrap();
    let told: Vec<&str> = view.history.iter().map(|line| line.ru.as_str()).collect();
    let extended = told
        .iter()
        .filter(|line| line.starts_with("Срок продлён"))
        .count();
    assert_eq!(extended, 1, "{told:#?}");
    assert!(
        told.iter()
            .any(|line| line.ends_with("«Подготовить ответ»: 16.12.2026 → 15.01.2027")),
        "{told:#?}"
    );
    assert!(view.tasks[0].term_acts.extend.is_none() && view.tasks[0].term_acts.suspend);
    let why = |date: &DateView| date.ru.iter().any(|line| line.contains("Срок продлён"));
    assert!(view.dates.iter().any(why), "{:#?}", view.dates);
    assert_eq!(service.verify().await.unwrap(), []);
    runtime.stop().await;
}

#[tokio::test]
async fn a_late_case_is_on_the_board_and_in_nobodys_tasks() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    publish(&service).await;
    let id = complain(&service).await;
    world.clock.set(monday() + chrono::TimeDelta::days(80));
    until(async || {
        let board = service
            .overdue("vera", &OverdueQuery::default())
            .await
            .unwrap();
        let whole = board
            .rows
            .iter()
            .find(|row| row.whole && row.instance == id);
        whole.is_some_and(|row| row.overdue == 1).then_some(())
    })
    .await;
    let mine = service.my_tasks("vera", None).await.unwrap();
    assert!(mine.rows.iter().all(|row| !row.whole), "{mine:#?}");
    assert_eq!(service.verify().await.unwrap(), []);
    runtime.stop().await;
}

/// The year 2027 with one more day off, 15 January.
fn another_edition() -> Calendar {
    let text = include_str!("../../../engine/calendar/data/ru-2027.csv");
    let text = format!("{}\n2027-01-15,moved_off,проверка\n", text.trim_end());
    Calendar::russia().with_year(YearTable::parse(2027, &text).unwrap())
}

#[tokio::test]
async fn another_edition_of_the_calendar_counts_open_dates_anew_once() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    publish(&service).await;
    let id = complain(&service).await;
    let task = service.my_tasks("anna", None).await.unwrap().rows[0].task;
    let key = CommandId("extend".into());
    let owner = TermOwner::Task(task);
    service
        .extend_term(key, "vera", &id, owner, thirty())
        .await
        .unwrap();
    runtime.stop().await;
    for _ in 0..2 {
        let runtime = Runtime::start_by(world.parts(), another_edition())
            .await
            .unwrap();
        let service = runtime.service();
        let view = until(async || {
            let view = service.instance("vera", &id).await.unwrap();
            let due = view.tasks[0].due.as_ref().unwrap();
            (due.on.to_string() == "2027-01-18").then_some(view)
        })
        .await;
        let anew =
            |line: &&reglament_runtime::HistoryLine| line.ru.starts_with("Сроки пересчитаны");
        assert_eq!(view.history.iter().filter(anew).count(), 1);
        assert_eq!(service.verify().await.unwrap(), []);
        runtime.stop().await;
    }
}

/// Publishes with a table of local days, or without one.
async fn publish_with(service: &Service, table: Option<&str>) {
    let mut files = files();
    let process = include_str!("office/complaint.yaml");
    files.insert("complaint/process.yaml".into(), process.into());
    let letter = "Тема: Срок продлён до {{ act.due_on }}\n\n{{ act.reason }}\n";
    files.insert("complaint/letters/extended.md".into(), letter.into());
    if let Some(table) = table {
        files.insert("calendars/office.csv".into(), table.into());
    }
    service.publish(files, "test").await.unwrap();
}

/// Local days off that are published, withdrawn and published again move the open date each time, while the program runs.
#[tokio::test]
async fn tables_of_the_package_count_open_dates_anew() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    publish_with(&service, None).await;
    let id = complain(&service).await;
    let due = async || {
        let view = service.instance("vera", &id).await.unwrap();
        view.tasks[0].due.as_ref().unwrap().on.to_string()
    };
    let plain = due().await;
    let table = format!("date,kind,note,scope\n{plain},day_off,Приказ № 4,Канцелярия\n");
    let mut seen = vec![plain];
    for (table, moved) in [(Some(&table), true), (None, false), (Some(&table), true)] {
        publish_with(&service, table.map(String::as_str)).await;
        let date = until(async || {
            let date = due().await;
            ((date != seen[0]) == moved).then_some(date)
        })
        .await;
        seen.push(date);
    }
    assert!(seen[1] > seen[0] && seen[3] == seen[1], "{seen:?}");
    let year = service
        .calendar_year(seen[0][..4].parse().unwrap())
        .unwrap();
    let local = year.days.iter().find(|day| day.scope.is_some()).unwrap();
    assert_eq!(
        (local.date.to_string(), local.working),
        (seen[0].clone(), false)
    );
    assert_eq!(service.verify().await.unwrap(), []);
    runtime.stop().await;
}
