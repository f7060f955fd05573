//! A text box as the recovery sees it, and the one way in which all of them are found.

use super::{BoxNumber, Draft, DraftFor, Manner, OneText};
use crate::domain::text::Clean;
use crate::ui::widgets::textbox::TextBox;

/// The place of a text box in the recovery; no text box can be made without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPlace {
    /// What is typed, and about whom.
    pub draft: DraftFor,
    /// The name of the field, where a box has several; otherwise blank.
    pub field: &'static str,
    /// The name of the person, or the title of the box, for the list of unsaved texts.
    pub about: Clean,
    /// The box: its fields share the number, and no other box has it.
    pub number: BoxNumber,
}

impl TextPlace {
    /// The place of the only text of a box.
    #[must_use]
    pub fn new(draft: DraftFor, about: &Clean) -> TextPlace {
        TextPlace {
            draft,
            field: "",
            about: about.clone(),
            number: BoxNumber::another(),
        }
    }

    /// A place that is about no one, and whose title says everything.
    #[must_use]
    pub fn alone(draft: DraftFor) -> TextPlace {
        TextPlace::new(draft, &Clean::default())
    }

    /// The place of a field of the same box.
    #[must_use]
    pub fn field(&self, field: &'static str) -> TextPlace {
        TextPlace {
            field,
            ..self.clone()
        }
    }
}

/// A text box with what it is compared with.
pub trait TextField {
    /// The box.
    fn text_box(&self) -> &TextBox;

    /// Whether something was typed that is not saved.
    fn is_unsaved(&self) -> bool {
        self.text_box().is_changed()
    }

    /// What is stored, where saving compares with it; `Some(None)` is an empty field.
    fn original(&self) -> Option<Option<String>> {
        None
    }
}

impl TextField for TextBox {
    fn text_box(&self) -> &TextBox {
        self
    }
}

/// A box or a screen with text boxes. Implementations take their type apart without `..`, so that a new field of the
/// type is looked at here, too.
pub trait HoldsText {
    /// Visits every text box.
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField));

    /// Visits every text box, to put text back into it.
    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox));
}

/// Adds a field to the texts if what was typed into it is unsaved; the fields of a box go into one text.
pub fn gather(texts: &mut Vec<OneText>, field: &dyn TextField) {
    if !field.is_unsaved() {
        return;
    }
    let text = field.text_box();
    let place = text.place();
    if place.draft.manner() == Manner::WhileOpen && text.is_blank() {
        return;
    }
    let name = place.field.to_owned();
    let typed = (name.clone(), text.value());
    let original = field.original().map(|original| (name, original));
    match texts.iter_mut().find(|one| one.number == place.number) {
        Some(one) => {
            one.texts.push(typed);
            one.originals.extend(original);
        }
        None => texts.push(OneText {
            number: place.number,
            draft: Draft {
                place: place.draft.clone(),
                about: place.about.to_string(),
                texts: vec![typed],
                originals: original.into_iter().collect(),
            },
        }),
    }
}
