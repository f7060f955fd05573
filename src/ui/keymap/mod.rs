//! THE KEYBOARD ON ONE PAGE: dispatch, footer, help, find and README come from this table and nothing else.

mod heard;
mod key;
mod layout;
mod own;

pub use self::heard::{Heard, markdown};
pub use self::key::{Key, chords, say_first, say_keys};
pub use self::layout::{LAYOUTS, Layout};
pub use self::own::{Keymap, Wish, listed};
use super::command::Command::{
    self, Back, BeginTriage, Box, Change, Clash, Close, Columns, Duplicate, Duplicates, Errors,
    Export, Find, Fit, Go, Help, History, Import, Intake, Jobs, Kept, Line, List, Mark, Merge,
    Mouse, Past, Person, Pipeline, Profile, Query, Quit, Redo, Repaint, Roster, Setting, Settings,
    Stop, Suspend, Today, Triage, Undo, View, Views, Who,
};
use super::command::{
    BoxCommand as B, ClashCommand as X, ColumnsCommand as M, DuplicateCommand as D,
    FitCommand as C, ImportCommand as I, ListCommand as L, MarkCommand as V, MergeCommand as N,
    PastCommand as H, PersonCommand as P, PipelineCommand as K, ProfileCommand as F,
    QueryCommand as Q, RosterCommand as R, SettingCommand as S, TodayCommand as T,
    TriageCommand as G, ViewsCommand as W,
};
use super::screens::Tab;

/// Where a binding is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// A box with one line of text.
    Line,
    /// The box of a contact, a note or a next step.
    Log,
    /// A note.
    Note,
    /// A form.
    Form,
    /// A list in a box.
    Pick,
    /// The saved views.
    Views,
    /// The columns of the roster.
    Columns,
    /// The choice between two changes of the same fields.
    Clash,
    /// Unsaved texts.
    Kept,
    /// Erasing somebody.
    Erase,
    /// A box with text to read.
    Read,
    /// The query of a list.
    Search,
    /// Today.
    Today,
    /// The roster.
    Roster,
    /// The pipeline.
    Pipeline,
    /// A profile.
    Profile,
    /// The settings.
    Settings,
    /// Triage.
    Triage,
    /// The fit checks and red flags.
    Fit,
    /// The history.
    Past,
    /// The path of a file that comes in.
    Path,
    /// A file that comes in.
    Import,
    /// People who may be one.
    Duplicates,
    /// People side by side.
    Merge,
    /// Wherever a person is under the cursor.
    People,
    /// Wherever there is a list.
    Lists,
    /// Everywhere but in text.
    Anywhere,
}

impl Scope {
    /// Its heading in the help.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Scope::Line => "In a line of text",
            Scope::Log => "Logging a contact or setting a step",
            Scope::Note => "Writing a note",
            Scope::Form => "In a form",
            Scope::Pick => "In a box with a list",
            Scope::Views => "With saved views",
            Scope::Columns => "Choosing columns",
            Scope::Clash => "When two people changed the same",
            Scope::Kept => "With unsaved text",
            Scope::Erase => "Erasing somebody",
            Scope::Read => "In a box with text to read",
            Scope::Search => "While typing a query",
            Scope::Today => "Today",
            Scope::Roster => "Roster",
            Scope::Pipeline => "Pipeline",
            Scope::Profile => "Profile",
            Scope::Settings => "Settings",
            Scope::Triage => "Triage",
            Scope::Fit => "Fit checks and red flags",
            Scope::Past => "History",
            Scope::Path => "Choosing a file to import",
            Scope::Import => "Import",
            Scope::Duplicates => "Duplicates",
            Scope::Merge => "Merging people",
            Scope::People => "With the person under the cursor",
            Scope::Lists => "In a list",
            Scope::Anywhere => "Everywhere",
        }
    }
}

/// Whether a binding stands in the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// It does, while it applies.
    Footer,
    /// Where there is room after all others.
    Late,
    /// Only in the help.
    Quiet,
}
use Hint::{Footer, Late, Quiet};

/// One line of the keyboard.
#[derive(Debug)]
pub struct Binding {
    /// Where it is heard.
    pub scope: Scope,
    /// The keys, `|` between them.
    pub keys: &'static str,
    /// What it means.
    pub command: Command,
    /// What it does, in a few words.
    pub label: &'static str,
    /// Whether it stands in the footer.
    pub hint: Hint,
}

const fn bind(
    scope: Scope,
    keys: &'static str,
    command: Command,
    label: &'static str,
    hint: Hint,
) -> Binding {
    Binding {
        scope,
        keys,
        command,
        label,
        hint,
    }
}

/// Every key of the desk, most useful first in each scope.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    //   where            keys                   meaning                 label                              hint
    bind(Scope::Today,    "d",                   Today(T::Done),         "done",                            Footer),
    bind(Scope::Today,    "z",                   Today(T::Snooze),       "snooze",                          Footer),
    bind(Scope::Today,    "w",                   Today(T::HandOver),     "hand over",                       Footer),
    bind(Scope::Today,    "m",                   Today(T::Whose),        "mine/team",                       Footer),
    bind(Scope::Today,    "/",                   Query(Q::Begin),        "query",                           Late),
    bind(Scope::Today,    "v",                   Views,                  "views",                           Quiet),
    bind(Scope::Today,    "T",                   BeginTriage,            "triage of those who are listed",  Quiet),
    bind(Scope::Today,    "r",                   Today(T::Refresh),      "show what came meanwhile",        Quiet),
    bind(Scope::Today,    "f",                   Today(T::Fold),         "fold or unfold Tidy up",          Quiet),

    bind(Scope::Roster,   "B",                   Change,                 "change the marked",               Footer),
    bind(Scope::Roster,   "/",                   Query(Q::Begin),        "search",                          Footer),
    bind(Scope::Roster,   "space",               Mark(V::Toggle),        "mark",                            Footer),
    bind(Scope::Roster,   "V",                   Mark(V::Range),         "mark a range",                    Quiet),
    bind(Scope::Roster,   "*",                   Mark(V::All),           "mark all of the list, or none",   Quiet),
    bind(Scope::Roster,   "~",                   Mark(V::Invert),        "mark the others instead",         Quiet),
    bind(Scope::Roster,   "v",                   Views,                  "views",                           Footer),
    bind(Scope::Roster,   "s",                   Roster(R::Sort),        "sort",                            Footer),
    bind(Scope::Roster,   "a",                   Roster(R::Add),         "add",                             Late),
    bind(Scope::Roster,   "p",                   Roster(R::Preview),     "preview",                         Late),
    bind(Scope::Roster,   "T",                   BeginTriage,            "triage",                          Footer),
    bind(Scope::Roster,   "X",                   Export,                 "write list or marked to a file",  Quiet),
    bind(Scope::Roster,   "S",                   Roster(R::Reverse),     "sort the other way round",        Quiet),
    bind(Scope::Roster,   "C",                   Roster(R::Columns),     "columns",                         Quiet),
    bind(Scope::Roster,   "A",                   Roster(R::New),         "form for somebody new",           Quiet),

    bind(Scope::Pipeline, "/",                   Query(Q::Begin),        "query",                           Footer),
    bind(Scope::Pipeline, "v",                   Views,                  "views",                           Quiet),
    bind(Scope::Pipeline, "right | tab",         Pipeline(K::Right),     "next column",                     Late),
    bind(Scope::Pipeline, "left | backtab",      Pipeline(K::Left),      "column before",                   Quiet),
    bind(Scope::Pipeline, "s",                   Pipeline(K::Sort),      "sort",                            Late),
    bind(Scope::Pipeline, "J",                   Pipeline(K::NextLane),  "next lane",                       Late),
    bind(Scope::Pipeline, "K",                   Pipeline(K::PreviousLane), "lane before",                  Quiet),
    bind(Scope::Pipeline, "b",                   Pipeline(K::Lanes),     "lanes by owner or segment",       Quiet),
    bind(Scope::Pipeline, "T",                   BeginTriage,            "triage of the column",            Quiet),

    bind(Scope::Profile,  "tab | right",         Profile(F::NextTab),    "next tab",                        Footer),
    bind(Scope::Profile,  "backtab | left",      Profile(F::PreviousTab),"tab before",                      Quiet),
    bind(Scope::Profile,  "J",                   Profile(F::NextPerson), "next person",                     Late),
    bind(Scope::Profile,  "K",                   Profile(F::PreviousPerson), "person before",               Quiet),
    bind(Scope::Profile,  "a",                   Profile(F::Add),        "add account, rate, sponsor, note…", Late),
    bind(Scope::Profile,  "D",                   Profile(F::Remove),     "take out the line under the cursor", Quiet),
    bind(Scope::Profile,  "E",                   Profile(F::Story),      "story",                           Footer),
    bind(Scope::Profile,  "enter",               Profile(F::Figure),     "open a line: note, rate, formula", Quiet),

    bind(Scope::Settings, "enter",               Setting(S::Edit),       "change",                          Footer),
    bind(Scope::Settings, "D | delete",          Setting(S::Reset),      "back to the default",             Footer),

    bind(Scope::Triage,   "s",                   Triage(G::Shortlist),   "shortlist",                       Footer),
    bind(Scope::Triage,   "x",                   Triage(G::Park),        "park",                            Footer),
    bind(Scope::Triage,   "space",               Triage(G::Later),       "later",                           Footer),
    bind(Scope::Triage,   "f",                   Triage(G::Checks),      "fit, flags",                      Footer),
    bind(Scope::Triage,   "i",                   Triage(G::Line),        "note",                            Footer),
    bind(Scope::Triage,   "o",                   Person(P::Link),        "open link",                       Footer),
    bind(Scope::Triage,   "right | J",           Triage(G::Next),        "look at the next one",            Quiet),
    bind(Scope::Triage,   "left | K",            Triage(G::Previous),    "look at the one before",          Quiet),

    bind(Scope::Past,     "x | delete",          Past(H::TakeBack),      "take this change back",           Footer),

    bind(Scope::Path,     "enter",               Intake(I::Open),        "open",                            Footer),
    bind(Scope::Path,     "tab",                 Intake(I::Complete),    "complete",                        Footer),
    bind(Scope::Path,     "down",                List(L::Down),          "down",                            Footer),
    bind(Scope::Path,     "up",                  List(L::Up),            "up",                              Footer),
    bind(Scope::Path,     "pagedown",            List(L::PageDown),      "page down",                       Quiet),
    bind(Scope::Path,     "pageup",              List(L::PageUp),        "page up",                         Quiet),
    bind(Scope::Path,     "esc",                 Back,                   "leave",                           Footer),

    bind(Scope::Import,   "tab",                 Intake(I::Forward),     "go on",                           Footer),
    bind(Scope::Import,   "backtab",             Intake(I::Backward),    "back",                            Footer),
    bind(Scope::Import,   "enter",               Intake(I::Role),        "column",                          Footer),
    bind(Scope::Import,   "p",                   Intake(I::Platform),    "platform",                        Footer),
    bind(Scope::Import,   "d",                   Intake(I::AsOf),        "day",                             Footer),
    bind(Scope::Import,   "F",                   Intake(I::Forget),      "forget what was learned",         Late),
    bind(Scope::Import,   "space",               Intake(I::Turn),        "ours/file's",                     Footer),
    bind(Scope::Import,   "right",               Intake(I::NextKind),    "next kind",                       Footer),
    bind(Scope::Import,   "left",                Intake(I::PreviousKind), "kind before",                    Quiet),
    bind(Scope::Import,   "*",                   Intake(I::TurnAll),     "all conflicts",                   Footer),
    bind(Scope::Import,   "w",                   Intake(I::Rejects),     "rejects",                         Footer),
    bind(Scope::Import,   "x",                   Stop,                   "stop",                            Footer),

    bind(Scope::People,   "enter",               Person(P::Open),        "open",                            Footer),
    bind(Scope::People,   "l",                   Person(P::Log),         "log",                             Footer),
    bind(Scope::People,   "t",                   Person(P::Step),        "next step",                       Footer),
    bind(Scope::People,   "L | >",               Person(P::Advance),     "next stage",                      Footer),
    bind(Scope::People,   "H | <",               Person(P::Retreat),     "stage before",                    Quiet),
    bind(Scope::People,   "e",                   Person(P::Edit),        "edit",                            Footer),
    bind(Scope::People,   "x",                   Person(P::Park),        "park",                            Footer),
    bind(Scope::People,   "w",                   Person(P::Owner),       "owner",                           Late),
    bind(Scope::People,   "#",                   Person(P::Tags),        "tags",                            Late),
    bind(Scope::People,   "n",                   Person(P::Note),        "note",                            Quiet),
    bind(Scope::People,   "y",                   Person(P::Copy),        "copy handle, mail or link",       Quiet),
    bind(Scope::People,   "o",                   Person(P::Link),        "open link",                       Quiet),
    bind(Scope::People,   "F",                   Person(P::Fit),         "fit checks and red flags",        Quiet),

    bind(Scope::People,   "&",                   Person(P::Merge),       "merge with…; the marked",         Quiet),
    // Meant too seldom, and too much, for a key; one's own may be given.
    bind(Scope::People,   "",                    Person(P::Erase),       "erase for good…",                 Quiet),

    bind(Scope::Duplicates, "enter",             Duplicate(D::Compare),  "side by side",                    Footer),
    bind(Scope::Duplicates, "n",                 Duplicate(D::NotSame),  "not the same",                    Footer),
    bind(Scope::Duplicates, "p",                 Duplicate(D::Profile),  "profile",                         Footer),
    bind(Scope::Duplicates, "r",                 Duplicate(D::Again),    "look again",                      Footer),

    bind(Scope::Merge,    "right",               Merge(N::Right),        "choose",                          Footer),
    bind(Scope::Merge,    "left",                Merge(N::Left),         "choose to the left",              Quiet),
    bind(Scope::Merge,    "s",                   Merge(N::Stays),        "who stays",                       Footer),
    bind(Scope::Merge,    "enter | ctrl-s",      Merge(N::Submit),       "merge",                           Footer),
    bind(Scope::Merge,    "n",                   Merge(N::NotSame),      "not the same",                    Footer),
    bind(Scope::Merge,    "x",                   Merge(N::LeaveOut),     "leave one out",                   Late),

    bind(Scope::Lists,    "j | down",            List(L::Down),          "down",                            Quiet),
    bind(Scope::Lists,    "k | up",              List(L::Up),            "up",                              Quiet),
    bind(Scope::Lists,    "ctrl-d",              List(L::HalfDown),      "half a page down",                Quiet),
    bind(Scope::Lists,    "ctrl-u",              List(L::HalfUp),        "half a page up",                  Quiet),
    bind(Scope::Lists,    "ctrl-f | pagedown",   List(L::PageDown),      "page down",                       Quiet),
    bind(Scope::Lists,    "ctrl-b | pageup",     List(L::PageUp),        "page up",                         Quiet),
    bind(Scope::Lists,    "g | home",            List(L::Top),           "first",                           Quiet),
    bind(Scope::Lists,    "G | end",             List(L::Bottom),        "last",                            Quiet),

    bind(Scope::Anywhere, "u",                   Undo,                   "undo",                            Footer),
    bind(Scope::Anywhere, "ctrl-r",              Redo,                   "redo",                            Quiet),
    bind(Scope::Anywhere, "U",                   History,                "history: everybody's changes",    Quiet),
    bind(Scope::Anywhere, ",",                   Settings,               "settings",                        Quiet),
    bind(Scope::Anywhere, "W",                   Who,                    "who is here, and where",          Quiet),
    bind(Scope::Anywhere, "M",                   Duplicates,             "duplicates: people who may be one", Quiet),
    bind(Scope::Anywhere, "I",                   Import,                 "import a file",                   Quiet),
    bind(Scope::Anywhere, "f9",                  Jobs,                   "jobs that are open",              Quiet),
    bind(Scope::Anywhere, "ctrl-k",              Stop,                   "stop the job that goes on here",  Quiet),
    bind(Scope::Anywhere, "1",                   Go(Tab::Today),         "Today",                           Quiet),
    bind(Scope::Anywhere, "2",                   Go(Tab::Roster),        "Roster",                          Quiet),
    bind(Scope::Anywhere, "3",                   Go(Tab::Pipeline),      "Pipeline",                        Quiet),
    bind(Scope::Anywhere, "ctrl-p | @ | /",          Find,                   "find anything",                   Quiet),
    bind(Scope::Anywhere, ":",                   Line,                   "command line",                    Late),
    bind(Scope::Anywhere, "f12",                 Errors,                 "what went wrong",                 Quiet),
    bind(Scope::Anywhere, "f11",                 Kept,                   "unsaved text",                     Quiet),
    bind(Scope::Anywhere, "f10",                 Mouse,                  "mouse on or off (off: select text)", Quiet),
    bind(Scope::Anywhere, "ctrl-l",              Repaint,                "draw everything again",           Quiet),
    bind(Scope::Anywhere, "ctrl-z",              Suspend,                "stop; fg comes back",             Quiet),
    bind(Scope::Anywhere, "esc",                 Back,                   "one step back",                   Quiet),
    bind(Scope::Anywhere, "q",                   Close,                  "back; on a screen quit",          Quiet),
    bind(Scope::Anywhere, "ctrl-c",              Quit,                   "twice: quit",                     Quiet),
    bind(Scope::Anywhere, "? | f1",              Help,                   "all",                             Footer),

    bind(Scope::Line,     "enter",               Box(B::Submit),         "do it",                           Footer),
    bind(Scope::Line,     "ctrl-s",              Box(B::Save),           "save",                            Quiet),
    bind(Scope::Line,     "tab",                 Box(B::Next),           "complete",                        Footer),
    bind(Scope::Line,     "backtab",             Box(B::Previous),       "completion before",               Quiet),
    bind(Scope::Line,     "esc",                 Back,                   "close",                           Footer),

    bind(Scope::Log,      "enter",               Box(B::Submit),         "save",                            Footer),
    bind(Scope::Log,      "ctrl-s",              Box(B::Save),           "save",                            Quiet),
    bind(Scope::Log,      "tab",                 Box(B::Next),           "contact or note",                 Footer),
    bind(Scope::Log,      "ctrl-x ctrl-e",       Box(B::Editor),         "your editor",                     Quiet),
    bind(Scope::Log,      "ctrl-x ctrl-d",       Box(B::Discard),        "discard changes, or bring back",  Quiet),
    bind(Scope::Log,      "esc",                 Back,                   "close, text is kept",             Footer),

    bind(Scope::Note,     "ctrl-s",              Box(B::Save),           "save",                            Footer),
    bind(Scope::Note,     "ctrl-x ctrl-e",       Box(B::Editor),         "your editor",                     Footer),
    bind(Scope::Note,     "ctrl-x ctrl-d",       Box(B::Discard),        "discard changes, or bring back",  Quiet),
    bind(Scope::Note,     "esc",                 Back,                   "close, text is kept",             Footer),

    bind(Scope::Form,     "ctrl-s",              Box(B::Save),           "save",                            Footer),
    bind(Scope::Form,     "tab",                 Box(B::Next),           "next field",                      Footer),
    bind(Scope::Form,     "backtab",             Box(B::Previous),       "field before",                    Quiet),
    bind(Scope::Form,     "ctrl-x ctrl-e",       Box(B::Editor),         "your editor",                     Late),
    bind(Scope::Form,     "ctrl-x ctrl-d",       Box(B::Discard),        "discard changes, or bring back",  Quiet),
    bind(Scope::Form,     "esc",                 Back,                   "close, text is kept",             Footer),

    bind(Scope::Pick,     "enter",               Box(B::Submit),         "choose",                          Footer),
    bind(Scope::Pick,     "down | ctrl-n",       Box(B::Down),           "down",                            Quiet),
    bind(Scope::Pick,     "up | ctrl-p",         Box(B::Up),             "up",                              Quiet),
    bind(Scope::Pick,     "pagedown",            Box(B::PageDown),       "page down",                       Quiet),
    bind(Scope::Pick,     "pageup",              Box(B::PageUp),         "page up",                         Quiet),
    bind(Scope::Pick,     "esc",                 Back,                   "close",                           Footer),

    bind(Scope::Views,    "enter",               Box(B::Submit),         "open",                            Footer),
    bind(Scope::Views,    "s",                   View(W::Save),          "save this list",                  Footer),
    bind(Scope::Views,    "e",                   View(W::Rename),        "another name",                    Footer),
    bind(Scope::Views,    "t",                   View(W::Share),         "the team's or mine",              Footer),
    bind(Scope::Views,    "D",                   View(W::Remove),        "take out",                        Footer),
    bind(Scope::Views,    "u",                   Undo,                   "undo",                            Quiet),
    bind(Scope::Views,    "ctrl-r",              Redo,                   "redo",                            Quiet),
    bind(Scope::Views,    "j | down",            Box(B::Down),           "down",                            Quiet),
    bind(Scope::Views,    "k | up",              Box(B::Up),             "up",                              Quiet),
    bind(Scope::Views,    "pagedown",            Box(B::PageDown),       "page down",                       Quiet),
    bind(Scope::Views,    "pageup",              Box(B::PageUp),         "page up",                         Quiet),
    bind(Scope::Views,    "esc | q",             Back,                   "close",                           Footer),

    bind(Scope::Columns,  "space",               Columns(M::Toggle),     "show or hide",                    Footer),
    bind(Scope::Columns,  "J",                   Columns(M::Later),      "move down",                       Footer),
    bind(Scope::Columns,  "K",                   Columns(M::Earlier),    "move up",                         Footer),
    bind(Scope::Columns,  "j | down",            Box(B::Down),           "down",                            Quiet),
    bind(Scope::Columns,  "k | up",              Box(B::Up),             "up",                              Quiet),
    bind(Scope::Columns,  "enter | esc",         Back,                   "close",                           Footer),

    bind(Scope::Clash,    "m",                   Clash(X::Mine),         "mine",                            Footer),
    bind(Scope::Clash,    "t",                   Clash(X::Theirs),       "theirs",                          Footer),
    bind(Scope::Clash,    "enter",               Box(B::Submit),         "save the choice",                 Footer),
    bind(Scope::Clash,    "j | down",            Box(B::Down),           "down",                            Quiet),
    bind(Scope::Clash,    "k | up",              Box(B::Up),             "up",                              Quiet),
    bind(Scope::Clash,    "esc",                 Back,                   "leave theirs, text is kept",      Footer),

    bind(Scope::Kept,     "enter",               Box(B::Submit),         "open",                            Footer),
    bind(Scope::Kept,     "d",                   Box(B::Discard),        "discard",                         Footer),
    bind(Scope::Kept,     "u",                   Undo,                   "bring back",                      Footer),
    bind(Scope::Kept,     "j | down",            Box(B::Down),           "down",                            Quiet),
    bind(Scope::Kept,     "k | up",              Box(B::Up),             "up",                              Quiet),
    bind(Scope::Kept,     "esc",                 Back,                   "close",                           Footer),

    bind(Scope::Erase,    "enter",               Box(B::Submit),         "go on",                           Footer),
    bind(Scope::Erase,    "down",                Box(B::Down),           "down",                            Quiet),
    bind(Scope::Erase,    "up",                  Box(B::Up),             "up",                              Quiet),
    bind(Scope::Erase,    "pagedown",            Box(B::PageDown),       "page down",                       Quiet),
    bind(Scope::Erase,    "pageup",              Box(B::PageUp),         "page up",                         Quiet),
    bind(Scope::Erase,    "esc",                 Back,                   "leave them as they are",          Footer),

    bind(Scope::Fit,      "y",                   Fit(C::Yes),            "yes",                             Footer),
    bind(Scope::Fit,      "n",                   Fit(C::No),             "no",                              Footer),
    bind(Scope::Fit,      "u",                   Fit(C::Unsure),         "unsure",                          Footer),
    bind(Scope::Fit,      "enter",               Box(B::Submit),         "say why",                         Footer),
    bind(Scope::Fit,      "c",                   Fit(C::Clear),          "clear a flag",                    Footer),
    bind(Scope::Fit,      "a",                   Fit(C::Accept),         "accept it",                       Footer),
    bind(Scope::Fit,      "d | delete",          Fit(C::Open),           "take the answer out",             Late),
    bind(Scope::Fit,      "U",                   Undo,                   "undo",                            Late),
    bind(Scope::Fit,      "ctrl-r",              Redo,                   "redo",                            Quiet),
    bind(Scope::Fit,      "j | down",            Box(B::Down),           "down",                            Quiet),
    bind(Scope::Fit,      "k | up",              Box(B::Up),             "up",                              Quiet),
    bind(Scope::Fit,      "esc | q",             Back,                   "close",                           Footer),

    bind(Scope::Read,     "j | down",            Box(B::Down),           "down",                            Quiet),
    bind(Scope::Read,     "k | up",              Box(B::Up),             "up",                              Quiet),
    bind(Scope::Read,     "pagedown",            Box(B::PageDown),       "page down",                       Quiet),
    bind(Scope::Read,     "pageup",              Box(B::PageUp),         "page up",                         Quiet),
    bind(Scope::Read,     "esc | enter | q",     Back,                   "close",                           Footer),

    bind(Scope::Search,   "enter",               Query(Q::Keep),         "keep this list",                  Footer),
    bind(Scope::Search,   "tab",                 Query(Q::Complete),     "complete",                        Footer),
    bind(Scope::Search,   "esc",                 Back,                   "the list as it was",              Footer),
    bind(Scope::Search,   "down",                List(L::Down),          "down",                            Footer),
    bind(Scope::Search,   "up",                  List(L::Up),            "up",                              Footer),
    bind(Scope::Search,   "pagedown",            List(L::PageDown),      "page down",                       Quiet),
    bind(Scope::Search,   "pageup",              List(L::PageUp),        "page up",                         Quiet),
];
