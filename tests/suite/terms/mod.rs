//! What is known of a person beside their fields: rates, past sponsors, audiences, where to send something.

mod typed;

use entourage::domain::audience::{AudienceKind, read_shares, write_shares};
use entourage::domain::change::{Change, DetailChange};
use entourage::domain::detail::{Audience, Detail, DetailId, Reach};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::money::Money;
use entourage::domain::platform::Platform;
use entourage::domain::question::{Answer, Question};
use entourage::domain::refusal::Refusal;
use entourage::domain::terms::{RateKind, RateLine, Sponsorship};
use entourage::domain::text::Raw;

use crate::support::world::ago;
use crate::support::{Desk, Hand, World, day, today};

pub fn rate(amount: &str, kind: RateKind) -> RateLine {
    RateLine {
        kind,
        platform: Some(Platform::Instagram),
        amount: Money::read(amount, None).unwrap(),
        note: Raw::new("incl. 3 months of usage"),
        date: ago(18),
        source: Raw::new("her mail"),
    }
}

pub fn sponsor(brand: &str) -> Sponsorship {
    Sponsorship {
        brand: Raw::new(brand),
        posts: Some(12),
        sponsored: Some(3),
        first: Some(day("2025-01-02")),
        last: Some(day("2025-03-04")),
        competitor: false,
        date: ago(18),
        source: Raw::new("hype.csv"),
    }
}

pub fn audience(countries: &str, genders: &str, ages: &str) -> Audience {
    let mut audience = Audience::default();
    for (kind, text) in AudienceKind::ALL
        .into_iter()
        .zip([countries, genders, ages])
    {
        audience.set(kind, read_shares(kind, text).unwrap());
    }
    audience
}

impl Hand {
    pub fn details(&mut self, person: PersonId, detail: Detail) {
        self.does(Change::Detail(DetailChange::Add { person, detail }));
    }

    fn writes_audience(&mut self, person: PersonId, mine: Audience) {
        let account = self.dossier(person).unwrap().accounts[0].clone();
        self.does(Change::Detail(DetailChange::Edit {
            person,
            id: DetailId::Audience(account.id),
            original: Detail::Audience(account.audience()),
            mine: Detail::Audience(mine),
        }));
    }

    /// Everything of this kind at once.
    pub fn is_well_known(&mut self, person: PersonId) {
        self.details(person, Detail::Rate(rate("600 EUR", RateKind::Post)));
        let older = RateLine {
            date: day("2025-06-01"),
            ..rate("550 EUR", RateKind::Post)
        };
        self.details(person, Detail::Rate(older));
        let story = RateLine {
            platform: None,
            note: Raw::new(""),
            ..rate("150.50 EUR", RateKind::Story)
        };
        self.details(person, Detail::Rate(story));
        self.details(person, Detail::Sponsor(sponsor("Glow Lab")));
        let rival = Sponsorship {
            competitor: true,
            posts: None,
            last: Some(ago(60)),
            ..sponsor("Nord & Salt")
        };
        self.details(person, Detail::Sponsor(rival));
        self.details(person, address("Storgatan 1\n211 34 Malmö\nSweden"));
        self.edits(person, Field::Sizes, Some("shoes 39 EU, shirt M"));
        self.edits(person, Field::Languages, Some("en, da"));
        let known = audience(
            "se 42%, us 12.5%, de 8%",
            "female 64%, male 35%",
            "18-24 31%, 25-34 40%, 65+ 2%",
        );
        self.writes_audience(person, known);
    }

    pub fn told(&mut self, person: PersonId) -> Vec<String> {
        let dossier = self.dossier(person).unwrap();
        let rates = dossier
            .rates
            .iter()
            .map(|rate| format!("{} {}", rate.line.say(), rate.line.date));
        let sponsors = dossier.sponsors.iter().map(|sponsor| sponsor.what.say());
        let points = dossier
            .contact_points
            .iter()
            .map(|point| point.value.as_stored().to_owned());
        let audience = dossier.accounts.iter().map(|account| {
            let audience = account.audience();
            AudienceKind::ALL
                .map(|kind| write_shares(audience.of(kind).iter().copied()))
                .join(" / ")
        });
        rates
            .chain(sponsors)
            .chain(points)
            .chain(audience)
            .collect()
    }
}

fn address(text: &str) -> Detail {
    Detail::Reach(Reach {
        kind: Reach::POST.into(),
        value: Raw::new(text),
        manager: None,
    })
}

#[test]
fn what_is_known_comes_back_as_it_was_written_and_undo_takes_each_back() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    let before = ada.told(tom);
    ada.is_well_known(tom);
    let told = ada.told(tom);
    assert_eq!(
        told[..5],
        [
            "600 EUR per post, Instagram 2026-11-03",
            "550 EUR per post, Instagram 2025-06-01",
            "150.50 EUR per story 2026-11-03",
            "Nord & Salt · 3 sponsored posts · competitor",
            "Glow Lab · 3 of 12 posts sponsored",
        ]
    );
    assert!(told.contains(&"Storgatan 1\n211 34 Malmö\nSweden".to_owned()));
    assert!(
        told.last()
            .unwrap()
            .starts_with("SE 42%, US 12.5%, DE 8% / female 64%, male 35% / 18-24 31%")
    );
    ada.is_sound();
    for _ in 0..9 {
        ada.undoes();
    }
    assert_eq!(ada.told(tom), before);
    for _ in 0..9 {
        ada.redoes();
    }
    assert_eq!(ada.told(tom), told);
    ada.is_sound();
}

#[test]
fn a_competitor_is_marked_once_for_everybody() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let (tom, zoe) = (ada.person("Tom Bakker"), ada.person("Zoë Ångström"));
    ada.details(tom, Detail::Sponsor(sponsor("Glow Lab")));
    let marked = Sponsorship {
        competitor: true,
        ..sponsor("GLOW-LAB")
    };
    ada.details(zoe, Detail::Sponsor(marked));
    let mark = |ada: &mut Hand, person| ada.dossier(person).unwrap().sponsors[0].what.competitor;
    assert!(
        mark(&mut ada, tom),
        "marked with one, it is marked with all"
    );
    let seen = ada.dossier(tom).unwrap().sponsors[0].clone();
    ada.does(Change::Detail(DetailChange::Edit {
        person: tom,
        id: DetailId::Sponsor(seen.id),
        original: Detail::Sponsor(seen.what.clone()),
        mine: Detail::Sponsor(Sponsorship {
            competitor: false,
            ..seen.what
        }),
    }));
    assert!(!mark(&mut ada, zoe));
    ada.undoes();
    assert!(mark(&mut ada, zoe));
}

#[test]
fn a_brand_stands_once_with_a_person() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    ada.details(tom, Detail::Sponsor(sponsor("Glow Lab")));
    let again = Detail::Sponsor(sponsor("glow lab"));
    let refusal = ada.is_refused(Change::Detail(DetailChange::Add {
        person: tom,
        detail: again,
    }));
    assert!(
        refusal
            .to_string()
            .contains("Glow Lab stands there already"),
        "{refusal}"
    );
}

#[test]
fn two_people_change_one_rate_and_nothing_is_written_over_in_silence() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let tom = ada.person("Tom Bakker");
    ada.details(tom, Detail::Rate(rate("600 EUR", RateKind::Post)));
    let seen = ada.dossier(tom).unwrap().rates[0].clone();
    let edit = |mine: RateLine| {
        Change::Detail(DetailChange::Edit {
            person: tom,
            id: DetailId::Rate(seen.id),
            original: Detail::Rate(seen.line.clone()),
            mine: Detail::Rate(mine),
        })
    };
    ben.does(edit(RateLine {
        note: Raw::new("no usage"),
        ..seen.line.clone()
    }));
    ada.does(edit(RateLine {
        amount: Money::read("650 EUR", None).unwrap(),
        ..seen.line.clone()
    }));
    let now = &ada.dossier(tom).unwrap().rates[0].line;
    assert_eq!(
        (now.amount.say(), now.note.as_stored()),
        ("650 EUR".into(), "no usage")
    );
    let refused = ben.is_refused(edit(RateLine {
        amount: Money::read("700 EUR", None).unwrap(),
        ..seen.line.clone()
    }));
    assert!(
        matches!(refused, Refusal::DetailClash { .. }),
        "{refused:?}"
    );
    let gone = DetailChange::Remove {
        person: tom,
        id: DetailId::Rate(seen.id),
        seen: Detail::Rate(seen.line),
    };
    assert!(matches!(
        ben.is_refused(Change::Detail(gone)),
        Refusal::Stale { .. }
    ));
}

#[test]
fn the_terms_look_as_they_should_on_every_size() {
    let world = World::new();
    let mut hand = world.hand("ada");
    let zoe = hand.person("Zoë Ångström");
    hand.is_well_known(zoe);
    drop(hand);
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        ada.opens("Zoë Ångström")
            .screen(&format!("terms_overview_{columns}x{rows}"))
            .press("tab tab")
            .screen(&format!("terms_audience_{columns}x{rows}"))
            .press("tab j")
            .screen(&format!("terms_full_{columns}x{rows}"))
            .press("enter")
            .screen(&format!("terms_rate_{columns}x{rows}"))
            .press("esc a")
            .screen(&format!("terms_add_{columns}x{rows}"))
            .press("esc");
    }
}

#[test]
fn the_history_tells_lines_in_words() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    ada.is_well_known(tom);
    let Answer::History(sets) = ada.asks(&Question::History {
        person: Some(tom),
        before: None,
        rows: 20,
    }) else {
        panic!("no history");
    };
    let mut told = Vec::new();
    for set in sets {
        if let Answer::Changed(_, fields) = ada.asks(&Question::Changed(set.id)) {
            told.extend(
                fields
                    .iter()
                    .map(|field| format!("{}: {}", field.field, field.after)),
            );
        }
    }
    let told = told.join("\n");
    for words in [
        "Rate: 600 EUR per post · Instagram · incl. 3 months of usage · 2026-11-03 · her mail",
        "Past sponsor: Glow Lab · 12 posts · 3 sponsored",
        "Competitor: Nord & Salt",
        "Audience: SE 42%",
        "Sizes: shoes 39 EU, shirt M",
    ] {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    assert_eq!(today(), ada.today);
}
