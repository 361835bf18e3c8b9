//! The campaign of 2022 in eight districts and four hundred schools: who is late, who is sent back, who never ends, and what
//! the board and the registers say of it.

mod duties;
mod evidence;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use reglament_core::InstanceId;
use reglament_runtime::{InstanceQuery, OverdueQuery, StepState, TaskLine};
use serde_json::{Value as Json, json};
use tokio::task::JoinSet;

use self::duties::{DUTIES, Duty, Fate, GROWTH_2, STAND, STUDY};
use self::evidence::{PAPER, evidence};
use super::days::working;
use super::office::{Act, Office};

const SCHOOLS: u32 = 400;
const DISTRICTS: [&str; 8] = [
    "akademicheskiy",
    "verkh_isetskiy",
    "zheleznodorozhnyy",
    "kirovskiy",
    "leninskiy",
    "oktyabrskiy",
    "ordzhonikidzevskiy",
    "chkalovskiy",
];
const OFFICIAL: &str = "ekb_lapina";
const PROCESS: &str = "school_campaign";

/// Duties of a district: title, title of its check, answers.
const DISTRICT_DUTIES: [(&str, &str); 4] = [
    (
        "Проанализировать подготовку к аттестации в межаттестационный период",
        "Принять аналитическую справку",
    ),
    (
        "Уточнить обязанности, права и ответственность участников аттестации",
        "Принять распределение обязанностей",
    ),
    (
        "Обновить состав районной рабочей группы",
        "Принять состав рабочей группы",
    ),
    (
        "Разработать план мероприятий по предупреждению нарушений",
        "Принять план мероприятий",
    ),
];

/// In time, late, never done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cell {
    done: u32,
    late: u32,
    open: u32,
}

type Board = BTreeMap<(usize, &'static str), Cell>;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

fn district_of(school: u32) -> usize {
    ((school - 1) / 50) as usize
}

fn head_of(district: usize) -> String {
    format!("head_{}", DISTRICTS[district])
}

fn schools_with(fate: Fate, duty: usize) -> u32 {
    let fits = (1..=SCHOOLS).filter(|school| Fate::of(*school, duty) == fate);
    fits.count() as u32
}

fn expected_board() -> Board {
    let mut board = Board::new();
    for school in 1..=SCHOOLS {
        for (n, duty) in DUTIES.iter().enumerate() {
            let cell = board.entry((district_of(school), duty.step)).or_default();
            match Fate::of(school, n) {
                Fate::InTime | Fate::SentBack => cell.done += 1,
                Fate::Late => cell.late += 1,
                Fate::Never => cell.open += 1,
            }
        }
    }
    board
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_of_eight_districts_and_four_hundred_schools() {
    let zone = chrono_tz::Asia::Yekaterinburg;
    let year = Year {
        office: Office::open(reglament_tests::processes(), zone, day(1, 1)).await,
    };
    year.begin().await;
    year.meeting(1).await;
    year.visit(day(2, 10), &[0, 1], Fate::InTime).await;
    year.meeting(2).await;
    year.visit(day(3, 14), &[0, 1], Fate::Late).await;
    year.visit(day(3, 15), &[2, 3, 4], Fate::InTime).await;
    year.districts().await;
    year.meeting(3).await;
    // Notices go out every few working days: the days are gone through one by one, as they come.
    for on in 1..=11 {
        year.office.at(day(4, on), 10, 0).await;
    }
    year.visit(day(4, 12), &[2, 3, 4], Fate::Late).await;
    year.meeting(4).await;
    year.measures().await;
    year.meeting(5).await;
    year.visit(day(6, 10), &[5, 6], Fate::InTime).await;
    year.mutual_checks().await;
    year.meeting(6).await;
    year.visit(day(7, 12), &[5, 6], Fate::Late).await;
    for month in 7..=11 {
        year.meeting(month).await;
    }
    year.visit(day(12, 12), &[7], Fate::InTime).await;
    year.meeting(12).await;
    year.close_districts().await;
    let january = NaiveDate::from_ymd_opt(2023, 1, 17).unwrap();
    year.visit(january, &[7], Fate::Late).await;
    year.figures().await;
    year.office.close().await;
}

struct Year {
    office: Office,
}

impl Year {
    async fn begin(&self) {
        let office = &self.office;
        office.at(day(1, 12), 10, 0).await;
        let input = json!({"name": "Аттестация 2022"});
        office.start(OFFICIAL, "attestation_campaign", input).await;
    }

    /// Everybody who hands in uploads one file and names it wherever one is asked for.
    async fn papers(&self, mut acts: Vec<Act>) -> Vec<Act> {
        let mut files: BTreeMap<String, Json> = BTreeMap::new();
        for act in &mut acts {
            if !files.contains_key(&act.person) {
                let file = self.office.file(&act.person).await;
                files.insert(act.person.clone(), file);
            }
            name_file(&mut act.answers, &files[&act.person]);
        }
        acts
    }

    /// All heads of schools do what their fate bids on this day; what is sent back is brought again at once.
    async fn visit(&self, on: NaiveDate, duties: &[usize], fate: Fate) {
        let office = &self.office;
        office.at(on, 10, 0).await;
        let wanted = |school: u32, duty: usize| match Fate::of(school, duty) {
            Fate::SentBack => fate == Fate::InTime,
            own => own == fate,
        };
        self.hand_in(duties, on, &wanted).await;
        let back = |school: u32, duty: usize| Fate::of(school, duty) == Fate::SentBack;
        self.judge(duties, &back).await;
        if fate == Fate::InTime {
            self.hand_in(duties, on, &back).await;
            self.judge(duties, &|_, _| false).await;
        }
    }

    async fn hand_in(
        &self,
        duties: &[usize],
        on: NaiveDate,
        wanted: &(dyn Fn(u32, usize) -> bool + Sync),
    ) {
        let heads: Vec<String> = (1..=SCHOOLS)
            .filter(|school| duties.iter().any(|duty| wanted(*school, *duty)))
            .map(|school| format!("head_{school:03}"))
            .collect();
        let mut acts = Vec::new();
        for (head, tasks) in self.office.open_tasks(heads).await {
            for task in tasks {
                let Some(duty) = duty_of(&task, duties, |duty| duty.title) else {
                    continue;
                };
                let school = number(&task);
                if wanted(school, duty) {
                    acts.push(Act::new(&head, task, None, evidence(DUTIES[duty].step, on)));
                }
            }
        }
        self.office.act(self.papers(acts).await).await;
    }

    /// The heads of the districts accept what lies before them, or send it back.
    async fn judge(&self, duties: &[usize], back: &(dyn Fn(u32, usize) -> bool + Sync)) {
        let heads = (0..DISTRICTS.len()).map(head_of).collect();
        let mut acts = Vec::new();
        for (head, tasks) in self.office.open_tasks(heads).await {
            for task in tasks {
                let Some(duty) = duty_of(&task, duties, |duty| duty.check) else {
                    continue;
                };
                acts.push(if back(number(&task), duty) {
                    let remark = format!("{}_remark", DUTIES[duty].step);
                    let why = json!({remark: "Нет подписи"});
                    Act::new(&head, task, Some("return"), why)
                } else {
                    Act::new(&head, task, Some("accept"), json!({}))
                });
            }
        }
        self.office.act(self.papers(acts).await).await;
    }

    /// Every district holds its meeting on the last working day of the month; the department accepts the minutes.
    async fn meeting(&self, month: u32) {
        let next = NaiveDate::from_ymd_opt(2022 + month as i32 / 12, month % 12 + 1, 1).unwrap();
        let mut last = next.pred_opt().unwrap();
        while working(last.pred_opt().unwrap(), 1) != last {
            last = last.pred_opt().unwrap();
        }
        self.office.at(last, 10, 0).await;
        let minutes = json!({
            "held_on": last, "kind": "workshop", "topic": "Порядок аттестации", "participants": 25,
            "minutes": [PAPER],
        });
        let held = self
            .everybody("Провести ежемесячное совещание", &minutes)
            .await;
        assert!(
            held.iter().all(|task| task.due_on == Some(last)),
            "month {month}"
        );
        self.department("Принять протокол совещания").await;
    }

    async fn districts(&self) {
        let person = json!({"family": "Ершова", "given": "Мария", "patronymic": "Ильинична"});
        let answers = [
            json!({"analysis_findings": "Есть школы без планов", "analysis_measures": "Консультации", "analysis_file": PAPER}),
            json!({"responsibilities": "Распределены", "responsibilities_file": PAPER}),
            json!({"experts": [{"name": person, "school": "Школа № 1", "experience": "эксперт"}], "group_file": PAPER}),
            json!({"measures": [
                {"what": "Проверка стендов", "who": "методист", "until": "2022-05-20"},
                {"what": "Семинар", "who": "методист", "until": "2022-05-20"},
            ], "plan_file": PAPER}),
        ];
        for ((title, check), answers) in DISTRICT_DUTIES.iter().zip(answers) {
            self.everybody(title, &answers).await;
            self.department(check).await;
        }
    }

    async fn measures(&self) {
        self.office.at(day(5, 16), 10, 0).await;
        let done = json!({"result": "Исполнено", "evidence": PAPER});
        let title = "Доложить об исполнении мероприятия";
        assert_eq!(self.everybody(title, &done).await.len(), 16);
        self.department("Снять мероприятие с контроля").await;
    }

    /// Every school checks the next one of its district; the districts sum up.
    async fn mutual_checks(&self) {
        let heads = (1..=SCHOOLS)
            .map(|school| format!("head_{school:03}"))
            .collect();
        let title = "Проверить делопроизводство другой школы";
        let mut acts = Vec::new();
        let mut checked = BTreeSet::new();
        for (head, tasks) in self.office.open_tasks(heads).await {
            for task in tasks.into_iter().filter(|task| task.title.ru == title) {
                let own: u32 = head.trim_start_matches("head_").parse().unwrap();
                assert_ne!(own, number(&task), "{head} checks itself");
                assert_eq!(district_of(own), district_of(number(&task)));
                checked.insert(number(&task));
                let found =
                    json!({"findings": "Проверено", "breaches": own % 3, "act_file": PAPER});
                acts.push(Act::new(&head, task, None, found));
            }
        }
        assert_eq!(
            checked.len() as u32,
            SCHOOLS,
            "every school is checked once"
        );
        self.office.act(self.papers(acts).await).await;
        let heads = (0..DISTRICTS.len()).map(head_of).collect();
        let mut acts = Vec::new();
        for (head, tasks) in self.office.open_tasks(heads).await {
            let checks = tasks
                .into_iter()
                .filter(|task| task.title.ru == "Принять акт взаимопроверки");
            acts.extend(checks.map(|task| Act::new(&head, task, Some("accept"), json!({}))));
        }
        assert_eq!(acts.len() as u32, SCHOOLS);
        self.office.act(self.papers(acts).await).await;
        let found = json!({"own_check": "Три школы", "summary_findings": "Устранено", "summary_file": PAPER});
        self.everybody(
            "Проверить делопроизводство и обобщить взаимопроверку",
            &found,
        )
        .await;
        self.department("Принять справку о проверке").await;
    }

    async fn close_districts(&self) {
        let report = json!({"report": "Год завершён", "report_file": PAPER});
        self.everybody("Представить отчёт района за год", &report)
            .await;
        self.department("Принять отчёт района").await;
    }

    /// All heads of districts do their tasks of this title.
    async fn everybody(&self, title: &str, answers: &Json) -> Vec<TaskLine> {
        let heads = (0..DISTRICTS.len()).map(head_of).collect();
        let mut acts = Vec::new();
        for (head, tasks) in self.office.open_tasks(heads).await {
            let mine = tasks.into_iter().filter(|task| task.title.ru == title);
            acts.extend(mine.map(|task| Act::new(&head, task, None, answers.clone())));
        }
        let tasks: Vec<TaskLine> = acts.iter().map(|act| act.task.clone()).collect();
        assert!(tasks.len() >= DISTRICTS.len(), "«{title}»");
        self.office.act(self.papers(acts).await).await;
        tasks
    }

    /// The department accepts everything of this title; tasks without buttons are done.
    async fn department(&self, title: &str) {
        let tasks = self.office.tasks(OFFICIAL, title).await;
        assert!(tasks.len() >= DISTRICTS.len(), "«{title}»");
        let outcome = (title != "Снять мероприятие с контроля").then_some("accept");
        let acts = tasks.into_iter();
        let acts = acts.map(|task| Act::new(OFFICIAL, task, outcome, json!({})));
        self.office.act(acts.collect()).await;
    }

    async fn figures(&self) {
        let expected = expected_board();
        assert_eq!(self.board().await, expected);
        self.overdue(&expected).await;
        self.registers().await;
        // Due on 31 March, done on 12 April. The head of the district is told on the next working day, each of the two
        // officials five working days after the due date. That it is still late five working days after the first notice,
        // the head learns from the morning digest: the notice is written, and withheld in favour of that one letter.
        let late = schools_with(Fate::Late, 2);
        let (due, done) = (day(3, 31), day(4, 12));
        let first = working(due, 1);
        assert!(working(first, 5) < done && working(first, 10) >= done && working(due, 5) < done);
        let letters = self.office.letters(&format!("Просрочено: {STAND}"));
        assert_eq!(letters, late * (1 + 2), "letters about {late} late schools");
    }

    /// The board as the cases of the schools tell it.
    async fn board(&self) -> Board {
        let mut cases = JoinSet::new();
        for id in self.cases().await {
            let service = self.office.service.clone();
            cases.spawn(async move { service.instance(OFFICIAL, &id).await.unwrap() });
        }
        let mut board = Board::new();
        for case in cases.join_all().await {
            let school: u32 = case.subject.trim_start_matches("Школа № ").parse().unwrap();
            for duty in &DUTIES {
                let step = |id: &str| case.steps.iter().find(|step| step.id == id).unwrap();
                let check = step(&format!("{}_check", duty.step));
                let cell = board.entry((district_of(school), duty.step)).or_default();
                let done = step(duty.step).completed_at.filter(|_| {
                    check.state == StepState::Done && step(duty.step).state == StepState::Done
                });
                let due = day(duty.due.0, duty.due.1);
                match done.map(|at| {
                    at.with_timezone(&chrono_tz::Asia::Yekaterinburg)
                        .date_naive()
                }) {
                    None => cell.open += 1,
                    Some(on) if on > due => cell.late += 1,
                    Some(_) => cell.done += 1,
                }
            }
        }
        board
    }

    async fn cases(&self) -> Vec<InstanceId> {
        let mut query = InstanceQuery {
            process: Some(PROCESS.into()),
            ..InstanceQuery::default()
        };
        let mut found = Vec::new();
        loop {
            let page = self
                .office
                .service
                .instances(OFFICIAL, &query)
                .await
                .unwrap();
            found.extend(page.rows.into_iter().map(|line| line.id));
            query.cursor = page.next;
            if query.cursor.is_none() {
                assert_eq!(found.len() as u32, SCHOOLS);
                return found;
            }
        }
    }

    /// What was never done stands on the board of the department, school by school, and nothing else of the schools does.
    async fn overdue(&self, expected: &Board) {
        let mut query = OverdueQuery {
            process: Some(PROCESS.into()),
            ..OverdueQuery::default()
        };
        let mut found: BTreeMap<(usize, &str), u32> = BTreeMap::new();
        loop {
            let page = self.office.service.overdue(OFFICIAL, &query).await.unwrap();
            for row in &page.rows {
                let duty = DUTIES
                    .iter()
                    .find(|duty| duty.title == row.title.ru)
                    .unwrap();
                *found
                    .entry((district_of(number(row)), duty.step))
                    .or_default() += 1;
            }
            query.cursor = page.next;
            if query.cursor.is_none() {
                break;
            }
        }
        let open = expected.iter().filter(|(_, cell)| cell.open > 0);
        let open: BTreeMap<_, _> = open.map(|(key, cell)| (*key, cell.open)).collect();
        assert_eq!(found, open);
    }

    async fn registers(&self) {
        let accepted = |duty: usize| SCHOOLS - schools_with(Fate::Never, duty);
        let expected = [
            ("exchange_officers", accepted(0)),
            ("school_plans", accepted(4)),
            ("law_studies", accepted(STUDY)),
            // What came in January is numbered in January.
            (
                "growth_monitoring",
                accepted(6) + accepted(GROWTH_2) - schools_with(Fate::Late, GROWTH_2),
            ),
            ("campaign_meetings", 96),
            ("expert_groups", 8),
            ("district_papers", 24),
            ("closing_reports", 8),
        ];
        for (register, entries) in expected {
            let numbers: Vec<u32> = self
                .office
                .entries(OFFICIAL, register)
                .await
                .iter()
                .map(|entry| entry.number)
                .collect();
            assert_eq!(numbers, (1..=entries).collect::<Vec<_>>(), "{register}");
        }
        // The reports of the districts were drawn up before the latecomers of December.
        let ended = |school: &u32| {
            let mut fates = (0..DUTIES.len()).map(|duty| (duty, Fate::of(*school, duty)));
            fates.all(|(duty, fate)| {
                fate != Fate::Never && !(duty == GROWTH_2 && fate == Fate::Late)
            })
        };
        let late = |school: u32| {
            let fates = (0..DUTIES.len()).map(|duty| Fate::of(school, duty));
            fates.filter(|fate| *fate == Fate::Late).count()
        };
        let mut expected: Vec<[String; 3]> = (0..DISTRICTS.len())
            .map(|district| {
                let own = (1..=SCHOOLS).filter(|school| district_of(*school) == district);
                let ended: Vec<u32> = own.filter(ended).collect();
                let late: usize = ended.iter().map(|school| late(*school)).sum();
                ["50".into(), ended.len().to_string(), late.to_string()]
            })
            .collect();
        expected.sort();
        let entries = self.office.entries(OFFICIAL, "closing_reports").await;
        let mut found: Vec<[String; 3]> = entries
            .iter()
            .map(|entry| {
                ["schools", "schools_done", "late"].map(|key| entry.values[key].ru.clone())
            })
            .collect();
        found.sort();
        assert_eq!(found, expected);
        assert!(
            entries
                .iter()
                .all(|entry| entry.values["meetings"].ru == "12")
        );
        assert!(entries.iter().all(|entry| entry.on.month() == 12));
    }
}

fn duty_of(
    task: &TaskLine,
    among: &[usize],
    title: impl Fn(&'static Duty) -> &'static str,
) -> Option<usize> {
    static ALL: [Duty; 8] = DUTIES;
    let mut among = among.iter().copied();
    among.find(|duty| title(&ALL[*duty]) == task.title.ru)
}

/// Puts the file where the answers say [`PAPER`].
fn name_file(answers: &mut Json, file: &Json) {
    match answers {
        Json::String(text) if text == PAPER => *answers = file.clone(),
        Json::Array(items) => items.iter_mut().for_each(|item| name_file(item, file)),
        Json::Object(fields) => fields.values_mut().for_each(|field| name_file(field, file)),
        _ => {}
    }
}

/// The number of the school that a task is about.
fn number(task: &TaskLine) -> u32 {
    task.subject.trim_start_matches("Школа № ").parse().unwrap()
}
