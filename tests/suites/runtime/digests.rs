//! When letters leave, and which of them are gathered in a digest. Times are those of Novokuznetsk, UTC+7.

use chrono::{DateTime, TimeDelta, Utc};
use reglament_core::{CommandId, TaskId};
use reglament_runtime::{
    OutboxView, Runtime, Service,
    port::{Delivery, OutboxState},
};
use serde_json::json;

use super::world::{World, files, input, monday, request, until};

const DIGESTS: &str = "
digests:
  morning: {title: {ru: Утро, en: Morning}, of: [tasks, overdue]}
  week: {title: Неделя, of: [processes, overdue], roles: controller, on: понедельник, letter: week}
";
const MORNING: &str = "Тема: {{ digest.title }} {{ digest.on }}

Просрочено {{ digest.late.count }}, сегодня {{ digest.today.count }}, скоро {{ digest.soon.count }}, всего {{ digest.open }}.

{{#each digest.soon.rows as task}}
- {{ task.title }} ({{ task.subject }}) {{ task.due_on }} {{ task.url }}
{{/each}}
{{#each digest.others.rows as task}}
- {{ task.title }}: {{ task.holder }}, {{ task.days_late }}
{{/each}}
";
const ENGLISH: &str =
    "Subject: {{ digest.title }} {{ digest.on }}\n\nSoon {{ digest.soon.count }}.\n";
const WEEK: &str = "Тема: {{ digest.title }} {{ digest.on }}

{{#each digest.processes as process}}
- {{ process.title }}: {{ process.running }}, {{ process.started }}, {{ process.ended }}, {{ process.late }}
{{/each}}
";

/// A local hour of a November day of 2026.
fn at(day: u32, hour: u32) -> DateTime<Utc> {
    let local = format!("2026-11-{day:02}T{hour:02}:00:00+07:00");
    DateTime::parse_from_rfc3339(&local).unwrap().to_utc()
}

async fn publish(runtime: &Runtime) {
    let mut files = files();
    files
        .get_mut("organisation.yaml")
        .unwrap()
        .push_str(DIGESTS);
    let letters = [("digest", MORNING), ("digest.en", ENGLISH), ("week", WEEK)];
    for (name, text) in letters {
        files.insert(format!("shared/letters/{name}.md"), text.to_owned());
    }
    runtime.service().publish(files, "test").await.unwrap();
}

/// An office with digests in which a request was filed on Monday; it is due on the Monday after.
async fn office(world: &World) -> Runtime {
    let runtime = Runtime::start(world.parts()).await.unwrap();
    publish(&runtime).await;
    request(&runtime.service(), "k").await;
    runtime
}

async fn row(service: &Service, purpose: &str, to: &str) -> Option<OutboxView> {
    let rows = service.outbox("vera", None, None).await.unwrap();
    let mut found = rows.into_iter();
    found.find(|row| row.purpose == purpose && row.to.starts_with(to))
}

async fn in_state(service: &Service, purpose: &str, to: &str, state: OutboxState) -> OutboxView {
    until(async || {
        let found = row(service, purpose, to).await;
        found.filter(|row| row.state == state)
    })
    .await
}

fn sent(world: &World, subject: &str) -> Vec<(String, String)> {
    let letters = world.post.letters.lock().unwrap();
    let found = letters.iter().filter(|letter| letter.subject == subject);
    let mut found: Vec<_> = found
        .map(|letter| (letter.to_address.clone(), letter.text.trim().to_owned()))
        .collect();
    found.sort();
    found
}

#[tokio::test]
async fn a_reminder_of_a_day_off_waits_for_the_next_working_morning() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    request(&service, "k").await;
    // The reminder of Friday was missed: the program ran again on Saturday noon.
    world.clock.set(at(21, 12));
    let waits = until(async || {
        let found = row(&service, "reminder", "anna").await;
        found.filter(|row| row.error.is_some())
    })
    .await;
    assert_eq!(
        (waits.state, waits.attempts, waits.next_at),
        (OutboxState::Queued, 0, at(23, 9))
    );
    assert_eq!(waits.error.as_deref(), Some("hours"));
    world.clock.set(at(23, 8) + TimeDelta::minutes(59));
    assert!(sent(&world, "Напоминание").is_empty());
    world.clock.set(at(23, 9));
    let gone = in_state(&service, "reminder", "anna", OutboxState::Sent).await;
    assert_eq!(gone.attempts, 1);
    runtime.stop().await;
}

#[tokio::test]
async fn a_reminder_that_waited_for_a_task_done_meanwhile_is_not_sent() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    let receipt = request(&service, "k").await;
    world.clock.set(at(21, 12));
    in_state(&service, "reminder", "anna", OutboxState::Queued).await;
    let key = CommandId("done".into());
    let outcome = Some("accept".to_owned());
    let (id, answers) = (receipt.instance, input(json!({})));
    service
        .complete_task(key, "anna", &id, TaskId(1), outcome, answers)
        .await
        .unwrap();
    // What the regulation orders leaves at once, on a Saturday too.
    in_state(&service, "notice", "a@example.ru", OutboxState::Sent).await;
    world.clock.set(at(23, 9));
    let kept = in_state(&service, "reminder", "anna", OutboxState::Withheld).await;
    assert_eq!(kept.error.as_deref(), Some("done"));
    // Whoever wants it sent after all has it sent.
    service.retry_outbox("vera", &kept.key).await.unwrap();
    until(async || (sent(&world, "Напоминание").len() == 1).then_some(())).await;
    runtime.stop().await;
}

#[tokio::test]
async fn the_notice_of_lateness_that_a_busy_server_puts_off_waits_for_the_morning() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    request(&service, "k").await;
    *world.post.answers.lock().unwrap() = vec![Delivery::Later("451".into()); 30];
    // Tuesday 17:59: the server is busy; the next try would come after hours.
    world.clock.set(at(24, 18) - TimeDelta::seconds(20));
    until(async || {
        let found = row(&service, "overdue", "vera").await;
        found.filter(|row| row.error.as_deref() == Some("451"))
    })
    .await;
    world.clock.set(at(24, 18) + TimeDelta::seconds(30));
    let waits = until(async || {
        let found = row(&service, "overdue", "vera").await;
        found.filter(|row| row.error.as_deref() == Some("hours"))
    })
    .await;
    assert_eq!((waits.attempts, waits.next_at), (1, at(25, 9)));
    runtime.stop().await;
}

#[tokio::test]
async fn a_morning_has_one_digest_for_everybody_concerned() {
    let world = World::open().await;
    let runtime = office(&world).await;
    let service = runtime.service();
    // Tuesday: due in four working days is not soon.
    world.clock.set(at(17, 8));
    world.clock.set(at(18, 8));
    until(async || (sent(&world, "Утро 18.11.2026").len() == 2).then_some(())).await;
    assert!(sent(&world, "Утро 17.11.2026").is_empty());
    let found = sent(&world, "Утро 18.11.2026");
    assert_eq!(found[0].0, "anna@example.ru");
    assert_eq!(found[1].0, "boris@example.ru");
    let (head, rows) = found[0].1.split_once("\n\n").unwrap();
    assert_eq!(head, "Просрочено 0, сегодня 0, скоро 1, всего 1.");
    assert!(
        rows.starts_with("- Ответить (Крыша) 23.11.2026 https://office.example.ru/tasks/"),
        "{rows}"
    );
    // The reminder of Friday says nothing that the digest did not.
    world.clock.set(at(20, 9));
    let kept = in_state(&service, "reminder", "anna", OutboxState::Withheld).await;
    assert_eq!(kept.error.as_deref(), Some("in_digest"));
    runtime.stop().await;
}

#[tokio::test]
async fn a_manager_reads_what_is_late_and_who_holds_it() {
    let world = World::open().await;
    let runtime = office(&world).await;
    let service = runtime.service();
    world.clock.set(at(24, 8));
    until(async || (sent(&world, "Утро 24.11.2026").len() == 3).then_some(())).await;
    let found = sent(&world, "Утро 24.11.2026");
    let vera = &found
        .iter()
        .find(|(to, _)| to == "vera@example.ru")
        .unwrap()
        .1;
    assert!(
        vera.ends_with("- Ответить: Иванова Анна Петровна, Петров Борис Ильич, 1"),
        "{vera}"
    );
    // The first notice leaves by itself, its repetition is in the digest.
    world.clock.set(at(24, 9));
    in_state(&service, "overdue", "vera", OutboxState::Sent).await;
    world.clock.set(at(25, 9));
    let again = in_state(&service, "overdue_again", "vera", OutboxState::Withheld).await;
    assert_eq!(again.error.as_deref(), Some("in_digest"));
    runtime.stop().await;
}

#[tokio::test]
async fn a_week_is_told_of_on_monday_or_on_the_first_working_day_after_it() {
    let world = World::open().await;
    let runtime = office(&world).await;
    world.clock.set(at(23, 8));
    until(async || (sent(&world, "Неделя 23.11.2026").len() == 1).then_some(())).await;
    let found = sent(&world, "Неделя 23.11.2026");
    assert_eq!(found[0].0, "vera@example.ru");
    assert!(
        found[0].1.contains("- Обращение: 1, 1, 0, 0"),
        "{}",
        found[0].1
    );
    // The first working day of 2027 is the Monday of its second week.
    let january = at(1, 8) + TimeDelta::days(71);
    world.clock.set(january);
    until(async || (sent(&world, "Неделя 11.01.2027").len() == 1).then_some(())).await;
    runtime.stop().await;
}

#[tokio::test]
async fn restarts_and_several_runs_write_a_digest_once() {
    let world = World::open().await;
    let first = office(&world).await;
    let second = Runtime::start(world.parts()).await.unwrap();
    world.clock.set(at(18, 8));
    until(async || (sent(&world, "Утро 18.11.2026").len() == 2).then_some(())).await;
    first.stop().await;
    second.stop().await;
    world.clock.set(at(18, 10));
    let third = Runtime::start(world.parts()).await.unwrap();
    // Something that comes after the digests in every round: once it is there, they were looked at.
    request(&third.service(), "later").await;
    world.clock.set(at(19, 8));
    until(async || (sent(&world, "Утро 19.11.2026").len() == 2).then_some(())).await;
    assert_eq!(sent(&world, "Утро 18.11.2026").len(), 2);
    third.stop().await;
}

#[tokio::test]
async fn a_morning_missed_by_downtime_is_made_up_for_on_the_same_day_only() {
    let world = World::open().await;
    office(&world).await.stop().await;
    world.clock.set(at(18, 21));
    let late = Runtime::start(world.parts()).await.unwrap();
    late.stop().await;
    world.clock.set(at(19, 11));
    let runtime = Runtime::start(world.parts()).await.unwrap();
    until(async || (sent(&world, "Утро 19.11.2026").len() == 2).then_some(())).await;
    assert!(sent(&world, "Утро 18.11.2026").is_empty());
    runtime.stop().await;
}

#[tokio::test]
async fn whoever_wants_letters_one_by_one_or_none_has_it_so() {
    let world = World::open().await;
    let runtime = office(&world).await;
    let service = runtime.service();
    let wish = async |person: &str, kind: &str, wish: &str| {
        let store = &world.store;
        store
            .save_wish(person, kind, Some(wish), monday())
            .await
            .unwrap();
    };
    wish("anna", "reminder", "always").await;
    wish("anna", "language", "en").await;
    wish("boris", "digest:morning", "never").await;
    world.clock.set(at(18, 8));
    until(async || (sent(&world, "Morning 18.11.2026").len() == 1).then_some(())).await;
    assert_eq!(sent(&world, "Morning 18.11.2026")[0].1, "Soon 1.");
    world.clock.set(at(20, 9));
    in_state(&service, "reminder", "anna", OutboxState::Sent).await;
    // Without a digest the single reminder comes again.
    in_state(&service, "reminder", "boris", OutboxState::Sent).await;
    let letters = world.post.letters.lock().unwrap().clone();
    let reminder = letters
        .iter()
        .find(|letter| letter.subject == "Напоминание")
        .unwrap();
    // The date of the task goes with it, and the link by which such letters are declined.
    let calendar = reminder.calendar.clone().unwrap();
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20261123\r\n"),
        "{calendar}"
    );
    let link = reminder.unsubscribe.clone().unwrap();
    let parts: Vec<&str> = link.rsplit('/').take(3).collect();
    let [signature, kind, person] = parts[..] else {
        panic!("{link}")
    };
    assert_eq!(kind, "reminder");
    assert!(
        service
            .unsubscribe(person, "new_task", signature)
            .await
            .is_err()
    );
    assert!(
        !service
            .unsubscribe_question(person, kind, signature)
            .await
            .unwrap()
            .declined
    );
    service.unsubscribe(person, kind, signature).await.unwrap();
    assert!(
        service
            .unsubscribe_question(person, kind, signature)
            .await
            .unwrap()
            .declined
    );
    // The calendar of Anna has her task; a new address ends the old one.
    let old = service.open_calendar("anna").await.unwrap();
    let file = service.calendar_file(&old).await.unwrap();
    assert!(file.contains("SUMMARY:Ответить\r\n") && file.contains("DTEND;VALUE=DATE:20261124"));
    let new = service.open_calendar("anna").await.unwrap();
    assert!(service.calendar_file(&old).await.is_err());
    assert!(service.calendar_file(&new).await.is_ok());
    service.close_calendar("anna").await.unwrap();
    assert!(service.calendar_file(&new).await.is_err());
    runtime.stop().await;
}
