//! A database with a story in it, in a folder of its own that goes away with it.
//!
//! The story is told once through the store and copied for every test: 22 people of many scripts in all stages, with
//! contacts, next steps, notes, figures of two dates, one person parked. It is always Saturday, 21 November 2026.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{Days, NaiveDate};
use entourage::domain::change::{
    Change, Edit, HistoryChange, NewAccount, NewTouch, PeopleChange, Receipt, SettingChange, Stamp,
    TalkChange,
};
use entourage::domain::dates::iso;
use entourage::domain::field::Field;
use entourage::domain::ids::{ActionId, DeskId, PersonId, SetId};
use entourage::domain::incoming::Incoming;
use entourage::domain::lifecycle::{Facts, missing};
use entourage::domain::parking::ParkReason;
use entourage::domain::person::Dossier;
use entourage::domain::platform::{Handle, Platform};
use entourage::domain::question::{Answer, Question};
use entourage::domain::refusal::Refusal;
use entourage::domain::settings::Setting;
use entourage::domain::stage::Stage;
use entourage::domain::touch::read_line;
use entourage::store::import::{Importing, Plan};
use entourage::store::{Failure, Store, Who};
use tempfile::TempDir;

/// The day on which every story plays: a Saturday.
pub fn today() -> NaiveDate {
    day("2026-11-21")
}

/// A date, as stored.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// So many days before the story's day.
pub fn ago(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).unwrap()
}

/// Ten in the morning of a day, as UTC milliseconds.
fn ten(on: NaiveDate) -> i64 {
    on.and_hms_opt(10, 0, 0)
        .unwrap()
        .and_utc()
        .timestamp_millis()
}

/// A member's hand on the store, without a screen.
pub struct Hand {
    pub store: Store,
    pub login: String,
    pub desk: String,
    actions: u64,
    /// The day it works on.
    pub today: NaiveDate,
}

impl Hand {
    fn new(mut store: Store, login: &str, desk: &str) -> Hand {
        store.join(ten(today())).unwrap();
        Hand {
            store,
            login: login.to_owned(),
            desk: desk.to_owned(),
            actions: 0,
            today: today(),
        }
    }

    /// The same desk once more, as after a lost connection.
    pub fn again(&self, world: &World) -> Hand {
        let who = Who {
            login: self.login.clone(),
            desk: DeskId(self.desk.clone()),
        };
        let mut hand = Hand::new(
            Store::open(&world.path(), &who).unwrap(),
            &self.login,
            &self.desk,
        );
        hand.actions = self.actions;
        hand
    }

    /// The next action's name and time.
    pub fn stamp(&mut self) -> Stamp {
        self.actions += 1;
        Stamp {
            action: ActionId(format!("{}/{}", self.desk, self.actions)),
            at: ten(self.today) + i64::try_from(self.actions).unwrap() * 1_000,
            today: self.today,
        }
    }

    pub fn apply(&mut self, change: Change) -> Result<Receipt, Failure> {
        let stamp = self.stamp();
        self.store.apply(change, &stamp)
    }

    /// Makes a change that must succeed.
    pub fn does(&mut self, change: Change) -> Receipt {
        self.apply(change)
            .unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    /// Makes a change that must be refused.
    pub fn is_refused(&mut self, change: Change) -> Refusal {
        match self.apply(change) {
            Err(Failure::Refused(refusal)) => refusal,
            other => panic!("not refused: {other:?}"),
        }
    }

    pub fn asks(&mut self, question: &Question) -> Answer {
        let stamp = self.stamp();
        self.store
            .answer(question, &stamp)
            .unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    pub fn dossier(&mut self, person: PersonId) -> Option<Dossier> {
        match self.asks(&Question::Person(person)) {
            Answer::Person(_, dossier) => dossier.map(|dossier| *dossier),
            Answer::Erased(_) => None,
            other => panic!("{other:?}"),
        }
    }

    /// What stands in a field, as stored.
    pub fn field(&mut self, person: PersonId, field: Field) -> Option<String> {
        let dossier = self.dossier(person).expect("there");
        let raw = dossier.person.values.get(field);
        raw.map(|raw| raw.as_stored().to_owned())
    }

    pub fn stage(&mut self, person: PersonId) -> Stage {
        self.dossier(person).expect("there").person.stage
    }

    /// The last change set of anybody.
    pub fn last_seen(&mut self) -> SetId {
        match self.asks(&Question::Desk { owed: false }) {
            Answer::Desk(desk) => desk.seen,
            other => panic!("{other:?}"),
        }
    }

    /// The people found by words, best first.
    pub fn finds(&mut self, words: &str) -> Vec<String> {
        match self.asks(&Question::Find(words.into())) {
            Answer::Find(_, cards) => cards.iter().map(|card| card.name.to_string()).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// The person with this name, or this handle.
    pub fn person(&mut self, name: &str) -> PersonId {
        match self.asks(&Question::Find(name.into())) {
            Answer::Find(_, cards) => {
                let is = |text: &str| text == name;
                let exact = |card: &&entourage::domain::card::Card| {
                    is(card.name.as_str()) || is(card.handle.as_str())
                };
                let found = cards.iter().find(exact).or(cards.first());
                found
                    .unwrap_or_else(|| panic!("nobody is called {name}"))
                    .id
            }
            other => panic!("{other:?}"),
        }
    }

    /// Edits one field from what stands there now.
    pub fn edits(&mut self, person: PersonId, field: Field, mine: Option<&str>) -> Receipt {
        let original = self.field(person, field);
        self.does(edit(person, field, original.as_deref(), mine))
    }

    pub fn moves(&mut self, person: PersonId, to: Stage) -> Receipt {
        let from = self.stage(person);
        self.does(Change::People(PeopleChange::Move {
            person,
            from,
            to,
            without: missing(Facts::default(), from, to),
            because: None,
        }))
    }

    /// Logs a line as the log box would.
    pub fn logs(&mut self, person: PersonId, line: &str) -> Receipt {
        let line = read_line(line, self.today, None).unwrap();
        self.does(Change::Talk(TalkChange::Log(NewTouch {
            person,
            direction: line.direction,
            channel: line.channel,
            kind: line.kind,
            date: line.date,
            text: line.text,
        })))
    }

    pub fn notes(&mut self, person: PersonId, text: &str) -> Receipt {
        self.does(Change::Talk(TalkChange::AddNote {
            person,
            text: text.into(),
        }))
    }

    /// Sets a setting of the team from what stands there now; `None` is the default.
    pub fn sets(&mut self, setting: Setting, mine: Option<&str>) -> Receipt {
        let change = self.setting(setting, mine);
        self.does(change)
    }

    /// The change that sets a setting, as somebody sends it who has seen what stands there now.
    pub fn setting(&mut self, setting: Setting, mine: Option<&str>) -> Change {
        let state = match self.asks(&Question::Settings) {
            Answer::Settings(states) => states.into_iter().find(|one| one.setting == setting),
            other => panic!("{other:?}"),
        };
        Change::Setting(SettingChange {
            setting,
            original: state.unwrap().stored,
            mine: mine.map(str::to_owned),
        })
    }

    pub fn undoes(&mut self) -> Receipt {
        self.does(Change::History(HistoryChange::UndoLast))
    }

    pub fn redoes(&mut self) -> Receipt {
        self.does(Change::History(HistoryChange::RedoLast))
    }

    /// Adds somebody new with an account and fields.
    pub fn adds(&mut self, platform: Platform, handle: &str, fields: &[(Field, &str)]) -> PersonId {
        let edits = fields
            .iter()
            .map(|(field, value)| Edit {
                field: *field,
                original: None,
                mine: Some((*value).to_owned()),
            })
            .collect();
        let accounts = vec![NewAccount {
            platform,
            handle: Handle::parse(handle).unwrap(),
        }];
        self.does(Change::People(PeopleChange::Create { accounts, edits }))
            .people[0]
    }

    /// Imports rows as one file, in slices of so many rows.
    pub fn imports_in(
        &mut self,
        source: &str,
        as_of: NaiveDate,
        rows: &[Incoming],
        slice: usize,
    ) -> Importing {
        let plan = Plan {
            source: source.into(),
            as_of,
            alone: false,
            bytes: 0,
            ..Plan::default()
        };
        let stamp = self.stamp();
        let mut import = self.store.begin_import(plan, &stamp).unwrap();
        for rows in rows.chunks(slice) {
            self.store
                .import_rows(&mut import, rows, &stamp)
                .unwrap_or_else(|failure| panic!("{failure:?}"));
        }
        self.store.finish_import(&import).unwrap();
        while self.store.follow_index(500).unwrap() {}
        import
    }

    pub fn imports(&mut self, source: &str, as_of: &str, rows: &[Incoming]) -> Importing {
        self.imports_in(source, day(as_of), rows, 500)
    }

    /// Takes a change set back in slices of so many rows.
    pub fn takes_back_in(&mut self, set: SetId, slice: i64) -> Receipt {
        let stamp = self.stamp();
        let mut job = self.store.begin_undo(set, None, &stamp).unwrap();
        loop {
            if let Some(receipt) = self.store.step_undo(&mut job, slice).unwrap() {
                while self.store.follow_index(500).unwrap() {}
                return receipt;
            }
        }
    }

    /// The whole database must be sound, and everything derived as if it were made again.
    #[track_caller]
    pub fn is_sound(&mut self) {
        let findings = self.store.check().unwrap();
        assert!(findings.is_empty(), "{findings:#?}");
    }
}

/// The edit of one field.
pub fn edit(person: PersonId, field: Field, original: Option<&str>, mine: Option<&str>) -> Change {
    Change::People(PeopleChange::Edit {
        person,
        edits: vec![Edit {
            field,
            original: original.map(str::to_owned),
            mine: mine.map(str::to_owned),
        }],
    })
}

/// A row of a file that says nothing but the account.
pub fn row(line: u64, platform: Platform, handle: &str) -> Incoming {
    Incoming::of_account(line, platform, Handle::parse(handle).unwrap())
}

/// A database in a folder of its own.
pub struct World {
    folder: TempDir,
    desks: Cell<u32>,
}

impl World {
    /// The story.
    pub fn new() -> World {
        static STORY: OnceLock<Vec<u8>> = OnceLock::new();
        let world = World::bare();
        let bytes = STORY.get_or_init(|| {
            let telling = World::empty();
            tell(&telling);
            telling.bytes()
        });
        world.put(bytes);
        // The desks at which the story was told are no desks of today's.
        world.desks.set(100);
        world
    }

    /// A new database with nobody in it.
    pub fn empty() -> World {
        let world = World::bare();
        let who = Who {
            login: "ada".into(),
            desk: DeskId("maker".into()),
        };
        Store::create(&world.path(), "Halcyon Skincare", &who, ten(ago(400))).unwrap();
        world
    }

    /// The demo, as this member sees it.
    pub fn demo(login: &str) -> World {
        let world = World::bare();
        entourage::demo::fill(&world.path(), login, today()).unwrap();
        world
    }

    /// A file that the first Entourage wrote, in the first shape: three people, two imports, contacts, a next step.
    pub fn of_first_shape() -> World {
        let world = World::bare();
        world.put(include_bytes!("../../files/shape-1.db"));
        world
    }

    /// A file that the second Entourage wrote, in the second shape: three people, two of whom are one.
    pub fn of_second_shape() -> World {
        let world = World::bare();
        world.put(include_bytes!("../../files/shape-2.db"));
        world
    }

    fn bare() -> World {
        let memory = Path::new("/dev/shm");
        let folder = tempfile::Builder::new()
            .prefix("entourage-suite-")
            .tempdir_in(memory);
        World {
            folder: folder.or_else(|_| tempfile::tempdir()).unwrap(),
            desks: Cell::new(0),
        }
    }

    /// The file, once everybody has left.
    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.path()).unwrap()
    }

    fn put(&self, bytes: &[u8]) {
        use std::os::unix::fs::PermissionsExt;
        std::fs::write(self.path(), bytes).unwrap();
        std::fs::set_permissions(self.path(), std::fs::Permissions::from_mode(0o600)).unwrap();
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("halcyon.db")
    }

    /// The name of the next desk.
    pub fn desk(&self, login: &str) -> String {
        self.desks.set(self.desks.get() + 1);
        format!("{login}-{}", self.desks.get())
    }

    /// A member's hand on the store.
    pub fn hand(&self, login: &str) -> Hand {
        let desk = self.desk(login);
        let who = Who {
            login: login.into(),
            desk: DeskId(desk.clone()),
        };
        Hand::new(Store::open(&self.path(), &who).unwrap(), login, &desk)
    }
}

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
fn tell(world: &World) {
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
