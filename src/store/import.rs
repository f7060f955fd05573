//! An import: rows of somebody's file meet what the desk knows, in slices, as one change set.
//!
//! A row is the account platform and handle. An empty field is filled; one that a file wrote last is updated; one
//! that a person wrote and the file contradicts is kept and listed. A blank cell never erases. Inserted rows are
//! journaled as ranges without images, updated rows by the triggers.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::write::{Turn, begin, open_set, write_for};
use super::{Failure, Store, derived, fulltext, schema};
use crate::domain::change::Stamp;
use crate::domain::dates::iso;
use crate::domain::field::{Field, join_tags};
use crate::domain::figures::Figures;
use crate::domain::ids::SetId;
use crate::domain::incoming::Incoming;
use crate::domain::stage::Stage;
use crate::domain::text::{Clean, Raw};

/// What is imported, and as of when.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The file's name, as the source of the figures.
    pub source: String,
    /// The date the figures are of.
    pub as_of: NaiveDate,
    /// Whether nobody else has the database open: then slices may be long.
    pub alone: bool,
}

/// How many rows came to what. Their sum, with rejected and blank rows, is the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Accounts that were not known.
    pub new: u64,
    /// Known accounts about which the file said something new.
    pub updated: u64,
    /// Known accounts about which it did not.
    pub unchanged: u64,
    /// Known accounts where it contradicts what a person wrote; that was kept.
    pub conflicts: u64,
}

/// One field where the file contradicts what a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Line of the file.
    pub line: u64,
    /// Whose.
    pub name: Clean,
    /// Which field.
    pub field: &'static str,
    /// What a person wrote; it was kept.
    pub kept: Clean,
    /// What the file says.
    pub file: Clean,
}

/// An import that is going on.
#[derive(Debug)]
pub struct Importing {
    /// Its change set.
    pub set: SetId,
    plan: Plan,
    members: Vec<String>,
    ranges: BTreeMap<&'static str, (i64, i64, i64)>,
    bare: bool,
    /// Accounts that this file has named already; a later row of theirs only fills what is blank.
    seen: HashSet<i64>,
    /// What came of the rows so far.
    pub counts: Counts,
    /// Contradictions, the first [`Importing::LISTED`].
    pub kept: Vec<Kept>,
    /// Figures of the same account and date that were replaced: line and account.
    pub replaced: Vec<(u64, Clean)>,
    /// Rows about an account that stood in an earlier row of the file and said something else: the first counts.
    pub repeated: Vec<(u64, Clean)>,
    /// Owners who are no members, with how many rows named them.
    pub strangers: BTreeMap<String, u64>,
}

impl Importing {
    /// Contradictions and replacements that are listed one by one.
    pub const LISTED: usize = 10_000;

    fn list_kept(&mut self, kept: Kept) {
        if self.kept.len() < Self::LISTED {
            self.kept.push(kept);
        }
    }
}

/// What came of a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    Unchanged,
    Updated,
    Conflict,
}

impl Store {
    /// Whether nobody is in the database yet.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn is_empty(&self) -> Result<bool, Failure> {
        Ok(self.people()? == 0)
    }

    /// Begins an import.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; nothing was changed then.
    pub fn begin_import(&mut self, plan: Plan, stamp: &Stamp) -> Result<Importing, Failure> {
        let members = self.members()?;
        let bare = plan.alone && self.is_empty()?;
        let label = format!("import of {}", plan.source);
        let (login, desk) = (self.login.clone(), self.desk.0.clone());
        if bare {
            // Nobody waits for memory or for a checkpoint while nobody else is here.
            self.connection
                .execute_batch("PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 16000;")?;
        }
        let tx = begin(&mut self.connection)?;
        let set = open_set(&tx, stamp, &login, &desk, Turn::Do)?;
        tx.execute(
            "UPDATE change_set SET state = 'open', label = ?2 WHERE id = ?1",
            params![set.0, label],
        )?;
        write_for(&tx, None, false)?;
        if bare {
            schema::drop_card_indexes(&tx)?;
            fulltext::set_memory(&tx, fulltext::BULK_MEMORY)?;
        }
        tx.commit()?;
        self.ring();
        Ok(Importing {
            set,
            plan,
            members,
            ranges: BTreeMap::new(),
            bare,
            seen: HashSet::new(),
            counts: Counts::default(),
            kept: Vec::new(),
            replaced: Vec::new(),
            repeated: Vec::new(),
            strangers: BTreeMap::new(),
        })
    }

    /// Takes one slice of rows, all or nothing.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; the rows of this slice are not in then.
    pub fn import_rows(
        &mut self,
        import: &mut Importing,
        rows: &[Incoming],
        stamp: &Stamp,
    ) -> Result<(), Failure> {
        let login = self.login.clone();
        let before = (
            import.counts,
            import.ranges.clone(),
            import.kept.len(),
            import.replaced.len(),
            import.repeated.len(),
        );
        let tx = begin(&mut self.connection)?;
        write_for(&tx, Some(import.set), true)?;
        let mut slice = Slice {
            tx: &tx,
            by: &login,
            today: iso(stamp.today),
            as_of: iso(import.plan.as_of),
            tally: [0; 6],
            import,
        };
        let done = slice.take(rows).and_then(|()| slice.close());
        match done {
            Ok(()) => {
                write_for(&tx, None, false)?;
                tx.commit()?;
                self.ring();
                Ok(())
            }
            Err(failure) => {
                drop(tx);
                (import.counts, import.ranges) = (before.0, before.1);
                import.kept.truncate(before.2);
                import.replaced.truncate(before.3);
                import.repeated.truncate(before.4);
                Err(failure)
            }
        }
    }

    /// Ends an import: its change set is closed, and one undo takes it back whole.
    ///
    /// # Errors
    /// What the disk or `SQLite` says.
    pub fn finish_import(&mut self, import: &Importing) -> Result<(), Failure> {
        let tx = begin(&mut self.connection)?;
        if import.bare {
            schema::make_card_indexes(&tx)?;
        }
        let rows: i64 = tx.query_row(
            "SELECT coalesce(sum(coalesce(last_id - row_id, 0) + 1), 0) FROM journal WHERE set_id = ?1",
            [import.set.0],
            |row| row.get(0),
        )?;
        if rows == 0 {
            // Nothing came of it: no change set is left behind.
            tx.execute("DELETE FROM change_set WHERE id = ?1", [import.set.0])?;
        } else {
            let label = format!(
                "import of {}: {} new, {} updated",
                import.plan.source, import.counts.new, import.counts.updated
            );
            tx.execute(
                "UPDATE change_set SET state = 'closed', rows = ?2, label = ?3 WHERE id = ?1",
                params![import.set.0, rows, label],
            )?;
        }
        tx.commit()?;
        self.ring();
        Ok(())
    }

    /// Writes the full text of up to `most` people whose index is behind; gives how many are still waiting.
    ///
    /// # Errors
    /// What the disk or `SQLite` says.
    pub fn follow_index(&mut self, most: u32) -> Result<u32, Failure> {
        if fulltext::waiting(&self.connection)? == 0 {
            return Ok(0);
        }
        let tx = begin(&mut self.connection)?;
        fulltext::follow(&tx, most)?;
        let left = fulltext::waiting(&tx)?;
        if left == 0 {
            fulltext::set_memory(&tx, fulltext::MEMORY)?;
        }
        tx.commit()?;
        self.ring();
        Ok(left)
    }

    /// Makes indexes again that a cut-off import left dropped.
    ///
    /// # Errors
    /// What the disk or `SQLite` says.
    pub fn mend_indexes(&mut self) -> Result<(), Failure> {
        let there: i64 = self.connection.query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name LIKE 'card!_%' ESCAPE '!'",
            [],
            |row| row.get(0),
        )?;
        let wanted = i64::try_from(schema::CARD_INDEXES.len()).unwrap_or(there);
        if there == wanted {
            return Ok(());
        }
        let alive: Vec<String> = self
            .connection
            .prepare_cached("SELECT desk FROM change_set WHERE state = 'open'")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        if alive
            .iter()
            .any(|desk| super::presence::is_alive(&self.path, desk))
        {
            return Ok(());
        }
        let tx = begin(&mut self.connection)?;
        fulltext::set_memory(&tx, fulltext::MEMORY)?;
        schema::drop_card_indexes(&tx)?;
        schema::make_card_indexes(&tx)?;
        tx.commit()?;
        Ok(())
    }
}

/// A known account.
struct Known {
    account: i64,
    person: i64,
    audience: Option<String>,
    /// Named by an earlier row of this file: nothing that stands is written over.
    again: bool,
    /// A newer file was here already: this one fills what is blank and adds its figures.
    outdated: bool,
}

impl Known {
    fn only_fills(&self) -> bool {
        self.again || self.outdated
    }
}

/// A person's row as an import looks at it.
struct Row {
    values: Vec<(Field, Option<String>)>,
    stage: i64,
    by_hand: i64,
    extra: Option<String>,
}

/// The fields that a file may fill.
const FILLED: [Field; 8] = [
    Field::Name,
    Field::Niche,
    Field::Country,
    Field::Language,
    Field::Owner,
    Field::NextStep,
    Field::NextDate,
    Field::Tags,
];

struct Slice<'a, 'b> {
    tx: &'a Connection,
    by: &'a str,
    today: String,
    as_of: String,
    tally: [i64; 6],
    import: &'b mut Importing,
}

impl Slice<'_, '_> {
    fn take(&mut self, rows: &[Incoming]) -> Result<(), Failure> {
        for row in rows {
            match self.known(row)? {
                None => {
                    self.add(row)?;
                    self.import.counts.new += 1;
                }
                Some(known) => match self.meet(row, &known)? {
                    Came::Unchanged => self.import.counts.unchanged += 1,
                    Came::Updated => self.import.counts.updated += 1,
                    Came::Conflict => self.import.counts.conflicts += 1,
                },
            }
        }
        Ok(())
    }

    fn known(&self, row: &Incoming) -> rusqlite::Result<Option<Known>> {
        self.tx
            .prepare_cached(
                "SELECT id, person_id, audience_country, EXISTS (SELECT 1 FROM snapshot WHERE account_id = account.id AND date > ?3)
                 FROM account WHERE handle_key = ?1 AND platform = ?2",
            )?
            .query_row(params![row.handle.key(), row.platform.word(), self.as_of], |row| {
                let account = row.get(0)?;
                let again = self.import.seen.contains(&account);
                Ok(Known { account, person: row.get(1)?, audience: row.get(2)?, again, outdated: row.get(3)? })
            })
            .optional()
    }

    /// The owner, if a member; anybody else is kept as an extra field and listed.
    fn owner(&mut self, row: &Incoming) -> (Option<String>, Option<(String, String)>) {
        let Some(owner) = &row.owner else {
            return (None, None);
        };
        if self.import.members.iter().any(|member| member == owner) {
            return (Some(owner.clone()), None);
        }
        *self.import.strangers.entry(owner.clone()).or_default() += 1;
        (None, Some(("owner".to_owned(), owner.clone())))
    }

    fn add(&mut self, row: &Incoming) -> Result<(), Failure> {
        let (owner, stranger) = self.owner(row);
        let extra = merged_extra(None, row.extra.iter().chain(stranger.as_ref()));
        let stage = row.stage.unwrap_or(Stage::Discovery).index();
        let stage = i64::try_from(stage).unwrap_or_default();
        let tags = join_tags(row.tags.iter().map(String::as_str));
        let next_date = row.next_date.map(iso);
        self.tx
            .prepare_cached(
                "INSERT INTO person (stage, stage_since, added, extra, name, niche, country, language, owner, tags, next_step, next_date)
                 VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                stage, self.today, extra, row.name, row.niche, row.country, row.language, owner, tags, row.next_step, next_date
            ])?;
        let person = self.inserted("person");
        self.tx
            .prepare_cached("INSERT INTO account (person_id, platform, handle, handle_key, audience_country) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![person, row.platform.word(), row.handle.as_str(), row.handle.key(), row.audience_country])?;
        let account = self.inserted("account");
        self.import.seen.insert(account);
        if !row.figures.is_empty() {
            self.add_snapshot(account, &row.figures)?;
        }
        for mail in &row.mails {
            self.add_mail(person, mail)?;
        }
        if let Some(date) = row.last_contact {
            self.add_touch(person, &iso(date))?;
        }
        if let Some(note) = &row.note {
            self.add_note(person, note)?;
        }
        let facts = derived::Facts {
            name: row.name.clone(),
            niche: row.niche.clone(),
            country: row.country.clone(),
            tags,
            stage,
            since: self.today.clone(),
            next_step: row.next_step.clone(),
            next_date,
            owner,
            accounts: vec![(
                row.platform.word().to_owned(),
                row.handle.as_str().to_owned(),
                row.figures.followers,
                row.figures.engagement().map(|rate| rate.millionths),
            )],
            touches: row
                .last_contact
                .map(|date| (false, "other".to_owned(), iso(date), false))
                .into_iter()
                .collect(),
            notes: row.note.clone().into_iter().collect(),
            ..derived::Facts::default()
        };
        let board = facts.write_card(self.tx, person)?;
        if let Some(count) = usize::try_from(board + 1)
            .ok()
            .and_then(|place| self.tally.get_mut(place))
        {
            *count += 1;
        }
        fulltext::queue(self.tx, person)?;
        Ok(())
    }

    /// Notes the id of a row that was just inserted.
    fn inserted(&mut self, table: &'static str) -> i64 {
        let id = self.tx.last_insert_rowid();
        let range = self.import.ranges.entry(table).or_insert((id, id, 0));
        // A colleague's rows may lie between two slices; what came before is written down already.
        *range = if range.1 == id || range.1 + 1 == id {
            (range.0, id, range.2)
        } else {
            (id, id, 0)
        };
        id
    }

    fn add_snapshot(&mut self, account: i64, figures: &Figures) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO snapshot (account_id, date, source, followers, posts, average_views, average_likes, average_comments,
                   average_shares, average_engagement, authentic_engagement, engagement_rate, quality)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                account,
                self.as_of,
                self.import.plan.source,
                figures.followers,
                figures.posts,
                figures.average_views,
                figures.average_likes,
                figures.average_comments,
                figures.average_shares,
                figures.average_engagement,
                figures.authentic_engagement,
                figures.engagement_rate,
                figures.quality,
            ])?;
        self.inserted("snapshot");
        Ok(())
    }

    fn add_mail(&mut self, person: i64, mail: &str) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO contact_point (person_id, kind, value) VALUES (?1, 'mail', ?2)",
            )?
            .execute(params![person, mail])?;
        self.inserted("contact_point");
        Ok(())
    }

    fn add_touch(&mut self, person: i64, date: &str) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO touch (person_id, direction, kind, date, text, by, imported) VALUES (?1, 'out', 'other', ?2, ?3, ?4, 1)",
            )?
            .execute(params![person, date, format!("last contact, from {}", self.import.plan.source), self.by])?;
        self.inserted("touch");
        Ok(())
    }

    fn add_note(&mut self, person: i64, text: &str) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached("INSERT INTO note (person_id, date, by, text) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![person, self.today, self.by, text])?;
        self.inserted("note");
        Ok(())
    }

    /// A row about an account that is known.
    fn meet(&mut self, row: &Incoming, known: &Known) -> Result<Came, Failure> {
        self.import.seen.insert(known.account);
        let listed = self.import.repeated.len();
        let mut came = self.meet_fields(row, known)?;
        let mut more = self.meet_figures(row, known)?;
        self.import
            .repeated
            .truncate((listed + 1).min(Importing::LISTED));
        let audience = known.audience.is_none() || !known.only_fills();
        if audience && row.audience_country.is_some() && row.audience_country != known.audience {
            self.tx
                .prepare_cached(
                    "UPDATE account SET audience_country = ?2, version = version + 1 WHERE id = ?1",
                )?
                .execute(params![known.account, row.audience_country])?;
            more = true;
        }
        for mail in &row.mails {
            if !self.has("SELECT EXISTS (SELECT 1 FROM contact_point WHERE person_id = ?1 AND kind = 'mail' AND value = ?2)", known.person, mail)? {
                self.add_mail(known.person, mail)?;
                more = true;
            }
        }
        if let Some(date) = row.last_contact.map(iso)
            && !self.has(
                "SELECT EXISTS (SELECT 1 FROM touch WHERE person_id = ?1 AND date = ?2)",
                known.person,
                &date,
            )?
        {
            self.add_touch(known.person, &date)?;
            more = true;
        }
        if let Some(note) = &row.note
            && !self.has(
                "SELECT EXISTS (SELECT 1 FROM note WHERE person_id = ?1 AND text = ?2)",
                known.person,
                note,
            )?
        {
            self.add_note(known.person, note)?;
            more = true;
        }
        if more {
            came = came.max(Came::Updated);
        }
        if more || came != Came::Unchanged {
            derived::refresh(self.tx, known.person, derived::Text::Later)?;
        }
        Ok(came)
    }

    fn has(&self, sql: &str, person: i64, value: &str) -> rusqlite::Result<bool> {
        self.tx
            .prepare_cached(sql)?
            .query_row(params![person, value], |row| row.get(0))
    }

    fn row_of(&self, person: i64) -> rusqlite::Result<Row> {
        self.tx
            .prepare_cached(
                "SELECT name, niche, country, language, owner, next_step, next_date, tags, stage, by_hand, extra FROM person WHERE id = ?1",
            )?
            .query_row([person], |row| {
                let mut values = Vec::with_capacity(FILLED.len());
                for (place, field) in FILLED.iter().enumerate() {
                    values.push((*field, row.get(place)?));
                }
                Ok(Row { values, stage: row.get(8)?, by_hand: row.get(9)?, extra: row.get(10)? })
            })
    }

    fn meet_fields(&mut self, row: &Incoming, known: &Known) -> Result<Came, Failure> {
        let person = known.person;
        let now = self.row_of(person)?;
        let (owner, stranger) = self.owner(row);
        let mut came = Came::Unchanged;
        let mut sets: Vec<(String, rusqlite::types::Value)> = Vec::new();
        for (field, value) in &now.values {
            let Some(file) = wanted(row, *field, owner.as_ref(), value.as_deref()) else {
                continue;
            };
            let blank = value.as_deref().is_none_or(|value| value.trim().is_empty());
            if value.as_deref() == Some(file.as_str()) {
                continue;
            }
            if known.only_fills() && !blank && *field != Field::Tags {
                if known.again {
                    self.repeats(row);
                }
            } else if blank || *field == Field::Tags || now.by_hand & field.bit() == 0 {
                sets.push((field.column().to_owned(), file.into()));
            } else {
                came = Came::Conflict;
                self.keep(row, *field, value.as_deref().unwrap_or_default(), &file);
            }
        }
        let file_stage = row
            .stage
            .and_then(|stage| i64::try_from(stage.index()).ok());
        let file_stage = file_stage.filter(|stage| *stage != now.stage && !known.only_fills());
        if let Some(stage) = file_stage {
            if now.by_hand & crate::domain::person::Person::STAGE_BY_HAND == 0 {
                sets.push(("stage".to_owned(), stage.into()));
                sets.push(("stage_since".to_owned(), self.today.clone().into()));
            } else {
                came = Came::Conflict;
                let kept = Stage::at(now.stage).map_or("", Stage::word);
                self.keep_words(
                    row,
                    "Stage",
                    Clean::fixed(kept),
                    Clean::fixed(Stage::at(stage).map_or("", Stage::word)),
                );
            }
        }
        let extra = row.extra.iter().chain(stranger.as_ref());
        let extra = if known.only_fills() {
            filled_extra(now.extra.as_deref(), extra)
        } else {
            merged_extra(now.extra.as_deref(), extra)
        };
        if extra != now.extra {
            sets.push(("extra".to_owned(), extra.into()));
        }
        if sets.is_empty() {
            return Ok(came);
        }
        self.update_person(person, &sets)?;
        Ok(came.max(Came::Updated))
    }

    fn update_person(
        &self,
        person: i64,
        sets: &[(String, rusqlite::types::Value)],
    ) -> rusqlite::Result<()> {
        let places: Vec<String> = sets
            .iter()
            .enumerate()
            .map(|(n, (column, _))| format!("{column} = ?{}", n + 2))
            .collect();
        let sql = format!(
            "UPDATE person SET {}, version = version + 1 WHERE id = ?1",
            places.join(", ")
        );
        let mut values = vec![rusqlite::types::Value::from(person)];
        values.extend(sets.iter().map(|(_, value)| value.clone()));
        self.tx
            .prepare_cached(&sql)?
            .execute(rusqlite::params_from_iter(values))?;
        Ok(())
    }

    fn keep(&mut self, row: &Incoming, field: Field, kept: &str, file: &str) {
        let day = self.import.plan.as_of;
        let shown = |text: &str| field.show(&Raw::new(text), day);
        self.keep_words(row, field.label(), shown(kept), shown(file));
    }

    fn keep_words(&mut self, row: &Incoming, field: &'static str, kept: Clean, file: Clean) {
        let name = Clean::line(row.name.as_deref().unwrap_or(row.handle.as_str()));
        self.import.list_kept(Kept {
            line: row.line,
            name,
            field,
            kept,
            file,
        });
    }

    /// Figures of this date: new, the same, or replaced.
    fn meet_figures(&mut self, row: &Incoming, known: &Known) -> Result<bool, Failure> {
        if row.figures.is_empty() {
            return Ok(false);
        }
        let there = self
            .tx
            .prepare_cached(
                "SELECT id, followers, posts, average_views, average_likes, average_comments, average_shares, average_engagement,
                   authentic_engagement, engagement_rate, quality FROM snapshot WHERE account_id = ?1 AND date = ?2",
            )?
            .query_row(params![known.account, self.as_of], |row| {
                let figures = Figures {
                    followers: row.get(1)?,
                    posts: row.get(2)?,
                    average_views: row.get(3)?,
                    average_likes: row.get(4)?,
                    average_comments: row.get(5)?,
                    average_shares: row.get(6)?,
                    average_engagement: row.get(7)?,
                    authentic_engagement: row.get(8)?,
                    engagement_rate: row.get(9)?,
                    quality: row.get(10)?,
                };
                Ok((row.get::<_, i64>(0)?, figures))
            })
            .optional()?;
        let Some((snapshot, old)) = there else {
            self.add_snapshot(known.account, &row.figures)?;
            return Ok(true);
        };
        let new = if known.again {
            old.over(&row.figures)
        } else {
            row.figures.over(&old)
        };
        if known.again && row.figures.over(&old) != new {
            self.repeats(row);
        }
        if new == old {
            return Ok(false);
        }
        self.replace_snapshot(snapshot, &new)?;
        if self.import.replaced.len() < Importing::LISTED {
            let account = format!("{} {}", row.platform.letters(), row.handle.as_str());
            self.import.replaced.push((row.line, Clean::line(&account)));
        }
        Ok(true)
    }

    /// Lists a row that says something else than an earlier row of the same account.
    fn repeats(&mut self, row: &Incoming) {
        let account = format!("{} {}", row.platform.letters(), row.handle.as_str());
        self.import.repeated.push((row.line, Clean::line(&account)));
    }

    fn replace_snapshot(&self, snapshot: i64, figures: &Figures) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE snapshot SET source = ?2, followers = ?3, posts = ?4, average_views = ?5, average_likes = ?6,
                   average_comments = ?7, average_shares = ?8, average_engagement = ?9, authentic_engagement = ?10,
                   engagement_rate = ?11, quality = ?12, version = version + 1 WHERE id = ?1",
            )?
            .execute(params![
                snapshot,
                self.import.plan.source,
                figures.followers,
                figures.posts,
                figures.average_views,
                figures.average_likes,
                figures.average_comments,
                figures.average_shares,
                figures.average_engagement,
                figures.authentic_engagement,
                figures.engagement_rate,
                figures.quality,
            ])?;
        Ok(())
    }

    /// Writes down what the slice inserted, and counts it.
    fn close(&mut self) -> Result<(), Failure> {
        for (board, people) in (-1..).zip(self.tally) {
            if people != 0 {
                derived::count(self.tx, Some(board), people)?;
            }
        }
        let set = self.import.set.0;
        for (table, range) in &mut self.import.ranges {
            if range.2 != 0 {
                let sql = "UPDATE journal SET last_id = ?2 WHERE id = ?1 AND last_id IS NOT NULL";
                self.tx.prepare_cached(sql)?.execute([range.2, range.1])?;
            } else {
                let sql =
                    "INSERT INTO journal (set_id, tbl, row_id, last_id) VALUES (?1, ?2, ?3, ?4)";
                self.tx
                    .prepare_cached(sql)?
                    .execute(params![set, table, range.0, range.1])?;
                range.2 = self.tx.last_insert_rowid();
            }
        }
        Ok(())
    }
}

/// What the file wants to stand in a field; `None` when it says nothing.
fn wanted(
    row: &Incoming,
    field: Field,
    owner: Option<&String>,
    now: Option<&str>,
) -> Option<String> {
    match field {
        Field::Name => row.name.clone(),
        Field::Niche => row.niche.clone(),
        Field::Country => row.country.clone(),
        Field::Language => row.language.clone(),
        Field::Owner => owner.cloned(),
        Field::NextStep => row.next_step.clone(),
        Field::NextDate => row.next_date.map(iso),
        Field::Tags => {
            let both = now
                .unwrap_or_default()
                .split(", ")
                .chain(row.tags.iter().map(String::as_str));
            if row.tags.is_empty() {
                None
            } else {
                join_tags(both)
            }
        }
        Field::Pronouns
        | Field::Place
        | Field::TimeZone
        | Field::Segment
        | Field::CareLevel
        | Field::KeepInTouch
        | Field::Channel
        | Field::Marks
        | Field::Story
        | Field::Boundaries
        | Field::BreakUntil
        | Field::NextOwner => None,
    }
}

/// Extra columns as a JSON object of texts, those that are there over those of the row.
fn filled_extra<'a>(
    now: Option<&str>,
    extra: impl Iterator<Item = &'a (String, String)>,
) -> Option<String> {
    let map: serde_json::Map<String, serde_json::Value> = now
        .and_then(|now| serde_json::from_str(now).ok())
        .unwrap_or_default();
    merged_extra(now, extra.filter(|(name, _)| !map.contains_key(name)))
}

/// Extra columns as a JSON object of texts, those of the row over those that are there.
fn merged_extra<'a>(
    now: Option<&str>,
    extra: impl Iterator<Item = &'a (String, String)>,
) -> Option<String> {
    let mut map: serde_json::Map<String, serde_json::Value> = now
        .and_then(|now| serde_json::from_str(now).ok())
        .unwrap_or_default();
    for (name, value) in extra {
        map.insert(name.clone(), serde_json::Value::String(value.clone()));
    }
    (!map.is_empty()).then(|| serde_json::Value::Object(map).to_string())
}
