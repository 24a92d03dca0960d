"""Numbers and addresses: e-mail, telephone, BSN, postcodes, house numbers, dates, ages, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matcher.disclosure.spans import Span

_MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|feb|febr|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\.?"
)
_TLD = r"(?:nl|com|net|org|eu|be|de|info|frl|io|me|app|online|shop|site|gr)"
_COUNT = (
    r"(?:\d{1,3}(?:[,.]\d)?|(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|der|veer|vijf|zes|zeven|acht|negen)?(?:tien|tig)|(?:een|twee|drie|vier|vijf|zes|zeven"
    r"|acht|negen)(?:en|ën)(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig|twintig|tachtig"
    r"|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|anderhalf)"
)
_STREET = (
    r"(?:straat|str|weg|laan|plein|kade|singel|gracht|dijk|steeg|hof|plantsoen|dreef|markt|brink"
    r"|boulevard|dwarsstraat|park|wijk|diep|kanaal|esch|es|kamp|veld|horn|pad|ring|meent)"
)
_RULES = tuple(
    re.compile(rule, re.IGNORECASE)
    for rule in (
        r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+",  # e-mail
        r"(?:https?://|www\.)\S+",
        rf"\b[\w-]+(?:\.[\w-]+)*\.{_TLD}\b(?:/\S*)?",
        r"(?<!\w)@\w[\w.]*",  # account
        r"\b(?:insta(?:gram)?|facebook|fb|snapchat|snap|tiktok|twitter|whatsapp|telegram)\s*:\s*\S+",
        # Six digits or more, however they are cut up: telephone, BSN, IBAN, client number.
        # Not "8.00-17.00".
        r"(?!\d{1,2}\.\d{2}\s?[-–]\s?\d{1,2}\.\d{2}(?!\d))(?<![\d.])\+?\(?"
        r"\d(?:[\s./()–-]{0,3}\d){5,}",
        r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}[\s\d]{8,}",  # IBAN
        r"\b(?:bsn|sofinummer|burgerservicenummer|klantnr|klantnummer|dossier(?:nr|nummer)?)"
        r"\W{0,3}\d[\d.\s-]*",
        r"\b[1-9]\d{3}\s?(?-i:[A-Z]{2})\b|\b[1-9]\d{3}[a-z]{2}\b",  # postcode
        r"(?<=postcode )\d{4}\b|(?<=postcode: )\d{4}\b",
        rf"\b[\w'’-]*{_STREET}\s+(?:(?:WZ|OZ|NZ|ZZ|noord|zuid|oost|west)\s+)?\d{{1,4}}\s?-?[a-z]?\b",
        r"\b(?:huisnummer|nummer|nr\.?|no\.?)\s*\d+\s?[a-z]?\b",
        rf"\b(?:op\s+)?\d{{1,2}}(?:e|ste|de)?\s+{_MONTH}(?:\s+['’]?\d{{2,4}})?\b",
        rf"\b{_MONTH}\s+(?:van\s+)?['’]?(?:\d{{4}}|\d{{2}})\b",
        r"\b\d{1,2}[-/.](?:0?[1-9]|1[0-2])[-/.]['’]?\d{2,4}\b|\b\d{4}-\d{1,2}(?:-\d{1,2})?\b",
        r"\b\d{1,2}[-/]\d{4}\b",
        r"(?<!\w)['’`]\d{2}\b",
        r"\b(?:(?:eind|begin|medio|najaar|voorjaar|zomer|winter|herfst|lente)\s+(?:van\s+)?)?"
        r"(?:19|20)\d{2}\b",
        r"\b(?:eind|begin|medio)?\s*(?:jaren|de)\s+(?:zestig|zeventig|tachtig|negentig)\b",
        # Ages, and lengths of time that give an age away.
        rf"\b{_COUNT}[\s-]*(?:jaar|jr|jarige?|jaren)\b\.?(?:\s+(?:oud|jong))?",
        r"\b\d{2}\s?(?:plus(?:ser)?|\+)(?!\w)|\b(?:vijftig|zestig)plusser\b",
        r"\b\w*(?:man|vrouw|jongen|meisje|dame|heer|moeder|vader|iemand|leeftijd|jongere|kandidaat|klant)\s+van\s+\d{2}\b",
        r"\b(?:twintiger|dertiger|veertiger|vijftiger|zestiger|tiener|bejaard|hoogbejaard)\w*\b",
        rf"\b(?:ben|is|was|wordt|werd|bijna|net)\s+{_COUNT}(?=\s*(?:[.,;]|en\b|$))",
        r"\bmet \d{2} (?:te |nog |al |niet )*(?:oud|jong)\b",
        r"\bleeftijd\W{1,3}\d{1,3}\b",
        r"\bgeb(?:oren|\.)?\s*(?:in|op|te)?\s*:?\s*(?=\W|\d|$)",
        r"\bgeboorte(?:datum|jaar|plaats)\b\s*:?",
    )
)


def number_spans(text: str) -> Iterator[Span]:
    """Every stretch that a rule matches; they may overlap."""
    for rule in _RULES:
        for match in rule.finditer(text):
            yield Span(*match.span())


def passes_eleven_test(digits: str) -> bool:
    """Whether eight or nine digits can be a BSN: 9a + 8b + … + 2h - i is a multiple of 11.

    The rules above take out every run of six digits or more, so this is what the measurement uses.
    """
    nine = digits.zfill(9)
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(int(d) * w for d, w in zip(nine, weights, strict=True))
    return len(nine) == 9 and total % 11 == 0 and int(nine) > 0
