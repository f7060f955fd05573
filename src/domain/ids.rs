//! Identities: one type a table, so that a person is never mistaken for a note.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub i64);
    };
}

id!(
    /// A person we build a relationship with.
    PersonId
);
id!(
    /// One social account of a person.
    AccountId
);
id!(
    /// A contact (touch) with a person.
    TouchId
);
id!(
    /// A note about a person.
    NoteId
);
id!(
    /// A way to reach a person or a manager.
    ContactPointId
);
id!(
    /// A share of an account's audience.
    AudienceShareId
);
id!(
    /// A past sponsor of a person.
    SponsorshipId
);
id!(
    /// A line of a rate card.
    RateId
);
id!(
    /// A talent manager, agency or assistant.
    ManagerId
);
id!(
    /// A saved view.
    ViewId
);
id!(
    /// A change set: everything one action changed.
    SetId
);

/// Names one action for ever, so that repeating it after a crash is harmless.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ActionId(pub String);

/// Names one running desk, so that `u` takes back what was done here.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DeskId(pub String);
