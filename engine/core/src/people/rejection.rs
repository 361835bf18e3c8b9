//! Why a task was not taken, handed over or voted on.

/// A refused command about who does a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleRejection {
    /// Somebody else took it.
    TaskClaimed {
        /// Name.
        by: String,
    },
    /// Nobody has taken it: nothing to return.
    NotClaimed,
    /// The directory has no such person.
    UnknownPerson {
        /// Id asked for.
        id: String,
    },
    /// The person named may not do the task.
    PersonExcluded {
        /// Name.
        name: String,
    },
    /// A vote, a signature of another role, or a task that is delegated already.
    NotTransferable,
    /// The task is that person's already.
    AlreadyTheirs,
    /// Only those who oversee the task may hand it to another person.
    MayNotReassign,
    /// Only those who oversee the task, or are told when it is late, may remind of it.
    MayNotRemind,
    /// Somebody has reminded of the task today.
    RemindedToday,
    /// Only those who may remind of the task may tell those above that it is late.
    MayNotEscalate,
    /// The term has not passed, stands still, or there is none: nothing to tell those above.
    NotLate,
    /// Somebody has told those above of the task today.
    EscalatedToday,
    /// Nobody but the person who asks would be told.
    NobodyAbove,
    /// The process has no letter that tells of lateness.
    NoOverdueLetter,
    /// It must be said why.
    ReasonMissing,
    /// The members of this commission do not recuse themselves.
    NoRecusal,
    /// Only the chair closes the vote.
    OnlyTheChair,
    /// The vote takes no dissenting opinions.
    NoDissent,
}

impl PeopleRejection {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TaskClaimed { .. } => "task_claimed",
            Self::NotClaimed => "not_claimed",
            Self::UnknownPerson { .. } => "unknown_person",
            Self::PersonExcluded { .. } => "person_excluded",
            Self::NotTransferable => "not_transferable",
            Self::AlreadyTheirs => "already_theirs",
            Self::MayNotReassign => "may_not_reassign",
            Self::MayNotRemind => "may_not_remind",
            Self::RemindedToday => "reminded_today",
            Self::MayNotEscalate => "may_not_escalate",
            Self::NotLate => "not_late",
            Self::EscalatedToday => "escalated_today",
            Self::NobodyAbove => "nobody_above",
            Self::NoOverdueLetter => "no_overdue_letter",
            Self::ReasonMissing => "reason_missing",
            Self::NoRecusal => "no_recusal",
            Self::OnlyTheChair => "only_the_chair",
            Self::NoDissent => "no_dissent",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::TaskClaimed { by } => format!("Задачу уже взял в работу другой сотрудник: {by}."),
            Self::NotClaimed => "Задачу никто не брал в работу: возвращать нечего.".into(),
            // Nobody was picked: the form has no better word for it.
            Self::UnknownPerson { id } if id.is_empty() => "Выберите человека.".to_owned(),
            Self::UnknownPerson { id } => format!("Человека «{id}» нет в справочнике."),
            Self::PersonExcluded { name } => {
                format!("{name} не может выполнить эту задачу: конфликт интересов или участие в предыдущих шагах.")
            }
            Self::NotTransferable => {
                "Эту задачу нельзя передать этому человеку: голос и подпись – личные, а порученное дальше не поручают.".into()
            }
            Self::AlreadyTheirs => "Задача и так у этого человека.".into(),
            Self::MayNotReassign => "Передать задачу другому может только руководитель или контролёр.".into(),
            Self::MayNotRemind => "Напомнить о задаче может только тот, кто следит за её сроком.".into(),
            Self::RemindedToday => "Сегодня об этой задаче уже напоминали.".into(),
            Self::MayNotEscalate => "Сообщить выше о просрочке может только тот, кто следит за сроком задачи.".into(),
            Self::NotLate => {
                "Срок ещё не прошёл или стоит: выше сообщают только о просрочке. Исполнителям можно напомнить.".into()
            }
            Self::EscalatedToday => "Сегодня уже сообщили выше об этой задаче. Следующий раз – завтра.".into(),
            Self::NobodyAbove => {
                "Выше сообщать некому: кроме вас, о просрочке никто не узнает. Добавьте ступень в лестницу срока (`ladder`) или назначьте людей на её роли.".into()
            }
            Self::NoOverdueLetter => {
                "Сообщить выше нечем: у процесса нет письма `overdue`. Добавьте его в `letters` процесса или в `shared/letters`.".into()
            }
            Self::ReasonMissing => "Укажите причину.".into(),
            Self::NoRecusal => "Самоотвод в этом голосовании не предусмотрен.".into(),
            Self::OnlyTheChair => "Закрыть голосование может только председатель.".into(),
            Self::NoDissent => "Особые мнения в этом голосовании не предусмотрены.".into(),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::TaskClaimed { by } => format!("Somebody else has taken the task: {by}."),
            Self::NotClaimed => "Nobody has taken the task: there is nothing to return.".into(),
            Self::UnknownPerson { id } if id.is_empty() => "Choose a person.".to_owned(),
            Self::UnknownPerson { id } => format!("The directory has no person `{id}`."),
            Self::PersonExcluded { name } => {
                format!("{name} may not do this task: conflict of interest, or a part in earlier steps.")
            }
            Self::NotTransferable => {
                "This task cannot be handed to this person: votes and signatures are personal, and what was delegated is not delegated further.".into()
            }
            Self::AlreadyTheirs => "The task is that person's already.".into(),
            Self::MayNotReassign => "Only the head or the controller may hand the task to another person.".into(),
            Self::MayNotRemind => "Only those who watch over the deadline may remind of the task.".into(),
            Self::RemindedToday => "Somebody has reminded of this task today.".into(),
            Self::MayNotEscalate => "Only those who watch over the deadline may tell those above that the task is late.".into(),
            Self::NotLate => {
                "The term has not passed, or stands still: only lateness is told further up. You may remind of the task.".into()
            }
            Self::EscalatedToday => "Somebody has told those above of this task today. The next time is tomorrow.".into(),
            Self::NobodyAbove => {
                "There is nobody above to tell: besides you nobody would learn of it. Add a rung to the ladder of the deadline (`ladder`), or appoint people to its roles.".into()
            }
            Self::NoOverdueLetter => {
                "There is no way to tell those above: the process has no letter `overdue`. Add it to `letters` of the process or to `shared/letters`.".into()
            }
            Self::ReasonMissing => "Give a reason.".into(),
            Self::NoRecusal => "Members do not recuse themselves in this vote.".into(),
            Self::OnlyTheChair => "Only the chair may close the vote.".into(),
            Self::NoDissent => "This vote takes no dissenting opinions.".into(),
        }
    }
}

impl From<PeopleRejection> for crate::Rejection {
    fn from(rejection: PeopleRejection) -> Self {
        Self::People(rejection)
    }
}
