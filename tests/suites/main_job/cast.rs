//! Forty participants and what they score: names with ё and with е, namesakes, results around the threshold.
//!
//! Scores are out of 73 and no other number of the session is between 59 and 73, so that a score in a letter shows.

/// Items of the test; 59 are enough for 80 %.
pub(super) const TOTAL: u32 = 73;
/// Who fails by one item and whose appeal is upheld.
pub(super) const APPELLANT: usize = 17;
/// Two people of one name at different schools.
pub(super) const NAMESAKES: [usize; 2] = [5, 25];
/// Whose name is misspelt in the file.
pub(super) const MISSPELT: usize = 9;
/// Who stands in the file twice.
pub(super) const TWICE: usize = 30;

const PEOPLE: usize = 40;
const FAMILIES: [&str; 20] = [
    "Абрамова",
    "Бёрнова",
    "Власова",
    "Громова",
    "Ёлкина",
    "Иванова",
    "Калинина",
    "Лебедева",
    "Матвеёва",
    "Назарова",
    "Осипова",
    "Павлова",
    "Родионова",
    "Семёнова",
    "Трофимова",
    "Ушакова",
    "Фёдорова",
    "Цветкова",
    "Шилова",
    "Яковлева",
];
const GIVEN: [&str; 4] = ["Алёна", "Вера", "Пелагея", "Ольга"];

/// A participant.
#[derive(Clone, Debug)]
pub(super) struct Participant {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) patronymic: String,
    pub(super) school: String,
    pub(super) position: &'static str,
    pub(super) email: String,
    pub(super) correct: u32,
}

impl Participant {
    pub(super) fn full_name(&self) -> String {
        format!("{} {} {}", self.family, self.given, self.patronymic)
    }

    pub(super) fn passed(&self) -> bool {
        self.correct * 100 >= TOTAL * 80
    }
}

/// All participants, in the order in which they register.
pub(super) fn everybody() -> Vec<Participant> {
    (0..PEOPLE).map(participant).collect()
}

fn participant(n: usize) -> Participant {
    let namesake = if n == NAMESAKES[1] { NAMESAKES[0] } else { n };
    Participant {
        family: FAMILIES[namesake % 20].to_owned(),
        given: GIVEN[(namesake / 20 + namesake) % 4].to_owned(),
        patronymic: if namesake < 20 {
            "Сергеевна"
        } else {
            "Артёмовна"
        }
        .to_owned(),
        school: format!("МБОУ «Средняя школа № {}»", 100 + n),
        position: if n.is_multiple_of(3) {
            "заместитель директора"
        } else {
            "директор"
        },
        email: format!("school{}@example.ru", 100 + n),
        correct: correct(n),
    }
}

/// One in eight fails; one passes exactly, one fails by one item.
fn correct(n: usize) -> u32 {
    match n {
        APPELLANT => 58,
        2 => 59,
        _ if n % 8 == 1 => 41 + (n as u32 % 7),
        _ => 60 + (n as u32 * 5) % 14,
    }
}

#[test]
fn the_cast_is_as_promised() {
    let all = everybody();
    let [one, other] = NAMESAKES.map(|n| &all[n]);
    assert_eq!(one.full_name(), other.full_name());
    assert_ne!(one.school, other.school);
    let names: std::collections::BTreeSet<String> =
        all.iter().map(Participant::full_name).collect();
    assert_eq!(names.len(), PEOPLE - 1, "only the namesakes share a name");
    assert!(!all[APPELLANT].passed() && all[2].passed());
    assert!(all.iter().all(|participant| participant.correct <= TOTAL));
}
