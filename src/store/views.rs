//! Views for other tools: people, accounts, figures, contacts and the rest, in words instead of our codes.
//!
//! They are read with any SQL program and never by this one. Every upgrade makes them anew, so that they may learn
//! further columns; a view or column that has been released keeps its name and meaning.

use rusqlite::Connection;

use super::schema;

/// A view.
#[derive(Debug)]
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// What a row is, for README.
    about: &'static str,
    /// What it selects.
    select: &'static str,
}

impl View {
    /// The statement that makes it, as the file keeps it.
    pub fn sql(&self) -> String {
        format!("CREATE VIEW {} AS\n{}", self.name, self.select)
    }
}

/// Every view.
pub const VIEWS: &[View] = &[
    View {
        name: "people",
        about: "a person, with the figures of their largest account",
        select: "SELECT p.id AS person_id, c.name, c.handle, c.platforms,
  CASE p.stage WHEN 0 THEN 'discovery' WHEN 1 THEN 'outreach' WHEN 2 THEN 'collaboration'
    WHEN 3 THEN 'nurturing' ELSE 'advocacy' END AS stage,
  p.stage_since, p.park_reason AS parked, p.look_again, p.owner, p.segment, p.care_level, p.niche, p.tags,
  p.pronouns, p.place, p.country, p.language, p.languages, p.time_zone, p.sizes, c.followers,
  c.engagement / 10000.0 AS engagement_percent, c.last_contact, c.reply_owed AS reply_owed_since,
  p.break_until, p.story, p.boundaries, p.added, c.shortlisted, c.fit_yes, c.fit_answered, c.flags AS open_flags
FROM person p JOIN card c ON c.person_id = p.id",
    },
    View {
        name: "accounts",
        about: "an account of a person, with its latest figures",
        select: "SELECT a.id AS account_id, a.person_id, c.name, a.platform, a.handle, a.audience_country,
  f.date AS figures_date, f.followers, f.engagement_percent, f.average_views, a.handle_kind
FROM account a JOIN card c ON c.person_id = a.person_id LEFT JOIN latest_figures f ON f.account_id = a.id",
    },
    View {
        name: "figures",
        about: "an account's figures on one date",
        select: "SELECT s.account_id, a.person_id, c.name, a.platform, a.handle, s.date, s.source, s.followers, s.posts,
  s.average_views, s.average_likes, s.average_comments, s.average_shares, s.average_engagement,
  s.authentic_engagement,
  coalesce(s.engagement_rate,
    CASE WHEN s.followers > 0 THEN coalesce(s.average_engagement * 1000000 / s.followers,
      (s.average_likes + coalesce(s.average_comments, 0) + coalesce(s.average_shares, 0)) * 1000000 / s.followers) END
  ) / 10000.0 AS engagement_percent, s.quality
FROM snapshot s JOIN account a ON a.id = s.account_id JOIN card c ON c.person_id = a.person_id",
    },
    View {
        name: "latest_figures",
        about: "the figures of an account's latest date",
        select: "SELECT f.* FROM figures f
WHERE f.date = (SELECT max(date) FROM snapshot s WHERE s.account_id = f.account_id)",
    },
    View {
        name: "audience",
        about: "one share of an account's audience: a country, gender or span of ages",
        select: "SELECT s.person_id, c.name, s.account_id, a.platform, a.handle, s.kind, s.key, s.share / 10000.0 AS percent,
  s.date, s.source
FROM audience_share s JOIN account a ON a.id = s.account_id JOIN card c ON c.person_id = s.person_id",
    },
    View {
        name: "sponsors",
        about: "a brand that a person has worked for; competitor is 1 or 0",
        select: "SELECT s.person_id, c.name, s.brand, s.posts, s.sponsored AS sponsored_posts, s.first AS first_post,
  s.last AS last_post, EXISTS (SELECT 1 FROM competitor x WHERE x.brand_key = s.brand_key) AS competitor,
  s.date, s.source
FROM sponsorship s JOIN card c ON c.person_id = s.person_id",
    },
    View {
        name: "rates",
        about: "a line of a rate card; amount is exact text, amount_minor in the currency's smallest unit",
        select: "SELECT r.person_id, c.name, r.kind AS per, r.platform,
  CASE WHEN r.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND',
      'VUV', 'XAF', 'XOF', 'XPF') THEN CAST(r.amount AS TEXT)
    WHEN r.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN printf('%d.%03d', r.amount / 1000, r.amount % 1000)
    WHEN r.currency = 'CLF' THEN printf('%d.%04d', r.amount / 10000, r.amount % 10000)
    ELSE printf('%d.%02d', r.amount / 100, r.amount % 100) END AS amount,
  r.currency, r.amount AS amount_minor, r.note, r.date, r.source
FROM rate r JOIN card c ON c.person_id = r.person_id",
    },
    View {
        name: "fit_checks",
        about: "the answer to one fit check of a person: yes, no or unsure",
        select: "SELECT f.person_id, c.name, f.kind, f.answer, f.line, f.date, f.by
FROM fit_check f JOIN card c ON c.person_id = f.person_id",
    },
    View {
        name: "flag_decisions",
        about: "a red flag that was cleared or accepted, with the figures it was decided about",
        select: "SELECT d.person_id, c.name, d.account_id, a.platform, a.handle, d.kind, d.words AS figures, d.decision, d.line,
  d.date, d.by
FROM flag_decision d JOIN account a ON a.id = d.account_id JOIN card c ON c.person_id = d.person_id",
    },
    View {
        name: "contacts",
        about: "one exchange with a person, in or out",
        select: "SELECT t.id AS contact_id, t.person_id, c.name, t.date, t.direction, t.channel, t.kind, t.text, t.by,
  t.imported
FROM touch t JOIN card c ON c.person_id = t.person_id",
    },
    View {
        name: "contact_points",
        about: "a way to reach a person, perhaps through a manager",
        select: "SELECT p.person_id, c.name, p.kind, p.value, m.name AS manager, m.role AS manager_role
FROM contact_point p JOIN card c ON c.person_id = p.person_id LEFT JOIN manager m ON m.id = p.manager_id",
    },
    View {
        name: "next_steps",
        about: "what is done next for a person, by whom and when",
        select: "SELECT p.id AS person_id, c.name, p.next_step AS step, p.next_date AS date,
  coalesce(p.next_owner, p.owner) AS owner
FROM person p JOIN card c ON c.person_id = p.id WHERE p.next_step IS NOT NULL OR p.next_date IS NOT NULL",
    },
    View {
        name: "notes",
        about: "a note about a person",
        select: "SELECT n.id AS note_id, n.person_id, c.name, n.date, n.by, n.text
FROM note n JOIN card c ON c.person_id = n.person_id",
    },
    View {
        name: "stage_moves",
        about: "a person's move from one stage to another",
        select: "SELECT m.person_id, c.name, m.date, m.by,
  CASE m.from_stage WHEN 0 THEN 'discovery' WHEN 1 THEN 'outreach' WHEN 2 THEN 'collaboration'
    WHEN 3 THEN 'nurturing' ELSE 'advocacy' END AS from_stage,
  CASE m.to_stage WHEN 0 THEN 'discovery' WHEN 1 THEN 'outreach' WHEN 2 THEN 'collaboration'
    WHEN 3 THEN 'nurturing' ELSE 'advocacy' END AS to_stage, m.without, m.because
FROM stage_move m JOIN card c ON c.person_id = m.person_id",
    },
    View {
        name: "merged_people",
        about: "somebody who stood twice and is one with a person since",
        select: "SELECT m.person_id, c.name, m.gone AS merged_id, m.name AS merged_name, m.date, m.by
FROM merged m JOIN card c ON c.person_id = m.person_id",
    },
    View {
        name: "erasures",
        about: "a person who was erased for good, without who it was",
        select: "SELECT s.date, s.by,
  CASE e.stage WHEN 0 THEN 'discovery' WHEN 1 THEN 'outreach' WHEN 2 THEN 'collaboration'
    WHEN 3 THEN 'nurturing' ELSE 'advocacy' END AS stage, e.parked
FROM erasure e JOIN change_set s ON s.id = e.set_id",
    },
    View {
        name: "saved_views",
        about: "a list that was kept under a name; without an owner it is the team's",
        select: "SELECT v.name, v.owner, v.query, v.sort, v.reversed, v.columns FROM saved_view v",
    },
    View {
        name: "changes",
        about: "everything that one action changed, with who and when (UTC)",
        select: "SELECT s.id AS change_id, strftime('%Y-%m-%dT%H:%M:%SZ', s.at / 1000, 'unixepoch') AS at, s.date, s.by,
  s.label AS what, s.rows, s.undone_by, s.reason
FROM change_set s WHERE s.state = 'closed'",
    },
];

/// Takes every view away: a step that changes tables finds nothing standing on them.
pub fn drop_all(connection: &Connection) -> rusqlite::Result<()> {
    for name in names(connection)? {
        connection.execute_batch(&format!("DROP VIEW \"{name}\""))?;
    }
    Ok(())
}

/// Makes every view.
pub fn make_all(connection: &Connection) -> rusqlite::Result<()> {
    for view in VIEWS {
        connection.execute_batch(&view.sql())?;
    }
    Ok(())
}

fn names(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'view'")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// README's table of the views: name, what a row is, columns.
///
/// # Errors
/// What `SQLite` says when the views cannot be made; a test finds that first.
pub fn markdown() -> rusqlite::Result<String> {
    let connection = Connection::open_in_memory()?;
    schema::migrate(&connection, 0, schema::SHAPE)?;
    let mut lines = vec![
        "| view | a row is | columns |".to_owned(),
        "|---|---|---|".to_owned(),
    ];
    for view in VIEWS {
        let columns = connection
            .prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?
            .query_map([view.name], |row| row.get::<_, String>(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        lines.push(format!(
            "| `{}` | {} | {} |",
            view.name,
            view.about,
            columns.join(", ")
        ));
    }
    Ok(lines.join("\n"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::money::{Currency, Money};

    #[test]
    fn amounts_have_the_decimals_of_their_currency() {
        let connection = Connection::open_in_memory().unwrap();
        schema::migrate(&connection, 0, schema::SHAPE).unwrap();
        let rates = VIEWS.iter().find(|view| view.name == "rates").unwrap();
        let (_, amount) = rates.select.split_once("CASE").unwrap();
        let (amount, _) = amount.split_once(" AS amount,").unwrap();
        for currency in Currency::all() {
            let minor = 1_234_567;
            let sql = format!(
                "SELECT CASE{amount} FROM (SELECT {minor} AS amount, '{}' AS currency) r",
                currency.code()
            );
            let said: String = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
            assert_eq!(
                said,
                Money { minor, currency }.number(),
                "{}",
                currency.code()
            );
        }
    }

    #[test]
    fn the_file_keeps_the_views_word_for_word() {
        let connection = Connection::open_in_memory().unwrap();
        schema::migrate(&connection, 0, schema::SHAPE).unwrap();
        for view in VIEWS {
            let kept: String = connection
                .query_row(
                    "SELECT sql FROM sqlite_schema WHERE name = ?1",
                    [view.name],
                    |row| row.get(0),
                )
                .unwrap();
            assert_eq!(kept, view.sql());
        }
        assert_eq!(
            schema::foreign_object(&connection, schema::Triggers::Exact).unwrap(),
            None
        );
        connection
            .execute_batch("DROP VIEW notes; CREATE VIEW notes AS SELECT 1")
            .unwrap();
        let foreign = schema::foreign_object(&connection, schema::Triggers::Exact).unwrap();
        assert_eq!(foreign.as_deref(), Some("notes"));
    }
}
