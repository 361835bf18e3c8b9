//! Rights: what somebody may not see answers like what does not exist.

use reglament_core::TaskId;
use reglament_runtime::{InstanceQuery, OverdueQuery, ServiceError, Viewer};
use serde_json::json;

use super::world::{World, files, input, request};

#[tokio::test]
async fn a_stranger_sees_nothing() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let id = request(&service, "k").await.instance;
    let hidden = ServiceError::NotFound;
    assert_eq!(service.instance("oleg", &id).await.unwrap_err(), hidden);
    assert_eq!(
        service.task("oleg", &id, TaskId(1)).await.unwrap_err(),
        hidden
    );
    let viewer = Viewer::Person("oleg".into());
    assert_eq!(
        service.document_pdf(&viewer, &id, 1).await.unwrap_err(),
        hidden
    );
    let done = service.complete_task("d".into(), "oleg", &id, TaskId(1), None, input(json!({})));
    assert_eq!(done.await.unwrap_err(), hidden);
    assert!(
        service
            .instances("oleg", &InstanceQuery::default())
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    assert!(
        service
            .overdue("oleg", &OverdueQuery::default())
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    assert!(service.registers("oleg").await.unwrap().is_empty());
    assert_eq!(
        service
            .register("oleg", "answers", 2026, None)
            .await
            .unwrap_err(),
        hidden
    );
    assert_eq!(
        service.outbox("anna", None, None).await.unwrap_err(),
        hidden
    );
    assert!(
        service
            .my_tasks("oleg", None)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
}

#[tokio::test]
async fn a_task_shows_its_form_and_its_due_date_with_reasons() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let id = request(&service, "k").await.instance;
    let task = service.task("anna", &id, TaskId(1)).await.unwrap();
    assert!(task.mine && !task.conflict);
    assert_eq!(task.form.fields[0].name, "secret");
    assert_eq!(task.shown[0].ru, "Крыша");
    assert_eq!(task.outcomes.len(), 2);
    let due = task.due.unwrap();
    assert_eq!(due.on.to_string(), "2026-11-23");
    assert!(due.ru.len() > 1 && due.ru.len() == due.en.len());
    let seen = service.task("vera", &id, TaskId(1)).await.unwrap();
    assert!(!seen.mine && seen.form.fields.is_empty());
}

#[tokio::test]
async fn publishing_the_same_again_changes_nothing() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    assert!(!service.publish(files(), "test").await.unwrap().changed);
    let old = request(&service, "k").await.instance;
    let mut changed = files();
    let text =
        changed["request/process.yaml"].replace("user_task: Ответить", "user_task: Отписать");
    changed.insert("request/process.yaml".into(), text);
    let published = service.publish(changed, "test").await.unwrap();
    let versions: Vec<(&str, u32, bool)> = published
        .processes
        .iter()
        .map(|p| (p.process.as_str(), p.version, p.new))
        .collect();
    assert_eq!(
        versions,
        [
            ("errand", 1, false),
            ("guest", 1, false),
            ("meeting", 1, false),
            ("request", 2, true)
        ]
    );
    let title = async |id| {
        service.instance("anna", id).await.unwrap().tasks[0]
            .title
            .ru
            .clone()
    };
    assert_eq!(
        title(&old).await,
        "Ответить",
        "a running instance stays on its version"
    );
    assert_eq!(
        title(&request(&service, "k2").await.instance).await,
        "Отписать"
    );
    runtime.stop().await;
    let runtime = world.start_writer().await;
    assert_eq!(
        runtime
            .service()
            .instance("anna", &old)
            .await
            .unwrap()
            .tasks[0]
            .title
            .ru,
        "Ответить"
    );
    assert!(runtime.service().verify().await.unwrap().is_empty());
}

#[tokio::test]
async fn confidential_values_are_shown_to_those_whose_work_they_are() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let id = request(&service, "k").await.instance;
    let answers = input(json!({"secret": "только для своих"}));
    let refuse = Some("refuse".to_owned());
    let done = service.complete_task("d".into(), "anna", &id, TaskId(1), refuse, answers);
    done.await.unwrap();
    for (person, shown) in [
        ("boris", "только для своих"),
        ("vera", "только для своих"),
        ("zoya", "скрыто"),
    ] {
        let view = service.instance(person, &id).await.unwrap();
        let secret = view.data.iter().find(|data| data.name == "secret").unwrap();
        assert_eq!(secret.ru, shown, "{person}");
        assert_eq!(secret.masked, person == "zoya");
        let whole = serde_json::to_string(&view).unwrap();
        assert_eq!(whole.contains("только для своих"), person != "zoya");
    }
}

#[tokio::test]
async fn the_history_tells_what_happened_in_both_languages() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let id = request(&service, "k").await.instance;
    let accept = Some("accept".to_owned());
    let done = service.complete_task("d".into(), "anna", &id, TaskId(1), accept, input(json!({})));
    done.await.unwrap();
    let view = service.instance("boris", &id).await.unwrap();
    let lines: Vec<String> = view
        .history
        .iter()
        .map(|line| {
            format!(
                "{}: {} | {}",
                line.actor.as_deref().unwrap_or("–"),
                line.ru,
                line.en
            )
        })
        .collect();
    let expected = [
        "Заявитель: Дело начато по версии 1 процесса | Started on version 1 of the process",
        "Заявитель: Поставлена задача «Ответить», срок 23.11.2026 | Task «Ответить», due 23.11.2026",
        "Иванова Анна Петровна: Выполнено «Ответить»: Принять (Иванова Анна Петровна) | Done «Ответить»: Принять \
         (Иванова Анна Петровна)",
        "Иванова Анна Петровна: Присвоен номер 1-о от 16.11.2026: Ответить | Number 1-о of 16.11.2026 given: Ответить",
        "Иванова Анна Петровна: Составлен документ «Ответ» | Document «Ответ» drawn up",
        "Иванова Анна Петровна: Письмо «Ответ» – a@example.ru | Letter «Ответ» to a@example.ru",
        "Иванова Анна Петровна: Дело завершено: Дан ответ | Ended: Дан ответ",
    ];
    assert_eq!(lines, expected);
    assert!(view.history[1].why.len() > 1);
}
