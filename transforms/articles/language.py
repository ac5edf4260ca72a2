"""Which language a text is in: by its script, then by its function words.

A newspaper text of 50 words holds some 20 function words, so counting the 25 commonest of each language decides
reliably and costs a fraction of a millisecond; a statistical model would cost megabytes in each child.
"""

from __future__ import annotations

import re
from collections import Counter

from transforms.articles.words import words

#: Some 500 words: enough to decide; more only cost time.
_SAMPLE_CHARACTERS = 3000
#: Below this share of a language's function words a text is not called by its name (a list of names, code).
_MIN_SHARE = 0.08
#: Fewer function words than this decide nothing.
_MIN_HITS = 3

#: Scripts that one language of the news (or nearly one) is written in.
_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af\u1100-\u11ff"),
    ("zh", "\u4e00-\u9fff"),
    ("th", "\u0e00-\u0e7f"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"),
    ("am", "\u1200-\u137f"),
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("si", "\u0d80-\u0dff"),
    ("my", "\u1000-\u109f"),
    ("km", "\u1780-\u17ff"),
    ("lo", "\u0e80-\u0eff"),
)
_SCRIPT_RANGES = tuple((code, re.compile(f"[{span}]")) for code, span in _SCRIPTS)
_LETTER = re.compile(r"[^\W\d_]")
#: Letters beyond Latin, Cyrillic, Arabic and Devanagari, which several languages share and function words tell apart.
_SINGLE_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u0400-\u052f\u0600-\u06ff\u0900-\u097f\u1e00-\u1eff]")

_FUNCTION_WORDS = {
    "en": "the of and to in that is for on with was as at by from it be his have are this not has but they which",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus",
    "fr": "de la le les et des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec",
    "es": "de la que el en y los se del las un por con una su para es al lo como más pero sus le ha",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao",
    "it": "di e il che la in a per un è con non una sono da del le si dei nel alla più della ha gli",
    "ca": "de la i el que a en les els per un del amb una és no al va ha dels es més com pel seu",
    "gl": "de a o que e do da en un para é con non unha os no se na por máis as dos como pero foi ao",
    "an": "de a o que e d'o en un ta ye con no una os s'ha por mas as fue l'aragonés chent anyos esta dica tamién",
    "ro": "de și în la a cu pe care din un nu o este pentru al că se fost au mai sunt prin ale lui ca",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er die om ook als door naar bij maar wordt",
    "af": "die van en in is het dat 'n nie met op te vir sy om wat aan word as deur ook hy was na by",
    "sv": "och i att det som en på är av för med till den har inte om ett från men de var vid sig så han",
    "da": "og i at det er en til på som af for med den de der har ikke et om fra var han blev ved også",
    "no": "og i at det er en til på som av for med den de har ikke et om fra var han ble ved også seg etter",
    "is": "og að í er á sem til það um við en hann fyrir með ekki af var eru því hafa þess frá segir þá verið",
    "fi": (
        "ja on ei että se oli hän mutta ovat myös kuin joka tai jos niin mukaan sekä ole vuoden sen ollut "
        "noin kun sanoi jo"
    ),
    "et": (
        "ja on ei et see oli ka kui mis ning oma ta selle aga või tema pole mida veel pärast kuid siis eesti kes seda"
    ),
    "hu": "a az és hogy nem is egy ez volt meg de azt szerint már csak el még mint ha vagy ki lesz pedig amely után",
    "pl": "w i na z się nie do że to o jest a jak po od za przez co dla ale które oraz był przy tym",
    "cs": "a v se na je že to s z o do i pro ale jako za by po od jsou byl jeho který podle také",
    "sk": "a v sa na je že to s z o do aj pre ale ako za by po od sú bol jeho ktorý podľa tiež",
    "sl": "in je v na za se da so z ki ne pa s po tudi bi kot od iz o pri ali še bo leta",
    "hr": "i je u na da se za su od s će koji o nije bi iz kako što ali to godine rekao više nakon te",
    "sq": "të në e dhe për që me një nga së është i ka u më se do nuk janë si edhe ai duke kjo kanë",
    "lt": "ir kad į su yra tai iš apie buvo bet kaip už jo nuo taip o ne pat dėl jau savo ar metų po tik",
    "lv": "un ir ka ar no par uz kas tas bet arī lai gan pie kā pēc nav bija gada tiek vai to savu jau līdz",
    "tr": (
        "ve bir bu için ile da de olarak olan daha çok en gibi sonra kadar ancak ise ne var her göre olduğu o ya dedi"
    ),
    "az": (
        "və bir bu üçün ilə da də olan daha ki edib olub isə ən kimi sonra qədər onun görə bildirib haqqında "
        "hər deyib var o"
    ),
    "id": (
        "yang dan di dari dengan untuk pada ini itu tidak dalam adalah akan ke juga oleh sebagai ada karena "
        "mereka telah kata saat bisa tersebut"
    ),
    "ms": (
        "yang dan di dari dengan untuk pada ini itu tidak dalam adalah akan ke juga oleh sebagai ada kerana "
        "mereka telah berkata ketika boleh kepada"
    ),
    "tl": "ang ng sa na mga at ay si ni para kung hindi ito may nang niya din rin isang siya ayon pa lang kay mula",
    "vi": "của và là các có được cho trong không với người những một này đã ở khi đến ra về từ sẽ năm tại theo",
    "sw": (
        "ya na wa kwa ni katika za la kuwa cha hiyo huo huyo alisema kama hii lakini pia baada wakati yake "
        "watu nchi hao kutoka"
    ),
    "zu": (
        "ukuthi uma ngoba kanye noma futhi khona kodwa nge njengoba lapho wathi kusho yena bonke ngaphandle "
        "kwakhe manje abantu ukuze nokho sithi ngemva bathi kanti"
    ),
    "so": "oo ka ku iyo ee in uu la waa ay soo si ayaa kale loo aan leh sheegay u ah isku mid aad inta wax",
    "ha": "da na ta a ya ba sun wanda ce an cikin don ne su shi kuma za ga wannan daga yi haka sai kan ke",
    "ru": "и в не на что с по как это он к из у за от для о но был же его все так при также",
    "uk": "і в не на що з та до як це за у від для про але був його які він також є під або які",
    "be": "і ў не на што з да як гэта за у ад для пра але быў яго якія ён таксама ёсць або які каб пасля",
    "bg": "на и да в се за от не че с са по като е това до ще но има през към при което бе още",
    "sr": "и је у на да се за су од с ће који о није би из како што али то године рекао више након те",
    "mk": "на и да во се за од не дека со ќе по како е тоа до но има кои што ги го при беше сè",
    "kk": (
        "және мен бұл бір үшін деп деді болып да де осы бойынша туралы емес бар ол кейін сондай екі жылы "
        "қазақстан еді болды оның дейін"
    ),
    "ar": "في من على إلى أن التي عن مع الذي هذا هذه ما كان لا بعد ذلك بين قال كما أو قد لم خلال كل حول",
    "fa": "و در به از که این را با است برای آن یک خود تا بر هم نیز شده گفت می ما کرد های اما دارد",
    "ur": "کے کی میں ہے اور سے کا کو نے پر ہیں کہ یہ اس کر بھی تھا جو ایک نہیں ان ہو وہ گیا کہا",
    "ps": "د په او چې ته له کې دی یې هم دا نه کړي سره ده کړه خو هغه شوي دې وي یا لپاره پر شو",
    "hi": "के में की है और से का को ने पर हैं कि यह इस कर भी था जो एक नहीं हो वह गया कहा लिए",
    "mr": ("आहे आणि या च्या ते हे की आहेत होते केली करण्यात असे तर नाही त्यांनी मात्र येथे म्हणून झाली यांनी एक होता केले त्या व"),
    "ne": "छ र को मा ले का पनि भएको गर्न यो छन् हुने गरेको भने एक तथा लागि हो नेपाल उनले गरी थियो सो बताए भन्ने",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _list in _FUNCTION_WORDS.items():
    for _word in dict.fromkeys(_list.split()):
        _LANGUAGES_OF.setdefault(_word, []).append(_code)

#: Letters that a language's alphabet lacks: of neighbours that share most function words they decide in a short text.
_MISSING_LETTERS = {
    "ru": frozenset("іїєґўјљњћђќѓ"),
    "uk": frozenset("ыэъёўјљњћђќѓ"),
    "be": frozenset("ищъїєґјљњћђќѓ"),
    "bg": frozenset("ыэёіїєґўјљњћђќѓ"),
    "sr": frozenset("ыэёъщяюйіїєґў"),
    "mk": frozenset("ыэёъщяюйіїєґўћђ"),
}
#: Fewer of them may be a foreign name or a quotation.
_MIN_MISSING = 3

#: Old, private and three-letter codes that pages write, as ISO 639-1.
_ALIASES = {"iw": "he", "in": "id", "nb": "no", "nn": "no", "fil": "tl", "cmn": "zh", "eng": "en", "deu": "de"}


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is written in, or None where it is too short or none we know."""
    sample = text[:_SAMPLE_CHARACTERS]
    return _by_script(sample) or _by_function_words(sample)


def normalise(code: str | None) -> str | None:
    """Return a language tag (`en-GB`, `pt_BR`) as an ISO 639-1 code, or None where it is none."""
    first = re.split(r"[-_;,\s]", code.strip().lower())[0] if code else ""
    first = _ALIASES.get(first, first)
    return first if re.fullmatch(r"[a-z]{2}", first) else None


def _by_script(sample: str) -> str | None:
    if sample.isascii():
        return None
    telling = len(_SINGLE_SCRIPT.findall(sample))
    if not telling:
        return None
    letters = len(_LETTER.findall(sample))
    if telling < 0.1 * letters:
        return None
    for code, span in _SCRIPT_RANGES:
        share = len(span.findall(sample)) / letters
        # Japanese news is two thirds Han characters: a tenth of kana settles it before Chinese is asked.
        if share > (0.1 if code == "ja" else 0.4):
            return code
    return None


def _by_function_words(sample: str) -> str | None:
    lowered = sample.lower()
    tokens = words(lowered)
    hits: Counter[str] = Counter()
    for token, count in Counter(tokens).items():
        for code in _LANGUAGES_OF.get(token, ()):
            hits[code] += count
    code, count = next((hit for hit in hits.most_common() if _can_spell(hit[0], lowered)), ("", 0))
    return code if count >= _MIN_HITS and count >= _MIN_SHARE * len(tokens) else None


def _can_spell(code: str, lowered: str) -> bool:
    return sum(map(lowered.count, _MISSING_LETTERS.get(code, ()))) < _MIN_MISSING
