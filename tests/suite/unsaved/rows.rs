//! Every text that can be typed: how one gets there, what is typed, what it is called, and where it comes back.

use entourage::domain::change::{Change, Edit, PeopleChange};
use entourage::domain::field::Field;
use entourage::domain::ids::SetId;
use entourage::domain::question::{Answer, Question};
use entourage::domain::saved_view::{Listing, ViewChange};
use entourage::domain::settings::Setting;
use entourage::ui::draft::{AimedText, ChoiceOf, DraftFor};
use entourage::ui::screens::Tab;

use crate::support::{Hand, World};

/// What somebody does at a desk.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// Presses keys, by their names.
    Press(&'static str),
    /// Types letters; `{shelf}` is the folder with the files.
    Type(&'static str),
    /// Waits until the screen shows this.
    See(&'static str),
    /// Puts the cursor of the roster on this person.
    On(&'static str),
}

use Step::{On, Press, See, Type};

/// A text that can be typed.
pub struct Row {
    /// The place, as [`name`] calls it.
    pub name: &'static str,
    /// What has happened before.
    pub before: fn(&World),
    /// The way to the text, and what is typed.
    pub steps: &'static [Step],
    /// What must be kept of it.
    pub text: &'static str,
    /// What the list of unsaved texts calls it.
    pub title: &'static str,
    /// What is seen and done when it was brought back, until it is on the screen.
    pub back: &'static [Step],
}

/// Names every place, without a wildcard: a new place has a name, and the table must have a row of that name.
macro_rules! names {
    ($what:ident, $function:ident, $all:ident: $($pattern:pat => $name:literal,)+) => {
        pub fn $function(place: &$what) -> &'static str {
            match place { $($pattern => $name,)+ }
        }
        pub const $all: &[&str] = &[$($name),+];
    };
}

names! { DraftFor, plain, PLACES:
    DraftFor::Log(_) => "contact",
    DraftFor::Step(_) => "next step",
    DraftFor::Note(_) => "note",
    DraftFor::EditNote(..) => "note that exists",
    DraftFor::Person(_) => "form",
    DraftFor::NewPerson => "form of a new person",
    DraftFor::Handles => "handles",
    DraftFor::Reason(_) => "reason to undo",
    DraftFor::Remark(_) => "line about a candidate",
    DraftFor::Account(_) => "account",
    DraftFor::ContactPoint(_) => "contact point",
    DraftFor::Line(..) => "rate",
    DraftFor::Check(..) => "fit check",
    DraftFor::Flag(..) => "red flag",
    DraftFor::Move { .. } => "reason to move",
    DraftFor::MovePeople(..) => "reason to move several",
    DraftFor::StepOfPeople(_) => "next step of several",
    DraftFor::Tags(_) => "tags",
    DraftFor::Park(..) => "look again",
    DraftFor::ParkPeople(..) => "look again at several",
    DraftFor::Snooze(_) => "snooze",
    DraftFor::Erase(_) => "erase",
    DraftFor::MergeWith(_) => "merge with",
    DraftFor::Setting(_) => "setting",
    DraftFor::ViewName(_) => "view name",
    DraftFor::Rename(..) => "view rename",
    DraftFor::Export(_) => "export path",
    DraftFor::ImportPath => "import path",
    DraftFor::ImportChoices(_) => "import choices",
    DraftFor::AsOf(_) => "date of figures",
    DraftFor::Rejects(_) => "rejects path",
    DraftFor::Query(Tab::Today) => "query on Today",
    DraftFor::Query(Tab::Roster) => "query on Roster",
    DraftFor::Query(Tab::Pipeline) => "query on Pipeline",
    DraftFor::CommandLine | DraftFor::Aimed(AimedText::CommandLine, _) => "command line",
    DraftFor::Find | DraftFor::Aimed(AimedText::Find, _) => "find",
    DraftFor::Keys | DraftFor::Aimed(AimedText::Keys, _) => "keys",
    DraftFor::Choice(_) => "choice",
}

names! { ChoiceOf, of_choice, CHOICES:
    ChoiceOf::RosterOrder => "choice: order of the roster",
    ChoiceOf::CardOrder => "choice: order of the cards",
    ChoiceOf::Lanes => "choice: lanes",
    ChoiceOf::Theme => "choice: theme",
    ChoiceOf::Setting(_) => "choice: word of a setting",
    ChoiceOf::Databases => "choice: databases",
    ChoiceOf::Instances => "choice: instances",
    ChoiceOf::Jobs => "choice: jobs",
    ChoiceOf::RunningJobs => "choice: running jobs",
    ChoiceOf::Job(_) => "choice: job",
    ChoiceOf::Change(_) => "choice: change",
    ChoiceOf::Stage(..) => "choice: stage",
    ChoiceOf::Owner(_) => "choice: owner",
    ChoiceOf::Word(..) => "choice: segment",
    ChoiceOf::ParkPeople(_) => "choice: reason to park several",
    ChoiceOf::Park(_) => "choice: reason to park",
    ChoiceOf::ParkCandidate(_) => "choice: reason to park in triage",
    ChoiceOf::Snooze(_) => "choice: snooze",
    ChoiceOf::HandOver(..) => "choice: hand over",
    ChoiceOf::Add(_) => "choice: add",
    ChoiceOf::Copy(_) => "choice: copy",
    ChoiceOf::PlatformOfHandles => "choice: platform of handles",
    ChoiceOf::PlatformOfFile(_) => "choice: platform of a file",
    ChoiceOf::Role(..) => "choice: role of a column",
    ChoiceOf::LeaveOut => "choice: leave out",
    ChoiceOf::Duplicate => "choice: duplicate",
}

/// Lists whose letters choose at once, so that no text can be typed into them.
pub const MENUS: &[&str] = &["choice: change", "choice: job"];
/// Lists that only open with other instances, databases, jobs or duplicates around: they are the same box as the others.
pub const RARE: &[&str] = &[
    "choice: databases",
    "choice: instances",
    "choice: jobs",
    "choice: running jobs",
    "choice: leave out",
    "choice: duplicate",
];

/// The name of a place in the table.
pub fn name(place: &DraftFor) -> &'static str {
    match place {
        DraftFor::Choice(choice) => of_choice(choice),
        place => plain(place),
    }
}

fn nothing(_: &World) {}

fn strict(world: &World) {
    world.hand("ben").sets(Setting::HouseRules, Some("strict"));
}

fn ben_noted(world: &World) {
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    ben.notes(tom, "wrong person");
}

fn flagged(world: &World) {
    crate::triage::jumps(&mut world.hand("ben"), "lukasz_zak", 9_000);
}

/// Something is owed by the one who runs the tests, as by the people of the story.
fn owed(world: &World) {
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    let login = entourage::runtime::who::login();
    let edit = |field, mine: &str| Edit {
        field,
        original: None,
        mine: Some(mine.to_owned()),
    };
    let edits = vec![
        edit(Field::NextStep, "call him"),
        edit(Field::NextDate, "2026-11-20"),
        edit(Field::NextOwner, &login),
    ];
    ada.does(Change::People(PeopleChange::Edit { person: tom, edits }));
}

/// A view of the team.
fn has_view(world: &World) {
    let mut ada: Hand = world.hand("ada");
    ada.does(Change::View(ViewChange::Save {
        name: "Mine".into(),
        listing: Listing::default(),
        seen: SetId::default(),
    }));
    let Answer::Desk(desk) = ada.asks(&Question::Desk { owed: false }) else {
        panic!()
    };
    ada.does(Change::View(ViewChange::Share {
        view: desk.views[0].id,
        seen: desk.views[0].version,
        team: true,
    }));
}

const fn row(
    name: &'static str,
    steps: &'static [Step],
    text: &'static str,
    title: &'static str,
    back: &'static [Step],
) -> Row {
    Row {
        name,
        before: nothing,
        steps,
        text,
        title,
        back,
    }
}

const fn after(before: fn(&World), row: Row) -> Row {
    Row { before, ..row }
}

/// The file in which nothing says the platform or the date.
const OPEN_FILE: [Step; 5] = [
    Press("I ctrl-u"),
    Type("{shelf}/people.csv"),
    See("people.csv"),
    Press("enter"),
    See("2 of 4"),
];

/// Every text that can be typed.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("contact", &[On("Tom Bakker"), Press("l"), See("Log a contact"), Type("dm: half a li")],
        "dm: half a li", "Contact with Tom Bakker", &[See("Log a contact with Tom Bakker")]),
    row("next step", &[On("Tom Bakker"), Press("t"), See("Next step for"), Type("fri ask for the fe")],
        "fri ask for the fe", "Next step for Tom Bakker", &[See("Next step for Tom Bakker")]),
    row("note", &[On("Tom Bakker"), Press("n"), See("Note on"), Type("what he sa")],
        "what he sa", "Note on Tom Bakker", &[See("Note on Tom Bakker")]),
    row("note that exists", &[On("Łukasz Żak"), Press("enter"), See("Timeline"), Press("backtab"), See("barber fair"),
            Press("enter"), See("Note on"), Type(" and mo")],
        " and mo", "Note on Łukasz Żak", &[See("Note on Łukasz Żak")]),
    row("form", &[On("Tom Bakker"), Press("e"), See("Pronouns"), Type(" the Second")],
        "Tom Bakker the Second", "Form of Tom Bakker", &[See("Pronouns")]),
    row("form of a new person", &[Press("2"), See("22 influencers"), Press("A"), See("Somebody new"), Type("ig half.a.hand")],
        "ig half.a.hand", "Form of a new person", &[See("Somebody new")]),
    row("handles", &[Press("2"), See("22 influencers"), Press("a"), See("Add people"), Type("@half.a.hand")],
        "@half.a.hand", "Handles of new people", &[See("Add people")]),
    after(ben_noted, row("reason to undo", &[Press("U"), See("everybody's changes"), See("wrong person"), Press("x"), See("Why undo"),
            Type("not his no")],
        "not his no", "Reason to undo", &[See("Why undo")])),
    row("line about a candidate", &[On("Tom Bakker"), Press("T"), See("1 of 1"), Press("i"), See("line about"), Type("met at the fa")],
        "met at the fa", "Line about Tom Bakker", &[See("Timeline"), See("line about Tom Bakker")]),
    row("account", &[On("Tom Bakker"), Press("enter"), See("Timeline"), Press("a"), See("Add to"), Type("account"), Press("enter"),
            See("Account of"), Type("tt half.a.hand")],
        "tt half.a.hand", "Account of Tom Bakker", &[See("Timeline"), See("Account of Tom Bakker")]),
    row("contact point", &[On("Tom Bakker"), Press("enter"), See("Timeline"), Press("a"), See("Add to"), Type("contact"), Press("enter"),
            See("How to reach"), Type("tom@bakk")],
        "tom@bakk", "Contact point of Tom Bakker", &[See("Timeline"), See("How to reach Tom Bakker")]),
    row("rate", &[On("Tom Bakker"), Press("enter"), See("Timeline"), Press("a"), See("Add to"), Type("rate"), Press("enter"),
            See("Amount"), Type("600 EU")],
        "600 EU", "Rate of Tom Bakker", &[See("Amount")]),
    row("fit check", &[On("Tom Bakker"), Press("F"), See("known for our field?"), Press("y"), See("yes"), Press("enter"), See("because"),
            Type("he plays on Tw")],
        "he plays on Tw", "Fit of Tom Bakker, niche", &[See("because")]),
    after(flagged, row("red flag", &[On("Łukasz Żak"), Press("F"), See("red flag"), Press("j j j j j j j j c"), See("cleared"),
            Press("enter"), See("because"), Type("a clip went vir")],
        "a clip went vir", "Red flag of Łukasz Żak", &[See("because")])),
    after(strict, row("reason to move", &[On("Tom Bakker"), Press("L"), See("House rules are strict"), Press("L"), See("anyway?"),
            Type("agreed on the pho")],
        "agreed on the pho", "Reason to move Tom Bakker to outreach", &[See("anyway?")])),
    after(strict, row("reason to move several", &[Press("2 /"), Type("stage:discovery"), Press("enter"), See("10 influencers"), Press("*"),
            See("10 marked"), Press("L"), See("Move 10 people to"), Press("enter"), See("to outreach?"), Press("a"), See("anyway?"), Type("the fai")],
        "the fai", "Reason to move 10 people to outreach", &[See("anyway?")])),
    row("next step of several", &[Press("2"), See("22 influencers"), Press("space space"), See("2 marked"), Press("t"), See("Next step of"),
            Type("fri send the sam")],
        "fri send the sam", "Next step for 2 people", &[See("Next step of 2 people")]),
    row("tags", &[On("Tom Bakker"), Press("#"), See("Tags of"), Type("vegan, ug")],
        "vegan, ug", "Tags of Tom Bakker", &[See("Tags of Tom Bakker")]),
    row("look again", &[On("Tom Bakker"), Press("x"), See("why?"), Press("enter"), See("look again when?"), Type("+17")],
        "+17", "Date to look again at Tom Bakker", &[See("Park Tom Bakker: look again when?")]),
    row("look again at several", &[Press("2"), See("22 influencers"), Press("space space"), See("2 marked"), Press("x"), See("why?"),
            Press("enter"), See("look again when?"), Type("9 apri")],
        "9 apri", "Date to look again at 2 people", &[See("Park 2 people: look again when?")]),
    after(owed, row("snooze", &[Press("1"), See("21 November"), Press("z"), See("tomorrow"), Type("another"), Press("enter"), See("until"), Type("+9")],
        "+9", "Snooze", &[See("Snooze")])),
    row("erase", &[On("Tom Bakker"), Press(":"), Type("erase"), Press("enter"), See("for good?"), See("Deleted"), Press("enter"), See("Type tombakker"),
            Type("tomx")],
        "tomx", "Handle to erase Tom Bakker", &[See("Erase Tom Bakker for good?"), See("Deleted"), Press("enter")]),
    row("merge with", &[On("Tom Bakker"), Press("&"), See("Merge Tom Bakker with"), Type("Renée O")],
        "Renée O", "Person to merge Tom Bakker with", &[See("Merge Tom Bakker with")]),
    row("setting", &[Press(","), See("Tiers"), Press("enter"), See("1000"), Press("ctrl-u"), Type("12x")],
        "12x", "Setting Nano from", &[See("Tiers"), See("Nano from")]),
    row("view name", &[Press("2"), See("22 influencers"), Press("v"), See("Views"), Press("s"), See("this list as the view"), Type("Spring ca")],
        "Spring ca", "Name of a new view", &[See("this list as the view")]),
    after(has_view, row("view rename", &[Press("2"), See("22 influencers"), Press("v"), See("Mine"), Press("e"), See("Rename the view"), Type(" and la")],
        "Mine and la", "New name of the view Mine", &[See("Rename the view Mine")])),
    row("export path", &[Press("2"), See("22 influencers"), Press("X"), See("to which file?"), Type("~/sprin")],
        "~/sprin", "File to export", &[See("to which file?")]),
    row("import path", &[Press("I ctrl-u"), Type("{shelf}/half-a-na")],
        "half-a-na", "File to import", &[See("1 of 4")]),
    row("import choices", &[OPEN_FILE[0], OPEN_FILE[1], OPEN_FILE[2], OPEN_FILE[3], OPEN_FILE[4], Press("p"), See("are on"), Type("insta"),
            Press("enter"), See("as you said"), Press("j enter"), See("\" is"), Type("next-st"), Press("enter"), See("next-step")],
        "instagram", "Columns of people.csv", &[See("2 of 4"), See("as you said"), See("next-step")]),
    row("date of figures", &[OPEN_FILE[0], OPEN_FILE[1], OPEN_FILE[2], OPEN_FILE[3], OPEN_FILE[4], Press("d"), See("The figures of this file"), Type("9 octo")],
        "9 octo", "Date of the figures of", &[See("2 of 4"), See("The figures of this file")]),
    row("rejects path", &[Press("I ctrl-u"), Type("{shelf}/instagram-2026-10-01.csv"), Press("enter"), See("2 of 4"), Press("tab"), See("1 rejected"),
            Press("w"), See("rejected rows to"), Type(".ol")],
        "-rejected.csv.ol", "File for the rejected rows of", &[See("2 of 4"), See("rejected rows to")]),
    row("query on Today", &[Press("1"), See("21 November"), Press("/"), Type("owner:m")],
        "owner:m", "Query on Today", &[See("21 November")]),
    row("query on Roster", &[Press("2"), See("22 influencers"), Press("/"), Type("stage:outr")],
        "stage:outr", "Query on Roster", &[See("3 influencers")]),
    row("query on Pipeline", &[Press("3"), See("Discovery"), Press("/"), Type("tag:veg")],
        "tag:veg", "Query on Pipeline", &[See("Discovery")]),
    row("command line", &[Press(":"), Type("park no re")],
        "park no re", "Command line", &[See(":")]),
    row("find", &[Press("ctrl-p"), See("Find anything"), Type("Renée O")],
        "Renée O", "Find anything", &[See("Find anything")]),
    row("keys", &[Press("?"), See("type to narrow"), Type("und")],
        "und", "Filter of the keys", &[See("type to narrow")]),
    row("choice: order of the roster", &[Press("2"), See("22 influencers"), Press("s"), See("Sort by"), Type("foll")],
        "foll", "Filter of the list \"Sort by\"", &[See("Sort by")]),
    row("choice: order of the cards", &[Press("3"), See("Discovery"), Press("s"), See("Sort the cards by"), Type("foll")],
        "foll", "Filter of the list \"Sort the cards by\"", &[See("Sort the cards by")]),
    row("choice: lanes", &[Press("3"), See("Discovery"), Press("b"), See("Lanes by"), Type("own")],
        "own", "Filter of the list \"Lanes by\"", &[See("Lanes by")]),
    row("choice: theme", &[Press(","), See("Tiers"), Press("G k enter"), See("Theme"), Type("li")],
        "li", "Filter of the list \"Theme\"", &[See("Theme")]),
    row("choice: word of a setting", &[Press(","), See("Tiers"), Press("j j j j j j j j j j j j enter"), See("strict"), Type("stri")],
        "stri", "Filter of the list \"", &[See("strict")]),
    row("choice: stage", &[Press("2"), See("22 influencers"), Press("space space"), See("2 marked"), Press("L"), See("Move 2 people to"), Type("nur")],
        "nur", "Filter of the list \"Move 2 people to\"", &[See("Move 2 people to")]),
    row("choice: owner", &[On("Tom Bakker"), Press("w"), See("Owner of Tom Bakker"), Type("be")],
        "be", "Filter of the list \"Owner of Tom Bakker\"", &[See("Owner of Tom Bakker")]),
    row("choice: segment", &[On("Tom Bakker"), Press("space"), See("1 marked"), Press("B"), See("Change Tom Bakker"), Press("s"), See("Segment of"), Type("comm")],
        "comm", "Filter of the list \"Segment of Tom Bakker\"", &[See("Segment of Tom Bakker")]),
    row("choice: reason to park several", &[Press("2"), See("22 influencers"), Press("space space"), See("2 marked"), Press("x"), See("why?"), Type("no r")],
        "no r", "Filter of the list \"Park 2 people: why?\"", &[See("Park 2 people: why?")]),
    row("choice: reason to park", &[On("Tom Bakker"), Press("x"), See("why?"), Type("no r")],
        "no r", "Filter of the list \"Park Tom Bakker: why?\"", &[See("Park Tom Bakker: why?")]),
    row("choice: reason to park in triage", &[On("Tom Bakker"), Press("T"), See("1 of 1"), Press("x"), See("why?"), Type("no r")],
        "no r", "Filter of the list \"Park Tom Bakker: why?\"",
        &[See("Timeline"), See("Park Tom Bakker: why?")]),
    after(owed, row("choice: snooze", &[Press("1"), See("21 November"), Press("z"), See("tomorrow"), Type("in a w")],
        "in a w", "Filter of the list \"", &[See("21 November"), See("in a week")])),
    after(owed, row("choice: hand over", &[Press("1"), See("21 November"), Press("w"), See("Hand"), Type("be")],
        "be", "Filter of the list \"Hand", &[See("Hand")])),
    row("choice: add", &[On("Tom Bakker"), Press("enter"), See("Timeline"), Press("a"), See("Add to"), Type("spons")],
        "spons", "Filter of the list \"Add to Tom Bakker\"", &[See("Timeline"), See("Add to Tom Bakker")]),
    row("choice: copy", &[On("Tom Bakker"), Press("y"), See("Copy of"), Type("tomb")],
        "tomb", "Filter of the list \"Copy of Tom Bakker\"", &[See("Timeline"), See("Copy of Tom Bakker")]),
    row("choice: platform of handles", &[Press("2"), See("22 influencers"), Press("a"), See("Add people"), Type("@half.a.hand"), Press("enter"),
            See("On which platform?"), Type("twi")],
        "twi", "Filter of the list \"On which platform?\"",
        &[See("open that list again"), Press("2 a"), See("@half.a.hand"), Press("enter"), See("On which platform?")]),
    row("choice: platform of a file", &[OPEN_FILE[0], OPEN_FILE[1], OPEN_FILE[2], OPEN_FILE[3], OPEN_FILE[4], Press("p"), See("are on"), Type("twi")],
        "twi", "Filter of the list \"", &[See("2 of 4"), See("are on")]),
    row("choice: role of a column", &[OPEN_FILE[0], OPEN_FILE[1], OPEN_FILE[2], OPEN_FILE[3], OPEN_FILE[4], Press("enter"), See("\" is"), Type("foll")],
        "foll", "Filter of the list \"", &[See("2 of 4"), See("\" is")]),
];
