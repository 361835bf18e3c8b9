//! The duties of a school and what becomes of each: a fixed pattern over schools and duties.

/// A duty of a school: step, title, title of its check, due date.
pub(super) struct Duty {
    pub(super) step: &'static str,
    pub(super) title: &'static str,
    pub(super) check: &'static str,
    pub(super) due: (u32, u32),
}

pub(super) const DUTIES: [Duty; 8] = [
    Duty {
        step: "officer",
        title: "Назначить ответственного за информационный обмен и получить доступ в КАИС",
        check: "Проверить назначение ответственного",
        due: (2, 28),
    },
    Duty {
        step: "warning",
        title: "Напомнить об ответственности за сохранность реквизитов доступа",
        check: "Проверить напоминание об ответственности",
        due: (2, 28),
    },
    Duty {
        step: "stand",
        title: STAND,
        check: "Проверить обновление стенда",
        due: (3, 31),
    },
    Duty {
        step: "materials",
        title: "Обновить пакет методических материалов",
        check: "Проверить пакет материалов",
        due: (3, 31),
    },
    Duty {
        step: "year_plan",
        title: "Разработать план работы по организации аттестации",
        check: "Проверить план работы",
        due: (3, 31),
    },
    Duty {
        step: "study",
        title: "Организовать изучение нормативных документов",
        check: "Проверить лист ознакомления",
        due: (6, 30),
    },
    Duty {
        step: "growth",
        title: "Представить мониторинг профессионального роста за первое полугодие",
        check: "Проверить мониторинг за первое полугодие",
        due: (6, 30),
    },
    Duty {
        step: "growth_2",
        title: "Представить мониторинг профессионального роста за второе полугодие",
        check: "Проверить мониторинг за второе полугодие",
        due: (12, 30),
    },
];
pub(super) const STAND: &str = "Обновить информационный стенд по аттестации";
pub(super) const STUDY: usize = 5;
pub(super) const GROWTH_2: usize = 7;

/// What becomes of a duty of a school.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    InTime,
    SentBack,
    Late,
    Never,
}

impl Fate {
    pub(super) fn of(school: u32, duty: usize) -> Self {
        let d = duty as u32;
        match duty {
            STUDY if school.is_multiple_of(50) => Self::Never,
            GROWTH_2 if school % 40 == 7 => Self::Never,
            _ if (school * 7 + d * 3).is_multiple_of(20) => Self::Late,
            _ if (school * 5 + d) % 25 == 3 => Self::SentBack,
            _ => Self::InTime,
        }
    }
}
