"""What a profile leaves out, told without telling the thing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from matcher.disclosure.release import Released

NAMES = {
    "werk": "Werk",
    "opleiding": "Opleiding en certificaten",
    "vaardigheden": "Vaardigheden, talen en rijbewijs",
    "wensen": "Wensen",
    "beschikbaarheid": "Woonplaats, uren en reistijd",
    "vrije_tekst": "Eigen tekst",
}
FIELDS = {
    "municipality": "Woonplaats",
    "occupations": "Werk",
    "certificates": "Certificaten",
    "driving_licences": "Rijbewijs",
    "languages": "Taal",
    "education_level": "Opleiding",
    "skills": "Vaardigheden",
    "wishes": "Wensen",
    "hours": "Uren",
    "parts_of_day": "Dagdelen",
    "own_words": "Vaardigheden",
}


def notes(
    all_groups: Sequence[str],
    shared: Collection[str],
    released: Released,
    alone: Sequence[str],
    text_gone: bool = False,
) -> tuple[str, ...]:
    """One sentence a field, in a fixed order: not shared, broader, left out, own words, text."""
    out = [f"{NAMES[group]}: niet gedeeld." for group in all_groups if group not in shared]
    for field in FIELDS:
        if field in released.broader:
            out.append(f"{FIELDS[field]}: ruimer getoond. Anders is de groep te klein.")
    gone = Counter((*released.left_out, *(f for f in alone if f != "own_words")))
    for field in FIELDS:
        if gone[field]:
            out.append(f"{FIELDS[field]}: {gone[field]} niet getoond. De groep is te klein.")
    if own := sum(field == "own_words" for field in alone):
        out.append(f"{FIELDS['own_words']}: {own} niet getoond. Alleen in eigen woorden bekend.")
    if text_gone:
        out.append(f"{NAMES['vrije_tekst']}: niet getoond. Te weinig is anoniem genoeg.")
    return tuple(out)
