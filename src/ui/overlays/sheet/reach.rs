//! The sheet of a way to reach a person; a postal address has many lines.

use super::field::{Reading, SheetField};
use crate::domain::detail::{Detail, Reach};
use crate::domain::text::Raw;
use crate::ui::draft::TextPlace;

pub(super) fn fields(place: &TextPlace, before: Option<&Reach>) -> Vec<SheetField> {
    let value = before.map_or("", |reach| reach.value.as_stored());
    let is_post = before.is_none_or(|reach| reach.kind == Reach::POST);
    let value = if is_post {
        SheetField::text(place, "value", "Address", value)
    } else {
        SheetField::line(place, "value", "Reach", value)
    };
    let via = before.and_then(|reach| reach.manager.as_ref());
    let via = via.map_or_else(String::new, |(name, role)| format!("{name} ({role})"));
    vec![value, SheetField::line(place, "via", "Via", via)]
}

pub(super) fn read(reading: &mut Reading<'_>, before: Option<&Reach>) -> Option<Detail> {
    let value = reading.value("value", before.map(|reach| &reach.value), |typed, _| {
        Ok(Raw::new(typed))
    })?;
    let manager = reading.value("via", before.map(|reach| &reach.manager), |typed, _| {
        Ok((!typed.is_empty()).then(|| Reach::manager_of(typed)))
    })?;
    let kind = match before {
        Some(reach) if reach.value == value => reach.kind.clone(),
        Some(reach)
            if reach.kind == Reach::WHATSAPP
                && Reach::kind_of(value.as_stored()) == Reach::PHONE =>
        {
            reach.kind.clone()
        }
        Some(reach) if reach.kind != Reach::POST => Reach::kind_of(value.as_stored()).to_owned(),
        _ => Reach::POST.to_owned(),
    };
    Some(Detail::Reach(Reach {
        kind,
        value,
        manager,
    }))
}

pub(super) fn hint(field: &SheetField) -> String {
    match field.name {
        "value" if field.text.is_many() => {
            "as it stands on a parcel, a line each · Enter makes a line".into()
        }
        "value" => "mail, phone, link or handle".into(),
        _ => "their manager, where it is theirs: Ana Ruiz (agency)".into(),
    }
}
