//! What was said and done with each person, as days before today; the plan puts it in order of time.
//!
//! A script is told in order. Who does it is the person's owner unless a line says otherwise.

use super::people::Seat;
use crate::domain::parking::ParkReason;
use crate::domain::stage::Stage;
use crate::domain::touch::{Channel, Direction, Kind};

/// One thing that a member did.
#[derive(Debug, Clone, Copy)]
pub struct Deed {
    /// How many days before today.
    pub ago: i64,
    /// Who, if not the owner.
    pub by: Option<Seat>,
    /// What.
    pub what: What,
}

/// What a member did. Days ahead are after today.
#[derive(Debug, Clone, Copy)]
pub enum What {
    Log(Direction, Channel, Kind, &'static str),
    Answered,
    Note(&'static str),
    /// The next step: due in so many days, and what.
    Next(i64, &'static str),
    Go(Stage),
    Park(ParkReason, Option<i64>),
    /// On a break for so many days from today.
    Rest(i64),
    /// A way to reach them, and the manager's name and role where it is theirs.
    Reach(
        &'static str,
        &'static str,
        Option<(&'static str, &'static str)>,
    ),
}

/// Everything about one person, found by their first handle.
pub struct Script {
    pub key: &'static str,
    pub deeds: &'static [Deed],
}

const fn deed(ago: i64, what: What) -> Deed {
    Deed {
        ago,
        by: None,
        what,
    }
}
const fn by(seat: Seat, deed: Deed) -> Deed {
    Deed {
        by: Some(seat),
        ..deed
    }
}
const fn pitch(ago: i64, channel: Channel, text: &'static str) -> Deed {
    deed(ago, What::Log(Direction::Out, channel, Kind::Pitch, text))
}
const fn chase(ago: i64, channel: Channel, text: &'static str) -> Deed {
    deed(
        ago,
        What::Log(Direction::Out, channel, Kind::FollowUp, text),
    )
}
const fn they(ago: i64, channel: Channel, text: &'static str) -> Deed {
    deed(ago, What::Log(Direction::In, channel, Kind::Reply, text))
}
const fn we(ago: i64, channel: Channel, text: &'static str) -> Deed {
    deed(ago, What::Log(Direction::Out, channel, Kind::Reply, text))
}
const fn hello(ago: i64, channel: Channel, text: &'static str) -> Deed {
    deed(ago, What::Log(Direction::Out, channel, Kind::CheckIn, text))
}
const fn note(ago: i64, text: &'static str) -> Deed {
    deed(ago, What::Note(text))
}
const fn next(ago: i64, due: i64, text: &'static str) -> Deed {
    deed(ago, What::Next(due, text))
}
const fn go(ago: i64, stage: Stage) -> Deed {
    deed(ago, What::Go(stage))
}
const fn park(ago: i64, reason: ParkReason, look_again: Option<i64>) -> Deed {
    deed(ago, What::Park(reason, look_again))
}
const fn mail(ago: i64, value: &'static str, manager: (&'static str, &'static str)) -> Deed {
    deed(ago, What::Reach("mail", value, Some(manager)))
}
const fn reach(ago: i64, kind: &'static str, value: &'static str) -> Deed {
    deed(ago, What::Reach(kind, value, None))
}

use Channel::{Dm, Form, InPerson, Mail, Phone, Post};
use Seat::{Fourth, Me, Second, Third};
use Stage::{Advocacy, Collaboration, Nurturing, Outreach};

/// An agency that stands for several people.
const HAN: (&str, &str) = ("Han River Talent", "agency");
/// Another.
const NORD: (&str, &str) = ("Nordlys Management", "agency");

/// Those we work with.
pub const COLLABORATION: &[Script] = &[
    Script {
        key: "zoe.calmly",
        deeds: &[
            hello(
                118,
                Mail,
                "thanked her for the honest retinol review; nobody had asked for it",
            ),
            pitch(
                44,
                Mail,
                "the spring launch: one long video on retinol, two stories",
            ),
            they(43, Mail, "Yes. Only if I may say what it does not do, too."),
            we(
                42,
                Mail,
                "agreed: limits of the product stand in the brief as a must-have",
            ),
            go(41, Collaboration),
            note(
                9,
                "Draft 2 was nearly there: say 0.3 %, not \"strong\". Best opening of the campaign.",
            ),
            they(
                2,
                Mail,
                "Draft 3 is in. I moved the code up under the first line.",
            ),
            next(2, 0, "review draft 3"),
        ],
    },
    Script {
        key: "amara.glows",
        deeds: &[
            pitch(
                96,
                Dm,
                "wrote about her barrier series, asked for three reels",
            ),
            they(94, Dm, "Love it. Evenings only, my light is best then."),
            go(90, Collaboration),
            reach(88, "phone", "+234 000 0000"),
            they(
                13,
                Dm,
                "Reel 1 went over 300K, people ask for the whole routine.",
            ),
            we(
                13,
                Dm,
                "congratulated her; rates for a second package by phone",
            ),
            next(6, 0, "call about rates for the second package"),
        ],
    },
    Script {
        key: "sakura.no.asa",
        deeds: &[
            hello(
                122,
                Mail,
                "sent the first print of the new leaflet, with her photo credit",
            ),
            pitch(
                52,
                Mail,
                "one quiet film about the refill, whenever the light is right",
            ),
            they(47, Mail, "承知しました。朝の光で撮りたいです。"),
            we(
                46,
                Mail,
                "any morning is right, we move the date with the light",
            ),
            go(46, Collaboration),
            next(8, 3, "ask gently how the light is"),
        ],
    },
    Script {
        key: "mateo.sinplastico",
        deeds: &[
            pitch(
                68,
                Dm,
                "the refill pack: weigh it on camera, whatever the scale says",
            ),
            they(
                66,
                Dm,
                "You know I will compare it with a bar of soap, yes?",
            ),
            we(66, Dm, "please do"),
            go(63, Collaboration),
            next(5, 4, "figures for the refill, with the source"),
            they(
                1,
                Dm,
                "Can I show the refill pack before the launch date? Only the back of it.",
            ),
        ],
    },
    Script {
        key: "luca.rossi.barba",
        deeds: &[
            pitch(
                75,
                Phone,
                "called about the reel \"Morning light\", fee and two products",
            ),
            they(74, Phone, "Good for me. Nothing before the fair."),
            we(
                73,
                Mail,
                "wrote down what we agreed on the phone, with the date after the fair",
            ),
            go(70, Collaboration),
            next(
                8,
                -1,
                "ask for draft 1 of \"Morning light\"; movable to the next day he is in",
            ),
        ],
    },
    Script {
        key: "drelifanlatiyor",
        deeds: &[
            pitch(
                110,
                Mail,
                "launch video with every study we have, unabridged",
            ),
            they(
                103,
                Mail,
                "I have read them. Study 4 is weak, the others are fine. I am in.",
            ),
            go(101, Collaboration),
            we(
                19,
                Mail,
                "thanked her; the video has been live for two days and nobody fights in the comments",
            ),
            next(4, -2, "ask for the invoice for the launch video"),
        ],
    },
    Script {
        key: "katia.shevchuk",
        deeds: &[
            pitch(
                58,
                Dm,
                "two drawings and a reel about red cheeks in the cold",
            ),
            they(57, Dm, "Ліва щока згодна, права ще думає. Так!"),
            go(55, Collaboration),
            we(
                6,
                Dm,
                "the date moves by a week, no hurry; keep the lights on",
            ),
            next(6, 7, "sketch 1"),
        ],
    },
    Script {
        key: "서연의기초",
        deeds: &[
            mail(300, "seoyeon@han-river.example.com", HAN),
            pitch(
                49,
                Mail,
                "offer for one video and two shorts went to the agency",
            ),
            they(
                40,
                Mail,
                "Agency: agreed at the fee of last year; usage rights for six months.",
            ),
            go(38, Collaboration),
            we(37, Mail, "contract signed and sent back"),
            next(10, 9, "contract: usage rights end, note the date"),
        ],
    },
    Script {
        key: "camille.enpharmacie",
        deeds: &[
            pitch(33, Mail, "her shelf series with us as one bottle among ten"),
            they(31, Mail, "Une parmi dix, ça me va. Deux épisodes."),
            we(31, Mail, "two episodes, one bottle, her words"),
            go(30, Collaboration),
            next(7, 1, "list of the ten shops that said yes"),
        ],
    },
    Script {
        key: "bjorn.outside",
        deeds: &[
            pitch(
                128,
                Mail,
                "a stick of balm for the whole season, film what is left of it",
            ),
            they(
                110,
                Mail,
                "Back from the ice. Fine by me, first film in two months.",
            ),
            we(109, Mail, "no hurry; six sticks are on their way to Vík"),
            go(109, Collaboration),
            note(
                60,
                "Out until further notice; he warned us. Nothing is late.",
            ),
        ],
    },
    Script {
        key: "arunee.spf",
        deeds: &[
            pitch(
                40,
                Dm,
                "the UV camera and our new filter, whatever it shows",
            ),
            they(39, Dm, "ส่งมาเลยค่ะ กล้องพร้อมแล้ว"),
            we(
                38,
                Post,
                "parcel sent: six tubes, two of them without a label for the blind test",
            ),
            go(36, Collaboration),
            by(
                Me,
                note(
                    15,
                    "Her blind test is a format of its own. Ask for it again.",
                ),
            ),
            next(4, 2, "watch the blind test before it goes live"),
        ],
    },
    Script {
        key: "chloe.chezelle",
        deeds: &[
            pitch(29, Mail, "bath time, without a child in the picture"),
            they(26, Mail, "Oui, avec les mains seulement. Hands only."),
            we(25, Mail, "hands only; it stands in the brief"),
            go(25, Collaboration),
            next(5, 5, "both captions, French first"),
        ],
    },
];

/// Those we keep warm, and those who speak for us unasked.
pub const WARM: &[Script] = &[
    Script {
        key: "priya.skindiary",
        deeds: &[
            they(
                33,
                Mail,
                "The video is live. Thank you for not touching the script.",
            ),
            hello(
                31,
                Mail,
                "her comments are the best thing about the launch; told her so",
            ),
            next(30, 0, "payment of 600 EUR, 30 days after live"),
        ],
    },
    Script {
        key: "noahkeller",
        deeds: &[
            hello(20, Dm, "promised spring samples, for two"),
            they(19, Dm, "Dad has cleared a shelf 😄"),
            deed(18, What::Answered),
            next(18, -3, "send the spring samples, for two"),
        ],
    },
    Script {
        key: "jonas.berger.wien",
        deeds: &[
            go(150, Nurturing),
            they(
                50,
                Mail,
                "Schöne Vorschau. Im Moment baue ich tatsächlich ein Haus.",
            ),
            hello(
                48,
                Mail,
                "sent the preview and our congratulations for the house",
            ),
        ],
    },
    Script {
        key: "ananya.verma",
        deeds: &[
            they(57, Phone, "माँ पूछ रही हैं, अगला तेल कब आएगा?"),
            we(
                56,
                Phone,
                "the oil comes next season; her mother gets the first bottle",
            ),
        ],
    },
    Script {
        key: "sofi.sinfiltro",
        deeds: &[
            hello(23, Dm, "sent the dermatology panel's report, as promised"),
            next(23, 12, "ask about the honest-skin week"),
        ],
    },
    Script {
        key: "zhanna.almaty",
        deeds: &[
            they(29, Dm, "Минус двадцать два, крем держится. Вы были правы."),
            we(28, Dm, "minus twenty-two and it holds: may we quote her?"),
        ],
    },
    Script {
        key: "佳穎看成分",
        deeds: &[
            hello(17, Mail, "sent the patent number she asked for"),
            by(
                Second,
                note(
                    16,
                    "She found a mistake in our INCI translation. Corrected, thanked, credited.",
                ),
            ),
        ],
    },
    Script {
        key: "dimitris.thalassa",
        deeds: &[hello(52, Dm, "end of season: asked how the nose is")],
    },
    Script {
        key: "aga.czyta.sklad",
        deeds: &[
            they(
                12,
                Mail,
                "Kto u Was odpowiada za emulgatory? Mam pytanie do tabeli.",
            ),
            we(11, Mail, "put her in touch with the laboratory"),
            next(11, 6, "hear whether the laboratory answered her"),
        ],
    },
    Script {
        key: "layla.mansour",
        deeds: &[
            mail(
                250,
                "bookings@cedar-talent.example.com",
                ("Rima Cedar", "talent manager"),
            ),
            hello(27, Mail, "wished her luck for the move"),
        ],
    },
    Script {
        key: "mada.cu.masura",
        deeds: &[hello(
            39,
            Dm,
            "new price per ten millilitres, before it is public",
        )],
    },
    Script {
        key: "tomas.pele",
        deeds: &[they(4, Dm, "Segunda-feira é dia de pele. Tem novidade?")],
    },
    Script {
        key: "aino.saunassa",
        deeds: &[
            hello(
                14,
                InPerson,
                "met her at the fair in Tampere; sauna, of course",
            ),
            next(14, 10, "send the photograph of the lake, framed"),
        ],
    },
    Script {
        key: "rhys.ar.y.mynydd",
        deeds: &[hello(
            21,
            Mail,
            "balm for the whole rescue team, no post expected",
        )],
    },
    Script {
        key: "思远聊皮肤",
        deeds: &[
            reach(290, "form", "https://siyuan.example.com/letters"),
            hello(
                43,
                Form,
                "sent a listener's letter that had come to us by mistake",
            ),
        ],
    },
    Script {
        key: "fatou.peau",
        deeds: &[
            they(
                9,
                Dm,
                "On m'a proposé une crème éclaircissante. J'ai ri. Vous restez ?",
            ),
            we(9, Dm, "we stay"),
        ],
    },
    Script {
        key: "jasper.meer",
        deeds: &[
            they(82, Mail, "Both hands in bandages. Give me some months."),
            we(
                81,
                Mail,
                "take all the time; no reminder will come from here",
            ),
            deed(81, What::Rest(40)),
        ],
    },
    Script {
        key: "sarka.doma",
        deeds: &[hello(
            66,
            Mail,
            "the leaflet on pregnancy, for her to correct",
        )],
    },
    Script {
        key: "hana.after.rain",
        deeds: &[
            they(63, Dm, "Mentioned you again, unpaid, because it rained."),
            hello(61, Dm, "thanked her; the rain post hangs in our kitchen"),
            note(
                19,
                "Unprompted mention: the toner, in a list of ten things she repurchases.",
            ),
        ],
    },
    Script {
        key: "maya.soft.skin",
        deeds: &[
            they(
                130,
                Dm,
                "The parents' group asks whether you would come and listen.",
            ),
            we(129, Dm, "we come, and we bring nothing"),
            go(127, Advocacy),
            hello(9, Dm, "sent the answers to the parents' forty questions"),
        ],
    },
    Script {
        key: "olivia.bright.spf",
        deeds: &[
            mail(
                280,
                "olivia@harbourlight.example.com",
                ("Harbourlight", "agency"),
            ),
            go(180, Advocacy),
            they(
                7,
                Mail,
                "Said yes again to the schools tour. No fee, just tubes.",
            ),
            we(6, Mail, "four hundred tubes leave this week"),
            next(6, 8, "ask whether the tubes have arrived"),
        ],
    },
    Script {
        key: "shira.bli.filter",
        deeds: &[
            they(24, Dm, "המדף נשאר תשעה מוצרים, אבל עכשיו ארבעה מהם שלכם"),
            we(23, Dm, "sent a heart and the fifth, as a joke"),
        ],
    },
    Script {
        key: "ngozi.explains",
        deeds: &[
            go(210, Advocacy),
            hello(26, Mail, "paid for the paper of the clinic's posters"),
            next(26, 14, "see the posters on the wall: ask for a picture"),
        ],
    },
    Script {
        key: "けんの洗面台",
        deeds: &[
            reach(280, "post", "大阪市北区 0-0-0"),
            they(
                32,
                Post,
                "a letter, three pages; the daughter has a daughter now",
            ),
            we(
                28,
                Post,
                "wrote back by hand, with the smallest bottle we make",
            ),
        ],
    },
    Script {
        key: "isabella.moretti.pelle",
        deeds: &[
            go(240, Advocacy),
            they(
                16,
                Phone,
                "Rinnoviamo. Ma il packaging nuovo lo voglio vedere prima.",
            ),
            we(16, Phone, "she sees the packaging first, before the board"),
            next(15, 3, "renewal: second year as ambassador, terms as before"),
        ],
    },
    Script {
        key: "siobhan.sa.bhaile",
        deeds: &[
            they(
                18,
                Dm,
                "Go raibh maith agaibh! The word you used is right, my gran checked.",
            ),
            we(18, Dm, "thanked the gran"),
        ],
    },
];

/// Those we are getting to know, and those who are off the board.
pub const OUTREACH: &[Script] = &[
    Script {
        key: "linnea.i.lugn",
        deeds: &[
            go(12, Outreach),
            hello(
                12,
                Mail,
                "commented on her rosemary piece; Zoë will mention us",
            ),
            next(12, 2, "write to her, after Zoë has"),
        ],
    },
    Script {
        key: "mohd.grooms",
        deeds: &[
            go(8, Outreach),
            next(8, 4, "the offer in Arabic, read by Lina first"),
        ],
    },
    Script {
        key: "thao.da.dep",
        deeds: &[go(5, Outreach)],
    },
    Script {
        key: "bea.semlixo",
        deeds: &[go(27, Outreach), next(27, 6, "find out who she buys from")],
    },
    Script {
        key: "viki.bore",
        deeds: &[
            pitch(4, Mail, "one video in her own words, family name first"),
            next(4, 3, "chase once"),
        ],
    },
    Script {
        key: "marek.tusz",
        deeds: &[pitch(
            9,
            Dm,
            "balm for a hundred tattoos, count them on camera",
        )],
    },
    Script {
        key: "雨桐的梳妆台",
        deeds: &[
            mail(60, "yutong@han-river.example.com", HAN),
            pitch(6, Mail, "texture film, no voice, through her agency"),
            next(6, 8, "chase the agency once"),
        ],
    },
    Script {
        key: "lina.haddad.mama",
        deeds: &[
            pitch(
                11,
                Mail,
                "pregnancy line: she reads everything before she answers",
            ),
            next(11, -2, "send the leaflet she may annotate"),
        ],
    },
    Script {
        key: "freya.fra.fyn",
        deeds: &[
            mail(40, "freya@nordlys.example.com", NORD),
            pitch(20, Dm, "spring launch, one reel in her kitchen"),
            chase(6, Dm, "asked again, with the date of the spring launch"),
            next(6, 0, "chase once more, through Nordlys"),
        ],
    },
    Script {
        key: "lukasz.w.gorach",
        deeds: &[
            pitch(38, Mail, "hands on granite: balm for a season"),
            chase(24, Mail, "asked whether the season has begun"),
        ],
    },
    Script {
        key: "ivan.brusne",
        deeds: &[
            pitch(18, Mail, "after-shave without alcohol, his method"),
            chase(10, Mail, "sent the method back to him, with our questions"),
            next(10, -1, "second chase, then let him be"),
        ],
    },
    Script {
        key: "zanele.dube",
        deeds: &[
            pitch(15, Dm, "sunscreen without the grey: would she test it?"),
            chase(7, Dm, "asked whether the tube has arrived"),
            next(7, 2, "ask the parcel service"),
        ],
    },
    Script {
        key: "ruta.mazai",
        deeds: &[
            pitch(45, Mail, "the fifth thing she owns"),
            chase(31, Mail, "no hurry, and no fifth thing needed"),
            chase(17, Mail, "last question, then silence"),
        ],
    },
    Script {
        key: "ines.costa.sal",
        deeds: &[
            pitch(12, Dm, "two reels in salt water for the spring launch"),
            they(
                2,
                Dm,
                "Yes! What would the fee be for two reels, and who owns them afterwards?",
            ),
            next(2, 0, "answer with the rate card and the usage rights"),
        ],
    },
    Script {
        key: "nefeli.diavazei",
        deeds: &[
            pitch(16, Mail, "a look at our INCI list before it is printed"),
            they(3, Mail, "Βρήκα δύο λάθη. Θέλετε να τα πούμε στο τηλέφωνο;"),
            next(3, 1, "telephone: her two mistakes"),
        ],
    },
    Script {
        key: "oskar.nystrom",
        deeds: &[
            pitch(13, Dm, "ice hole, cream, thirty seconds"),
            they(1, Dm, "Haha ja. Men ni kommer hit."),
        ],
    },
    Script {
        key: "지훈세안",
        deeds: &[
            mail(35, "jihoon@han-river.example.com", HAN),
            pitch(26, Mail, "first men's line in Seoul, through the agency"),
            they(19, Mail, "Agency: interested; exclusivity has a price."),
            we(12, Mail, "three months instead of six, and the price again"),
            next(12, 1, "call Han River about exclusivity"),
        ],
    },
    Script {
        key: "gabi.pielreal",
        deeds: &[
            pitch(
                30,
                Dm,
                "a second honest breakout, with us in the background",
            ),
            they(28, Dm, "Me gusta. ¿Pagan a los que editan también?"),
            we(5, Dm, "yes, the editor has a line of their own in the deal"),
            next(5, -1, "draft the deal, editor included"),
        ],
    },
    Script {
        key: "dominikvogel",
        deeds: &[
            pitch(92, Mail, "one video on the night serum"),
            they(90, Mail, "9.500 EUR netto, nicht verhandelbar."),
            we(89, Mail, "thanked him; not this year"),
            park(89, ParkReason::DeclinedFee, Some(-1)),
        ],
    },
    Script {
        key: "yasmin.elsayed",
        deeds: &[
            pitch(105, Dm, "evening routine, three stories"),
            they(100, Dm, "بعد موسم الأفراح إن شاء الله، اسألوني مرة ثانية"),
            we(100, Dm, "wished her a good season; we ask again"),
            park(100, ParkReason::DeclinedTiming, Some(0)),
        ],
    },
    Script {
        key: "claradupont.bxl",
        deeds: &[
            pitch(70, Mail, "asked about the next season"),
            they(67, Mail, "Signed with another house until next year."),
            park(66, ParkReason::DeclinedCompetitor, Some(75)),
        ],
    },
    Script {
        key: "pavel.britva",
        deeds: &[
            pitch(120, Mail, "after-shave balm, two photographs"),
            park(77, ParkReason::NoReply, None),
        ],
    },
    Script {
        key: "大輔の香り",
        deeds: &[park(95, ParkReason::DeclinedTopic, None)],
    },
    Script {
        key: "jade.nails.it",
        deeds: &[by(Third, park(30, ParkReason::NotAFit, None))],
    },
    Script {
        key: "ebrukaya.cilt",
        deeds: &[
            pitch(205, Mail, "asked for a conversation"),
            they(201, Mail, "Please take me off your list."),
            by(Fourth, park(201, ParkReason::AskedNotToBeContacted, None)),
        ],
    },
    Script {
        key: "petra.i.tri",
        deeds: &[
            pitch(112, Dm, "bath time for three boys"),
            park(84, ParkReason::NoReply, Some(-2)),
        ],
    },
    Script {
        key: "thandi.nkosi",
        deeds: &[
            by(
                Third,
                note(
                    27,
                    "Josephine follows her, too. They would be good together in spring.",
                ),
            ),
            next(13, 5, "first words under her bus series, before any offer"),
        ],
    },
    Script {
        key: "ayse.hassas",
        deeds: &[by(Fourth, note(52, "Rates seen at a fair: fair."))],
    },
    Script {
        key: "annalena.pur",
        deeds: &[next(22, 9, "look at her last twenty posts, then decide")],
    },
];
