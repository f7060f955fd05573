//! One cell of a row put where it belongs, or among the extra fields with a remark why.

use std::fmt;

use chrono::NaiveDate;

use super::aliases::squeeze;
use super::error::quote;
use super::refusals::asks_for_reason;
use super::role::{Piece, Role};
use super::values::{self, DayOrder};
use super::whole::Whole;
use crate::domain::audience::AudienceKey;
use crate::domain::counts::{self, Mark, RateUnit};
use crate::domain::detail::Reach;
use crate::domain::field::Field;
use crate::domain::figures::Figures;
use crate::domain::incoming::{Incoming, IncomingShare, same_mail};
use crate::domain::money::Currency;
use crate::domain::parking::{
    ParkReason, StatusSays, read_do_not_contact, read_status, says_do_not_contact,
};
use crate::domain::phone;
use crate::domain::stage::Stage;
use crate::domain::{country, language};
use crate::exchange::known;

/// How the cells of one column are read.
#[derive(Debug, Clone, Copy)]
pub enum Reading {
    /// As the role alone says.
    Plain,
    /// As our own export writes it: `NA` is Namibia, and a tag may have blanks in it.
    Ours,
    /// Days and months in this order.
    Dates(DayOrder),
    /// Counts with this use of the dot.
    Counts(Mark),
    /// Rates in this unit.
    Rates(RateUnit),
    /// Money, in this currency where the cell names none.
    Money(Option<Currency>),
    /// A date is the day since which they ask for no contact.
    Since,
}

/// One column's part in every row.
pub struct Part {
    pub place: usize,
    pub role: Role,
    pub reading: Reading,
}

/// A row that takes in one cell.
pub struct Sink<'a> {
    pub row: &'a mut Incoming,
    pub header: &'a str,
    pub cell: &'a str,
}

impl Sink<'_> {
    /// Puts the cell where it belongs, or among the extra fields with a remark if it cannot be understood.
    pub fn take(&mut self, part: &Part) {
        let cell = self.cell;
        match (part.role, part.reading) {
            (Role::Country, Reading::Ours) => self.row.country = self.code("country"),
            (Role::AudienceCountry, Reading::Ours) => {
                self.row.audience_country = self.code("audience country");
            }
            (Role::Country, _) => self.row.country = self.country("country"),
            (Role::AudienceCountry, _) => {
                self.row.audience_country = self.country("audience country");
            }
            (Role::Language, _) => self.language(),
            (Role::Owner, _) => self.row.owner = Some(cell.to_owned()),
            (Role::NextStep, _) => self.row.next_step = Some(cell.to_owned()),
            (Role::Tags, Reading::Ours) => self.tags(cell.split(',').map(values::tag)),
            (Role::Tags, _) => {
                self.remark_tags();
                self.tags(values::tags(cell));
            }
            (Role::Mail, _) => self.mails(),
            (Role::Stage, _) => match Stage::parse(cell) {
                Some(stage) => self.row.stage = Some(stage),
                None => self.status("stage"),
            },
            (Role::Status, _) => self.status("status"),
            (Role::Phone, _) => self.phone(Reach::PHONE),
            (Role::WhatsApp, _) => self.phone(Reach::WHATSAPP),
            (Role::DoNotContact, Reading::Since) if values::looks_like_date(cell) => {
                self.row.park(ParkReason::AskedNotToBeContacted);
                self.leave();
            }
            (Role::DoNotContact, _) => self.do_not_contact(),
            (Role::Parked, _) => self.parked(),
            (
                role @ (Role::LastContact | Role::NextDate | Role::LookAgain),
                Reading::Dates(order),
            ) => match values::date(cell, order) {
                Some(date) if role == Role::LastContact => self.row.last_contact = Some(date),
                Some(date) if role == Role::LookAgain => self.row.look_again = Some(date),
                Some(date) => self.row.next_date = Some(date),
                None => self.keep(format_args!(
                    "{} {} is no date that can be told",
                    role.word(),
                    quote(cell)
                )),
            },
            (Role::Share(key), Reading::Rates(unit)) => {
                self.share(key, counts::parse_rate_as(cell, unit));
            }
            (Role::Shares(kind), _) => match known::read_audience(cell, kind) {
                Ok(shares) => self.row.audience.extend(shares),
                Err(sentence) => self.keep(format_args!("{sentence}")),
            },
            (Role::Sponsors, _) => self.row.sponsors.extend(known::read_sponsors(cell)),
            (Role::Size(piece), _) => self.size(piece),
            (role @ (Role::Followers | Role::Posts), Reading::Counts(mark))
                if counts::has_part(cell, mark) =>
            {
                self.part_of_one(role, counts::parse_count_as(cell, mark));
            }
            (role, Reading::Counts(mark)) => self.figure(role, counts::parse_count_as(cell, mark)),
            (role, Reading::Rates(unit)) => self.figure(role, counts::parse_rate_as(cell, unit)),
            (Role::Quality, _) => match counts::parse_count(cell) {
                Ok(Some(count)) if !(1..=100).contains(&count) => {
                    self.keep(format_args!(
                        "quality {} is not between 1 and 100",
                        quote(cell)
                    ));
                }
                count => self.figure(Role::Quality, count),
            },
            (Role::Person(field), _) => self.person(field),
            _ => self
                .row
                .extra
                .push((self.header.to_owned(), cell.to_owned())),
        }
    }

    fn tags(&mut self, tags: impl IntoIterator<Item = String>) {
        for tag in tags {
            if !tag.is_empty() && !self.row.tags.contains(&tag) {
                self.row.tags.push(tag);
            }
        }
    }

    /// A tag is a word of somebody's own, and no reason to park anybody; one that may ask for no contact is told.
    fn remark_tags(&mut self) {
        // Called for every row of long files: most cells are told by a look.
        const PIECES: [&str; 4] = ["dnc", "cont", "kont", "opt"];
        let cell = self.cell.to_lowercase();
        if !PIECES.iter().any(|piece| cell.contains(piece)) {
            return;
        }
        for tag in values::tags(&cell) {
            if says_do_not_contact(&tag) {
                self.row.remarks.push(format!(
                    "tag {} may ask for no contact; no one is parked for a tag",
                    quote(&tag)
                ));
            }
        }
    }

    fn share(&mut self, key: AudienceKey, read: Result<Option<i64>, counts::CountError>) {
        match read {
            Ok(Some(share)) if share <= 1_000_000 => self.row.audience.push(IncomingShare {
                key,
                share,
                date: None,
                source: None,
            }),
            Ok(None) => {}
            Ok(Some(_)) => self.keep(format_args!(
                "{} is more than the whole audience",
                quote(self.cell)
            )),
            Err(error) => self.keep(format_args!(
                "share {} cannot be: {error}",
                quote(self.cell)
            )),
        }
    }

    /// The size of one piece, behind those of other columns.
    fn size(&mut self, piece: Piece) {
        let size = format!("{} {}", piece.word(), self.cell.replace([',', ';'], " "));
        match Field::Sizes.read(&size, NaiveDate::default()) {
            Ok(Some(size)) => match self
                .row
                .fields
                .iter_mut()
                .find(|(field, _)| *field == Field::Sizes)
            {
                Some((_, sizes)) => *sizes = format!("{sizes}, {size}"),
                None => self.row.fields.push((Field::Sizes, size)),
            },
            _ => self.keep(format_args!("size {} cannot be", quote(self.cell))),
        }
    }

    /// Telephone numbers, as they stand in the file.
    fn phone(&mut self, kind: &str) {
        match phone::read(self.cell) {
            Ok(numbers) => {
                for number in numbers {
                    self.row.reach(kind, number);
                }
            }
            Err(why) => self.keep(format_args!("phone {} {why}", quote(self.cell))),
        }
    }

    /// Whether they asked not to be contacted. What is neither yes nor no is never guessed; under a header for reasons
    /// any other text is one, and is kept.
    fn do_not_contact(&mut self) {
        let read = read_do_not_contact(self.cell);
        if read.is_none() && asks_for_reason(self.header) {
            self.row.park(ParkReason::AskedNotToBeContacted);
            self.leave();
            return;
        }
        // In Polish it is no; in German, never.
        let is_polish = || squeeze(self.header).contains("niekontaktowac");
        let is_no = read.is_none() && self.cell.eq_ignore_ascii_case("nie") && is_polish();
        match read.or(is_no.then_some(false)) {
            Some(true) => self.row.park(ParkReason::AskedNotToBeContacted),
            Some(false) => self.row.is_unparked = true,
            None => self.keep(format_args!(
                "{} {} is neither yes nor no, so no one is parked for it",
                quote(self.header),
                quote(self.cell)
            )),
        }
    }

    /// Why they are off the board; a plain yes or a reason of another system parks them as well.
    fn parked(&mut self) {
        if let Some(reason) = ParkReason::read(self.cell) {
            self.row.park(reason);
            return;
        }
        match (read_do_not_contact(self.cell), read_status(self.cell)) {
            (_, Some(StatusSays::Parked(reason))) => self.row.park(reason),
            (Some(false), _) => self.row.is_unparked = true,
            (Some(true), _) => self.row.park(ParkReason::Other),
            (None, _) => {
                self.row.park(ParkReason::Other);
                let word = ParkReason::Other.word();
                self.keep(format_args!(
                    "parked {} is no reason we know; read as {}",
                    quote(self.cell),
                    quote(word)
                ));
            }
        }
    }

    /// A stage or status that is none of our stages.
    fn status(&mut self, what: &str) {
        match read_status(self.cell) {
            Some(StatusSays::Parked(reason)) => {
                self.row.park(reason);
                if what == "status" {
                    self.row
                        .extra
                        .push((self.header.to_owned(), self.cell.to_owned()));
                }
            }
            Some(StatusSays::ParkedSomehow) => {
                self.row.park(ParkReason::Other);
                let word = ParkReason::Other.word();
                self.keep(format_args!(
                    "{what} {} gives no reason we know; read as {}",
                    quote(self.cell),
                    quote(word)
                ));
            }
            Some(StatusSays::Unclear) => self.keep(format_args!(
                "{what} {} may ask for no contact; no one is parked for it",
                quote(self.cell)
            )),
            None if what == "status" => self
                .row
                .extra
                .push((self.header.to_owned(), self.cell.to_owned())),
            None => self.keep(format_args!(
                "{what} {} is not one of ours",
                quote(self.cell)
            )),
        }
    }

    /// A further field of the person.
    fn person(&mut self, field: Field) {
        match values::field(field, self.cell) {
            Ok(Some(value)) => self.row.fields.push((field, value)),
            Ok(None) => {}
            Err(sentence) => self.keep(format_args!("{}: {sentence}", field.label())),
        }
    }

    /// A country that we wrote ourselves, or somebody beside us in a spreadsheet.
    fn code(&mut self, what: &str) -> Option<String> {
        match country::parse(self.cell) {
            Some(code) => Some(code.to_owned()),
            None => self.country(what),
        }
    }

    fn country(&mut self, what: &str) -> Option<String> {
        let found = values::country_of_place(self.cell);
        if found.is_none() {
            self.keep(format_args!(
                "{what} {} is not a country we know",
                quote(self.cell)
            ));
        } else if self.cell.contains(',') && country::parse(self.cell).is_none() {
            // `Lagos, Nigeria`: the city is worth keeping.
            self.row
                .extra
                .push((self.header.to_owned(), self.cell.to_owned()));
        }
        found.map(str::to_owned)
    }

    fn language(&mut self) {
        if let Ok(Some(all)) = Field::Languages.read(self.cell, NaiveDate::default())
            && let Some((first, others)) = all.split_once(", ")
        {
            self.row.language = Some(first.to_owned());
            self.row.fields.push((Field::Languages, others.to_owned()));
            return;
        }
        let first = self.cell.split([',', ';', '/']).next().unwrap_or_default();
        match language::parse(self.cell) {
            Some(code) => self.row.language = Some(code.to_owned()),
            None => match language::parse(first) {
                Some(code) => {
                    self.row.language = Some(code.to_owned());
                    self.row
                        .extra
                        .push((self.header.to_owned(), self.cell.to_owned()));
                }
                None => self.keep(format_args!(
                    "language {} is not one we know",
                    quote(self.cell)
                )),
            },
        }
    }

    fn mails(&mut self) {
        let (found, all) = values::mails(self.cell);
        for mail in found {
            if !self.row.mails.iter().any(|known| same_mail(known, &mail)) {
                self.row.mails.push(mail);
            }
        }
        if !all {
            self.keep(format_args!(
                "mail {} does not look like an address",
                quote(self.cell)
            ));
        }
    }

    /// A count of whole things with a part of one, which is a mean. A small one with many decimals (`1.2345`) may as well
    /// be in thousands or millions.
    fn part_of_one(&mut self, role: Role, read: Result<Option<i64>, counts::CountError>) {
        match read {
            Ok(Some(count)) if count >= 1_000 || self.decimals() < 3 => {
                self.row.remarks.push(format!(
                    "{} {} has decimals; took {}",
                    role.word(),
                    quote(self.cell),
                    counts::say_grouped(count)
                ));
                self.figure(role, read);
            }
            Ok(_) => self.keep(format_args!(
                "{} {} has decimals, so it may be in thousands or millions",
                role.word(),
                quote(self.cell)
            )),
            Err(_) => self.figure(role, read),
        }
    }

    /// The digits at the end of the cell.
    fn decimals(&self) -> usize {
        let digits = self.cell.bytes().rev();
        digits.take_while(u8::is_ascii_digit).count()
    }

    fn figure(&mut self, role: Role, read: Result<Option<i64>, counts::CountError>) {
        match read {
            Ok(value) => {
                if let Some(slot) = slot(&mut self.row.figures, role) {
                    *slot = value;
                }
            }
            Err(error) => self.keep(format_args!(
                "{} {} cannot be: {error}",
                role.word(),
                quote(self.cell)
            )),
        }
    }

    /// A column that only our own export has. A cell of which something cannot be is kept as a whole: what a
    /// spreadsheet cut off is not taken for less.
    pub fn whole(&mut self, whole: Whole, today: Option<NaiveDate>) {
        if let Err(why) = whole.read(self.cell, self.row, today) {
            self.keep(format_args!("{why}"));
        }
    }

    /// Keeps the cell as an extra field; why is told once for all rows.
    pub fn leave(&mut self) {
        self.row
            .extra
            .push((self.header.to_owned(), self.cell.to_owned()));
    }

    /// Keeps the cell as an extra field, with a remark why.
    pub fn keep(&mut self, why: fmt::Arguments<'_>) {
        self.leave();
        self.row
            .remarks
            .push(format!("{why}; kept as an extra field"));
    }
}

fn slot(figures: &mut Figures, role: Role) -> Option<&mut Option<i64>> {
    Some(match role {
        Role::Followers => &mut figures.followers,
        Role::Posts => &mut figures.posts,
        Role::AverageViews => &mut figures.average_views,
        Role::AverageLikes => &mut figures.average_likes,
        Role::AverageComments => &mut figures.average_comments,
        Role::AverageShares => &mut figures.average_shares,
        Role::AverageEngagement => &mut figures.average_engagement,
        Role::AuthenticEngagement => &mut figures.authentic_engagement,
        Role::EngagementRate => &mut figures.engagement_rate,
        Role::Quality => &mut figures.quality,
        _ => return None,
    })
}
