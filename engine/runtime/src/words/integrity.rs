//! Letters about anchors and about a journal that is not what it was: in both languages, since nobody chose one.

use crate::view::{IntegrityFinding, LastAnchor};

/// The letter with an anchor, for whoever shall be able to prove later what the journal was.
pub(crate) fn anchor_letter(last: &LastAnchor, base_url: &str) -> (String, String) {
    let LastAnchor {
        number,
        installation,
        position,
        rows,
        instances,
        digest,
        ..
    } = last;
    let at = last.at.format("%Y-%m-%d %H:%M UTC");
    let subject = format!("Якорь журнала № {number} / Anchor {number} of the journal");
    let text = format!(
        "Сохраните это письмо или распечатайте его: по нему можно доказать, что журнал потом не изменили.\n\
         Keep or print this letter: with it anybody can prove that the journal was not changed later.\n\n\
         {base_url}\n\
         Установка / installation: {installation}\n\
         Якорь / anchor: {number}, {at}\n\
         Последняя запись журнала / last row of the journal: {position}\n\
         Записей / rows: {rows}, дел / instances: {instances}\n\
         SHA-256: {digest}\n\n\
         Это сумма строки № {number} файла якорей: sed -n {number}p ФАЙЛ | tr -d '\\n' | sha256sum. Журнал с файлом \
         сверяет reglament verify --anchor ФАЙЛ.\n\
         It is the digest of line {number} of the file of anchors; `reglament verify --anchor FILE` compares the journal with \
         the file."
    );
    (subject, text)
}

/// The alarm.
pub(crate) fn journal_differs(findings: &[IntegrityFinding], page: &str) -> (String, String) {
    let subject =
        "Журнал изменён в обход программы / The journal was changed behind the program's back";
    let ru: Vec<String> = findings
        .iter()
        .map(|found| format!("— {}", found.ru))
        .collect();
    let en: Vec<String> = findings
        .iter()
        .map(|found| format!("- {}", found.en))
        .collect();
    let text = format!(
        "Журнал не тот, что был записан раньше:\n{}\n\nНичего не исправляйте в базе. Скопируйте базу и файл якорей, \
         выясните, кто имел к ним доступ; что делать дальше, описано в docs/alarms.md.\n\n\
         The journal is not what was written before:\n{}\n\nMend nothing in the database. Copy the database and the file of \
         anchors, find out who had access to them; docs/alarms.md says what to do next.\n\n{page}",
        ru.join("\n"),
        en.join("\n")
    );
    (subject.to_owned(), text)
}
