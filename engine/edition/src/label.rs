//! Short names of the keys of the language, as a lawyer would head a column.
//!
//! The grammar says in a sentence what a key means; here is only what it is called. A test sees that no key is forgotten.

/// What a key is called, in Russian and English; none for a word that is no key of the language.
pub fn label(key: &str) -> Option<(&'static str, &'static str)> {
    let at = LABELS.binary_search_by(|[known, ..]| (*known).cmp(key));
    at.ok().map(|at| (LABELS[at][1], LABELS[at][2]))
}

/// Key, Russian, English; in the order of the alphabet.
const LABELS: &[[&str; 3]] = &[
    ["accepts", "принятые предупреждения", "accepted warnings"],
    ["access", "кто видит", "who sees"],
    ["accusative", "винительный падеж", "accusative"],
    ["act", "акт", "act"],
    ["after", "после", "after"],
    [
        "among_denominator",
        "среди посчитанных в знаменателе",
        "among those of the denominator",
    ],
    ["annuls", "аннулирует", "annuls"],
    ["answers", "ответы", "answers"],
    ["applicant", "заявитель", "applicant"],
    ["article", "статья", "article"],
    ["as_of", "на дату", "as of"],
    ["assignee", "исполнитель", "assignee"],
    ["at", "час", "hour"],
    ["at_least", "не меньше документов", "at least"],
    ["at_most", "не более", "at most"],
    ["attributes", "признаки", "attributes"],
    ["ballot", "голосование", "ballot"],
    ["bank", "банк вопросов", "bank of questions"],
    ["basis", "основание", "basis"],
    ["before", "до", "before"],
    ["begun_before", "начатые раньше", "begun before"],
    ["below", "меньше", "below"],
    ["boolean", "да или нет", "yes or no"],
    ["by", "кем", "by"],
    ["calendar", "календарь", "calendar"],
    ["call", "вызов процесса", "call of a process"],
    ["candidates", "кандидаты", "candidates"],
    ["cap", "предел", "cap"],
    ["cap_scope", "действие предела", "scope of the cap"],
    ["card", "карта оценки", "scorecard"],
    ["cases", "случай", "case"],
    ["casting", "решающий голос", "casting vote"],
    ["chair", "председатель", "chair"],
    ["checklist", "перечень", "checklist"],
    ["checks", "проверка", "check"],
    [
        "child",
        "начинает другой процесс",
        "started by another process",
    ],
    ["choice", "выбор", "choice"],
    ["claims", "заявлено", "claims"],
    ["closes", "закрывается", "closes"],
    ["columns", "столбцы", "columns"],
    ["compensate", "отмена сделанного", "compensation"],
    ["confidential", "конфиденциально", "confidential"],
    ["conflict", "конфликт интересов", "conflict of interest"],
    ["consent", "согласие", "consent"],
    ["correlate", "найти дело по", "correlation"],
    ["correlation", "ключ дела", "correlation key"],
    ["cron", "расписание", "schedule"],
    ["data", "данные", "data"],
    ["date", "дата", "date"],
    ["dative", "дательный падеж", "dative"],
    ["deadline", "срок", "deadline"],
    ["decimal", "число", "number"],
    ["decision", "решение", "decision"],
    [
        "decree_days",
        "нерабочие дни по указу",
        "days off by decree",
    ],
    ["delays", "паузы", "delays"],
    ["deliverable", "результат", "deliverable"],
    ["denominator", "знаменатель", "denominator"],
    ["deputies", "заместители", "deputies"],
    ["digests", "сводки", "digests"],
    ["dissent", "особое мнение", "dissent"],
    ["distinct", "различаются по", "told apart by"],
    ["document", "документ", "document"],
    ["draw", "вопросов в варианте", "questions in a variant"],
    ["due", "срок вехи", "due"],
    ["each", "для каждого", "for each"],
    ["edition", "редакция", "edition"],
    ["email", "электронная почта", "e-mail"],
    ["en", "по-английски", "English"],
    ["end", "конец", "end"],
    ["entry", "запись в журнал", "entry"],
    ["error", "ошибка", "error"],
    ["every", "повтор", "every"],
    ["evidence", "подтверждающие документы", "evidence"],
    ["except", "кроме должностей", "except for"],
    ["excludes", "не те, кто выполнял", "not those who did"],
    ["expected", "обычная длительность", "expected duration"],
    ["extension", "продление", "extension"],
    ["family", "фамилия", "family name"],
    ["figures", "показатели", "indicators"],
    ["file", "файл", "file"],
    ["files", "файлы", "files"],
    ["first", "что наступит раньше", "first of"],
    ["first_year", "первый год", "year one"],
    ["for_each", "дела по списку", "for each"],
    ["forecast", "прогноз", "forecast"],
    ["form", "форма", "form"],
    ["from", "от", "from"],
    ["gender", "пол", "gender"],
    ["genitive", "родительный падеж", "genitive"],
    ["give", "передаётся", "given"],
    ["given", "имя", "given name"],
    ["groups", "группы", "groups"],
    ["hint", "подсказка", "hint"],
    ["hit", "правило выбора строк", "hit policy"],
    ["holders", "исполнители роли", "holders"],
    ["if", "если", "if"],
    ["in_force", "в силе с", "in force from"],
    ["inclusive", "все верные случаи", "inclusive"],
    ["indicator", "показатель", "indicator"],
    ["indicators", "показатели", "indicators"],
    ["inputs", "входы", "inputs"],
    ["instrumental", "творительный падеж", "instrumental"],
    ["integer", "целое число", "whole number"],
    ["interrupting", "прерывает", "interrupting"],
    ["is", "вычисляется", "computed"],
    ["items", "пункты", "items"],
    ["join", "слияние", "join"],
    ["keep", "хранить", "keep"],
    ["key", "ключ", "key"],
    ["kind", "вид", "kind"],
    ["ladder", "ступени", "ladder"],
    ["late", "опоздавшие", "latecomers"],
    ["later", "следующие годы", "later years"],
    ["letter", "письмо", "letter"],
    ["links", "связанные дела", "linked instances"],
    ["list", "список", "list"],
    ["long_text", "длинный текст", "long text"],
    ["mail", "письмо", "letter"],
    ["max", "не больше", "most"],
    ["measure", "единица измерения", "unit of measure"],
    ["members", "члены", "members"],
    ["message", "сообщение", "message"],
    ["milestone", "веха", "milestone"],
    ["min", "не меньше", "least"],
    ["minimum", "минимум", "minimum"],
    ["moment", "момент", "moment"],
    ["must", "условие", "condition"],
    ["name", "имя", "name"],
    ["next", "дальше", "next"],
    ["no_quorum", "без кворума", "no quorum"],
    ["not_by", "не может выполнять", "not by"],
    ["note", "примечание", "note"],
    ["notice", "извещение", "notice"],
    ["notify", "извещаются", "notified"],
    ["number", "номер", "number"],
    ["numerator", "числитель", "numerator"],
    ["of", "строка списка", "row"],
    ["on", "событие", "event"],
    ["once", "один раз", "once"],
    ["one_by_one", "по одному", "one by one"],
    ["only", "только для должностей", "only for"],
    ["opened_on", "день открытия", "opening day"],
    ["opens", "открывается", "opens"],
    ["options", "варианты", "options"],
    ["organisation", "организация", "organisation"],
    ["otherwise", "иначе", "otherwise"],
    ["outcome", "исход", "outcome"],
    ["outcomes", "исходы", "outcomes"],
    ["outputs", "выходы", "outputs"],
    ["overdue", "при просрочке", "when overdue"],
    ["overseers", "кто ведёт надзор", "overseers"],
    ["own", "только свои", "their own only"],
    ["owner", "отвечает", "answered for by"],
    ["page", "страница", "page"],
    ["pages", "страницы", "pages"],
    ["pairs", "пары", "pairs"],
    ["parameters", "параметры", "parameters"],
    ["parent", "входит в", "belongs to"],
    ["participants", "участники", "participants"],
    ["partly", "не все пункты", "partly"],
    ["pass", "большинство", "majority"],
    ["patronymic", "отчество", "patronymic"],
    ["people", "люди", "people"],
    ["period", "за какое время", "period"],
    ["person", "человек", "person"],
    ["person_name", "ФИО", "person's name"],
    ["personal", "личное", "personal"],
    ["phone", "телефон", "phone"],
    ["points", "баллы", "points"],
    ["position", "должность", "position"],
    ["positions", "должности", "positions"],
    ["posts", "должности", "posts"],
    ["process", "процесс", "process"],
    ["promise", "обещанный срок", "promise"],
    ["public", "для всех", "public"],
    ["publish", "публикация", "publication"],
    ["questions", "вопросы", "questions"],
    ["quorum", "кворум", "quorum"],
    ["reads", "читает", "reads"],
    ["reason", "причина", "reason"],
    ["reassign_by", "кто передаёт задачу", "reassigned by"],
    ["recusal", "самоотвод", "recusal"],
    ["register", "журнал", "register"],
    ["registers", "журналы", "registers"],
    ["regrade", "пересчёт теста", "regrading of a test"],
    ["regulation", "акт", "act"],
    ["remind", "напоминания", "reminders"],
    ["repeat", "предел повторов", "repetition"],
    ["replaces", "заменяет", "replaces"],
    ["reports", "сообщает", "reports"],
    ["requires", "обязательные поля", "required fields"],
    ["responsible", "ответственный", "responsible"],
    ["rest", "остальные", "the rest"],
    ["result", "ответ", "answer"],
    ["resume_on", "возобновление", "resumed on"],
    ["retention", "сколько хранить", "how long it is kept"],
    ["retries", "повторы", "retries"],
    ["role", "роль", "role"],
    ["roles", "роли", "roles"],
    ["roll", "перенос с нерабочего дня", "roll"],
    ["rounding", "округление", "rounding"],
    ["rows", "строки", "rows"],
    ["ru", "по-русски", "Russian"],
    ["rule", "правило", "rule"],
    ["rulings", "решения по вопросам", "rulings"],
    ["scorecard", "карта оценки", "scorecard"],
    ["sections", "темы", "topics"],
    ["send", "сообщение", "message"],
    ["service", "услуга", "service"],
    ["set", "записать данные", "set data"],
    ["share", "доля", "share"],
    ["show", "показать", "show"],
    ["signed_by", "подписывают", "signed by"],
    ["silence", "молчание", "silence"],
    ["since", "с какого дня", "since"],
    ["soon", "скоро", "soon"],
    ["source", "источник", "source"],
    ["start", "начало", "start"],
    ["steps", "шаги", "steps"],
    ["subject", "о ком дело", "subject"],
    ["suspension", "приостановление", "suspension"],
    ["table", "таблица", "table"],
    ["take", "берётся", "taken"],
    ["template", "шаблон", "template"],
    ["term", "длительность", "term"],
    ["terminates", "завершает дело", "terminates"],
    ["test", "тест", "test"],
    ["text", "текст", "text"],
    [
        "text_only",
        "пункты без поручений",
        "clauses that order nothing",
    ],
    ["then", "то", "then"],
    ["thresholds", "пороги", "thresholds"],
    ["tie", "при равенстве голосов", "tie"],
    ["time", "время", "time"],
    ["time_zone", "часовой пояс", "time zone"],
    ["times", "сколько раз", "times"],
    ["title", "название", "title"],
    ["to", "кому", "to"],
    ["tolerance", "допуск", "tolerance"],
    ["topic", "тема", "topic"],
    ["undo", "отменяется шагом", "undone by"],
    ["unique", "без повторов", "unique"],
    ["unit", "подразделение, единица", "unit"],
    [
        "unit_attributes",
        "признаки подразделений",
        "attributes of units",
    ],
    ["unit_kinds", "виды подразделений", "kinds of units"],
    ["units", "подразделения", "units"],
    ["until", "до", "until"],
    ["user_task", "задача", "user task"],
    ["value", "значение", "value"],
    ["values", "значения", "values"],
    ["verification", "проверка подлинности", "verification"],
    ["version", "версия", "version"],
    ["vote", "голосование комиссии", "vote"],
    ["wait", "ожидание", "wait"],
    ["wait_for", "сколько путей ждать", "flows waited for"],
    ["webhook", "вызов по адресу", "webhook"],
    ["what", "что", "what"],
    ["when", "условие", "condition"],
    ["where", "отбор", "where"],
    ["window", "окно записи", "window"],
    ["within", "в пределах", "within"],
    ["worker", "исполнитель услуги", "worker"],
    ["yearly", "нумерация по годам", "numbered by year"],
    ["years", "что такое год", "what a year is"],
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use reglament_definition::grammar::{FileKind, Kinds, Shape, Value};

    use super::{LABELS, label};

    #[test]
    fn labels_are_in_order() {
        let keys: Vec<&str> = LABELS.iter().map(|[key, ..]| *key).collect();
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(keys, sorted);
    }

    #[test]
    fn every_key_has_a_label() {
        let mut seen = BTreeSet::new();
        let mut keys = BTreeSet::new();
        for kind in FileKind::ALL
            .into_iter()
            .filter(|kind| *kind != FileKind::Scenario)
        {
            value(kind.root(), &mut seen, &mut keys);
        }
        let missing: Vec<&&str> = keys.iter().filter(|key| label(key).is_none()).collect();
        assert!(missing.is_empty(), "label these keys: {missing:?}");
        assert!(
            keys.len() > 100,
            "the grammar was not walked: {}",
            keys.len()
        );
    }

    fn value(of: &Value, seen: &mut BTreeSet<&'static str>, keys: &mut BTreeSet<&'static str>) {
        match of {
            Value::Many(item) | Value::List(item) | Value::Names(_, item) => {
                value(item, seen, keys)
            }
            Value::Either(forms) => forms.iter().for_each(|form| value(form, seen, keys)),
            Value::Block(block) => shape(block, seen, keys),
            Value::Kinds(all) => kinds(all, seen, keys),
            _ => {}
        }
    }

    fn shape(
        of: &'static Shape,
        seen: &mut BTreeSet<&'static str>,
        keys: &mut BTreeSet<&'static str>,
    ) {
        if seen.insert(of.name) {
            for key in of.all() {
                keys.insert(key.name);
                value(&key.value, seen, keys);
            }
        }
    }

    fn kinds(
        of: &'static Kinds,
        seen: &mut BTreeSet<&'static str>,
        keys: &mut BTreeSet<&'static str>,
    ) {
        if seen.insert(of.name) {
            shape(of.common, seen, keys);
            for kind in of.kinds {
                keys.insert(kind.key.name);
                shape(kind.own, seen, keys);
            }
        }
    }
}
