//! Who does a task, over the whole runtime: races, substitution, rights by task, secret ballots.

use reglament_core::{Absence, CommandId, InstanceId, Rejection, TaskId};
use reglament_runtime::{HandOver, Runtime, Service, ServiceError, port::JournalRow};
use serde_json::json;

use super::world::{World, files, input};

async fn office(world: &World) -> Runtime {
    let runtime = world.start_writer().await;
    let board = include_str!("office/board.yaml").to_owned();
    let mut all = files();
    all.insert("board/process.yaml".to_owned(), board);
    runtime.service().publish(all, "test").await.unwrap();
    runtime
}

async fn begun(service: &Service) -> InstanceId {
    let id = service.new_command_id();
    let started = service.start_manual(id, "anna", "board", input(json!({})), Default::default());
    started.await.unwrap().instance
}

async fn hand(
    service: &Service,
    person: &str,
    instance: &InstanceId,
    wish: HandOver,
) -> Result<(), ServiceError> {
    let id = service.new_command_id();
    let done = service.hand_over(id, person, instance, TaskId(1), wish);
    done.await.map(drop)
}

fn anna_is_away() -> Absence {
    Absence {
        person: "anna".into(),
        from: "2026-11-16".parse().unwrap(),
        until: "2026-11-17".parse().unwrap(),
        substitutes: vec!["oleg".into()],
        order: "№ 15 от 13.11.2026".into(),
    }
}

#[tokio::test]
async fn of_concurrent_claims_exactly_one_wins() {
    let world = World::open().await;
    let runtime = office(&world).await;
    let service = runtime.service();
    let id = begun(&service).await;
    let (anna, boris) = tokio::join!(
        hand(&service, "anna", &id, HandOver::Claim),
        hand(&service, "boris", &id, HandOver::Claim)
    );
    let lost: Vec<ServiceError> = [anna, boris].into_iter().filter_map(Result::err).collect();
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].code(), "task_claimed");
    let line = &service.my_tasks("anna", None).await.unwrap().rows;
    let other = &service.my_tasks("boris", None).await.unwrap().rows;
    assert_eq!(line.len() + other.len(), 1, "only the winner still has it");
    assert!(service.verify().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_substitute_sees_open_tasks_and_acts_by_the_order() {
    let world = World::open().await;
    let runtime = office(&world).await;
    let service = runtime.service();
    let id = begun(&service).await;
    assert_eq!(
        service.task("oleg", &id, TaskId(1)).await.unwrap_err(),
        ServiceError::NotFound
    );
    let forbidden = service.enter_absence("anna", anna_is_away()).await;
    assert_eq!(forbidden, Err(ServiceError::Forbidden));
    let number = service.enter_absence("vera", anna_is_away()).await.unwrap();
    let lines = service.my_tasks("oleg", None).await.unwrap().rows;
    assert_eq!(lines.len(), 1);
    let place = lines[0].acting_for.as_deref();
    assert_eq!(place, Some("Иванова Анна Петровна"));
    let view = service.task("oleg", &id, TaskId(1)).await.unwrap();
    let order = view.acting_for.unwrap().order;
    assert_eq!(order.as_deref(), Some("№ 15 от 13.11.2026"));
    assert!(view.mine && !view.actions.delegate);
    assert!(
        service
            .my_tasks("anna", None)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    // Cancelled: the substitute is a stranger again.
    service.cancel_absence("vera", number).await.unwrap();
    assert!(
        service
            .my_tasks("oleg", None)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    assert_eq!(
        service.task("oleg", &id, TaskId(1)).await.unwrap_err(),
        ServiceError::NotFound
    );
    service.enter_absence("vera", anna_is_away()).await.unwrap();
    let done = service.complete_task("c".into(), "oleg", &id, TaskId(1), None, input(json!({})));
    done.await.unwrap();
    let history = service.instance("vera", &id).await.unwrap().history;
    let told = history.iter().any(|line| {
        line.ru
            .contains("Орлов Олег Ильич за: Иванова Анна Петровна, по замещению, приказ № 15")
    });
    assert!(told, "{history:?}");
}

#[tokio::test]
async fn whoever_was_given_a_task_sees_its_case() {
    let world = World::open().await;
    let runtime = office(&world).await;
    let service = runtime.service();
    let id = begun(&service).await;
    let wish = |to: &str| HandOver::Reassign {
        to: to.into(),
        reason: "болеет".into(),
    };
    let refused = hand(&service, "boris", &id, wish("oleg")).await;
    assert_eq!(refused.unwrap_err().code(), "may_not_reassign");
    hand(&service, "vera", &id, wish("oleg")).await.unwrap();
    assert!(service.task("oleg", &id, TaskId(1)).await.unwrap().mine);
    assert!(service.instance("oleg", &id).await.is_ok());
    assert!(
        service
            .my_tasks("anna", None)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    hand(&service, "vera", &id, wish("boris")).await.unwrap();
    assert_eq!(
        service.instance("oleg", &id).await.unwrap_err(),
        ServiceError::NotFound
    );
}

#[tokio::test]
async fn a_secret_ballot_leaves_no_trace_of_who_voted_for_what() {
    let world = World::open().await;
    let runtime = office(&world).await;
    let service = runtime.service();
    let id = begun(&service).await;
    let prepared =
        service.complete_task("p".into(), "anna", &id, TaskId(1), None, input(json!({})));
    prepared.await.unwrap();
    let vote = async |key: &str, person: &str, task: u32, outcome: &str| {
        let (id, key) = (id.clone(), CommandId(key.into()));
        let outcome = Some(outcome.to_owned());
        let done = service.complete_task(key, person, &id, TaskId(task), outcome, input(json!({})));
        done.await.map(drop)
    };
    vote("a", "anna", 2, "approve").await.unwrap();
    vote("a", "anna", 2, "refuse").await.unwrap();
    vote("b", "boris", 3, "refuse").await.unwrap();
    let journal = async || -> Vec<JournalRow> { world.store.journal(&id, 0, 50).await.unwrap() };
    let text = |rows: &[JournalRow]| {
        let events = rows.iter().flat_map(|row| &row.events);
        events.map(|e| e.e.to_string()).collect::<String>()
    };
    let open = text(&journal().await);
    assert!(
        !open.contains("approve") && !open.contains("refuse"),
        "{open}"
    );
    let commands = world.store.known_commands(&["a".into(), "b".into()]).await;
    for known in commands.unwrap() {
        assert_eq!(known.digest, "", "the digest of a vote would tell it");
    }
    let late = vote("again", "anna", 2, "refuse").await;
    assert_eq!(late, Err(ServiceError::Rejected(Rejection::TaskClosed)));
    vote("c", "vera", 4, "refuse").await.unwrap();
    let rows = journal().await;
    let closed = text(&rows);
    assert!(
        closed.contains(r#""tally":{"approve":1,"refuse":2}"#),
        "{closed}"
    );
    let apart = closed.replace(r#""tally":{"approve":1,"refuse":2}"#, "");
    assert!(!apart.contains("approve"), "{apart}");
    let view = service.instance("anna", &id).await.unwrap();
    assert_eq!(view.ended.unwrap().ru, "Отклонено");
    assert!(service.verify().await.unwrap().is_empty());
}
