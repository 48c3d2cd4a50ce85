"""Dots that end no sentence, by language. Compared in lower case, without the dot at the end."""

from __future__ import annotations

_TITLES_EVERYWHERE = "dr prof st mr mrs ms mme mlle sr sra gen col lt sgt capt maj adm gov sen rep rev hon jr"

ABBREVIATIONS: dict[str, frozenset[str]] = {
    language: frozenset(f"{_TITLES_EVERYWHERE} {words}".split())
    for language, words in {
        "en": "messrs pres vs etc e.g i.e cf al approx dept est inc ltd co corp bros mt ft jan feb mar apr jun "
        "jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun a.m p.m ave blvd rd supt insp",
        "pt": "srs sras dra dras drs profa exmo exma ex ltda cia av etc p.ex ed jan fev mar abr jun jul ago set "
        "out nov dez ten cap cel gal séc tel",
        "es": "srs srta srtas sres dra dres dña d lic ing ud uds vd vds etc p.ej av avda ee.uu aa.vv ene feb abr "
        "jun jul ago sept oct nov dic pág tel",
        "fr": "m mm mmes mgr me cf etc av bd env éd p.ex janv févr avr juil sept oct nov déc apr tél",
        "de": "hr fr frl dipl ing bzw ca etc evtl ggf inkl usw vgl z.b d.h u.a z.t s.o s.u o.ä u.ä bspw sog str "
        "jan feb mär apr jun jul aug sep okt nov dez mio mrd geb gest abs",
        "ru": "г гг в вв т.е т.к т.н т.д т.п и.о др пр им ул пл просп д корп кв обл р-н тыс млн млрд руб коп "
        "акад проф доц ген полк см ср н.э янв февр апр авг сент окт нояб дек св гр зам",
        "uk": "м р рр ст т.д т.п т.зв ім вул пл просп буд кв обл тис млн млрд грн акад проф доц ген див ред",
        "tr": "doç av sn bkz vb vd vs yy cad sok mah apt tel örn",
    }.items()
}
"""For a language that is not listed the titles alone are used."""

TITLES = frozenset(_TITLES_EVERYWHERE.split())

_BEFORE_NUMBERS_TEXT = (
    "no nos nr núm n n.º nº p pp pg pág págs vol vols art arts cap fig ch sec par abs ст с стр гл рис "
    "п пп т №"
)
BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS_TEXT.split())
"""These are abbreviations only when a number follows: “No. 5”, “art. 12”, “стр. 3”."""

ORDINAL_DOT = frozenset(
    {"de", "tr", "da", "nb", "no", "nn", "fi", "et", "cs", "sk", "hr", "sr", "bs", "sl", "hu", "lv"}
)
"""Languages that write “3.” for “third”, as in “am 3. Oktober”."""

_SENTENCE_STARTERS_TEXT = (
    "the he she it they we i you this that these those there but and so in on at when what who why "
    "how a an his her its their our my however meanwhile"
)
SENTENCE_STARTERS = frozenset(_SENTENCE_STARTERS_TEXT.split())
"""English words that, with a capital after “U.S.”, begin a new sentence."""
