//! What a copied database does not hold: the key file, letters in a folder, the settings.

use std::path::{Path, PathBuf};

use reglament_store::Database;

/// Something that the operator does.
#[derive(Debug)]
pub(super) struct Task {
    /// For programs.
    pub(super) code: &'static str,
    pub(super) ru: String,
    pub(super) en: String,
}

/// All of it, in the order in which it is done.
pub(super) fn by_hand(from: &Database, to: &Database) -> Vec<Task> {
    let mut tasks: Vec<Task> = beside(from, to).into_iter().collect();
    tasks.extend(letters(from, to));
    tasks.push(match to {
        Database::File(path) => Task {
            code: "settings",
            ru: format!(
                "В настройках назвать новую базу: data = \"{}\".",
                path.display()
            ),
            en: format!(
                "Name the new database in the settings: data = \"{}\".",
                path.display()
            ),
        },
        Database::Server(_) => Task {
            code: "settings",
            ru: "В настройках назвать новую базу: database = \"postgres://…\", тот же адрес, что второй в этой команде.".to_owned(),
            en: "Name the new database in the settings: database = \"postgres://…\", the address that is the second one of this command."
                .to_owned(),
        },
    });
    tasks.push(Task {
        code: "old",
        ru: format!(
            "Старую базу «{from}» больше не запускать: обе разослали бы одни и те же письма."
        ),
        en: format!(
            "Never serve the old database `{from}` again: both would send the same letters."
        ),
    });
    tasks
}

/// The key behind second factors lies beside the name of the setting `data`, unless `sign_in.key` says otherwise.
fn beside(from: &Database, to: &Database) -> Option<Task> {
    let code = "key";
    match (from, to) {
        (Database::File(from), Database::File(to)) => {
            let (from, to) = (key(from), key(to));
            from.exists().then(|| Task {
                code,
                ru: format!(
                    "Ключ входа «{}» лежит не в базе: скопировать его как «{}» (или назвать в sign_in.key).",
                    from.display(),
                    to.display()
                ),
                en: format!(
                    "The key file `{}` is not in the database: copy it to `{}` (or name it in sign_in.key).",
                    from.display(),
                    to.display()
                ),
            })
        }
        (Database::File(from), Database::Server(_)) => Some(Task {
            code,
            ru: format!(
                "Ключ входа и папка писем лежат не в базе: оставить в настройках data = \"{}\", тогда программа найдёт их там, где они \
                 есть; на другую машину скопировать «{}».",
                from.display(),
                key(from).display()
            ),
            en: format!(
                "The key file and the folder of letters are not in the database: leave data = \"{}\" in the settings, and the program \
                 finds them where they are; on another machine copy `{}` there.",
                from.display(),
                key(from).display()
            ),
        }),
        (Database::Server(_), Database::File(to)) => Some(Task {
            code,
            ru: format!(
                "Ключ входа лежит не в базе, а рядом с именем из настройки data, с окончанием .key: скопировать его как «{}» (или \
                 назвать в sign_in.key).",
                key(to).display()
            ),
            en: format!(
                "The key file is not in the database but beside the name of the setting `data`, ending in .key: copy it to `{}` (or \
                 name it in sign_in.key).",
                key(to).display()
            ),
        }),
        (Database::Server(_), Database::Server(_)) => Some(Task {
            code,
            ru: "Ключ входа и папка писем лежат не в базе, а рядом с именем из настройки data: оставить её прежней, на другую машину \
                 скопировать файл с окончанием .key."
                .to_owned(),
            en: "The key file and the folder of letters are not in the database but beside the name of the setting `data`: leave it as \
                 it is; on another machine copy the file that ends in .key there."
                .to_owned(),
        }),
    }
}

fn key(database: &Path) -> PathBuf {
    database.with_extension("key")
}

/// Letters that became files, where there is no mail server.
fn letters(from: &Database, to: &Database) -> Option<Task> {
    let (Database::File(from), Database::File(to)) = (from, to) else {
        return None;
    };
    let folder = |path: &Path| path.parent().unwrap_or(Path::new("")).join("letters");
    let (from, to) = (folder(from), folder(to));
    (from != to && from.is_dir()).then(|| Task {
        code: "letters",
        ru: format!(
            "Письма в папке «{}» лежат не в базе: новые пойдут в «{}».",
            from.display(),
            to.display()
        ),
        en: format!(
            "The letters in `{}` are not in the database: new ones go to `{}`.",
            from.display(),
            to.display()
        ),
    })
}
