"""Words that stand around names, and texts cut into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=[^\W\d_])|-(?=[^\W\d_])|\.(?=[^\W\d_]\.))*|['’]t\b")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;•\n]|(?:^|\n)\s*[-*])[\s\"'“”‘’(]*$")
NEAR = 30  # characters before a word in which a sign of a name is looked for
HONORIFIC = frozenset(
    "dhr mevr mw mr mrs mevrouw meneer mijnheer heer dame fam familie ds dr drs ing ir prof"
    " zuster broeder juf meester hr".split()
)
SHORT_HONORIFIC = frozenset("dhr mevr mw fam ds drs hr".split())
BEFORE_A_DOT = HONORIFIC | frozenset(
    "bijv bv evt ca tel nr incl excl max min resp i.v.m o.a m.b.t t.a.v d.m.v etc vb afd st mevr"
    " dhr mw burg jr mnd adm".split()
)
INFIX = frozenset(
    "van de der den ten ter te 't el al ben bin ibn abu abd di do dos von vd v.d vander vande"
    " 's".split()
)
ONLY_IN_NAMES = frozenset("ter ten der den 't vd v.d vander vande el al ben bin abu".split())
# Whoever does this is a person: after a name, before which no article stands.
VERBS = frozenset(
    "is heeft had was kan kon wil wilde wou zal zou mag mocht moet moest gaat ging doet deed werkt"
    " werkte woont woonde zoekt zocht komt kwam krijgt kreeg zit zat staat stond heet houdt hield"
    " vindt vond zegt zei geeft gaf volgt volgde leert leerde rijdt reed spreekt sprak maakt maakte"
    " kent kende weet wist wordt werd begon begint start startte stopte volgt haalt haalde belde"
    " belt mailt mailde vertelt vertelde noemt noemde denkt dacht vraagt vroeg helpt hielp regelt"
    " begeleidt blijft bleef heb beschikt twijfelt geniet reed liep las schreef hielp bracht kocht"
    " verkocht hing reisde trok viel sloot bood droeg at sliep zorgt zorgde deelt deelde"
    " opent".split()
)
# What a text about a candidate begins with, without an article.
SUBJECTS = frozenset(
    "kandidaat cliënt client klant deelnemer werknemer werkgever werkzoekende betrokkene persoon"
    " iemand niemand iedereen collega afdeling bedrijf contract dienstverband baan baas chef school"
    " opleiding studie stage cursus diploma certificaat rijbewijs ervaring werk werken dienst"
    " ploegendienst nachtdienst dagdienst avonddienst vervoer auto fiets reizen taal nederlands"
    " engels duits rekenen lezen schrijven computer motivatie gezondheid thuis familie buiten"
    " binnen alles niets iets veel weinig plaats wens voorkeur doel plan advies contact afspraak"
    " gesprek eerder later daarna vroeger momenteel nu hier daar wie wat dat dit deze die het"
    " schoonmaak schoonmaken zorg techniek bouw logistiek horeca administratie koken tuin".split()
)


@dataclass(slots=True)
class Token:
    """One word of a text: where it stands, as written and in small letters."""

    start: int
    end: int
    text: str
    low: str
    title: bool  # begins with a capital
    first: bool  # begins a sentence
    out: bool = False


def tokens_of(text: str) -> Iterator[Token]:
    """The words of a text in order; a capital after "dhr." or an initial begins no sentence."""
    last: Token | None = None
    for match in _TOKEN.finditer(text):
        word = match.group()
        first = bool(_SENTENCE_END.search(text, max(0, match.start() - NEAR), match.start()))
        if first and last is not None and text[last.end : last.end + 1] == ".":
            short = last.low in BEFORE_A_DOT or (len(last.text) == 1 and last.title)
            first = not short
        last = Token(
            match.start(), match.end(), word, word.lower().rstrip("."), word[0].isupper(), first
        )
        yield last
