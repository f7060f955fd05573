//! What a person decided is kept where a file is imported again: typed, chosen for many, merged, or removed.

use entourage::domain::audience::{AudienceKey, AudienceKind};
use entourage::domain::bulk::{Bulk, BulkAction};
use entourage::domain::change::{
    Change, DetailChange, Edit, MergeChange, PeopleChange, TalkChange,
};
use entourage::domain::detail::{Detail, DetailId};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::importing::Choice;
use entourage::domain::incoming::{Incoming, IncomingRate, IncomingShare, IncomingSponsor};
use entourage::domain::merge::{Line, Pick};
use entourage::domain::money::Money;
use entourage::domain::parking::ParkReason;
use entourage::domain::stage::Stage;
use entourage::domain::terms::RateKind;
use entourage::store::import::{Importing, Plan, Trial};

use super::{IG, dump, same};
use crate::support::world::row;
use crate::support::{Hand, World, day};

/// Two values of every field, as they are stored.
fn two_values(field: Field) -> [&'static str; 2] {
    match field {
        Field::Name => ["Ann", "Cyd"],
        Field::Pronouns => ["she/her", "they/them"],
        Field::Place => ["Ulm", "Kiel"],
        Field::Country => ["DE", "SE"],
        Field::Language => ["de", "sv"],
        Field::Languages => ["fr", "it"],
        Field::TimeZone => ["Europe/Berlin", "UTC+2"],
        Field::Niche => ["skincare", "cooking"],
        Field::Tags => ["ugc", "vegan"],
        Field::Sizes => ["shirt M", "shoes 39 EU"],
        Field::Owner | Field::NextOwner => ["ada", "ben"],
        Field::Segment => ["growth bet", "strategic partner"],
        Field::CareLevel => ["A", "B"],
        Field::KeepInTouch => ["30", "60"],
        Field::Channel => ["mail", "phone"],
        Field::Marks => ["ambassador", "renewing"],
        Field::Story => ["From Ulm.", "Two kids."],
        Field::Boundaries => ["No alcohol.", "No fur."],
        Field::BreakUntil | Field::NextDate => ["2026-12-24", "2027-01-06"],
        Field::NextStep => ["call", "send the brief"],
    }
}

/// A row that says the first or the second value of every field.
fn full(line: u64, handle: &str, place: usize) -> Incoming {
    let mut row = row(line, IG, handle);
    for field in Field::ALL {
        let value = two_values(*field)[place];
        match field {
            Field::Name => row.name = Some(value.into()),
            Field::Niche => row.niche = Some(value.into()),
            Field::Country => row.country = Some(value.into()),
            Field::Language => row.language = Some(value.into()),
            Field::Owner => row.owner = Some(value.into()),
            Field::NextStep => row.next_step = Some(value.into()),
            Field::NextDate => row.next_date = Some(day(value)),
            Field::Tags => row.tags = vec![value.into()],
            field => row.fields.push((*field, value.into())),
        }
    }
    let share = |key: &str, share| IncomingShare {
        key: AudienceKey::parse(AudienceKind::Country, key).unwrap(),
        share,
        date: None,
        source: None,
    };
    let number = i64::try_from(place).unwrap();
    row.stage = Some([Stage::Outreach, Stage::Collaboration][place]);
    row.figures.followers = Some(1_000 + number);
    row.extra = vec![("Agency".into(), ["Nordlys", "Kern"][place].into())];
    row.mails = vec![["ann@x.example", "cyd@x.example"][place].into()];
    row.reach("phone", ["+49 151 1", "+49 151 2"][place]);
    row.addresses = vec![["Weg 1, Ulm", "Weg 2, Kiel"][place].into()];
    row.note = Some(["Met at a fair.", "Likes tea."][place].into());
    row.last_contact = Some(day(["2026-10-01", "2026-10-02"][place]));
    row.audience = vec![share("DE", 300_000 + number), share("SE", 200_000)];
    row.rates = vec![rate(["50 EUR", "60 EUR"][place])];
    row.sponsors = vec![IncomingSponsor {
        brand: "Glow Lab".into(),
        posts: Some(3 + number),
        ..IncomingSponsor::default()
    }];
    row
}

fn rate(amount: &str) -> IncomingRate {
    IncomingRate {
        kind: RateKind::Post,
        platform: None,
        amount: Money::read(amount, None).unwrap(),
        note: String::new(),
        date: None,
        source: None,
    }
}

fn file(ada: &mut Hand, rows: &[Incoming]) -> Importing {
    ada.imports("a.csv", "2026-11-01", rows)
}

/// The fields that an import kept against the file.
fn kept(import: &Importing) -> Vec<String> {
    let said = |kept: &entourage::store::import::Kept| {
        format!("{}: {} not {}", kept.field, kept.kept, kept.file)
    };
    import.kept.iter().map(said).collect()
}

/// Imports the file three times: nothing changes, and what is kept is listed, in the preview as well.
#[track_caller]
fn repeated(ada: &mut Hand, world: &World, rows: &[Incoming]) -> Vec<String> {
    let before = dump(&world.path());
    let mut listed = Vec::new();
    for _ in 0..3 {
        let stamp = ada.stamp();
        let plan = Plan {
            source: "a.csv".into(),
            as_of: day("2026-11-01"),
            ..Plan::default()
        };
        let mut trial = Trial::new(Some(&ada.store), plan, &stamp).unwrap();
        trial.take(Some(&ada.store), rows).unwrap();
        let import = file(ada, rows);
        listed = kept(&import);
        assert_eq!(import.counts.updated, 0, "{import:?}");
        assert_eq!(trial.counts(), import.counts, "{listed:?}");
        assert_eq!(kept(&trial.importing), listed);
        assert_eq!(import.counts.conflicts > 0, !listed.is_empty());
        same(&before, &dump(&world.path()));
    }
    ada.is_sound();
    listed
}

#[test]
fn every_field_that_was_typed_is_kept() {
    for field in Field::ALL.iter().filter(|field| **field != Field::Tags) {
        let world = World::empty();
        let (mut ada, _) = (world.hand("ada"), world.hand("ben"));
        let rows = [full(2, "ann.x", 0)];
        file(&mut ada, &rows);
        let person = ada.person("ann.x");
        ada.edits(person, *field, Some(two_values(*field)[1]));
        let listed = repeated(&mut ada, &world, &rows);
        assert_eq!(listed.len(), 1, "{listed:?}");
        assert!(listed[0].starts_with(field.label()), "{listed:?}");
        // Chosen from the file it is taken, and the next file may go on from there.
        let all = Choice {
            file: true,
            ..Choice::default()
        };
        let import = ada.imports_choosing("a.csv", day("2026-11-01"), &rows, all);
        assert_eq!(import.counts.updated, 1);
        assert_eq!(repeated(&mut ada, &world, &rows), [""; 0]);
    }
}

#[test]
fn every_field_that_was_set_for_many_is_kept() {
    for field in Field::ALL.iter().filter(|field| **field != Field::Tags) {
        let world = World::empty();
        let (mut ada, _) = (world.hand("ada"), world.hand("ben"));
        let rows = [full(2, "ann.x", 0), full(3, "bo.x", 0)];
        file(&mut ada, &rows);
        let people = vec![ada.person("ann.x"), ada.person("bo.x")];
        let value = Some(two_values(*field)[1].to_owned());
        bulk(&mut ada, &people, BulkAction::Set(*field, value));
        let listed = repeated(&mut ada, &world, &rows);
        assert_eq!(listed.len(), 2, "{listed:?}");
    }
}

fn bulk(ada: &mut Hand, people: &[PersonId], action: BulkAction) {
    let seen = ada.last_seen();
    ada.does(Change::Bulk(Bulk {
        people: people.to_vec(),
        seen,
        action,
    }));
}

#[test]
fn stages_parking_steps_and_tags_that_were_chosen_for_many_are_kept() {
    let world = World::empty();
    let (mut ada, _) = (world.hand("ada"), world.hand("ben"));
    let mut rows = [full(2, "ann.x", 0), full(3, "bo.x", 0), full(4, "cy.x", 0)];
    for row in &mut rows {
        row.tags = vec!["ugc".into(), "vegan".into()];
    }
    rows[1].parked = Some(ParkReason::NoReply);
    rows[1].look_again = Some(day("2027-02-01"));
    rows[2].parked = Some(ParkReason::NoReply);
    rows[2].look_again = Some(day("2027-02-01"));
    file(&mut ada, &rows);
    let [ann, bo, cy] = ["ann.x", "bo.x", "cy.x"].map(|handle| ada.person(handle));
    let to = BulkAction::Move {
        to: Stage::Nurturing,
        only_ready: false,
        because: None,
    };
    bulk(&mut ada, &[ann], to);
    let tags = BulkAction::Tags {
        add: vec!["spring".into()],
        take: vec!["vegan".into()],
    };
    bulk(&mut ada, &[ann], tags);
    let step = BulkAction::Step {
        text: "send the brief".into(),
        date: Some(day("2026-12-01")),
    };
    bulk(&mut ada, &[ann], step);
    bulk(&mut ada, &[bo], BulkAction::Unpark);
    ada.does(Change::People(PeopleChange::LookAgain {
        person: cy,
        seen: day("2027-02-01"),
        date: None,
    }));
    assert_eq!(
        repeated(&mut ada, &world, &rows),
        [
            "Tags: (removed) not vegan",
            "Next step: send the brief not call",
            "Next date: tue 1 dec not thu 24 dec",
            "Stage: nurturing not outreach",
            "Parked: on the board not no reply, look again on Mon 1 Feb 2027",
            "Parked: no reply not no reply, look again on Mon 1 Feb 2027",
        ]
    );
}

#[test]
fn every_field_in_which_merged_people_differed_is_kept() {
    for picks in [
        Vec::new(),
        vec![
            (Line::Field(Field::Name), Pick::Of(1)),
            (Line::Field(Field::Tags), Pick::Of(1)),
            (Line::Step, Pick::Of(1)),
            (Line::Stage, Pick::Of(0)),
        ],
    ] {
        let world = World::empty();
        let (mut ada, _) = (world.hand("ada"), world.hand("ben"));
        let mut rows = [full(2, "ann.x", 0), full(3, "cyd.x", 1)];
        rows[1].parked = Some(ParkReason::NoReply);
        file(&mut ada, &rows);
        let [ann, cyd] = ["ann.x", "cyd.x"].map(|handle| ada.person(handle));
        let before = dump(&world.path());
        let seen = ada.sides(&[ann, cyd]);
        ada.does(Change::Merge(MergeChange::Merge {
            keep: ann,
            seen,
            picks,
        }));
        let listed = repeated(&mut ada, &world, &rows);
        for words in ["Name: ", "Place: ", "Niche: ", "Story: ", "Past sponsor: "] {
            let is_listed = listed.iter().any(|one| one.starts_with(words));
            assert!(is_listed, "{words} {listed:#?}");
        }
        ada.undoes();
        same(&before, &dump(&world.path()));
        ada.is_sound();
        assert_eq!(repeated(&mut ada, &world, &rows), [""; 0]);
    }
}

#[test]
fn two_accounts_of_one_person_do_not_turn_each_other_over_in_one_file() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut rows = [full(2, "ann.x", 0), full(3, "ann.k", 1)];
    for row in &mut rows {
        row.owner = None;
        row.fields.retain(|(field, _)| *field != Field::NextOwner);
        row.last_contact = None;
    }
    file(&mut ada, &rows[..1]);
    let person = ada.person("ann.x");
    ada.does(Change::People(PeopleChange::AddAccount {
        person,
        account: entourage::domain::change::NewAccount {
            platform: IG,
            handle: entourage::domain::platform::Handle::parse("ann.k").unwrap(),
        },
    }));
    file(&mut ada, &rows);
    let import = file(&mut ada, &rows);
    assert_eq!(import.counts.updated, 0, "{import:?}");
    assert_eq!(ada.field(person, Field::Name).as_deref(), Some("Ann"));
    let lines: Vec<u64> = import.repeated.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3]);
}

#[test]
fn what_a_person_removed_is_not_brought_back_by_the_file_that_brought_it() {
    let world = World::empty();
    let (mut ada, _) = (world.hand("ada"), world.hand("ben"));
    let rows = [full(2, "ann.x", 0)];
    file(&mut ada, &rows);
    let person = ada.person("ann.x");
    let before = dump(&world.path());
    let dossier = ada.dossier(person).unwrap();
    let mut done = 0;
    for field in [Field::Niche, Field::Story, Field::Tags] {
        ada.edits(person, field, None);
        done += 1;
    }
    ada.does(Change::People(PeopleChange::StepDone {
        person,
        step: entourage::domain::text::Clean::line("call"),
        date: Some(day("2026-12-24")),
    }));
    ada.does(Change::Talk(TalkChange::RemoveNote {
        person,
        note: dossier.notes[0].id,
        seen: dossier.notes[0].text.as_stored().to_owned(),
    }));
    ada.does(Change::Talk(TalkChange::RemoveTouch {
        person,
        touch: dossier.touches[0].id,
    }));
    done += 3;
    for point in &dossier.contact_points {
        ada.does(Change::Detail(DetailChange::Remove {
            person,
            id: DetailId::Reach(point.id),
            seen: Detail::Reach(point.reach()),
        }));
        done += 1;
    }
    let (line, brand) = (&dossier.rates[0], &dossier.sponsors[0]);
    let account = &dossier.accounts[0];
    for (id, seen) in [
        (DetailId::Rate(line.id), Detail::Rate(line.line.clone())),
        (
            DetailId::Sponsor(brand.id),
            Detail::Sponsor(brand.what.clone()),
        ),
        (
            DetailId::Audience(account.id),
            Detail::Audience(account.audience()),
        ),
    ] {
        ada.does(Change::Detail(DetailChange::Remove { person, id, seen }));
        done += 1;
    }
    let listed = repeated(&mut ada, &world, &rows);
    assert_eq!(listed.len(), 15, "{listed:#?}");
    for one in &listed {
        let is_removed = one.contains(": (removed) not ") || one.contains(":  not ");
        assert!(is_removed, "{one}");
    }
    // Another value is news.
    let mut other = rows.clone();
    other[0].niche = Some("tea".into());
    other[0].mails.push("new@x.example".into());
    let import = ada.imports("b.csv", "2026-11-01", &other);
    assert_eq!(ada.field(person, Field::Niche).as_deref(), Some("tea"));
    assert_eq!(
        ada.dossier(person).unwrap().contact_points.len(),
        1,
        "{import:?}"
    );
    // What was undone was not removed; what an undone import brought may come again.
    for _ in 0..=done {
        ada.undoes();
    }
    same(&before, &dump(&world.path()));
    ada.undoes();
    assert_eq!(file(&mut ada, &rows).counts.new, 1);
    assert_eq!(repeated(&mut ada, &world, &rows), [""; 0]);
}

#[test]
fn a_note_that_was_reworded_and_a_mail_that_was_corrected_are_kept() {
    let world = World::empty();
    let (mut ada, _) = (world.hand("ada"), world.hand("ben"));
    let rows = [full(2, "ann.x", 0)];
    file(&mut ada, &rows);
    let person = ada.person("ann.x");
    let dossier = ada.dossier(person).unwrap();
    ada.does(Change::Talk(TalkChange::EditNote {
        person,
        note: dossier.notes[0].id,
        original: "Met at a fair.".into(),
        mine: "Met at the fair in Ulm.".into(),
    }));
    let point = dossier
        .contact_points
        .iter()
        .find(|point| point.value.as_stored().contains('@'))
        .unwrap();
    let mut mine = point.reach();
    mine.value = entourage::domain::text::Raw::new("ann@new.example");
    ada.does(Change::Detail(DetailChange::Edit {
        person,
        id: DetailId::Reach(point.id),
        original: Detail::Reach(point.reach()),
        mine: Detail::Reach(mine),
    }));
    assert_eq!(
        repeated(&mut ada, &world, &rows),
        [
            "Mail: (removed) not ann@x.example",
            "Note: (removed) not Met at a fair."
        ]
    );
}

#[test]
fn a_value_that_a_file_filled_again_is_the_files() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let with = |niche: &str| {
        let mut row = row(2, IG, "ann.x");
        row.niche = Some(niche.into());
        row
    };
    file(&mut ada, &[with("skincare")]);
    let person = ada.person("ann.x");
    ada.edits(person, Field::Niche, None);
    for niche in ["tea", "coffee"] {
        assert_eq!(file(&mut ada, &[with(niche)]).counts.updated, 1);
        assert_eq!(ada.field(person, Field::Niche).as_deref(), Some(niche));
    }
}

#[test]
fn a_new_person_with_typed_fields_keeps_them() {
    let world = World::empty();
    let (mut ada, _) = (world.hand("ada"), world.hand("ben"));
    let person = ada.adds(IG, "ann.x", &[(Field::Name, "Ann Typed")]);
    let rows = [full(2, "ann.x", 0)];
    assert_eq!(file(&mut ada, &rows).counts.conflicts, 1);
    assert_eq!(
        repeated(&mut ada, &world, &rows),
        [
            "Name: Ann Typed not Ann",
            "Contact details: (not used) not ann@x.example",
            "Contact details: (not used) not +49 151 1"
        ]
    );
    assert_eq!(ada.field(person, Field::Place).as_deref(), Some("Ulm"));
    let unused = Edit {
        field: Field::Place,
        original: Some("Ulm".into()),
        mine: Some("Kiel".into()),
    };
    ada.does(Change::People(PeopleChange::Edit {
        person,
        edits: vec![unused],
    }));
    // Undone, the field is the file's again; redone, it is the person's.
    ada.undoes();
    let mut moved = rows.clone();
    moved[0].fields.retain(|(field, _)| *field != Field::Place);
    moved[0].fields.push((Field::Place, "Bonn".into()));
    ada.redoes();
    assert!(
        kept(&file(&mut ada, &moved))
            .iter()
            .any(|one| one == "Place: Kiel not Bonn")
    );
}

#[test]
fn of_the_rows_of_one_person_in_our_own_export_the_first_counts() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut rows = [full(2, "ann.x", 0), full(3, "ann.k", 0)];
    for row in &mut rows {
        row.carry().person = Some(7);
        row.note = None;
    }
    assert_eq!(file(&mut ada, &rows).counts.new, 2);
    let person = ada.person("ann.x");
    assert_eq!(ada.dossier(person).unwrap().accounts.len(), 2);
    rows[0].name = Some("Ann Edited".into());
    let import = file(&mut ada, &rows);
    assert_eq!((import.counts.updated, import.repeated.len()), (1, 1));
    let name = ada.field(person, Field::Name);
    assert_eq!(name.as_deref(), Some("Ann Edited"));
    assert_eq!(repeated(&mut ada, &world, &rows), [""; 0]);
}

#[test]
fn a_brand_that_is_no_competitor_any_more_stays_so() {
    let world = World::empty();
    let (mut ada, _) = (world.hand("ada"), world.hand("ben"));
    let mut rows = [full(2, "ann.x", 0)];
    rows[0].sponsors[0].competitor = true;
    file(&mut ada, &rows);
    let person = ada.person("ann.x");
    let brand = ada.dossier(person).unwrap().sponsors.remove(0);
    assert!(brand.what.competitor);
    let mut mine = brand.what.clone();
    mine.competitor = false;
    ada.does(Change::Detail(DetailChange::Edit {
        person,
        id: DetailId::Sponsor(brand.id),
        original: Detail::Sponsor(brand.what),
        mine: Detail::Sponsor(mine),
    }));
    repeated(&mut ada, &world, &rows);
}
