//! How large texts are: a choice of the visitor, over what the browser says.

/// The size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// As the browser has it.
    #[default]
    Usual,
    /// A quarter larger.
    Large,
    /// Half as large again.
    Larger,
}

impl TextSize {
    /// Name of the cookie that keeps the choice.
    pub const COOKIE: &str = "size";

    /// Every size, from the smallest.
    pub const ALL: [Self; 3] = [Self::Usual, Self::Large, Self::Larger];

    /// The value in the cookie and in `data-size`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Large => "large",
            Self::Larger => "larger",
        }
    }

    /// The size with this name; the usual one for anything else.
    pub fn from_name(name: &str) -> Self {
        let found = Self::ALL.into_iter().find(|size| size.name() == name);
        found.unwrap_or_default()
    }

    /// The key of what the button shows.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Usual => "text_size.sign",
            Self::Large => "text_size.large_sign",
            Self::Larger => "text_size.larger_sign",
        }
    }

    /// The key of what the sign means.
    pub fn words(self) -> &'static str {
        match self {
            Self::Usual => "text_size.usual",
            Self::Large => "text_size.large",
            Self::Larger => "text_size.larger",
        }
    }
}
