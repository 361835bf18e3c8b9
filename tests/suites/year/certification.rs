//! Twelve monthly sessions with forty people each, all of 2022: who passes, who is late, and what the journals say.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};
use reglament_core::InstanceId;
use reglament_runtime::{InstanceQuery, OverdueQuery, Viewer};
use serde_json::json;

use super::days::{nth, rolled, working};
use super::office::Office;

const PEOPLE: u32 = 40;
const ITEMS: u32 = 50;
const COMMISSION: [&str; 10] = [
    "dashkovskaya",
    "semenova",
    "davydova",
    "shvarts",
    "demura",
    "gerasimova",
    "gusarova",
    "kudankina",
    "vakhrameeva",
    "klyachina",
];
const CONTROLLER: &str = "semenova";
const SECRETARY: &str = "davydova";
const HR: &str = "orlova";
const LEGAL: &str = "tikhonov";

/// What one of forty does in a month.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Scored(u32),
    Absent,
    Withdrawn,
}

impl Fate {
    fn of(month: u32, person: u32) -> Self {
        match person {
            7 => Self::Absent,
            13 if month.is_multiple_of(2) => Self::Withdrawn,
            _ => Self::Scored(30 + (person * 7 + month * 11) % 21),
        }
    }

    fn passed(self) -> bool {
        matches!(self, Self::Scored(correct) if correct * 100 >= ITEMS * 80)
    }

    fn failed(self) -> bool {
        matches!(self, Self::Scored(_)) && !self.passed()
    }
}

/// The order of every third month comes a working day late.
fn is_late(month: u32) -> bool {
    month.is_multiple_of(3)
}

fn count(month: u32, which: impl Fn(Fate) -> bool) -> u32 {
    (0..PEOPLE)
        .map(|n| u32::from(which(Fate::of(month, n))))
        .sum()
}

fn in_year(which: impl Fn(Fate) -> bool + Copy) -> u32 {
    (1..=12).map(|month| count(month, which)).sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twelve_sessions_of_forty_people() {
    let zone = chrono_tz::Asia::Novokuznetsk;
    let first = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap();
    let office = Office::open(reglament_tests::processes(), zone, first).await;
    let mut orders = Vec::new();
    for month in 1..=12 {
        let session = Session::begin(&office, month).await;
        session.test().await;
        orders.push(session.order().await);
        session.next_materials().await;
        session.hand_over().await;
    }
    registers(&office, &orders).await;
    letters(&office);
    ends(&office).await;
    office.close().await;
}

/// One month.
struct Session<'a> {
    office: &'a Office,
    month: u32,
    id: InstanceId,
    people: Vec<InstanceId>,
}

impl<'a> Session<'a> {
    /// The second Tuesday: everybody registers, materials are brought up to date.
    async fn begin(office: &'a Office, month: u32) -> Self {
        let tuesday = nth(month, 2, Weekday::Tue);
        office.at(tuesday, 9, 0).await;
        let name = format!("Сессия {}", nth(month, 3, Weekday::Thu).format("%d.%m.%Y"));
        let id = office.running(CONTROLLER, "certification", &name).await;
        let people = (0..PEOPLE).map(|n| applicant(month, n)).collect();
        let people = office.join(&id, "registration", people).await;
        let law = "Проверить нормативную базу для контрольно-измерительных материалов";
        office.do_task(LEGAL, law, json!({})).await;
        let materials = "Обновить контрольно-измерительные материалы";
        let version = json!({"materials_version": format!("2022-{month}")});
        office.do_task(SECRETARY, materials, version).await;
        Self {
            office,
            month,
            id,
            people,
        }
    }

    /// From the list to the protocol, all on the third Thursday but the list.
    async fn test(&self) {
        let (office, thursday) = (self.office, nth(self.month, 3, Weekday::Thu));
        office
            .at(nth(self.month, 2, Weekday::Tue) + Days::new(1), 9, 0)
            .await;
        let place = json!({"venue": "Кабинет 12", "starts_at": "10:00"});
        let list = "Проверить список участников и назначить место";
        office.do_task(SECRETARY, list, place).await;
        for (n, id) in (0..PEOPLE).zip(&self.people) {
            if Fate::of(self.month, n) == Fate::Withdrawn {
                let viewer = Viewer::Person(SECRETARY.into());
                let left =
                    office
                        .service
                        .raise_event(office.key(), &viewer, id, "withdrawal", None);
                left.await.unwrap();
            }
        }
        if thursday >= self.twentieth() {
            office.at(self.twentieth(), 9, 0).await;
        }
        office.at(thursday, 10, 0).await;
        let begin = json!({"venue": "Кабинет 12"});
        office
            .do_task(SECRETARY, "Начать компьютерное тестирование", begin)
            .await;
        office.at(thursday, 12, 30).await;
        let scores = json!({"scores": self.scores()});
        office
            .do_task(SECRETARY, "Внести результаты тестирования", scores)
            .await;
        let meeting = json!({
            "present": COMMISSION, "votes_for": 10, "votes_against": 0, "votes_abstained": 0,
        });
        office
            .do_task(
                SECRETARY,
                "Провести заседание сертификационной комиссии",
                meeting,
            )
            .await;
        for signer in [SECRETARY, "dashkovskaya"] {
            office
                .do_task(signer, "Подписать протокол", json!({}))
                .await;
        }
        let reasons =
            json!({"reasons": "Не освоены вопросы права.", "recommendations": "Повторить."});
        let refusals = office
            .tasks(SECRETARY, "Указать причины отказа и рекомендации")
            .await;
        assert_eq!(refusals.len() as u32, count(self.month, Fate::failed));
        office.complete(SECRETARY, &refusals, reasons).await;
    }

    fn scores(&self) -> Vec<serde_json::Value> {
        let row = |(n, id): (u32, &InstanceId)| match Fate::of(self.month, n) {
            Fate::Scored(correct) => Some(json!({"item": id, "correct": correct, "total": ITEMS})),
            Fate::Absent | Fate::Withdrawn => None,
        };
        (0..PEOPLE).zip(&self.people).filter_map(row).collect()
    }

    /// The order on its last day, or a working day later: then the board tells of it on that morning.
    async fn order(&self) -> NaiveDate {
        let (office, thursday) = (self.office, nth(self.month, 3, Weekday::Thu));
        let due = working(thursday, 5);
        let title = "Издать приказ о результатах";
        if thursday < self.twentieth() {
            office.at(self.twentieth(), 9, 0).await;
        }
        office.at(due, 9, 0).await;
        assert_eq!(
            office.tasks(HR, title).await[0].due_on,
            Some(due),
            "month {}",
            self.month
        );
        assert!(!self.on_board(title).await, "month {}", self.month);
        let issued = if is_late(self.month) {
            working(due, 1)
        } else {
            due
        };
        office.at(issued, 11, 0).await;
        assert_eq!(
            self.on_board(title).await,
            is_late(self.month),
            "month {}",
            self.month
        );
        office.do_task(HR, title, json!({})).await;
        office.do_task(HR, "Оформить сертификаты", json!({})).await;
        let publish = "Разместить приказ на сайте в разделе «Сертификация»";
        office.do_task(SECRETARY, publish, json!({})).await;
        issued
    }

    /// The day on which the calendar begins the upkeep of materials: a start missed by days is not made up for.
    fn twentieth(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, self.month, 20).unwrap()
    }

    /// On the twentieth the calendar has begun the upkeep of the materials for the session after this one.
    async fn next_materials(&self) {
        let office = self.office;
        let next = nth(self.month, 3, Weekday::Thu) + Months::new(1);
        let test = NaiveDate::from_weekday_of_month_opt(next.year(), next.month(), Weekday::Thu, 3);
        let name = format!("КИМ к тестированию {}", test.unwrap().format("%d.%m.%Y"));
        office.running(CONTROLLER, "test_materials", &name).await;
        let law = "Проверить нормативную базу материалов";
        office.do_task(LEGAL, law, json!({})).await;
        let update = "Обновить и дополнить материалы к сессии";
        let version =
            json!({"version": format!("2022-{}", self.month + 1), "content": "Задание 3."});
        office.do_task("gerasimova", update, version).await;
        let approve = "Утвердить версию материалов";
        office.decide(SECRETARY, approve, "approve").await;
    }

    async fn on_board(&self, title: &str) -> bool {
        let query = OverdueQuery {
            process: Some("certification".into()),
            ..OverdueQuery::default()
        };
        let board = self
            .office
            .service
            .overdue(CONTROLLER, &query)
            .await
            .unwrap();
        board
            .rows
            .iter()
            .any(|row| row.instance == self.id && row.title.ru == title)
    }

    /// Half of the certificates at once, half a week later: the next session has not begun by then.
    async fn hand_over(&self) {
        let office = self.office;
        let title = "Выдать сертификат и записать выдачу в журнал";
        let today = office.today();
        let tasks = office.tasks(SECRETARY, title).await;
        assert_eq!(tasks.len() as u32, count(self.month, Fate::passed));
        let due = rolled(today + Days::new(10));
        assert!(
            tasks.iter().all(|task| task.due_on == Some(due)),
            "month {}",
            self.month
        );
        let (soon, later) = tasks.split_at(tasks.len() / 2);
        for (tasks, day) in [(soon, today), (later, today + Days::new(7))] {
            office.at(day, 15, 0).await;
            let handed = json!({"handed_on": day, "received_by": "лично"});
            office.complete(SECRETARY, tasks, handed).await;
        }
    }
}

fn applicant(month: u32, n: u32) -> serde_json::Value {
    json!({
        "name": {"family": "Участников", "given": "Иван", "patronymic": "Петрович"},
        "position": "директор",
        "school": format!("Школа № {n}"),
        "email": format!("m{month}p{n}@example.ru"),
        "consent": true,
        "publication_consent": n.is_multiple_of(2),
    })
}

/// Every journal of the year: as many entries as the cast says, numbered without gaps, dated as ordered.
async fn registers(office: &Office, orders: &[NaiveDate]) {
    let expected = [
        ("applications", PEOPLE * 12),
        ("protocols", 12),
        ("orders", 12),
        ("refusals", in_year(Fate::failed)),
        ("certificates", in_year(Fate::passed)),
        ("handings", in_year(Fate::passed)),
        ("test_materials", 12),
    ];
    for (register, entries) in expected {
        let numbers: Vec<u32> = entries_of(office, register)
            .await
            .iter()
            .map(|e| e.number)
            .collect();
        assert_eq!(numbers, (1..=entries).collect::<Vec<_>>(), "{register}");
    }
    let dated = |entries: Vec<reglament_runtime::RegisterEntry>| -> Vec<NaiveDate> {
        entries.into_iter().map(|entry| entry.on).collect()
    };
    assert_eq!(dated(entries_of(office, "orders").await), orders);
    for (entry, on) in entries_of(office, "certificates")
        .await
        .iter()
        .zip(certificates(orders))
    {
        assert_eq!(entry.on, on, "certificate {}", entry.text);
        let until = on.checked_add_months(Months::new(24)).unwrap();
        let printed = until.format("%d.%m.%Y").to_string();
        assert_eq!(
            entry.values["valid_until"].ru, printed,
            "certificate {}",
            entry.text
        );
    }
}

/// The day of each certificate of the year, in order.
fn certificates(orders: &[NaiveDate]) -> Vec<NaiveDate> {
    let month =
        |(n, on): (usize, &NaiveDate)| vec![*on; count(n as u32 + 1, Fate::passed) as usize];
    orders.iter().enumerate().flat_map(month).collect()
}

async fn entries_of(office: &Office, register: &str) -> Vec<reglament_runtime::RegisterEntry> {
    office.entries(CONTROLLER, register).await
}

/// Nobody gets a letter twice, nobody is left without one.
fn letters(office: &Office) {
    let scored = in_year(|fate| matches!(fate, Fate::Scored(_)));
    let expected = [
        ("Вы зарегистрированы", PEOPLE * 12),
        ("Издан приказ о результатах", scored),
        ("Ваш сертификат готов", in_year(Fate::passed)),
        ("Решение сертификационной комиссии", in_year(Fate::failed)),
        ("Мы не дождались вас", in_year(|fate| fate == Fate::Absent)),
        (
            "Вы отказались от участия",
            in_year(|fate| fate == Fate::Withdrawn),
        ),
        // The order of every third month was late: its two readers are told on the morning after.
        ("Просрочено: Издать приказ о результатах", 2 * 4),
    ];
    for (subject, count) in expected {
        assert_eq!(office.letters(subject), count, "{subject}");
    }
}

/// When the files of those who failed have been kept long enough, nothing of the year runs but the watch over each
/// certificate, and nothing is late.
async fn ends(office: &Office) {
    office
        .at(NaiveDate::from_ymd_opt(2023, 3, 1).unwrap(), 9, 0)
        .await;
    let expected = [
        ("certification", 0),
        ("participant", 0),
        ("certificate_validity", in_year(Fate::passed)),
    ];
    for (process, count) in expected {
        assert_eq!(running(office, process).await, count, "{process}");
        let query = OverdueQuery {
            process: Some(process.into()),
            ..OverdueQuery::default()
        };
        let late = office.service.overdue(CONTROLLER, &query).await.unwrap();
        assert!(late.rows.is_empty(), "{process}: {:?}", late.rows);
    }
}

async fn running(office: &Office, process: &str) -> u32 {
    let mut query = InstanceQuery {
        process: Some(process.to_owned()),
        running: Some(true),
        ..InstanceQuery::default()
    };
    let mut found = 0;
    loop {
        let page = office.service.instances(CONTROLLER, &query).await.unwrap();
        found += page.rows.len() as u32;
        query.cursor = page.next;
        if query.cursor.is_none() {
            return found;
        }
    }
}
