//! What the team wrote down about people it works with: who they are, and what must not be touched.

use crate::domain::field::Field;

/// Fields of one person, found by their first handle; blank ones were never filled.
pub struct Portrait {
    pub key: &'static str,
    pub fields: &'static [(Field, &'static str)],
}

macro_rules! portraits {
    ($($key:literal { $($field:ident $value:literal),+ $(,)? })*) => {
        /// Everybody whom somebody took the time to describe.
        pub const PORTRAITS: &[Portrait] =
            &[$(Portrait { key: $key, fields: &[$((Field::$field, $value)),+] }),*];
    };
}

portraits! {
    "zoe.calmly" {
        Pronouns "she/her", Place "Malmö", TimeZone "Europe/Stockholm", Segment "strategic partner", Channel "mail",
        Story "Ex-pharmacist, explains ingredients without fear. Two kids, no posts on Sundays.\nLeft the pharmacy after a customer burned her face with a peel; that is why she films.",
        Boundaries "Children's faces, prices. No countdowns, no \"last chance\".",
    }
    "amara.glows" {
        Pronouns "she/her", Place "Lagos", TimeZone "Africa/Lagos", Segment "growth bet", Channel "dm",
        Story "Television make-up artist by day, so she posts in the evening, her time. Began with a phone and a bed sheet as backdrop; the bed sheet stayed.",
        Boundaries "No word about lightening or \"brightening\", ever. Her studio's clients are not shown.",
    }
    "sakura.no.asa" {
        Pronouns "she/her", Place "鎌倉", TimeZone "Asia/Tokyo", Segment "strategic partner", CareLevel "A", Channel "mail",
        Story "Was a bookbinder. Films one morning a week, at six, in one take; if the light is wrong there is no film that week.",
        Boundaries "No voice-over written by us. Her house number and her street stay out of frame.",
    }
    "mateo.sinplastico" {
        Pronouns "he/him", Place "Valencia", Segment "growth bet", Channel "dm",
        Story "Marine biologist who stopped publishing papers nobody read. Weighs every package on camera.",
        Boundaries "Will not say \"green\" or \"clean\". Figures about plastic only with their source.",
    }
    "luca.rossi.barba" {
        Pronouns "he/him", Place "Bologna", Segment "campaign specialist", Channel "phone",
        Story "Third barber in the family. Reads mail once a week; ring him between two and four, when the shop is shut.",
        Boundaries "His father's shop sign is not for advertising.",
    }
    "drelifanlatiyor" {
        Pronouns "she/her", Place "İzmir", TimeZone "Europe/Istanbul", Segment "strategic partner", Channel "mail",
        Story "Dermatologist in her last hospital year. Films after night shifts and is kind about it; send nothing that needs an answer before noon.",
        Boundaries "No diagnosis in comments. The hospital is never named or seen.",
    }
    "katia.shevchuk" {
        Pronouns "she/her", Place "Львів", TimeZone "Europe/Kyiv", Segment "growth bet", Channel "dm",
        Story "Cartoonist with rosacea; draws her cheeks as two characters who quarrel. Power cuts move her dates, she always says so in time.",
        Boundaries "No jokes about the war by us. No deadline before ten in the morning.",
    }
    "서연의기초" {
        Pronouns "she/her", Place "서울", TimeZone "Asia/Seoul", Segment "strategic partner", CareLevel "B", Channel "mail",
        Story "Took ten steps down to three on camera, over a year, and showed her skin every week. Everything runs through her agency, and she reads every line herself afterwards.",
        Boundaries "Her dog has a contract of its own.",
    }
    "camille.enpharmacie" { Pronouns "she/her", Place "Nantes", Segment "campaign specialist", Boundaries "Never inside a pharmacy that has not agreed in writing." }
    "bjorn.outside" { Pronouns "he/him", Place "Vík", TimeZone "Atlantic/Reykjavik", Segment "campaign specialist", Channel "mail", Story "Glacier guide; two weeks out, two weeks at home. Answers when he is home, always." }
    "arunee.spf" { Pronouns "she/her", Place "ภูเก็ต", TimeZone "Asia/Bangkok", Segment "growth bet", Channel "dm", Story "Boat captain's daughter. Bought the UV camera from her first fee and lends it to schools." }
    "chloe.chezelle" { Pronouns "she/her", Place "Montréal", Segment "community advocate", Boundaries "French goes first in every caption. No sugar words for children." }
    "priya.skindiary" {
        Pronouns "she/her", Place "Bengaluru", TimeZone "Asia/Kolkata", Segment "community advocate", Channel "mail",
        Story "Kept a paper diary of her melasma for nine years, then scanned it. Her comments are moderated by three followers she has never met.",
        Boundaries "No before-and-after pictures. No \"fair\".",
    }
    "noahkeller" {
        Pronouns "he/him", Place "Bern", Segment "growth bet", Channel "dm",
        Story "Makes his father try everything; the father is the star. We owe them samples for two, always two.",
        Boundaries "Nothing about the father's illness.",
    }
    "jonas.berger.wien" { Pronouns "he/him", Place "Wien", Segment "campaign specialist", CareLevel "B", Channel "mail", Story "Architect without a site, since the crisis. Bottles get the light he would have given houses." }
    "ananya.verma" { Pronouns "she/her", Place "जयपुर", TimeZone "Asia/Kolkata", Segment "strategic partner", Channel "phone", Story "Hindi first, and proud of it. Her mother is the second voice; both want the script a week before." }
    "layla.mansour" { Pronouns "she/her", Place "بيروت", Segment "strategic partner", CareLevel "B", Channel "mail", Boundaries "Arabic copy only from her own hand. Nothing goes live in Ramadan before sunset." }
    "思远聊皮肤" { Pronouns "he/him", Place "杭州", TimeZone "Asia/Shanghai", Segment "campaign specialist", Channel "form", Story "Answers a listener's letter in every episode and has never sold one minute of it. We are mentioned because he wants to, or not at all." }
    "jasper.meer" { Pronouns "he/him", Place "Delft", Segment "community advocate", Story "Burned both hands at the kiln. Asked for quiet until he is at the wheel again." }
    "fatou.peau" { Pronouns "she/her", Place "Dakar", Segment "community advocate", Channel "dm", Boundaries "Not one picture beside a bleaching brand, in feeds either." }
    "sarka.doma" { Pronouns "she/her", Place "Brno", Segment "community advocate", KeepInTouch "90", Story "Midwife on call. Three months between two mails is her pace, and it works." }
    "hana.after.rain" {
        Pronouns "she/her", Place "Portland", TimeZone "America/Los_Angeles", Segment "community advocate", Marks "ambassador", Channel "dm",
        Story "Bought the toner herself before we knew her name. Writes the way rain sounds; do not edit her commas.",
        Boundaries "Her parents' shop. And no discount codes in the first line.",
    }
    "maya.soft.skin" { Pronouns "she/her", Place "חיפה", TimeZone "Asia/Jerusalem", Segment "community advocate", CareLevel "A", Channel "dm", Story "Eczema since childhood; founded a parents' group that fills a hall by now. Says no in public when a product burns." }
    "olivia.bright.spf" { Pronouns "she/her", Place "Fremantle", TimeZone "Australia/Perth", Segment "strategic partner", CareLevel "A", Channel "mail", Boundaries "No tan, not even in jest: her aunt died of melanoma." }
    "shira.bli.filter" { Pronouns "she/they", Place "תל אביב", Segment "community advocate", Channel "dm" }
    "ngozi.explains" { Pronouns "she/her", Place "Enugu", Segment "community advocate", Story "Chemistry teacher. A clinic prints her chalkboards for its waiting room; we paid for the paper." }
    "けんの洗面台" { Pronouns "he/him", Place "大阪", TimeZone "Asia/Tokyo", Segment "community advocate", Channel "post", Story "Began skincare at fifty-five, after the wedding photos of his daughter. Writes us letters, on paper, with a seal." }
    "isabella.moretti.pelle" { Pronouns "she/her", Place "Torino", Segment "strategic partner", CareLevel "A", Marks "ambassador, renewing", Channel "phone" }
    "siobhan.sa.bhaile" { Pronouns "she/her", Place "An Daingean", Segment "community advocate", Channel "dm", Boundaries "Irish is not decoration: whole sentences or none." }
    "linnea.i.lugn" { Pronouns "she/her", Place "Umeå", Channel "mail", Boundaries "Wants no parcel that she has not asked for." }
    "freya.fra.fyn" { Pronouns "she/her", Place "Odense", Segment "growth bet", Channel "dm", Story "Nursery teacher; films on the way home. Her followers write to each other under her posts, she calls it the kitchen." }
    "ines.costa.sal" { Pronouns "she/her", Place "Ericeira", TimeZone "Europe/Lisbon", Segment "growth bet", Channel "dm" }
    "lina.haddad.mama" { Pronouns "she/her", Place "عمّان", Channel "mail", Boundaries "Nothing that she cannot say as a pharmacist. On leave soon; she says when." }
    "thandi.nkosi" { Pronouns "she/her", Place "Durban", TimeZone "Africa/Johannesburg", Segment "growth bet", Channel "dm", Story "Nursing student, films in the bus. Asked her followers what a fair fee would be and published the answers." }
}
