//! The command line: global flags and the list of subcommands.
//!
//! Help texts hold both languages, `русский ¦ English`; `localise.rs` keeps the half that is wanted.

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::command::{
    AbsenceArguments, BackupArguments, BankArguments, BounceArguments, CancelArguments,
    CheckArguments, CopyDatabaseArguments, DeadlineArguments, DiagramArguments, DiffArguments,
    DirectoryArguments, DocumentArguments, EffectsArguments, ExplainArguments, ForecastArguments,
    ImportArguments, IndicatorsArguments, JoinArguments, LetterArguments, LspArguments,
    MessageArguments, MigrateArguments, PlanArguments, ProgramArguments, PublishArguments,
    RegisterArguments, RegulationsArguments, RestoreArguments, SchemaArguments, ServeArguments,
    SimulateArguments, StartArguments, TaskArguments, TermArguments, TestArguments, UserArguments,
    VerifyArguments,
};
use crate::language::Language;
use crate::localise;

/// What was asked for.
#[derive(Debug, Parser)]
#[command(
    name = "reglament",
    version,
    about = "Исполняет административные регламенты ¦ Runs administrative regulations",
    after_help = "Коды завершения: 0 — выполнено; 1 — есть замечания (ошибки проверки, непройденные сценарии, расхождения); \
2 — неверная команда или нечитаемый файл; 3 — команда отклонена; 4 — сбой (база данных, сеть). \
¦ Exit codes: 0 done; 1 findings (check errors, failed scenarios, differences); 2 usage or unreadable input; \
3 command refused; 4 fault (database, network)."
)]
pub(crate) struct Arguments {
    /// Language of answers.
    #[arg(
        long,
        global = true,
        value_enum,
        help = "Язык ответов ¦ Language of answers"
    )]
    lang: Option<Language>,
    /// Answers as JSON.
    #[arg(long, global = true, help = "Ответ в формате JSON ¦ Answer in JSON")]
    pub(crate) json: bool,
    /// The subcommand.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compiles a folder.
    #[command(
        about = "Проверить регламенты и показать все замечания ¦ Check regulations and show everything found"
    )]
    Check(CheckArguments),
    /// Plays scenarios.
    #[command(
        about = "Проиграть сценарии регламентов на виртуальных часах ¦ Play the scenarios of regulations on a virtual clock"
    )]
    Test(TestArguments),
    /// Traces clauses.
    #[command(
        about = "Показать, какие шаги и сценарии исполняют каждый пункт ¦ Show which steps and scenarios carry out each clause"
    )]
    Regulations(RegulationsArguments),
    /// Prints the page of a code.
    #[command(about = "Сравнить две редакции процессов ¦ Compare two editions of the processes")]
    Diff(DiffArguments),
    #[command(about = "Объяснить код замечания ¦ Explain a diagnostic code")]
    Explain(ExplainArguments),
    /// Prints a JSON Schema.
    #[command(
        about = "Напечатать схему JSON для проверки YAML в редакторе ¦ Print the JSON Schema that editors check YAML with"
    )]
    Schema(SchemaArguments),
    /// Serves an editor.
    #[command(
        about = "Подсказывать автору регламента в редакторе (LSP) ¦ Help the author in an editor (LSP)"
    )]
    Lsp(LspArguments),
    /// Counts a due date.
    #[command(
        about = "Рассчитать срок по производственному календарю и объяснить расчёт ¦ Count a legal deadline and explain it"
    )]
    Deadline(DeadlineArguments),
    /// Says what lies ahead.
    #[command(
        about = "Предсказать даты шагов и конца дела ¦ Forecast the dates of steps and of the end"
    )]
    Forecast(ForecastArguments),
    /// Shows the milestones.
    #[command(
        about = "Показать план: вехи, запас, критический путь, план и факт ¦ Show the plan: milestones, slack, critical path, plan and fact"
    )]
    Plan(PlanArguments),
    /// Asks what if.
    #[command(
        about = "Кто опоздал бы при отсутствиях, нерабочих днях, другой редакции ¦ Who would be late with absences, days off, another edition"
    )]
    Simulate(SimulateArguments),
    /// Draws a process.
    #[command(about = "Нарисовать схему процесса ¦ Draw a process")]
    Diagram(DiagramArguments),
    /// Serves pages.
    #[command(about = "Запустить сервер ¦ Run the server")]
    Serve(ServeArguments),
    /// Publishes a folder.
    #[command(about = "Опубликовать регламенты ¦ Publish regulations")]
    Publish(PublishArguments),
    /// Migrates instances.
    #[command(
        about = "Перевести начатые дела на другую версию ¦ Migrate running instances to another version"
    )]
    Migrate(MigrateArguments),
    /// Begins an instance.
    #[command(about = "Начать дело ¦ Start an instance")]
    Start(StartArguments),
    /// Joins a window.
    #[command(
        about = "Зарегистрировать участника в открытом деле ¦ Register somebody in an open instance"
    )]
    Join(JoinArguments),
    /// Cancels an instance.
    #[command(about = "Прекратить дело с указанием причины ¦ Cancel an instance, with a reason")]
    Cancel(CancelArguments),
    /// Tasks.
    #[command(
        about = "Задачи: список, показ, выполнение, передача ¦ Tasks: list, show, complete, hand over"
    )]
    Task(TaskArguments),
    /// Terms.
    #[command(
        about = "Сроки: почему эта дата, продление, приостановление ¦ Terms: why this date, extension, suspension"
    )]
    Term(TermArguments),
    /// Sends a message.
    #[command(about = "Передать делам сообщение извне ¦ Hand a message from outside to instances")]
    Message(MessageArguments),
    /// Documents.
    #[command(
        about = "Документы дела: список, PDF, DOCX для правки ¦ Documents of an instance: list, PDF, DOCX for editing"
    )]
    Document(DocumentArguments),
    /// Makes a bank of questions.
    #[command(
        about = "Сделать банк вопросов из таблицы ¦ Make a bank of questions from a spreadsheet"
    )]
    Bank(BankArguments),
    /// Imports the directory.
    #[command(
        about = "Справочник из таблиц: люди, подразделения, должности, роли ¦ The directory from tables: people, units, posts, roles"
    )]
    Directory(DirectoryArguments),
    /// Imports a table.
    #[command(about = "Внести таблицу результатов из файла в задачу ¦ Import a table into a task")]
    Import(ImportArguments),
    /// Shows or prints a register.
    #[command(about = "Показать или напечатать журнал ¦ Show or print a register")]
    Register(RegisterArguments),
    /// Counts indicators.
    #[command(
        about = "Показатели на любую дату: значение, минимум, прогноз ¦ Indicators on any day: value, minimum, forecast"
    )]
    Indicators(IndicatorsArguments),
    /// Compares journals and state.
    #[command(
        about = "Сверить журналы и сохранённое состояние ¦ Compare journals with the stored state"
    )]
    Verify(VerifyArguments),
    /// Backs up.
    #[command(
        about = "Резервная копия установки; сервер может работать ¦ A backup of the installation; the server may run"
    )]
    Backup(BackupArguments),
    /// Restores.
    #[command(
        about = "Восстановить установку из резервной копии ¦ Restore the installation from a backup"
    )]
    Restore(RestoreArguments),
    /// Letters and calls.
    #[command(
        about = "Отправка писем и вызовов: показать, приостановить, возобновить ¦ Letters and calls: show, pause, resume"
    )]
    Effects(EffectsArguments),
    /// Copies a database.
    #[command(
        about = "Скопировать базу целиком: из файла на сервер PostgreSQL, обратно или в такую же ¦ Copy a whole database: from a file to a PostgreSQL server, back, or to one of the same kind"
    )]
    CopyDatabase(CopyDatabaseArguments),
    /// Programs of other systems.
    #[command(about = "Доступы программ других систем к API ¦ Tokens of programs of other systems")]
    Program(ProgramArguments),
    /// Absences.
    #[command(about = "Отсутствия и замещение ¦ Absences and substitution")]
    Absence(AbsenceArguments),
    /// Letters as sent.
    #[command(
        about = "Показать письмо с данными дела, как оно уходит ¦ Show a letter with the data of an instance, as it is sent"
    )]
    Letter(LetterArguments),
    /// Reports about letters.
    #[command(
        about = "Принять отчёт почты о недоставке со стандартного ввода ¦ Take a report about an undelivered letter from the standard input"
    )]
    Bounce(BounceArguments),
    /// Accounts.
    #[command(about = "Учётные записи ¦ Accounts")]
    User(UserArguments),
}

impl Arguments {
    /// Reads the words of the command line.
    ///
    /// # Errors
    /// What clap has to say, help and version included.
    pub(crate) fn read(words: Vec<OsString>, language: Language) -> Result<Self, clap::Error> {
        let mut command = localise::command(Self::command(), language);
        let matches = command.try_get_matches_from_mut(words)?;
        Self::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every<'c>(command: &'c clap::Command, found: &mut Vec<&'c clap::Command>) {
        found.push(command);
        for sub in command.get_subcommands() {
            every(sub, found);
        }
    }

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        let command = Arguments::command();
        let mut commands = Vec::new();
        every(&command, &mut commands);
        for command in commands {
            let about = command.get_about().map(ToString::to_string);
            let name = command.get_name();
            assert!(about.is_some_and(|text| text.contains(" ¦ ")), "{name}");
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string);
                let id = arg.get_id();
                assert!(help.is_some_and(|text| text.contains(" ¦ ")), "{name} {id}");
            }
        }
    }

    #[test]
    fn the_localised_command_line_is_sound() {
        for language in [Language::Ru, Language::En] {
            localise::command(Arguments::command(), language).debug_assert();
        }
    }
}
