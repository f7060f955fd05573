//! Files beside a database that somebody else put there: each kind of thing in each place, against the real program.
//! Nothing that it leads to is touched, nothing waits, and what matters is refused in a sentence whose command helps.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FlockOperation, Mode, flock, mkfifoat};

use crate::support::World;
use crate::terminal::pty::{Home, LONG, PROGRAM, Ran, Start, tick};

/// Whatever lies there, no command waits for it.
const HANG: Duration = Duration::from_secs(20);

/// What somebody puts in the place of a side file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plant {
    LinkToFile,
    LinkToFolder,
    LinkToNothing,
    Fifo,
    Socket,
    Folder,
    File,
    HardLink,
}

const PLANTS: [Plant; 8] = [
    Plant::LinkToFile,
    Plant::LinkToFolder,
    Plant::LinkToNothing,
    Plant::Fifo,
    Plant::Socket,
    Plant::Folder,
    Plant::File,
    Plant::HardLink,
];

pub fn beside(database: &Path, end: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Runs a command that must come to its end.
#[track_caller]
pub fn within(mut command: Command) -> Ran {
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (until, ticks) = (Instant::now() + HANG, tick());
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > until {
            child.kill().unwrap();
            panic!("it hangs: {command:?}");
        }
        let _ = ticks.recv_timeout(Duration::from_millis(2));
    }
    Ran::of(child.wait_with_output().unwrap())
}

/// Somebody's letters, which a link may lead to.
struct Victim {
    folder: PathBuf,
    letter: PathBuf,
    nothing: PathBuf,
}

/// The name of an instance, as this program makes them.
const DEAD: &str = "1795255200000-4242-0123456789abcdef";

impl Victim {
    fn new(home: &Home) -> Victim {
        let folder = home.path().join("letters");
        fs::create_dir_all(&folder).unwrap();
        let letter = folder.join(DEAD);
        fs::write(&letter, "dear diary").unwrap();
        fs::set_permissions(&letter, fs::Permissions::from_mode(0o640)).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o750)).unwrap();
        Victim {
            nothing: folder.join("nothing"),
            folder,
            letter,
        }
    }

    fn plant(&self, plant: Plant, place: &Path) {
        // What is there by right goes first.
        let _ = fs::remove_file(place);
        let _ = fs::remove_dir_all(place);
        match plant {
            Plant::LinkToFile => symlink(&self.letter, place).unwrap(),
            Plant::LinkToFolder => symlink(&self.folder, place).unwrap(),
            Plant::LinkToNothing => symlink(&self.nothing, place).unwrap(),
            Plant::Fifo => mkfifoat(CWD, place, Mode::from_raw_mode(0o600)).unwrap(),
            Plant::Socket => drop(UnixListener::bind(place).unwrap()),
            Plant::Folder => fs::create_dir(place).unwrap(),
            Plant::File => fs::write(place, "").unwrap(),
            Plant::HardLink => fs::hard_link(&self.letter, place).unwrap(),
        }
    }

    #[track_caller]
    fn is_untouched(&self, what: &str) {
        assert_eq!(
            fs::read_to_string(&self.letter).expect(what),
            "dear diary",
            "{what}"
        );
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o7777;
        assert_eq!(
            (mode(&self.letter), mode(&self.folder)),
            (0o640, 0o750),
            "{what}"
        );
        assert!(!self.nothing.exists(), "{what}");
    }
}

/// What the program does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// It does not start.
    Refuse,
    /// It works without.
    DoWithout,
    /// It is as it should be.
    Use,
}

fn expected(end: &str, plant: Plant) -> Does {
    match (end, plant) {
        (".desks", Plant::Folder) | ("-wal" | "-shm" | "-journal" | ".bell", Plant::File) => {
            Does::Use
        }
        (".bell", _) => Does::DoWithout,
        _ => Does::Refuse,
    }
}

#[test]
fn nothing_that_is_put_beside_a_database_is_followed_waited_for_or_believed() {
    let world = World::new();
    let sound = fs::read(world.path()).unwrap();
    for end in ["-wal", "-shm", "-journal", ".bell", ".desks"] {
        for plant in PLANTS {
            let what = format!("{plant:?} as {end}");
            let (home, database) = copy_of(&sound);
            let victim = Victim::new(&home);
            victim.plant(plant, &beside(&database, end));
            let doctor = within(home.command(&database, &["doctor"]));
            let saved = within(home.command(&database, &["log", "tombakker", "in: hello"]));
            let seen = within(home.command(&database, &["--read-only", "list"]));
            victim.is_untouched(&what);
            let command = format!(
                "mv {} {}",
                path(&database, end),
                path(&database, &format!("{end}.aside"))
            );
            match expected(end, plant) {
                Does::Use => {
                    saved.ends(0);
                    seen.ends(0);
                }
                Does::DoWithout => {
                    saved.ends(0);
                    seen.ends(0);
                    assert!(doctor.ends(1).out.contains(&command), "{what}");
                }
                Does::Refuse => {
                    let told = saved.fails(1);
                    assert!(told.err.contains(&command), "{what}: {told:?}");
                    seen.fails(1);
                    assert!(doctor.ends(1).out.contains(&command), "{what}");
                    let done = Command::new("sh").args(["-c", &command]).status().unwrap();
                    assert!(done.success(), "{what}");
                    within(home.command(&database, &["log", "tombakker", "in: hello"])).ends(0);
                    victim.is_untouched(&what);
                }
            }
        }
    }
}

fn path(database: &Path, end: &str) -> String {
    beside(database, end).to_str().unwrap().to_owned()
}

/// A database of its own in a home of its own.
fn copy_of(bytes: &[u8]) -> (Home, PathBuf) {
    let home = Home::new();
    let folder = home.path().join("desk");
    fs::create_dir(&folder).unwrap();
    let database = folder.join("desk.db");
    fs::write(&database, bytes).unwrap();
    (home, database)
}

#[test]
fn the_lock_of_upgrades_is_no_way_to_anything_else() {
    for plant in PLANTS {
        let what = format!("{plant:?} as .upgrade");
        let home = Home::new();
        let database = home.path().join("old.db");
        crate::endurance::upgrading::older(&database, 3);
        let victim = Victim::new(&home);
        victim.plant(plant, &beside(&database, ".upgrade"));
        let ran = within(home.command(&database, &["list"]));
        victim.is_untouched(&what);
        if plant == Plant::File {
            ran.ends(0);
            continue;
        }
        let told = ran.fails(1);
        let command = format!("mv {0} {0}.aside", path(&database, ".upgrade"));
        assert!(told.err.contains(&command), "{what}: {told:?}");
        fs::rename(
            beside(&database, ".upgrade"),
            beside(&database, ".upgrade.aside"),
        )
        .unwrap();
        within(home.command(&database, &["list"])).ends(0);
        victim.is_untouched(&what);
    }
}

#[test]
fn of_the_places_only_those_of_dead_instances_are_deleted() {
    let (home, world) = (Home::new(), World::new());
    let victim = Victim::new(&home);
    let desks = beside(&world.path(), ".desks");
    fs::create_dir_all(&desks).unwrap();
    let dead = desks.join(DEAD);
    fs::write(&dead, "{}").unwrap();
    let alive = desks.join("1795255200000-4242-00000000000000aa");
    fs::write(&alive, "{}").unwrap();
    let held = fs::File::open(&alive).unwrap();
    flock(&held, FlockOperation::LockExclusive).unwrap();
    let mut stay = vec![alive.clone()];
    // Places that were never finished: of a process that was killed, and of one that runs.
    let mut ended = Command::new("true").spawn().unwrap();
    ended.wait().unwrap();
    let place = |process: u32| desks.join(format!(".1795255200000-{process}-0123456789abcdef"));
    let unfinished = place(ended.id());
    fs::write(&unfinished, "").unwrap();
    stay.push(place(std::process::id()));
    fs::write(place(std::process::id()), "").unwrap();
    // Names that we do not make.
    for name in [
        "letter.txt",
        ".hidden",
        "1-2-3",
        "1795255200000-4242-0123456789abcdeX",
        "-",
    ] {
        fs::write(desks.join(name), "mine").unwrap();
        stay.push(desks.join(name));
    }
    // Names that we make, and things that we do not.
    for (number, plant) in (0..).zip(PLANTS) {
        if plant != Plant::File {
            let place = desks.join(format!("1795255200000-{number}-0123456789abcdef"));
            victim.plant(plant, &place);
            stay.push(place);
        }
    }
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("1 Today").send("q");
    assert_eq!(desk.ends(LONG), 0);
    victim.is_untouched("places");
    assert!(!dead.exists());
    assert!(!unfinished.exists());
    for place in stay {
        assert!(place.symlink_metadata().is_ok(), "{}", place.display());
    }
}

/// Modes of what is beside a private database: shown by `doctor`, mended by the next start.
#[test]
fn what_others_can_write_or_we_cannot_is_shown_and_mended() {
    let (home, world) = (Home::new(), World::new());
    let database = world.path();
    for (end, bits, mended) in [
        (".desks", 0o777, 0o700),
        (".desks", 0o770, 0o700),
        (".desks", 0o755, 0o700),
        (".desks", 0o500, 0o700),
        (".bell", 0o666, 0o600),
        (".bell", 0o200, 0o600),
        (".upgrade", 0o602, 0o600),
    ] {
        let place = beside(&database, end);
        if end == ".desks" {
            fs::create_dir_all(&place).unwrap();
        } else {
            fs::write(&place, "").unwrap();
        }
        fs::set_permissions(&place, fs::Permissions::from_mode(bits)).unwrap();
        let told = within(home.command(&database, &["doctor"])).ends(1);
        let command = format!("run: chmod {mended:o} {}", path(&database, end));
        assert!(told.out.contains(&command), "{end} {bits:o}: {told:?}");
        within(home.command(&database, &["list"])).ends(0);
        let mode = fs::metadata(&place).unwrap().mode() & 0o7777;
        assert_eq!(mode, mended, "{end} {bits:o}");
        let told = within(home.command(&database, &["doctor"]));
        assert!(!told.out.contains("chmod"), "{end} {bits:o}: {told:?}");
    }
}

#[test]
fn a_name_in_the_database_leads_nowhere() {
    let (home, world) = (Home::new(), World::new());
    let victim = Victim::new(&home);
    fs::create_dir_all(beside(&world.path(), ".desks")).unwrap();
    let held = fs::File::open(&victim.letter).unwrap();
    flock(&held, FlockOperation::LockExclusive).unwrap();
    let letter = victim.letter.to_str().unwrap();
    let far = format!("../../../../../../..{letter}");
    for desk in [letter, &far, "..", ".", "", "a/../b"] {
        assert!(!entourage::store::is_alive(&world.path(), desk), "{desk}");
    }
}

/// What is written out of a database goes where it was named, or nowhere.
#[test]
fn copies_and_exports_follow_nothing_and_write_over_nothing() {
    let (home, world) = (Home::new(), World::new());
    let database = world.path();
    fs::write(
        home.path().join("people.csv"),
        "handle,platform\n,instagram\n",
    )
    .unwrap();
    let victim = Victim::new(&home);
    let out = home.path().join("out.csv");
    for plant in PLANTS {
        for words in [
            &["backup", "out.csv"][..],
            &["export", "--out", "out.csv"],
            &["import", "people.csv", "--rejects", "out.csv"],
        ] {
            let what = format!("{plant:?} before {words:?}");
            victim.plant(plant, &out);
            let told = within(home.command(&database, words));
            assert_eq!(told.code, Some(1), "{what}: {told:?}");
            assert!(
                told.err.contains("there is a file already"),
                "{what}: {told:?}"
            );
            victim.is_untouched(&what);
        }
        let _ = fs::remove_file(&out);
        let _ = fs::remove_dir(&out);
    }
}

#[test]
fn a_rotation_follows_nothing_and_takes_the_place_of_nothing_but_a_backup() {
    let (home, world) = (Home::new(), World::new());
    let victim = Victim::new(&home);
    let kept = home.path().join("kept");
    fs::create_dir(&kept).unwrap();
    let today = kept.join("halcyon-2026-11-21.db");
    for plant in PLANTS {
        let what = format!("{plant:?}");
        victim.plant(plant, &today);
        let told = within(home.command(&world.path(), &["backup", "--rotate", "kept"])).fails(1);
        assert!(told.err.contains("no backup of ours"), "{what}: {told:?}");
        victim.is_untouched(&what);
        let _ = fs::remove_file(&today);
        let _ = fs::remove_dir(&today);
    }
    // Old days are looked at, too, and only backups of ours are taken away.
    for (day, plant) in (1..).zip(PLANTS) {
        victim.plant(plant, &kept.join(format!("halcyon-2020-01-{day:02}.db")));
    }
    let before = fs::read_dir(&kept).unwrap().count();
    for _ in 0..2 {
        within(home.command(&world.path(), &["backup", "--rotate", "kept"])).ends(0);
    }
    victim.is_untouched("old days");
    assert_eq!(fs::read_dir(&kept).unwrap().count(), before + 1);
    assert!(today.symlink_metadata().unwrap().is_file());
}

#[test]
fn kept_copies_go_round_what_lies_in_their_place() {
    for plant in PLANTS {
        let what = format!("{plant:?}");
        let (home, world) = (Home::new(), World::new());
        let database = world.path();
        home.run(&database, &["backup", "copy.db"]).ends(0);
        let victim = Victim::new(&home);
        victim.plant(plant, &beside(&database, ".before-restore-2026-11-21"));
        let done = within(home.command(&database, &["restore", "copy.db"])).ends(0);
        victim.is_untouched(&what);
        assert!(
            done.out.contains(".before-restore-2026-11-21.2"),
            "{what}: {done:?}"
        );
        let old = home.path().join("old.db");
        crate::endurance::upgrading::older(&old, 3);
        victim.plant(plant, &beside(&old, ".shape-1"));
        within(home.command(&old, &["list"])).ends(0);
        victim.is_untouched(&what);
        assert!(beside(&old, ".shape-1.2").is_file(), "{what}");
    }
}

/// What a killed backup has left goes with the next one; what is like it and not ours stays.
#[test]
fn only_unfinished_copies_of_ours_are_taken_away() {
    let (home, world) = (Home::new(), World::new());
    let at = |name: &str| home.path().join(name);
    // No process has this number.
    let ours = "copy.db.unfinished-2147483646-0123456789abcdef";
    let others = [
        "copy.db.unfinished",
        "copy.db.unfinished-2147483646-0123",
        "copy.db.unfinished-1-0123456789abcdef",
        "other.db.unfinished-2147483646-0123456789abcdef",
    ];
    for name in others.iter().chain([&ours]) {
        fs::write(at(name), "half").unwrap();
    }
    home.run(&world.path(), &["backup", "copy.db"]).ends(0);
    assert!(!at(ours).exists());
    for name in others {
        assert!(at(name).exists(), "{name}");
    }
}

/// Folders in which outsiders can write: the database's own, and those above it.
#[test]
fn a_folder_that_outsiders_can_write_is_refused_with_the_command_that_mends_it() {
    let world = World::new();
    let sound = fs::read(world.path()).unwrap();
    for (own, above, refused) in [
        (0o700, 0o755, None),
        (0o755, 0o1777, None),
        (0o777, 0o755, Some("desk")),
        (0o1777, 0o755, Some("desk")),
        (0o757, 0o755, Some("desk")),
        (0o755, 0o777, Some("")),
    ] {
        let home = Home::new();
        let parent = home.path().join("above");
        let folder = parent.join("desk");
        fs::create_dir_all(&folder).unwrap();
        let database = folder.join("desk.db");
        fs::write(&database, &sound).unwrap();
        let set = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        set(&folder, own);
        set(&parent, above);
        let what = format!("{own:o} in {above:o}");
        let run = |words: &[&str]| within(home.command(&database, words));
        let Some(wrong) = refused else {
            run(&["list"]).ends(0);
            run(&["doctor"]).ends(0);
            continue;
        };
        let command = format!(
            "chmod o-w {}",
            parent.join(wrong).to_str().unwrap().trim_end_matches('/')
        );
        for words in [
            &["list"][..],
            &["--read-only", "list"],
            &["log", "tombakker", "in: hi"],
        ] {
            let told = run(words).fails(1);
            assert!(told.err.contains(&command), "{what}: {told:?}");
        }
        let doctor = run(&["doctor"]).ends(1);
        assert!(doctor.out.contains(&command), "{what}: {doctor:?}");
        let new = folder.join("new.db");
        let told = within(init(&home, &new)).fails(1);
        assert!(
            told.err.contains(&command) && !new.exists(),
            "{what}: {told:?}"
        );
        let done = Command::new("sh").args(["-c", &command]).status().unwrap();
        assert!(done.success());
        run(&["list"]).ends(0);
        run(&["doctor"]).ends(0);
        within(init(&home, &new)).ends(0);
    }
}

fn init(home: &Home, new: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .env_clear()
        .envs(home.environment())
        .current_dir(home.path())
        .arg("init")
        .arg(new);
    command
}

/// A backup may lie where others may write files of their own, and not where they can take its place.
#[test]
fn a_backup_goes_only_where_nobody_can_take_its_place() {
    let (home, world) = (Home::new(), World::new());
    let folder = home.path().join("drop");
    fs::create_dir(&folder).unwrap();
    let set = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    set(0o777);
    for words in [
        &["backup", "drop/copy.db"][..],
        &["backup", "--rotate", "drop"],
    ] {
        let told = within(home.command(&world.path(), words)).fails(1);
        assert!(told.err.contains("chmod o-w"), "{told:?}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    set(0o1777);
    within(home.command(&world.path(), &["backup", "drop/copy.db"])).ends(0);
    let copy = fs::metadata(folder.join("copy.db")).unwrap();
    assert_eq!(copy.mode() & 0o777, 0o600);
}

/// `SQLite` deletes such a file when it opens the database beside it, whatever is in it.
#[test]
fn nothing_is_made_under_a_name_that_belongs_to_the_database_beside_it() {
    let home = Home::new();
    let folder = home.path().join("desk");
    let database = folder.join("x.db");
    home.run(&database, &["init"]).ends(0);
    let file = home.path().join("people.csv");
    fs::write(&file, "platform,handle\ninstagram,ada\n").unwrap();
    for end in ["-wal", "-shm", "-journal", ".bell", ".desks", ".upgrade"] {
        let name = folder.join(format!("y.db{end}"));
        let path = name.to_str().unwrap();
        let says = format!("a file that ends in {end} belongs to the database beside it");
        let made = home.run(&name, &["init"]);
        assert!(made.err.contains(&says), "{end}: {}", made.err);
        assert_eq!(made.err.trim_end().lines().count(), 1, "{}", made.err);
        let imported = home.run(&name, &["import", file.to_str().unwrap()]);
        assert!(imported.err.contains(&says), "{end}: {}", imported.err);
        let copied = home.run(&database, &["backup", path]);
        assert!(copied.err.contains(&says), "{end}: {}", copied.err);
        assert!(!name.exists(), "{end}");
    }
}
