//! Those above are told of a lateness by a person: once a day, by letter, and not again when the ladder comes to them.

use chrono::TimeDelta;
use reglament_core::CommandId;
use reglament_runtime::{HandOver, OverdueQuery, Runtime, Service, TaskLine, Together};

use super::world::{World, files, monday, request, until};

/// The office where the registry is told when the lateness lasts three working days.
async fn office(world: &World) -> Runtime {
    let runtime = world.start().await;
    let mut all = files();
    let process = all.get_mut("request/process.yaml").unwrap();
    *process = process.replace(
        "every: рабочий день}",
        "every: рабочий день, ladder: [{after: 3 рабочих дня, notify: [registry]}]}",
    );
    runtime.service().publish(all, "test").await.unwrap();
    runtime
}

async fn line(service: &Service, soon: Option<u32>, person: &str) -> Option<TaskLine> {
    let query = OverdueQuery {
        soon,
        ..OverdueQuery::default()
    };
    let page = service.overdue(person, &query).await.unwrap();
    page.rows.into_iter().next()
}

#[tokio::test]
async fn those_above_are_told_once_and_the_ladder_does_not_repeat_it() {
    let world = World::open().await;
    let runtime = office(&world).await;
    let service = runtime.service();
    let receipt = request(&service, "k").await;
    let tasks = service.my_tasks("anna", None).await.unwrap().rows;
    let tasks = [(tasks[0].instance.clone(), tasks[0].task)];
    let press = async |key: &str| {
        let note = Some("Жалоба в приёмную".to_owned());
        let wish = Together::HandOver(HandOver::Escalate { note });
        let key = CommandId(key.into());
        let told = service.together(&key, "vera", &tasks, &wish).await.unwrap();
        let why = told.refused().map(|(_, why)| why.code.clone());
        (told.done, told.already, why.collect::<Vec<_>>())
    };

    // The last day in time: it can be reminded of, and is not late.
    world.clock.set(monday() + TimeDelta::days(7));
    let near = line(&service, Some(3), "vera").await.unwrap();
    assert!(near.may_remind && !near.may_escalate, "{near:?}");
    assert_eq!(press("early").await, (0, 0, vec!["not_late".to_owned()]));

    world.clock.set(monday() + TimeDelta::days(8));
    let told_by_clock = async |times: u32| {
        let found = line(&service, None, "vera").await;
        let due = world.store.next_timer().await.unwrap();
        let quiet = due.is_none_or(|at| at > service.now());
        found.filter(|line| quiet && line.overdue == times)
    };
    let late = until(async || told_by_clock(1).await).await;
    assert!(late.may_escalate);
    let clerk = line(&service, None, "anna").await;
    assert!(clerk.is_none_or(|line| !line.may_escalate));
    let view = service.task("vera", &tasks[0].0, tasks[0].1).await.unwrap();
    assert!(view.actions.escalate);
    assert_eq!(press("first").await, (1, 0, vec![]));
    assert_eq!(press("again").await, (0, 1, vec![]));
    assert_eq!(press("first").await, (1, 0, vec![]), "the same key");
    let view = service.task("vera", &tasks[0].0, tasks[0].1).await.unwrap();
    assert!(!view.actions.escalate, "once a day");
    let case = service.instance("vera", &receipt.instance).await.unwrap();
    let said =
        "Сообщил(а) о просрочке выше: Смирнова Вера Олеговна → Канцелярия: Жалоба в приёмную";
    assert!(
        case.history.iter().any(|line| line.ru == said),
        "{:?}",
        case.history
    );
    let sent = || {
        let letters = world.post.letters.lock().unwrap();
        let above = letters
            .iter()
            .filter(|letter| letter.to_address == "zoya@example.ru");
        above.count()
    };
    until(async || (sent() == 1).then_some(())).await;

    // The day after that of the rung: the clerk's notices go on, the rung stays silent. It would have been notice no. 3.
    world.clock.set(monday() + TimeDelta::days(11));
    until(async || told_by_clock(2).await).await;
    runtime.stop().await;
    assert_eq!(sent(), 1);
    let runtime = world.start_writer().await;
    assert!(runtime.service().verify().await.unwrap().is_empty());
}
