//! What a description of the language consists of: blocks, their keys, the values of the keys.
//!
//! Plain static data. It says what may be written where, not whether it makes sense: that is for the lowering.

/// A block of keys that are known in advance.
#[derive(Debug)]
pub struct Shape {
    /// Stable name, the same in the JSON Schema.
    pub name: &'static str,
    /// Its own keys.
    pub keys: &'static [Key],
    /// Blocks whose keys are accepted too.
    pub also: &'static [&'static Shape],
    /// Whether it takes keys that an organisation declares: the attributes of its people and units.
    pub open: bool,
}

/// A key of a block.
#[derive(Debug)]
pub struct Key {
    /// The key as written.
    pub name: &'static str,
    /// What may stand under it.
    pub value: Value,
    /// One sentence in Russian.
    pub ru: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// A value as it may be written after the colon.
    pub example: &'static str,
}

/// What may stand under a key.
#[derive(Debug)]
pub enum Value {
    /// A text for people, in one or two languages.
    Title,
    /// Any text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// One of these words: word, meaning in Russian, in English.
    Word(&'static [[&'static str; 3]]),
    /// A term: a literal, or the name of a parameter.
    Term,
    /// A term that must be written out: a number of days, never a name.
    TermLiteral,
    /// When to remind: `за 2 рабочих дня`, `в день срока`.
    Reminder,
    /// An hour of the day.
    Hour,
    /// A schedule of six fields.
    Schedule,
    /// An IANA time zone.
    Zone,
    /// A production calendar.
    Calendar,
    /// A path of a file beside this one.
    Path,
    /// An expression.
    Expression(Scope),
    /// `name in list`: the name is known to the expressions beside it.
    Each,
    /// A name that is declared here.
    New(Symbol),
    /// A name that is declared elsewhere.
    Name(Symbol),
    /// A field of a form: `name`, or `name?` when it may stay empty.
    FormField,
    /// One of these, or a list of them.
    Many(&'static Value),
    /// A list.
    List(&'static Value),
    /// A block with known keys.
    Block(&'static Shape),
    /// A block with exactly one kind key among its keys.
    Kinds(&'static Kinds),
    /// A block whose keys are names.
    Names(Naming, &'static Value),
    /// One of several forms.
    Either(&'static [Value]),
    /// Anything.
    Free,
}

/// What the keys of a block of names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// The key declares a name.
    Declares(Symbol),
    /// The key refers to a name.
    Refers(Symbol),
    /// The key is a word of its own that nothing refers to.
    Free,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    /// A process.
    Process,
    /// A step.
    Step,
    /// A role; known to all processes under the same name.
    Role,
    /// A field of the process.
    Field,
    /// A field of the process that `process:` beside it names.
    FieldOfNamed,
    /// A parameter.
    Parameter,
    /// An option of a choice.
    Choice,
    /// An outcome of a user task.
    Outcome,
    /// A linked instance.
    Link,
    /// An event of the process.
    Event,
    /// A letter.
    Letter,
    /// A template of a document.
    Document,
    /// A register.
    Register,
    /// A set of indicators.
    Indicators,
    /// A column of a list, of a table or of a register.
    Column,
    /// A column of the register that `register:` beside it names.
    ColumnOfNamed,
    /// A message between instances.
    Message,
    /// A person of the directory.
    Person,
    /// A unit of the organisation.
    Unit,
    /// A kind of units.
    UnitKind,
    /// A fact about the organisation.
    Fact,
    /// A clause of the act.
    Clause,
    /// An instance of a scenario.
    Alias,
}

/// Names that an expression knows beside those of its process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// None.
    Process,
    /// `message`: the contents of the message that `message:` beside it names.
    Message,
    /// `document`: its number and date.
    Document,
    /// The row that `each:` beside it names.
    Row,
    /// `child`: the instance that the step called, with the fields of the process that `process:` beside it names.
    Child,
}

/// A block with exactly one kind key, whose value is the title.
#[derive(Debug)]
pub struct Kinds {
    /// Stable name, the same in the JSON Schema.
    pub name: &'static str,
    /// Keys of every kind.
    pub common: &'static Shape,
    /// The kinds.
    pub kinds: &'static [Kind],
}

/// A kind of step or of data.
#[derive(Debug)]
pub struct Kind {
    /// The kind key.
    pub key: Key,
    /// Keys of this kind alone.
    pub own: &'static Shape,
    /// Kinds of which the kind key is a setting: `document` beside `user_task` is no second kind.
    pub setting_of: &'static [&'static str],
}

impl Shape {
    /// All keys that the block accepts.
    pub fn all(&self) -> Vec<&'static Key> {
        let also = self.also.iter().flat_map(|shape| shape.all());
        self.keys.iter().chain(also).collect()
    }

    /// The names of all keys.
    pub fn names(&self) -> Vec<&'static str> {
        self.all().into_iter().map(|key| key.name).collect()
    }

    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        let own = self.keys.iter().find(|key| key.name == name);
        own.or_else(|| self.also.iter().find_map(|shape| shape.key(name)))
    }
}

impl Kinds {
    /// The kind of this name.
    pub fn kind(&self, name: &str) -> Option<&'static Kind> {
        self.kinds.iter().find(|kind| kind.key.name == name)
    }

    /// The keys beside the kind key that a kind accepts, the common ones last.
    pub fn keys(&self, kind: &str) -> Vec<&'static Key> {
        let own = self.kind(kind).map(|kind| kind.own.all());
        let own = own.into_iter().flatten();
        own.chain(self.common.all()).collect()
    }

    /// The names of [`Kinds::keys`].
    pub fn names(&self, kind: &str) -> Vec<&'static str> {
        self.keys(kind).into_iter().map(|key| key.name).collect()
    }

    /// The names of all kinds.
    pub fn all(&self) -> Vec<&'static str> {
        self.kinds.iter().map(|kind| kind.key.name).collect()
    }

    /// The kind that a block with these keys is of: the first kind key that is not a setting of another.
    pub fn of<'k>(&self, keys: impl Iterator<Item = &'k str> + Clone) -> Option<&'static Kind> {
        let has = |name: &str| keys.clone().any(|key| key == name);
        self.kinds
            .iter()
            .find(|kind| has(kind.key.name) && !kind.setting_of.iter().any(|other| has(other)))
    }
}

/// Describes a block, one line a key: `"key": value, "example", "по-русски", "in English";`.
macro_rules! shape {
    ($(#[$doc:meta])* $id:ident $name:literal [$($also:expr),*] $(and $declared:ident)? {
        $($key:literal: $value:expr, $example:literal, $ru:literal, $en:literal;)*
    }) => {
        $(#[$doc])*
        #[allow(unreachable_pub, reason = "some blocks are only parts of others")]
        pub static $id: $crate::grammar::Shape = $crate::grammar::Shape {
            name: $name,
            also: &[$($also),*],
            open: !<[&str]>::is_empty(&[$(stringify!($declared))?]),
            keys: &[$($crate::grammar::Key { name: $key, value: $value, ru: $ru, en: $en, example: $example }),*],
        };
    };
}

/// Describes a block with a kind key, one line a kind: `"kind": OWN_KEYS, "example", "по-русски", "in English";`. Kinds
/// whose key is also a setting of others name these in brackets.
macro_rules! kinds {
    ($(#[$doc:meta])* $id:ident $name:literal $common:expr, {
        $($key:literal: $own:expr $(, [$($other:literal),*])?; $example:literal, $ru:literal, $en:literal;)*
    }) => {
        $(#[$doc])*
        #[allow(unreachable_pub, reason = "some blocks are only parts of others")]
        pub static $id: $crate::grammar::Kinds = $crate::grammar::Kinds {
            name: $name,
            common: $common,
            kinds: &[$($crate::grammar::Kind {
                key: $crate::grammar::Key {
                    name: $key, value: $crate::grammar::Value::Title, ru: $ru, en: $en, example: $example,
                },
                own: $own,
                setting_of: &[$($($other),*)?],
            }),*],
        };
    };
}

pub(super) use {kinds, shape};
