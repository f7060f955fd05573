//! The people of the suite's world, and what has happened with them.

use chrono::Days;
use entourage::domain::change::{Change, Edit, PeopleChange};
use entourage::domain::dates::iso;
use entourage::domain::field::Field;
use entourage::domain::incoming::Incoming;
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::Platform;
use entourage::domain::stage::Stage;

use super::hand::Hand;
use super::world::{World, ago, row, today};

/// Somebody of the story.
struct Cast {
    platform: Platform,
    handle: &'static str,
    name: &'static str,
    niche: &'static str,
    country: &'static str,
    tags: &'static str,
    owner: &'static str,
    stage: Stage,
    /// Days since they came into the stage.
    since: u64,
    followers: i64,
    /// Engagements of a post on average.
    engagement: i64,
}

#[rustfmt::skip]
const CAST: &[Cast] = {
    use Platform::{Instagram as IG, TikTok as TT, Twitch as TW, YouTube as YT};
    use Stage::{Advocacy as A, Collaboration as C, Discovery as D, Nurturing as N, Outreach as O};
    #[allow(clippy::too_many_arguments)] // one line a person, in the order of the table
    const fn one(platform: Platform, handle: &'static str, name: &'static str, niche: &'static str, country: &'static str,
        tags: &'static str, owner: &'static str, stage: Stage, since: u64, followers: i64, engagement: i64) -> Cast {
        Cast { platform, handle, name, niche, country, tags, owner, stage, since, followers, engagement }
    }
    &[
        one(IG, "zoe.angstrom",   "Zoë Ångström",        "skincare",      "SE", "vegan",      "ada", N, 70,  48_200,  2_100),
        one(IG, "lukasz_zak",     "Łukasz Żak",          "barbering",     "PL", "",           "ada", D, 12,  9_870,   640),
        one(TT, "renee.oconnor",  "Renée O'Connor",      "skincare",      "IE", "ugc",        "ada", O, 9,   120_400, 9_800),
        one(TT, "hanako_sato",    "佐藤 花子",           "美容",          "JP", "jbeauty",    "ben", O, 25,  310_000, 22_000),
        one(YT, "minjun",         "김민준",              "food",          "KR", "",           "ada", D, 3,   88_000,  4_100),
        one(IG, "wangxiaoming",   "王小明",              "travel",        "CN", "",           "ben", D, 80,  1_250_000, 30_000),
        one(IG, "masha.ivanova",  "Мария Иванова",       "make-up",       "RS", "vegan",      "ada", C, 20,  56_000,  3_300),
        one(YT, "nikospap",       "Νίκος Παπαδόπουλος",  "fitness",       "GR", "",           "ben", C, 101, 74_500,  2_800),
        one(IG, "layla.haddad",   "ليلى حداد",           "skincare",      "LB", "ramadan",    "ada", A, 170, 660_000, 41_000),
        one(IG, "dana.cohen",     "דנה כהן",             "parenting",     "IL", "",           "ben", N, 45,  15_300,  900),
        one(TT, "anita.sharma",   "अनिता शर्मा",         "dance",         "IN", "",           "ada", O, 2,   402_000, 35_000),
        one(TT, "somchai",        "สมชาย ใจดี",          "street food",   "TH", "",           "ada", D, 30,  23_000,  1_800),
        one(IG, "ipek.yildiz",    "İpek Yıldız",         "skincare",      "TR", "vegan, ugc", "ada", D, 5,   31_900,  1_400),
        one(YT, "soren_kjaer",    "Søren Kjær",          "outdoors",      "DK", "",           "ben", N, 90,  64_000,  1_100),
        one(IG, "guenther.weiss", "Günther Weiß",        "shaving",       "DE", "",           "ada", D, 61,  7_300,   300),
        one(TT, "amara.okafor",   "Amara Okafor",        "skincare",      "NG", "ugc",        "ada", A, 150, 205_000, 18_500),
        one(IG, "freyalind",      "Freya Lindqvist",     "",              "",   "",           "ada", D, 1,   0,       0),
        one(TW, "tombakker",      "Tom Bakker",          "gaming",        "NL", "",           "ben", D, 40,  5_500,   0),
        one(TT, "glowwithmax",    "",                    "skincare",      "",   "",           "",    D, 7,   0,       0),
        one(IG, "chloe.and.max",  "Chloé & Max",         "home",          "FR", "duo",        "ada", C, 33,  97_000,  4_600),
        one(TT, "nova.in.space",  "Nova 👩🏽\u{200d}🚀",     "science",       "US", "",           "ada", D, 16,  1_900,   250),
        one(IG, "viktor.novak",   "Viktor Novák",        "cycling",       "CZ", "",           "ada", O, 120, 42_000,  700),
    ]
};

/// Tells the story into an empty world.
pub(super) fn tell(world: &World) {
    world.hand("ben");
    let mut ada = world.hand("ada");
    for one in CAST {
        ada.today = ago(one.since.max(150) + 10);
        let fields: Vec<(Field, &str)> = [
            (Field::Name, one.name),
            (Field::Niche, one.niche),
            (Field::Country, one.country),
            (Field::Tags, one.tags),
            (Field::Owner, one.owner),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
        // Whoever is in discovery came when they came; the others were there before they moved.
        if one.stage == Stage::Discovery {
            ada.today = ago(one.since);
        }
        let person = ada.adds(one.platform, one.handle, &fields);
        if one.stage != Stage::Discovery {
            ada.today = ago(one.since);
            ada.moves(person, one.stage);
        }
    }
    figures(&mut ada);
    ada.today = ago(30);
    talk(&mut ada);
    ada.today = ago(1);
    plans(&mut ada);
}

/// Two files of figures, a quarter apart.
fn figures(ada: &mut Hand) {
    for (source, part, date) in [("august.csv", 88, ago(92)), ("november.csv", 100, ago(1))] {
        ada.today = date;
        let rows: Vec<Incoming> = (2..)
            .zip(CAST.iter().filter(|one| one.followers > 0))
            .map(|(line, one)| {
                let mut row = row(line, one.platform, one.handle);
                row.figures.followers = Some(one.followers * part / 100);
                row.figures.average_engagement =
                    (one.engagement > 0).then_some(one.engagement * part / 100);
                row
            })
            .collect();
        ada.imports_in(source, date, &rows, 500);
    }
}

fn talk(ada: &mut Hand) {
    let today = today();
    for (name, days, line) in [
        (
            "Zoë Ångström",
            62,
            "check-in by mail, sent the spring samples",
        ),
        ("Renée O'Connor", 8, "mail: pitched the winter launch"),
        ("佐藤 花子", 24, "dm: pitched the winter launch"),
        ("佐藤 花子", 10, "dm: follow-up on the launch"),
        ("Мария Иванова", 22, "mail: pitched two reels"),
        ("Мария Иванова", 21, "in: mail, yes to both"),
        ("ليلى حداد", 12, "called, she recommends us to a friend"),
        ("דנה כהן", 50, "check-in by mail"),
        ("अनिता शर्मा", 2, "dm: pitched the dance challenge"),
        ("अनिता शर्मा", 1, "in: dm, what is the fee?"),
        ("Søren Kjær", 88, "met at the trail fair"),
        ("Amara Okafor", 5, "thanked her for the shelf photo, dm"),
        ("Viktor Novák", 119, "mail: pitched the bike kit"),
    ] {
        let person = ada.person(name);
        ada.today = today.checked_sub_days(Days::new(days)).unwrap();
        ada.logs(person, line);
    }
    ada.today = ago(28);
    for (name, text) in [
        (
            "Zoë Ångström",
            "Met in Malmö.\nAllergic to perfume; asks for the INCI list first.",
        ),
        ("Łukasz Żak", "Found through the barber fair list."),
        ("İpek Yıldız", "Comments are real, mostly Istanbul."),
        ("Мария Иванова", "Works with her sister, both answer."),
    ] {
        let person = ada.person(name);
        ada.notes(person, text);
    }
}

fn plans(ada: &mut Hand) {
    for (name, field, value) in [
        (
            "Zoë Ångström",
            Field::Story,
            "Began with her mother's rosacea; answers on Sundays.",
        ),
        ("Zoë Ångström", Field::Boundaries, "No retouching. No fur."),
        ("Zoë Ångström", Field::CareLevel, "A"),
        ("Søren Kjær", Field::CareLevel, "C"),
        ("ليلى حداد", Field::Segment, "community advocate"),
        ("Amara Okafor", Field::Segment, "strategic partner"),
    ] {
        let person = ada.person(name);
        ada.edits(person, field, Some(value));
    }
    for (name, step, date) in [
        (
            "Zoë Ångström",
            "send the INCI list",
            today().succ_opt().unwrap(),
        ),
        ("Renée O'Connor", "chase the pitch", ago(3)),
        ("Łukasz Żak", "look at his reels", today()),
        (
            "Мария Иванова",
            "brief for reel two",
            today().checked_add_days(Days::new(6)).unwrap(),
        ),
        ("佐藤 花子", "last try", ago(1)),
    ] {
        let person = ada.person(name);
        let edit = |field, mine: String| Edit {
            field,
            original: None,
            mine: Some(mine),
        };
        ada.does(Change::People(PeopleChange::Edit {
            person,
            edits: vec![
                edit(Field::NextStep, step.to_owned()),
                edit(Field::NextDate, iso(date)),
            ],
        }));
    }
    let person = ada.person("Viktor Novák");
    ada.does(Change::People(PeopleChange::Park {
        person,
        reason: ParkReason::NoReply,
        look_again: Some(today()),
    }));
    for (name, kind, value, manager) in [
        ("Zoë Ångström", "mail", "zoe@angstrom.example", None),
        (
            "ليلى حداد",
            "mail",
            "bookings@cedar.example",
            Some(("Rana Aziz".to_owned(), "agency".to_owned())),
        ),
    ] {
        let person = ada.person(name);
        ada.does(Change::People(PeopleChange::AddContactPoint {
            person,
            kind: kind.into(),
            value: value.into(),
            manager,
        }));
    }
}
