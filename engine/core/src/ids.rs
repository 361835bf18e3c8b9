//! Identifiers. Inside an instance they are counters; the instance's own id is given from outside.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! counter_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub u32);
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    };
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub String);
        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

counter_id!(
    /// An active position in the graph, unique within its instance.
    TokenId
);
counter_id!(
    /// A user task, unique within its instance.
    TaskId
);
counter_id!(
    /// A timer, unique within its instance.
    TimerId
);
counter_id!(
    /// An incident, unique within its instance.
    IncidentId
);
counter_id!(
    /// A job for a machine, unique within its instance.
    JobId
);
text_id!(
    /// An instance. A child's id is its parent's id, a dot and a counter.
    InstanceId
);
text_id!(
    /// A command: repeated with the same id it takes effect once.
    CommandId
);

impl InstanceId {
    /// The sender of a message that comes from outside the engine.
    pub fn outside() -> Self {
        Self(String::new())
    }

    /// Whether it stands for a sender outside the engine.
    pub fn is_outside(&self) -> bool {
        self.0.is_empty()
    }

    /// The id of the `n`-th child of this instance.
    pub fn child(&self, n: u32) -> Self {
        Self(format!("{}.{n}", self.0))
    }
}
