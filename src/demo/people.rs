//! The people of the demo world: the files that brought them, and one line a person.
//!
//! Everybody here is invented. Their stories stand in [`super::portraits`], what was said in [`super::talk`].

use crate::domain::platform::Platform;
use crate::domain::stage::Stage;

/// A place in the team of four; `Me` is whoever runs the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    Me,
    Second,
    Third,
    Fourth,
    Nobody,
}

/// The file that brought a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The team's own sheet, a little more than a year ago.
    Sheet,
    /// A new row in the monthly figures, half a year ago.
    Midyear,
    /// A search on the market, some weeks ago.
    Search,
    /// A shortlist, two weeks ago.
    Shortlist,
}

/// One account, as it stands today.
#[derive(Debug, Clone, Copy)]
pub struct Account {
    pub platform: Platform,
    pub handle: &'static str,
    pub followers: i64,
    /// What it gains in a month, in thousandths of what it had a year ago.
    pub growth: i64,
    /// Engagement rate in hundredths of a per cent.
    pub engagement: i64,
}

/// One person as the file that brought them tells it.
#[derive(Debug, Clone, Copy)]
pub struct Who {
    pub name: &'static str,
    pub country: &'static str,
    pub language: &'static str,
    pub niche: &'static str,
    pub owner: Seat,
    pub found: Found,
    pub stage: Stage,
    pub tags: &'static [&'static str],
    pub accounts: &'static [Account],
    pub note: &'static str,
}

impl Who {
    /// What scripts and portraits call the person by: the first handle.
    pub fn key(&self) -> &'static str {
        self.accounts
            .first()
            .map_or(self.name, |account| account.handle)
    }
}

/// Handles that somebody pasted: nothing is known of them yet.
pub const PASTED: &[(Platform, &str)] = &[
    (Platform::TikTok, "spf.every.day"),
    (Platform::Instagram, "the_patch_test"),
    (Platform::Instagram, "theo.et.ines"),
];

macro_rules! people {
    ($($name:literal $country:ident $language:ident $niche:literal, $owner:ident $found:ident $stage:ident
       [$($tag:literal)*] $($platform:ident $handle:literal $followers:literal $growth:literal $engagement:literal),+;
       $note:literal)*) => {
        /// Everybody, by where they stand today.
        pub const PEOPLE: &[Who] = &[$(Who {
            name: $name,
            country: stringify!($country),
            language: stringify!($language),
            niche: $niche,
            owner: Seat::$owner,
            found: Found::$found,
            stage: Stage::$stage,
            tags: &[$($tag),*],
            accounts: &[$(Account {
                platform: Platform::$platform,
                handle: $handle,
                followers: $followers,
                growth: $growth,
                engagement: $engagement,
            }),+],
            note: $note,
        }),*];
    };
}

// Name, country, language, niche, owner, file, stage in the file, tags, accounts with followers, growth and
// engagement; and the note that the file holds.
people! {
    // Collaboration today.
    "Zoë Lindqvist" SE sv "skincare", Me Sheet Nurturing ["retinol" "longform"] YouTube "zoe.calmly" 61_000 15 510, Instagram "zoelindqvist" 22_400 3 430; "Two launches with us, both delivered early."
    "Amara Okafor" NG en "skincare", Me Sheet Discovery ["barrier" "evening"] TikTok "amara.glows" 84_200 38 480, Instagram "amaraokafor" 31_700 12 390; "Her barrier series is what we would have written ourselves."
    "佐藤 さくら" JP ja "minimal beauty", Third Sheet Nurturing ["quiet-luxury"] Instagram "sakura.no.asa" 128_400 9 340, YouTube "さくらの朝" 40_900 22 310; "Films at six in the morning. The light is the brand."
    "Mateo García" ES es "sustainable beauty", Me Midyear Discovery ["refill" "vegan"] Instagram "mateo.sinplastico" 38_600 26 410; "Refill people trust him; he counts the grams of plastic on camera."
    "Luca Rossi" IT it "men's grooming", Me Sheet Discovery ["men"] Instagram "luca.rossi.barba" 31_500 8 290; "Barber in Bologna, shaves his customers' questions."
    "Elif Yılmaz" TR tr "dermatology", Second Sheet Discovery ["dermatology" "longform"] YouTube "drelifanlatiyor" 212_000 17 270, Instagram "elifyilmazderm" 95_300 11 310; "Resident dermatologist. Will not name a product she has not read the leaflet of."
    "Катерина Шевчук" UA uk "sensitive skin", Fourth Sheet Discovery ["sensitive"] Instagram "katia.shevchuk" 52_800 14 520, TikTok "katia.skin" 18_300 41 690; "Rosacea, told with humour."
    "김서연" KR ko "k-beauty", Third Sheet Nurturing ["k-beauty" "texture"] YouTube "서연의기초" 341_000 11 230, Instagram "seoyeon.layers" 188_500 6 280; "Ten steps down to three; her viewers came along."
    "Camille Lefèvre" FR fr "pharmacy finds", Second Midyear Discovery ["pharmacy"] Instagram "camille.enpharmacie" 64_100 19 360; "Reads French pharmacy shelves like a novel."
    "Björn Þórsson" IS is "cold weather skin", Fourth Sheet Discovery ["outdoor" "men"] YouTube "bjorn.outside" 27_900 13 440; "Guide on the glacier. Wind, salt and sun are his test lab."
    "อรุณี ศรีสุข" TH th "sun care", Third Midyear Discovery ["spf"] TikTok "arunee.spf" 156_700 33 620, Instagram "arunee.srisuk" 49_200 10 370; "Tests sunscreens on the boat to Ko Yao, with a UV camera."
    "Chloé Tremblay-Nguyễn" CA fr "family skincare", Second Sheet Nurturing ["family"] Instagram "chloe.chezelle" 41_300 7 450; "Montréal. Writes in two languages, films in one."

    // Nurturing today.
    "Priya Sharma" IN en "skincare", Me Sheet Nurturing ["melanin" "longform"] Instagram "priya.skindiary" 47_900 10 320, YouTube "priyasharmaskin" 29_400 18 280; "Pigmentation, calmly. Comments are a self-help group."
    "Noah Keller" CH de "men's grooming", Me Sheet Nurturing ["men" "spring"] TikTok "noahkeller" 73_600 21 530; "Makes his father try everything."
    "Jonas Berger" AT de "minimal beauty", Me Sheet Collaboration ["men"] Instagram "jonas.berger.wien" 22_700 2 260; "Photographs bottles as if they were architecture."
    "अनन्या वर्मा" IN hi "hair and scalp", Me Sheet Nurturing ["hindi" "scalp"] YouTube "ananya.verma" 118_000 24 390, Instagram "ananya.likhti.hai" 36_500 9 350; "Hindi first. Her mother is the second voice in every video."
    "Sofía Álvarez" MX es "acne", Second Sheet Nurturing ["acne"] TikTok "sofi.sinfiltro" 267_000 29 570; "Never a filter, says so in every caption."
    "Жанна Ковалёва" KZ ru "winter skincare", Fourth Sheet Nurturing ["winter"] Instagram "zhanna.almaty" 58_200 5 330; "Minus thirty outside, radiators inside: our cream's home ground."
    "林佳穎" TW zh "ingredients", Third Sheet Nurturing ["ingredients" "longform"] YouTube "佳穎看成分" 93_400 16 300; "Chemist by training; reads patents on camera."
    "Δημήτρης Αλεξίου" GR el "sun care", Fourth Sheet Nurturing ["spf" "outdoor"] Instagram "dimitris.thalassa" 34_800 8 410; "Sailing teacher, zinc on the nose all year."
    "Agnieszka Wójcik" PL pl "ingredients", Second Sheet Nurturing ["ingredients"] YouTube "aga.czyta.sklad" 143_000 12 290, TikTok "agaczyta" 61_000 35 480; "Her spreadsheet of emulsifiers has its own fans."
    "ليلى منصور" LB ar "skincare", Second Sheet Nurturing ["arabic"] Instagram "layla.mansour" 171_000 13 300, TikTok "laylamansour" 88_400 27 440; "Beirut to Dubai and back. Arabic copy only from her own hand."
    "Mădălina Ionescu" RO ro "budget beauty", Fourth Sheet Nurturing ["budget"] TikTok "mada.cu.masura" 45_700 18 610; "Compares by price for ten millilitres."
    "Tomás Ferreira" BR pt "men's grooming", Second Sheet Nurturing ["men" "acne"] TikTok "tomas.pele" 198_300 31 500; "Acne after thirty, shown every Monday."
    "Aino Virtanen" FI fi "minimal beauty", Me Sheet Nurturing ["sauna"] Instagram "aino.saunassa" 16_900 6 640; "Sauna, lake, one cream. That is the channel."
    "Rhys Llewellyn" GB cy "outdoor", Second Sheet Nurturing ["outdoor"] YouTube "rhys.ar.y.mynydd" 12_600 9 580; "Mountain rescue volunteer; hands like bark, before and after."
    "王思远" CN zh "dermatology", Third Sheet Nurturing ["dermatology"] Other "思远聊皮肤" 512_000 14 210; "Hospital dermatologist with a podcast; answers letters."
    "Fatoumata Diallo" SN fr "melanin-rich skin", Fourth Sheet Nurturing ["melanin"] Instagram "fatou.peau" 77_300 23 460; "Dakar. Fights bleaching creams, loudly."
    "Jasper van der Meer" NL nl "ceramics and care", Third Sheet Nurturing [] Instagram "jasper.meer" 9_400 4 720; "Potter with ruined hands. Small, and everybody answers him."
    "Šárka Dvořáková" CZ cs "pregnancy skincare", Fourth Sheet Nurturing ["family"] Instagram "sarka.doma" 26_100 7 490; "Midwife. What is safe, what is not known, what is marketing."

    // Advocacy today.
    "Hana Kim" US en "k-beauty", Me Sheet Advocacy ["k-beauty" "ambassador"] Instagram "hana.after.rain" 58_300 13 600; "Bought the toner herself before we knew her name."
    "Maya Cohen" IL he "sensitive skin", Me Sheet Nurturing ["sensitive"] Instagram "maya.soft.skin" 33_900 11 550, TikTok "mayasoftskin" 12_200 37 710; "Eczema since childhood. Tells people to see a doctor first."
    "Olivia Bright ☀️" AU en "sun care", Second Sheet Nurturing ["spf"] TikTok "olivia.bright.spf" 402_000 19 430, Instagram "oliviabright" 121_000 8 320; "Slip, slop, slap for people who scroll."
    "שירה לוי" IL he "minimal beauty", Third Sheet Advocacy ["hebrew"] Instagram "shira.bli.filter" 44_600 9 510; "One shelf, nine products, three of them ours."
    "Ngozi Eze" NG en "melanin-rich skin", Fourth Sheet Nurturing ["melanin"] YouTube "ngozi.explains" 87_500 28 360, Instagram "ngozieze" 51_800 16 440; "Teacher. Her chalkboard videos are used in a clinic in Enugu."
    "田中 健" JP ja "men's grooming", Third Sheet Advocacy ["men"] YouTube "けんの洗面台" 66_700 12 330; "Fifty-eight, started skincare at fifty-five."
    "Isabella Moretti" IT it "skincare", Second Sheet Nurturing ["vegan" "ambassador"] Instagram "isabella.moretti.pelle" 236_000 7 270; "Has named us in three interviews."
    "Siobhán Ní Bhriain" IE ga "sensitive skin", Me Sheet Advocacy ["sensitive"] TikTok "siobhan.sa.bhaile" 19_800 22 780; "Irish and English in one breath."

    // Outreach today.
    "Linnea Åkesson" SE sv "sensitive skin", Me Midyear Discovery ["sensitive"] Instagram "linnea.i.lugn" 14_600 17 630; "Knows Zoë. Says no to most brands, politely."
    "محمد القحطاني" SA ar "men's grooming", Second Search Discovery ["men" "arabic"] TikTok "mohd.grooms" 388_000 25 340; "Oud, beards and now moisturiser. Wants to be asked in Arabic."
    "Phạm Thu Thảo" VN vi "acne", Third Search Discovery ["acne"] TikTok "thao.da.dep" 92_600 44 660, YouTube "thaodadep" 17_500 30 420; "Before and after without lamps."
    "Beatriz Nóbrega" BR pt "sustainable beauty", Fourth Search Discovery ["refill"] Instagram "bea.semlixo" 28_800 20 470; "Zero waste flat in Recife."
    "Szabó Viktória" HU hu "skincare", Second Midyear Discovery [] YouTube "viki.bore" 55_400 11 310; "Family name first, please."
    "Marek Kowalczyk" PL pl "tattoo aftercare", Fourth Search Discovery ["tattoo"] Instagram "marek.tusz" 103_000 15 380; "Tattooist. Balm is a tool to him."
    "陈雨桐" CN zh "k-beauty", Third Midyear Discovery ["texture"] Other "雨桐的梳妆台" 226_000 26 300; "Close-ups of textures, no voice."
    "Lina Haddad" JO ar "pregnancy skincare", Me Search Discovery ["family" "arabic"] Instagram "lina.haddad.mama" 67_900 18 420; "Pharmacist, second child on the way."
    "Freya Hansen" DK da "skincare", Me Midyear Discovery ["spring"] TikTok "freya.fra.fyn" 22_800 39 740; "The kindest comment section we know."
    "Łukasz Zieliński" PL pl "outdoor", Fourth Midyear Discovery ["outdoor"] YouTube "lukasz.w.gorach" 48_300 10 350; "Climbs, cracks, heals."
    "Иван Петров" BG bg "men's grooming", Second Midyear Discovery ["men"] YouTube "ivan.brusne" 36_200 14 330; "Shaving as craft."
    "Zanele Dube" ZW en "melanin-rich skin", Me Search Discovery ["melanin"] Instagram "zanele.dube" 24_300 27 590; "Sunscreen without the grey."
    "Rūta Kazlauskaitė" LT lt "minimal beauty", Second Midyear Discovery [] Instagram "ruta.mazai" 18_700 6 430; "Owns four things. Would a fifth be ours?"
    "Ines Costa" PT pt "sun care", Me Search Discovery ["spf" "spring"] Instagram "ines.costa.sal" 47_000 21 390; "Surf school in Ericeira; a salt-water test is a Tuesday."
    "Νεφέλη Παππά" GR el "ingredients", Third Search Discovery ["ingredients"] Instagram "nefeli.diavazei" 39_700 16 440; "Translates INCI lists into Greek, by hand."
    "Oskar Nyström" FI sv "men's grooming", Second Search Discovery ["men" "sauna"] TikTok "oskar.nystrom" 81_900 23 520; "Ice swimmer."
    "박지훈" KR ko "men's grooming", Third Search Discovery ["men" "k-beauty"] YouTube "지훈세안" 174_000 18 260, Instagram "jihoon.washes" 72_400 12 310; "First man our Seoul partner would call."
    "Gabriela Rojas" CO es "acne", Fourth Search Discovery ["acne"] TikTok "gabi.pielreal" 135_800 36 580; "Seventeen million views on one honest breakout."

    // Parked today.
    "Dominik Vogel" DE de "skincare", Me Midyear Discovery [] YouTube "dominikvogel" 287_000 9 220; "Professional, and priced like it."
    "ياسمين السيد" EG ar "skincare", Me Midyear Discovery ["arabic"] Instagram "yasmin.elsayed" 154_000 15 370; "Wedding season, not a free evening."
    "Clara Dupont" BE fr "luxury beauty", Second Midyear Discovery [] Instagram "claradupont.bxl" 319_000 4 180; "Everything on marble."
    "Pavel Novák" CZ cs "barbering", Fourth Midyear Discovery ["men"] Instagram "pavel.britva" 41_500 3 240; "Good eye, empty inbox."
    "山本 大輔" JP ja "fragrance", Third Midyear Discovery [] YouTube "大輔の香り" 59_300 7 270; "Perfume first, skin a distant second."
    "Jade Wilson 💅" GB en "nail art", Second Search Discovery ["nails"] TikTok "jade.nails.it" 734_000 16 410; "Huge and lovely; nails only."
    "Ebru Kaya" TR tr "skincare", Me Sheet Discovery [] Instagram "ebrukaya.cilt" 83_700 2 210; "Four brands a week."
    "Petra Horvat" HR hr "family skincare", Fourth Midyear Discovery ["family"] Instagram "petra.i.tri" 20_400 5 380; "Three boys, one bathroom."

    // Discovery: those the team has known for long.
    "Anna-Lena Groß" DE de "acne", Second Sheet Discovery ["acne"] Instagram "annalena.pur" 35_200 9 400; ""
    "Андрій Бондаренко" UA uk "outdoor", Fourth Sheet Discovery ["outdoor"] YouTube "andriy.karpaty" 23_500 12 360; "Carpathians, all seasons."
    "Giulia Esposito" IT it "", Nobody Sheet Discovery [] Instagram "giulia.espo" 71_800 3 190; ""
    "สมชาย ใจดี" TH th "barbering", Third Sheet Discovery ["men"] TikTok "somchai.cuts" 64_900 20 450; "Cuts hair for free on Sundays, films the stories."
    "Maëlle Kergoat" FR fr "seaweed and skincare", Second Sheet Discovery [] Instagram "maelle.algues" 8_700 15 760; "Harvests seaweed in Finistère. Our supplier knows her."
    "Davit Petrosyan" AM hy "skincare", Nobody Sheet Discovery [] Instagram "davit.petrosyan" 13_300 4 340; ""

    // Discovery: found half a year ago.
    "Kwame Mensah" GH en "men's grooming", Me Midyear Discovery ["men" "longform"] YouTube "kwame.mensah" 140_000 6 210; "40K in one week from nowhere, flat since. Ask before anything."
    "Ирина Соколова" RS ru "dermatology", Fourth Midyear Discovery ["dermatology"] YouTube "irina.o.kozhe" 189_000 10 240; "Moved to Belgrade, kept her viewers."
    "გიორგი გიორგაძე" GE ka "outdoor", Fourth Midyear Discovery ["outdoor"] Instagram "giorgi.kazbegi" 11_200 18 550; ""
    "Ayşe Demir" TR tr "sensitive skin", Second Midyear Discovery ["sensitive"] Instagram "ayse.hassas" 57_600 13 430; "Elif reads her. That is a reference."
    "Kenji & Mio 🐈" JP ja "home and skincare", Third Midyear Discovery [] YouTube "kenji.mio.cat" 1_420_000 5 150, Instagram "kenjimio" 610_000 4 200; "Too big for a test? The cat would be in the picture."
    "Γιώργος Νικολάου" CY el "barbering", Fourth Midyear Discovery ["men"] TikTok "giorgos.xyrafi" 29_800 22 490; ""
    "Hannah O'Neill" NZ en "sun care", Nobody Midyear Discovery ["spf"] Instagram "hannah.unzinced" 46_400 7 350; "Has said she wants to test before she talks."
    "مريم رضایی" IR fa "skincare", Nobody Midyear Discovery [] Instagram "maryam.rezaei.skin" 98_700 11 380; ""
    "Valentina Suárez" AR es "", Second Midyear Discovery [] TikTok "valen.suarez" 312_000 24 390; ""
    "Emil Sørensen" NO nb "cold weather skin", Me Midyear Discovery ["outdoor"] YouTube "emil.nordpaa" 15_800 16 610; "Lofoten. Fishermen's hands."
    "రమ్య రెడ్డి" IN te "hair and scalp", Nobody Midyear Discovery ["scalp"] YouTube "ramya.kesalu" 205_000 27 310; ""

    // Discovery: the search.
    "Thandi Nkosi" ZA en "skincare", Me Search Discovery ["melanin" "spring"] Instagram "thandi.nkosi" 19_100 34 820; "Would fit the spring launch. Reads every comment, answers most."
    "Lucía Fernández" ES es "sun care", Me Search Discovery ["spf" "spring"] Instagram "lucia.sombra" 33_300 19 450; "Shade is a lifestyle, she says. Lovely writing."
    "Mia Schneider" DE de "vegan beauty", Second Search Discovery ["vegan"] TikTok "mia.ohne.tier" 118_500 32 540; "Checks supply chains before she answers a mail."
    "Ольга Мельник" UA uk "hair and scalp", Fourth Search Discovery ["scalp"] TikTok "olha.melnyk" 42_100 29 620; ""
    "नेहा जोशी" IN mr "melanin-rich skin", Third Search Discovery ["melanin"] Instagram "neha.joshi.pune" 51_400 23 410; "Pune. Sunscreen for two-wheelers, her best series."
    "李梦瑶" CN zh "texture", Third Search Discovery ["texture"] Other "梦瑶实验室" 143_000 35 290; ""
    "Tunde Adeyemi" NG en "men's grooming", Fourth Search Discovery ["men"] TikTok "tunde.fades" 226_000 40 560; "Barber, twelve chairs, all of them watch him film."
    "Élodie Marchand" FR fr "pharmacy finds", Second Search Discovery ["pharmacy"] Instagram "elodie.officine" 27_700 14 480; "Camille's friend; do not write to both in one week."
    "Sanna Nieminen" FI fi "pregnancy skincare", Nobody Search Discovery ["family"] Instagram "sanna.odottaa" 9_900 25 690; ""
    "يوسف بن علي" MA ar "barbering", Nobody Search Discovery ["men" "arabic"] TikTok "youssef.lame" 61_300 30 510; ""
    "Rosa Jiménez Peña" DO es "hair and scalp", Fourth Search Discovery ["scalp"] Instagram "rosa.rizos" 84_600 18 420; "Curls and the skin under them."
    "Dr. Ingrid Haugen" NO nb "dermatology", Me Search Discovery ["dermatology"] Instagram "dr.ingrid.haugen" 21_600 11 370, LinkedIn "ingridhaugen" 6_800 8 290; "Only with her hospital's consent; ask for the form first."
    "Yến Nhi 🌸" VN vi "k-beauty", Third Search Discovery ["k-beauty"] TikTok "yennhi.layers" 455_000 28 470; ""
    "Bram de Wit" NL nl "outdoor", Nobody Search Discovery ["outdoor"] YouTube "bram.fietst" 37_900 9 330; ""
    "Tamar Ben-David" IL he "vegan beauty", Third Search Discovery ["vegan"] Instagram "tamar.tivonit" 16_200 20 570; "Shira introduced us."
    "মৃত্তিকা সেন" BD bn "skincare", Nobody Search Discovery [] YouTube "mrittika.sen" 74_500 26 350; ""
    "Wiktoria Lis" PL pl "acne", Fourth Search Discovery ["acne"] TikTok "wiki.lis" 5_600 48 880; "Nineteen, serious, growing fast. Parents sign."
    "Marcus Reed" US en "men's grooming", Second Search Discovery ["men"] YouTube "marcus.reed.shaves" 2_310_000 3 120; "Far over budget. Keep for the anniversary."
    "정하늘" KR ko "texture", Third Search Discovery ["texture" "k-beauty"] Instagram "haneul.texture" 69_800 21 400; "Works in stop motion."
    "Alba Puig" ES ca "", Nobody Search Discovery [] Pinterest "albapuig" 12_400 6 160; ""
    "கவிதா முருகன்" IN ta "family skincare", Nobody Search Discovery ["family"] YouTube "kavitha.veedu" 131_000 22 300; "Grandmother's recipes, tested by her brother, a chemist."

    // Discovery: the shortlist.
    "Nils Bergström" SE sv "barbering", Me Shortlist Discovery ["men"] TikTok "nils.klipper" 18_900 31 640; "Two minutes a cut, no music. Calm like us."
    "Josephine Owusu" GB en "melanin-rich skin", Me Shortlist Discovery ["melanin" "spring"] Instagram "josephine.owusu" 43_800 24 500, YouTube "josephineowusu" 20_700 33 410; "Asked under our post whether the SPF leaves a cast. It does not."
    "עדי מזרחי" IL he "acne", Third Shortlist Discovery ["acne" "hebrew"] TikTok "adi.pnim" 7_300 42 790; "First year, already careful."
    "Leonie Huber 🌿" AT de "vegan beauty", Second Shortlist Discovery ["vegan"] Instagram "leonie.blatt" 31_000 17 430; ""
    "Даниела Иванова" BG bg "budget beauty", Second Shortlist Discovery ["budget"] TikTok "dani.smetka" 26_400 27 590; "Compares to the stotinka."
    "高橋 美咲" JP ja "sensitive skin", Third Shortlist Discovery ["sensitive"] Instagram "misaki.hada" 54_900 15 460; "Keeps a diary of flare-ups, open to all."
    "Paulo Mendes" PT pt "outdoor", Nobody Shortlist Discovery ["outdoor"] YouTube "paulo.nazare" 88_200 13 280; ""
    "Caoimhe Walsh" IE en "budget beauty", Me Shortlist Discovery ["budget"] TikTok "caoimhe.compares" 3_900 51 940; "Small, sharp, fair."
    "周子涵" TW zh "sun care", Third Shortlist Discovery ["spf"] YouTube "子涵防曬" 38_800 28 380; ""
    "Amina Yusuf" KE sw "skincare", Fourth Shortlist Discovery ["melanin"] TikTok "amina.yusuf.ke" 109_000 37 530; "Swahili and English; Nairobi clinic wants to join."
    "Kärt Tamm" EE et "cold weather skin", Nobody Shortlist Discovery [] Instagram "kart.rabas" 820 12 960; ""
    "Diego Ramírez" CL es "men's grooming", Fourth Shortlist Discovery ["men"] YouTube "diego.navaja" 47_600 16 320; ""
    "سارة العلي" KW ar "luxury beauty", Nobody Shortlist Discovery ["arabic"] Instagram "sara.alali.kw" 276_000 19 31; ""
    "Ελένη Σταύρου" GR el "pregnancy skincare", Fourth Shortlist Discovery ["family"] Instagram "eleni.mama.stavrou" 14_900 23 580; "Nurse in Patras."
    "Théo & Inès 🤍" FR fr "couple routines", Second Shortlist Discovery [] TikTok "theo.et.ines" 163_000 45 490; "One account, two skins: dry and oily."
    "राहुल मेहता" IN hi "men's grooming", Third Shortlist Discovery ["men" "hindi"] YouTube "rahul.mehta.shave" 96_300 26 340; ""
    "Ingibjörg Jónsdóttir" IS is "", Nobody Shortlist Discovery [] Instagram "ingibjorg.j" 6_100 10 620; ""
    "최유진" KR ko "vegan beauty", Third Shortlist Discovery ["vegan" "k-beauty"] TikTok "yujin.vegan" 128_700 34 450; "Labels in Korean Sign Language, too."
    "Sam Rivera 🏳️‍🌈" US en "sensitive skin", Me Shortlist Discovery ["sensitive"] TikTok "sam.soft.launch" 57_200 36 610; "Shaving rash without shame."
}
