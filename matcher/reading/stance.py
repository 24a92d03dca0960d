"""Whether a clause says someone can or wants something, does not want it, or lacks it.

"Nachten doe ik liever niet" must never count as experience with nights. The rules are small and
cautious: a clause with an unexplained negation counts as LACKS, so it supports nothing and costs
nothing.
"""

from __future__ import annotations

import re
from enum import IntEnum


class Stance(IntEnum):
    """What a clause does to a match."""

    SUPPORTS = 1
    LACKS = 0
    REFUSES = -1


# Negations that praise: "niet bang om vies te worden", "nooit een dag gemist".
_PRAISE = re.compile(
    r"\b(?:niet (?:bang|vies|te beroerd|te trots|erg|alleen|weg te slaan|bij de pakken)"
    r"|(?:geen|nooit) (?:enkel |grote? )?(?:probleem|problemen|moeite|bezwaar|hoogtevrees|schande)"
    r"|nooit (?:een )?(?:fout|dag|bon|klacht)|schuw ik niet|schrik\w* (?:me|mij|hem|haar) niet"
    r"|niet te missen|niet (?:kunnen )?missen|zonder (?:ruzie|fouten|hulp|strepen|dat|op te)"
    r"|niet snel (?:boos|gek|zenuwachtig)|geen 9.tot.5|geen foutje|hoeft niet per se)\b"
)
_REFUSES = re.compile(
    r"\bwil(?:len|de)?\b.*\b(?:niet|geen|nooit|niks)\b|\b(?:niet|geen) .*\bwil(?:len)?\b"
    r"|\bliever (?:niet|geen)\b|\bgeen zin\b|\bniks voor (?:mij|hem|haar)\b"
    r"|\bniet (?:zo )?(?:mijn|zijn|haar) (?:ding|vak|kracht|sterk)|\bzie\w* .*\bniet zitten\b"
    r"|\bniet (?:meer )?terug\b|\bniet meer\b|\bgeen\b.*\bmeer\b|\bheb ik niks\b|\bis niks\b"
    r"|\bhou\w* ik niet (?:van|vol)\b|\bniet aan (?:mij|hem|haar) besteed\b"
    r"|\b(?:gaat|gaan|lukt|lukken|mag|mogen|kan|kunnen)\b.*\bniet meer\b|\bof niks\b"
    r"|^geen (?!diploma|papier|ervaring|opleiding|rijbewijs|certifica|werk|echte|vast)"
)
_NEGATION = re.compile(
    r"\b(?:niet|geen|nooit|niks|niets|zonder|moeilijk|lastig|amper|nauwelijks|minder)\b"
)


def stance(normal: str) -> Stance:
    """Read one normalised clause; a clause without a negation supports."""
    if not _NEGATION.search(normal) or _PRAISE.search(normal):
        return Stance.SUPPORTS
    return Stance.REFUSES if _REFUSES.search(normal) else Stance.LACKS
