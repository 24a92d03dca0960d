"""Words that may not touch a rank, taken out of every text before anything is compared.

A vacancy that says "(banenafspraak)" and a portfolio that says the same would otherwise look
alike for a reason that is nobody's business: register status, benefit, ladder, age, sex, origin
and health are no evidence of fit (AWGB art. 5; WGBL; WGBh/cz). The list is one of words, not of
ideas; what people tell in other words is not caught, which docs/data-protection.md says too.
"""

from __future__ import annotations

import re

# Nobody's work: out of every text.
_STATUS = (
    r"banenafspraak\w*|afspraakba\w+|doelgroep(?:en)?register\w*|doelgroepindicatie|lgr|ldr"
    r"|wsw(?:-\w+)?|wajong\w*|wia|wga|iva|ww-uitkering|participatiewet|participatieladder"
    r"|loonwaarde\w*|loonkostensubsidie\w*|loondispensatie|lks|lkv|no-?risk\w*"
    r"|beschut(?:te)? werk\w*|indicatie beschut"
)
# Can also be the work itself ("begeleiden van mensen met autisme", "uitkeringen berekenen"):
# out of what is told about the person alone.
_PERSONAL = (
    r"bijstand\w*|uitkering\w*|statushouder\w*|asielzoeker\w*|vluchteling\w*"
    r"|autis\w+|adhd|add|epilep\w+|depress\w+|burn-?out\w*|rollator"
    r"|man|vrouw|mevrouw|mevr|dhr|meneer|moeder|vader|zwanger"
)
_STATUS_WORD = re.compile(rf"\b(?:met een |een |indicatie |status )?(?:{_STATUS})\b", re.IGNORECASE)
_PERSONAL_WORD = re.compile(rf"\b(?:{_PERSONAL})\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"\([^()]*\b(?:{_STATUS})\b[^()]*\)", re.IGNORECASE)
_AGE = re.compile(
    r"\b\d{2}\s?(?:jaar oud|jarige?|-jarige?)\b|^(?:ik )?(?:ben|is|was)?\s*\d{2}\s*(?:jaar|jr\.?)?$"
    r"|\bgeboren (?:in|op)\b.*$",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s{2,}|\s+(?=[,.;)])")


def without_protected(text: str, about_person: bool = False) -> str:
    """The text without protected words; may be empty.

    Parameters
    ----------
    about_person : bool
        True for a summary, in which words about benefit, origin, sex, age and health are about
        the person and not about the work.
    """
    cleaned = _STATUS_WORD.sub(" ", _IN_BRACKETS.sub(" ", text))
    if about_person:
        cleaned = _AGE.sub(" ", _PERSONAL_WORD.sub(" ", cleaned))
    return _SPACES.sub(" ", cleaned).strip(" -–,;") if cleaned != text else text
