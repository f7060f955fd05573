//! What a person can mean, whichever key says it; nested by place.

use super::screens::Tab;

/// Something a person means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// One layer back; quits on a screen.
    Close,
    /// One step back; never quits.
    Back,
    /// End the desk.
    Quit,
    /// All keys.
    Help,
    /// Find anything.
    Find,
    /// The command line.
    Line,
    /// The error list.
    Errors,
    /// Take back the last change.
    Undo,
    /// Do it again.
    Redo,
    /// The history.
    History,
    /// The settings.
    Settings,
    /// A setting under the cursor.
    Setting(SettingCommand),
    /// Who else is here, and where.
    Who,
    /// Bring a file in.
    Import,
    /// Jobs that are open.
    Jobs,
    /// Stop the job that goes on here.
    Stop,
    /// The import screen.
    Intake(ImportCommand),
    /// Draw everything again.
    Repaint,
    /// Stop until the shell continues us.
    Suspend,
    /// Turn the mouse on or off.
    Mouse,
    /// Text kept from a desk that ended.
    Kept,
    /// Switch screens.
    Go(Tab),
    /// Moves in a list.
    List(ListCommand),
    /// Things done with the person under the cursor.
    Person(PersonCommand),
    /// The query of a list.
    Query(QueryCommand),
    /// Marking people.
    Mark(MarkCommand),
    /// The saved views.
    Views,
    /// Something with a saved view.
    View(ViewsCommand),
    /// Write the marked, or the list in front, to a file.
    Export,
    /// All that can be done with those who are marked.
    Change,
    /// Go through the list in front, one candidate at a time.
    BeginTriage,
    /// Today.
    Today(TodayCommand),
    /// The roster.
    Roster(RosterCommand),
    /// The pipeline.
    Pipeline(PipelineCommand),
    /// The profile.
    Profile(ProfileCommand),
    /// Triage.
    Triage(TriageCommand),
    /// Fit checks and red flags.
    Fit(FitCommand),
    /// People who may be one.
    Duplicates,
    /// The people who may be one under the cursor.
    Duplicate(DuplicateCommand),
    /// People side by side.
    Merge(MergeCommand),
    /// The history screen.
    Past(PastCommand),
    /// The choice between two changes of the same fields.
    Clash(ClashCommand),
    /// The columns of the roster.
    Columns(ColumnsCommand),
    /// The boxes and forms on top.
    Box(BoxCommand),
}

/// Moves in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListCommand {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
}

/// Things done with the person under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PersonCommand {
    /// Open the profile.
    Open,
    /// Log a contact.
    Log,
    /// Set the next step.
    Step,
    /// Edit the fields.
    Edit,
    /// To the next stage.
    Advance,
    /// To the stage before.
    Retreat,
    /// Off the board, or back on it.
    Park,
    /// Another owner.
    Owner,
    /// Tags on and off.
    Tags,
    /// Write a note.
    Note,
    /// Copy the handle, mail or link.
    Copy,
    /// Open the account's page.
    Link,
    /// Answer the fit checks, clear or accept red flags.
    Fit,
    /// Make them one with somebody else; the marked, where several are.
    Merge,
    /// Erase them for good.
    Erase,
}

/// Something with a saved view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewsCommand {
    /// Keep the list in front.
    Save,
    /// Another name.
    Rename,
    /// The team's, or mine alone.
    Share,
    /// Take it out.
    Remove,
}

/// Marking people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkCommand {
    /// Mark or unmark the person under the cursor.
    Toggle,
    /// Begin a range of rows, or end it.
    Range,
    /// All in the list, or none.
    All,
    /// Those who are not marked.
    Invert,
}

/// The query of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QueryCommand {
    /// Type one; the list follows.
    Begin,
    /// Take what is offered.
    Complete,
    /// Keep the list that was found.
    Keep,
}

/// Today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TodayCommand {
    /// It is done.
    Done,
    /// Not today.
    Snooze,
    /// Give it to a colleague.
    HandOver,
    /// Mine or the team's.
    Whose,
    /// Show what came meanwhile.
    Refresh,
    /// Fold or unfold what can wait.
    Fold,
}

/// The roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RosterCommand {
    /// Choose the order.
    Sort,
    /// The other way round.
    Reverse,
    /// Choose columns.
    Columns,
    /// Show or hide the preview.
    Preview,
    /// Add people.
    Add,
    /// A form for somebody new.
    New,
}

/// Triage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TriageCommand {
    /// Onto the shortlist, or off it.
    Shortlist,
    /// Off the board with a reason.
    Park,
    /// Not now.
    Later,
    /// A line of note.
    Line,
    /// The fit checks and red flags.
    Checks,
    /// Look at the next one.
    Next,
    /// Look at the one before.
    Previous,
}

/// The fit checks and red flags of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FitCommand {
    /// It fits.
    Yes,
    /// It does not.
    No,
    /// Looked at, and still open.
    Unsure,
    /// There is a good reason for the figures.
    Clear,
    /// It is so, and we go on.
    Accept,
    /// Take the answer or decision out.
    Open,
}

/// The pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PipelineCommand {
    /// The column to the left.
    Left,
    /// The column to the right.
    Right,
    /// Choose the order of the cards.
    Sort,
    /// Choose what parts the cards.
    Lanes,
    /// Open the next lane.
    NextLane,
    /// Open the lane before.
    PreviousLane,
}

/// The profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProfileCommand {
    /// The next tab.
    NextTab,
    /// The tab before.
    PreviousTab,
    /// The next person of the list.
    NextPerson,
    /// The person before.
    PreviousPerson,
    /// Add an account, a contact point or a note, by tab.
    Add,
    /// Take out what is under the cursor.
    Remove,
    /// Write the story in the editor.
    Story,
    /// Open a figure: formula, inputs, dates, sources.
    Figure,
}

/// The settings screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SettingCommand {
    /// Change the setting under the cursor.
    Edit,
    /// Back to the default.
    Reset,
}

/// The people who may be one under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DuplicateCommand {
    /// Look at them side by side.
    Compare,
    /// They are not one: never offer them again.
    NotSame,
    /// Open the profile of one of them.
    Profile,
    /// Look for duplicates again.
    Again,
}

/// People side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MergeCommand {
    /// The value to the right stays; after the last one all of them.
    Right,
    /// The value to the left stays.
    Left,
    /// Another one of the people is the one who stays.
    Stays,
    /// Leave one of them out.
    LeaveOut,
    /// They are not one.
    NotSame,
    /// Make them one.
    Submit,
}

/// The history screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PastCommand {
    /// Take back the change under the cursor, after a preview.
    TakeBack,
}

/// The choice between two changes of the same fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClashCommand {
    /// What I typed.
    Mine,
    /// What the colleague wrote.
    Theirs,
}

/// The columns of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnsCommand {
    /// Show or hide the column under the cursor.
    Toggle,
    /// One place towards the name.
    Earlier,
    /// One place away from the name.
    Later,
}

/// The import screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportCommand {
    /// Open the file that was typed.
    Open,
    /// As much of the path as can only go on in one way.
    Complete,
    /// To the next step.
    Forward,
    /// To the step before.
    Backward,
    /// What the column under the cursor means.
    Role,
    /// The platform of the file.
    Platform,
    /// The day of its figures.
    AsOf,
    /// Forget what was learned of such files.
    Forget,
    /// The next kind of rows.
    NextKind,
    /// The kind of rows before.
    PreviousKind,
    /// Ours or the file's, in one row.
    Turn,
    /// Ours or the file's, in all rows.
    TurnAll,
    /// Write the rejected rows.
    Rejects,
}

/// The boxes and forms on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoxCommand {
    /// Yes, do it.
    Submit,
    /// Save, from anywhere.
    Save,
    /// The next field.
    Next,
    /// The field before.
    Previous,
    /// A row down.
    Down,
    /// A row up.
    Up,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// The person's editor.
    Editor,
    /// Throw the kept text away.
    Discard,
}
