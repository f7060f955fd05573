//! The table of header words: what exports call the columns we know.
//!
//! Headers are compared folded and without anything but letters and digits (`Avg. likes`, `avg_likes` and `avgLikes`
//! are `avglikes`). To learn a new header, add its squeezed form to the line of its role.

use super::role::Role;
use super::{crm, headers};
use crate::domain::platform::{self, Platform};
use crate::domain::text::fold;

/// What a header says of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// It has this role.
    Is(Role),
    /// It names the account or the person; which of the two, the values must tell.
    Who,
    /// Either a rate or a count of engagement; the values must tell.
    Engagement,
    /// Nothing we know.
    Unknown,
}

/// Header words of each role, squeezed.
#[rustfmt::skip]
const ALIASES: &[(Role, &[&str])] = &[
    (Role::Handle, &["handle", "handles", "username", "usernames", "userhandle", "handlename", "screenname", "accounthandle",
        "socialhandle", "socialmediahandle", "account", "login", "loginname", "channelhandle", "platformusername", "uniqueid",
        "atname", "accountid", "handleorurl", "urlorhandle", "handleurl", "handleorlink", "linkorhandle", "handlelink", "profilehandle", "usuario", "benutzername", "nutzername", "pseudo", "identifiant"]),
    (Role::Name, &["fullname", "displayname", "realname", "personname", "nickname", "contactname", "completename",
        "nombrecompleto", "nomcomplet", "nombre", "nom", "nome"]),
    (Role::FirstName, &["firstname", "givenname", "forename", "vorname", "prenom"]),
    (Role::LastName, &["lastname", "surname", "familyname", "nachname", "apellido", "apellidos"]),
    (Role::Platform, &["platform", "network", "socialnetwork", "socialplatform", "socialmedia", "socialmediaplatform",
        "platformname", "networkname", "plattform", "plataforma", "plateforme"]),
    (Role::Url, &["url", "link", "profileurl", "profilelink", "accounturl", "accountlink", "channelurl", "channellink",
        "sociallink", "socialurl", "mediaurl", "pageurl", "pagelink", "profilepage", "permalink"]),
    (Role::Niche, &["niche", "niches", "category", "categories", "topic", "topics", "vertical", "verticals", "genre", "genres",
        "contentcategory", "accountcategory", "maincategory", "primarycategory", "subcategory", "contentniche", "theme",
        "categoria", "kategorie", "categorie"]),
    (Role::Country, &["country", "countrycode", "countryname", "location", "basedin", "countryregion", "homecountry", "land",
        "pais", "pays", "paese"]),
    (Role::Language, &["lang", "language", "languages", "langcode", "languagecode", "contentlanguage", "mainlanguage",
        "primarylanguage", "sprache", "idioma", "langue", "lingua"]),
    (Role::Stage, &["stage", "lifecycle", "lifecyclestage", "pipelinestage", "relationshipstage", "pipeline", "status"]),
    (Role::Owner, &["owner", "assignee", "assignedto", "accountowner", "ownedby", "recordowner", "responsible", "relationshipowner"]),
    (Role::LastContact, &["lastcontact", "lastcontacted", "lastcontactdate", "lastcontactedat", "lastcontactedon",
        "lastcontacton", "dateoflastcontact", "lasttouch", "lasttouched", "lasttouchdate", "lastreachedout", "lastoutreach",
        "lastoutreachdate", "lastinteraction", "lastinteractiondate", "contactedon", "contactedat", "letzterkontakt"]),
    (Role::NextStep, &["nextstep", "nextsteps", "nextaction", "nextactivity", "followup", "todo", "nexttask"]),
    (Role::NextDate, &["nextdate", "nextstepdate", "nextstepdue", "nextstepon", "nextactiondate", "nextactionon", "nextactiondue",
        "followupdate", "followupon", "nextcontact", "nextcontactdate", "nextactivitydate", "due", "duedate", "reminder",
        "reminderdate", "remindon"]),
    (Role::Tags, &["tag", "tags", "label", "labels"]),
    (Role::Note, &["note", "notes", "remark", "remarks", "internalnote", "internalnotes", "notiz", "notizen", "notas"]),
    (Role::Mail, &["mail", "mails", "email", "emails", "emailaddress", "emailaddresses", "mailaddress", "contactemail",
        "contactmail", "publicemail", "businessemail", "businessmail", "primaryemail", "workemail", "correo", "correoelectronico"]),
    (Role::AudienceCountry, &["audiencecountry", "audiencetopcountry", "topaudiencecountry", "topcountry", "audiencelocation",
        "audiencemaincountry", "mainaudiencecountry", "followerscountry", "followercountry", "countryofaudience",
        "countryofsubscribers", "subscriberscountry", "audiencecountrycode", "audiencegeo"]),
    (Role::Followers, &["follower", "followers", "followercount", "followerscount", "followernumber", "subscriber",
        "subscribers", "subscribercount", "subscriberscount", "subs", "subcount", "fans", "fancount", "numberoffollowers",
        "nooffollowers", "numfollowers", "totalfollowers", "followerstotal", "followersnum", "followersno", "totalsubscribers",
        "numberofsubscribers", "audiencesize", "abonnenten", "seguidores", "abonnes", "suscriptores"]),
    (Role::Posts, &["post", "posts", "postcount", "postscount", "numberofposts", "noofposts", "numposts", "totalposts",
        "mediacount", "videocount", "videoscount", "numberofvideos", "totalvideos", "uploads", "uploadcount", "publications"]),
    (Role::AverageViews, &["avgview", "avgviews", "viewsavg", "viewavg", "averageviews", "averageview", "viewsaverage",
        "meanviews", "viewsperpost", "viewspervideo", "avgviewsperpost", "avgviewspervideo", "averageviewsperpost",
        "averageviewspervideo", "avgvideoviews", "averagevideoviews", "avgplays", "averageplays"]),
    (Role::AverageLikes, &["avglike", "avglikes", "likesavg", "likeavg", "averagelikes", "averagelike", "likesaverage",
        "meanlikes", "likesperpost", "avglikesperpost", "averagelikesperpost", "likespervideo"]),
    (Role::AverageComments, &["avgcomment", "avgcomments", "commentsavg", "commentavg", "averagecomments", "averagecomment",
        "commentsaverage", "meancomments", "commentsperpost", "avgcommentsperpost", "averagecommentsperpost", "commentspervideo"]),
    (Role::AverageShares, &["avgshare", "avgshares", "sharesavg", "shareavg", "averageshares", "averageshare", "sharesaverage",
        "meanshares", "sharesperpost", "avgsharesperpost", "averagesharesperpost", "sharespervideo"]),
    (Role::AverageEngagement, &["avgengagement", "avgengagements", "engagementavg", "engagementsavg", "averageengagement",
        "averageengagements", "engagementaverage", "engagementsaverage", "engagementsperpost", "meanengagement",
        "avginteractions", "averageinteractions"]),
    (Role::AuthenticEngagement, &["authenticengagement", "authenticengagements", "authenticengagementavg", "engagementauthentic", "engagementsauthentic",
        "avgauthenticengagement", "authenticengagementaverage"]),
    (Role::EngagementRate, &["engagementrate", "engrate", "er", "avger", "avgengagementrate", "averageengagementrate",
        "engagementbp", "engagementbps", "engagementbasispoints", "engagementratebp", "engagementratebps", "erbp",
        "engagementpercent", "engagementpct", "engagementratepercent", "engagementratepct", "erpercent", "erpct",
        "engagementratio", "interactionrate", "tasadeengagement", "tauxdengagement"]),
    (Role::AsOf, &["asof", "asofdate", "date", "dateofdata", "datadate", "statsdate", "snapshotdate", "snapshotat", "collected",
        "collectedat", "collectedon", "datecollected", "collectiondate", "scraped", "scrapedat", "scrapedon", "datescraped",
        "scrapedate", "scrapetime", "scrapingdate", "fetched", "fetchedat", "fetchedon", "fetchdate", "datefetched", "crawled",
        "crawledat", "crawldate", "retrieved", "retrievedat", "retrievedon", "retrievaldate", "lastupdated", "lastupdatedat",
        "lastupdatedon", "lastupdate", "updated", "updatedat", "updatedon", "updatedate", "dateupdated", "measuredat",
        "measuredon", "recordedat", "recordedon", "exportedat", "exportedon", "exportdate", "refreshedat", "lastrefreshed",
        "timestamp", "datum", "stand", "fecha"]),
    (Role::Quality, &["quality", "qualityscore", "influencescore", "influencerscore", "audiencequality", "audiencequalityscore",
        "aqs", "credibilityscore", "brandsafetyscore"]),
];

/// How far the header of a column of dates is, squeezed, from saying that figures are of that day: a row may have been
/// changed on another day, and a `date` may be of anything.
pub fn date_vagueness(squeezed: &str) -> i64 {
    const OF_ROWS: &[&str] = &["updat", "export", "refresh", "timestamp"];
    const OF_ANYTHING: &[&str] = &["date", "datum", "fecha"];
    if OF_ANYTHING.contains(&squeezed) {
        2
    } else {
        i64::from(OF_ROWS.iter().any(|piece| squeezed.contains(piece)))
    }
}

/// Header words that may name the account as well as the person, squeezed.
#[rustfmt::skip]
const WHO: &[&str] = &["name", "names", "influencer", "influencername", "creator", "creatorname", "talent", "talentname",
    "youtuber", "tiktoker", "instagrammer", "instagramer", "blogger", "streamer", "channel", "channelname", "channelinfo",
    "channeltitle", "accountname", "profilename", "profile", "page", "pagename", "kol", "kolname", "member"];

/// Words that say nothing about a column's meaning: who it is about, how it is counted, over how many days.
const DECORATION: &[&str] = &[
    "influencer",
    "influencers",
    "creator",
    "creators",
    "talent",
    "kol",
    "value",
    "values",
    "number",
    "numbers",
    "mostly",
];

/// What a header says of its column, and the platform it names.
pub fn read_header(header: &str) -> (Meaning, Option<Platform>) {
    let header = super::refusals::bare(header);
    let folded = fold(header);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let about = platform_of(&words, header);
    let whole = words.concat();
    match meaning(&whole) {
        Meaning::Unknown => {}
        known => return (known, about),
    }
    if let Some(role) = headers::role(header).or_else(|| crm::role(header)) {
        return (Meaning::Is(role), about);
    }
    let telling: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !is_decoration(word, about))
        .map(whole_word)
        .collect();
    if telling.is_empty() && !words.is_empty() {
        return (
            if about.is_some() {
                Meaning::Who
            } else {
                Meaning::Unknown
            },
            about,
        );
    }
    match meaning(&telling.concat()) {
        // `Creator city`: where they live.
        Meaning::Unknown if about.is_none() => {
            let place = headers::role(&telling.join(" ")).filter(|role| *role == Role::City);
            (place.map_or(Meaning::Unknown, Meaning::Is), about)
        }
        known => (known, about),
    }
}

/// The word that an abbreviation stands for: `Eng. (Auth.)` is `Engagement (Authentic)`.
fn whole_word(word: &str) -> &str {
    match word {
        "eng" | "engmt" | "engag" => "engagement",
        "auth" | "authen" => "authentic",
        "ave" | "av" | "avrg" => "avg",
        other => other,
    }
}

/// A header as its words mean it: folded, only letters and digits.
pub fn squeeze(header: &str) -> String {
    fold(header)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn platform_of(words: &[&str], header: &str) -> Option<Platform> {
    match words {
        // A lone letter is a platform only where something is said of it.
        ["x", _, ..] => Some(Platform::X),
        _ => platform::guess_from_words(header),
    }
}

fn is_decoration(word: &str, about: Option<Platform>) -> bool {
    DECORATION.contains(&word)
        || (about.is_some() && platform::guess_from_words(word) == about)
        || (about == Some(Platform::X) && word == "x")
        || word
            .strip_suffix('d')
            .is_some_and(|days| !days.is_empty() && days.bytes().all(|b| b.is_ascii_digit()))
}

fn meaning(squeezed: &str) -> Meaning {
    if WHO.contains(&squeezed) {
        return Meaning::Who;
    }
    if matches!(squeezed, "engagement" | "engagements") {
        return Meaning::Engagement;
    }
    let role_of = |text: &str| {
        ALIASES
            .iter()
            .find(|(_, words)| words.contains(&text))
            .map(|&(role, _)| role)
    };
    if let Some(role) = role_of(squeezed) {
        return Meaning::Is(role);
    }
    // `category_1`, `Category_2`, `tag 3`: numbered columns of a role that takes several.
    let bare = squeezed.trim_end_matches(|c: char| c.is_ascii_digit());
    role_of(bare)
        .filter(|role| role.takes_several())
        .map_or(Meaning::Unknown, Meaning::Is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_for_two_roles() {
        let mut seen = std::collections::HashSet::new();
        for word in ALIASES
            .iter()
            .flat_map(|(_, words)| words.iter())
            .chain(WHO)
        {
            assert!(seen.insert(word), "{word}");
            assert_eq!(squeeze(word), **word);
        }
    }

    #[test]
    fn headers_are_known_however_they_are_written() {
        for (header, role) in [
            ("avg_likes", Role::AverageLikes),
            ("Avg. likes", Role::AverageLikes),
            ("avgLikes", Role::AverageLikes),
            ("60d_eng_rate", Role::EngagementRate),
            ("Followers Numbers ", Role::Followers),
            (" Subscribers", Role::Followers),
            ("Audience country(mostly)", Role::AudienceCountry),
            ("Authentic engagement Values \n", Role::AuthenticEngagement),
            ("Engagement avg\r\n", Role::AverageEngagement),
            ("category_1", Role::Niche),
            ("Category_3", Role::Niche),
            ("Creator Country", Role::Country),
            ("Follower Count", Role::Followers),
            ("Instagram Handle", Role::Handle),
            ("E-mail", Role::Mail),
            ("ER %", Role::EngagementRate),
            ("Letzter Kontakt", Role::LastContact),
            ("Creator City", Role::City),
            ("Phone Number", Role::Phone),
            ("Do Not Contact", Role::DoNotContact),
            ("Do_Not_Contact__c", Role::DoNotContact),
            ("Do_Not_Contact__pc", Role::DoNotContact),
        ] {
            assert_eq!(read_header(header).0, Meaning::Is(role), "{header}");
        }
    }

    #[test]
    fn headers_that_could_be_handle_or_name_are_left_to_the_values() {
        for (header, about) in [
            ("Influencer insta name", Some(Platform::Instagram)),
            ("Tiktoker name", Some(Platform::TikTok)),
            ("Youtuber", Some(Platform::YouTube)),
            ("Instagram", Some(Platform::Instagram)),
            ("channel_info", None),
            (" Name", None),
        ] {
            assert_eq!(read_header(header), (Meaning::Who, about), "{header}");
        }
    }

    #[test]
    fn columns_that_only_sound_alike_are_unknown() {
        for header in [
            "total_likes",
            "new_post_avg_like",
            "rank",
            "S.no",
            "id",
            "rate_cents",
            "",
            "✿",
            "1",
            "Phone model",
            "Unsubscribed",
        ] {
            assert_eq!(read_header(header).0, Meaning::Unknown, "{header}");
        }
        assert_eq!(
            read_header("X Followers"),
            (Meaning::Is(Role::Followers), Some(Platform::X))
        );
    }
}
