//! Russian and English for what clap prints: help, usage and errors in the command line.
//!
//! Help texts carry both languages, `русский ¦ English`. Of clap's own errors the usual ones are worded here in Russian;
//! a rare one is printed as clap words it.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::exit::Exit;
use crate::language::Language;
use crate::output::complain;

const BETWEEN: &str = " ¦ ";
const TEMPLATE_RU: &str =
    "{before-help}{about-with-newline}\nИспользование: {usage}\n\n{all-args}{after-help}";

/// The command with its help in one language.
pub(crate) fn command(command: Command, language: Language) -> Command {
    let named: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let about = command.get_about().map(|text| half(text, language));
    let after = command.get_after_help().map(|text| half(text, language));
    let mut command = command
        .mut_args(|arg| argument(arg, language))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(help_flag(language));
    if command.get_version().is_some() {
        command = command
            .disable_version_flag(true)
            .arg(version_flag(language));
    }
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    if language == Language::Ru {
        command = command
            .help_template(TEMPLATE_RU)
            .subcommand_help_heading("Команды")
            .subcommand_value_name("КОМАНДА");
    }
    for name in named {
        command = command.mut_subcommand(name, |sub| self::command(sub, language));
    }
    command
}

fn argument(arg: Arg, language: Language) -> Arg {
    let help = arg
        .get_help()
        .map(|text| half(text, language) + &values(&arg, language));
    let arg = if arg.is_positional() {
        arg.help_heading(language.pick("Аргументы", "Arguments"))
    } else {
        arg.help_heading(language.pick("Параметры", "Options"))
    };
    let valued = arg.get_action().takes_values();
    let arg = arg.hide_possible_values(valued).hide_default_value(valued);
    match help {
        Some(help) => arg.help(help),
        None => arg,
    }
}

/// The default and the possible values of an argument, which clap would name in English only.
fn values(arg: &Arg, language: Language) -> String {
    let mut notes = String::new();
    let possible: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|_| arg.get_action().takes_values())
        .map(|value| value.get_name().to_owned())
        .collect();
    if !possible.is_empty() {
        let word = language.pick("возможны", "possible");
        notes.push_str(&format!(" [{word}: {}]", possible.join(", ")));
    }
    if let Some(default) = arg
        .get_default_values()
        .first()
        .and_then(|value| value.to_str())
    {
        let word = language.pick("по умолчанию", "default");
        notes.push_str(&format!(" [{word}: {default}]"));
    }
    notes
}

fn help_flag(language: Language) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help_heading(language.pick("Параметры", "Options"))
        .help(language.pick("Показать эту справку", "Print this help"))
}

fn version_flag(language: Language) -> Arg {
    Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help_heading(language.pick("Параметры", "Options"))
        .help(language.pick("Показать версию", "Print the version"))
}

fn half(text: &StyledStr, language: Language) -> String {
    let text = text.to_string();
    match text.split_once(BETWEEN) {
        Some((ru, en)) => language.pick(ru, en).to_owned(),
        None => text,
    }
}

/// Prints what clap has to say and names the exit code: help is no error.
pub(crate) fn report(error: &clap::Error, language: Language) -> Exit {
    if !error.use_stderr() {
        let printed = error.print();
        return if printed.is_ok() {
            Exit::Ok
        } else {
            Exit::Fault
        };
    }
    match (language, russian(error)) {
        (Language::Ru, Some(sentence)) => complain(&format!(
            "ошибка: {sentence}\nСправка: reglament --help, по команде: reglament КОМАНДА --help"
        )),
        _ => complain(english(error).trim_end()),
    }
    Exit::Usage
}

/// What a reader of values says in both languages.
fn both(error: &clap::Error) -> Option<(String, String)> {
    let why = std::error::Error::source(error)?.to_string();
    let (ru, en) = why.split_once(BETWEEN)?;
    Some((ru.to_owned(), en.to_owned()))
}

fn english(error: &clap::Error) -> String {
    let text = error.to_string();
    match both(error) {
        Some((ru, en)) => text.replace(&format!("{ru}{BETWEEN}{en}"), &en),
        None => text,
    }
}

fn russian(error: &clap::Error) -> Option<String> {
    let argument = || text(error, ContextKind::InvalidArg);
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => format!("нет параметра «{}»", argument()?),
        ErrorKind::InvalidSubcommand => {
            format!(
                "нет команды «{}»",
                text(error, ContextKind::InvalidSubcommand)?
            )
        }
        ErrorKind::MissingRequiredArgument => format!("не указано: {}", argument()?),
        ErrorKind::ArgumentConflict => format!(
            "параметр «{}» указан дважды или не сочетается с другим",
            argument()?
        ),
        ErrorKind::InvalidValue => invalid_value(error, &argument()?)?,
        ErrorKind::ValueValidation => {
            let value = text(error, ContextKind::InvalidValue)?;
            let why = both(error).map_or_else(String::new, |(ru, _)| format!(": {ru}"));
            format!("значение «{value}» не подходит для {}{why}", argument()?)
        }
        _ => return None,
    };
    Some(format!("{sentence}{}.", suggestion(error)))
}

fn invalid_value(error: &clap::Error, argument: &str) -> Option<String> {
    let value = text(error, ContextKind::InvalidValue)?;
    if value.is_empty() {
        return Some(format!("у параметра «{argument}» нет значения"));
    }
    let valid = text(error, ContextKind::ValidValue).unwrap_or_default();
    Some(format!(
        "значение «{value}» не подходит для «{argument}»; возможны: {valid}"
    ))
}

fn suggestion(error: &clap::Error) -> String {
    let kinds = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let nearest = |kind| match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        // The nearest word stands last.
        ContextValue::Strings(words) => words.last().cloned(),
        _ => None,
    };
    let found = kinds.into_iter().find_map(nearest);
    found.map_or_else(String::new, |word| {
        format!("; возможно, имелось в виду «{word}»")
    })
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}
