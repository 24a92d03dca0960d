"""What candidate and vacancy of VUM 1.0 share: names, languages, schooling, competences."""

from __future__ import annotations

import re
from typing import Any

from matcher.exchange.fields import Fields
from matcher.exchange.levels import level_in, mbo_level_in
from matcher.exchange.losses import Lost
from matcher.exchange.vum.codes import codes

ACTIVITIES = ("Mondeling", "Schriftelijk", "Lezen", "Luisteren")
NAME_LENGTH = 120  # longest name in VUM 1.0
TEXT_LENGTH = 2000  # longest running text
HAVO_VWO = frozenset({"havo", "vwo"})
_SUFFIX = re.compile(r"\s*\(([^()]*)\)$")


# In ---------------------------------------------------------------------------------------------


def occupation(fields: Fields) -> str | None:
    """The words of a Beroepsnaam, coded or not, with or without its wrapper."""
    for wrapper in ("beroepsnaamGecodeerd", "beroepsnaamOngecodeerd"):
        if fields.has(wrapper):
            inner = fields.object(wrapper)
            name = occupation(inner)
            inner.leave()
            return name
    code = fields.code("codeBeroepsnaam")
    name = fields.text("omschrijvingBeroepsnaam") or fields.text("naamBeroepOngecodeerd")
    if code is not None and name is None:
        fields.tally.not_mapped("codeBeroepsnaam", code)
    return name


def education_name(fields: Fields) -> tuple[str | None, str]:
    """The name of an Opleidingsnaam and, with the description, all its words."""
    for wrapper in ("opleidingsnaamGecodeerd", "opleidingsnaamOngecodeerd"):
        if fields.has(wrapper):
            inner = fields.object(wrapper)
            found = education_name(inner)
            inner.leave()
            return found
    code = fields.code("codeOpleidingsnaam")
    name = fields.text("omschrijvingOpleidingsnaam") or fields.text("naamOpleidingOngecodeerd")
    told = fields.text("omschrijvingOpleiding")
    if code is not None and name is None:
        fields.tally.not_mapped("codeOpleidingsnaam", code)
    return name, " ".join(filter(None, (name, told)))


def education_level(code: str | None, words: str) -> str | None:
    """The level of a schooling; None when code and words leave it open.

    VUM 1.0 does not tell mbo 1-4 apart, nor havo from vwo: then only the words can say it.
    """
    said = said_level(words, code)
    if said is not None:
        return said
    if code == "4":
        return mbo_level_in(words)
    if code == "3":
        return level_in(words, HAVO_VWO)
    level: str | None = codes().mapping["education_in"].get(code)
    return level


def said_level(words: str, code: str | None) -> str | None:
    """The level that our own export wrote: as the whole name, or in brackets at its end."""
    mapping = codes().mapping
    suffix = _SUFFIX.search(words)
    told = (suffix[1] if suffix else words).casefold()
    for level, name in mapping["education_said"].items():
        if told == name and str(mapping["education_out"][level]) == code:
            return str(level)
    return None


def without_said(name: str | None, code: str | None) -> str | None:
    """The name without the level that our own export had to add to it."""
    level = None if name is None else said_level(name, code)
    if name is None or level is None:
        return name
    rest = _SUFFIX.sub("", name) if _SUFFIX.search(name) else None
    return name if education_level(code, rest or "") == level else rest or None


def language(fields: Fields) -> dict[str, Any] | None:
    """One language with the level of the weakest activity that is known."""
    three = (fields.code("codeTaal") or "").lower()
    known = codes()
    levels: list[int] = []
    for activity in ACTIVITIES:
        name = f"codeNiveauTaalbeheersing{activity}"
        code = fields.code(name)
        if code is not None and code in known.mapping["language_in"]:
            levels.append(int(code))
        elif code not in (None, "0", "8"):
            fields.tally.not_mapped(name, code)
    two = known.to_two.get(three)
    if two is None:
        if three:
            fields.tally.not_mapped("codeTaal", three)
        return None
    record = {"language": two}
    if levels:
        record["level"] = known.mapping["language_in"][str(min(levels))]
    return record


def competence(fields: Fields) -> tuple[str | None, str | None, int | None]:
    """Name from the code list, own words when they differ, and the level of the record (1-5).

    The scale of VUM runs the other way: 1 is good, 4 is not at all. 5 and 9 are not known. What
    somebody does not master is no skill of theirs: all three are None.
    """
    known = codes()
    code = fields.code("codeGedragscompetentie")
    told = fields.text("omschrijvingGedragscompetentie")
    mastery = fields.code("codeBeheersingGedragscompetentie")
    name = known.competences.get(code or "")
    if code is not None and name is None:
        fields.tally.not_mapped("codeGedragscompetentie", code)
    if mastery in known.mapping["competence_absent"]:
        fields.tally.not_mapped("codeBeheersingGedragscompetentie", mastery)
        return None, None, None
    level = known.mapping["competence_in"].get(mastery)
    if mastery is not None and level is None and mastery not in ("5", "9"):
        fields.tally.not_mapped("codeBeheersingGedragscompetentie", mastery)
    if name is not None and told is not None and told.casefold() == name.casefold():
        told = None
    return name, told, level


def hours(fields: Fields) -> tuple[int | None, int | None]:
    """Hours a week, lowest and highest; more than 80 has no place in the record."""
    found = []
    for name in ("aantalWerkurenPerWeekMinimaal", "aantalWerkurenPerWeekMaximaal"):
        value = fields.whole(name)
        if value is not None and value > 80:
            fields.tally.not_mapped(f"werktijden.{name}", value)
            value = None
        found.append(value)
    unused_indication(fields, "indicatieKantoortijden")
    return found[0], found[1]


def unused_indication(fields: Fields, name: str) -> None:
    """Count an indication that the record has no field for, when it says yes or no."""
    code = fields.code(name)
    if code not in (None, "0"):
        fields.tally.not_mapped(fields.at(name), code)


def yes_no(fields: Fields, name: str) -> bool | None:
    """Indications 1 and 2 as yes and no, also as true and false; 0 and the rest are unknown."""
    value = fields.raw.get(name)
    if isinstance(value, bool):
        fields.get(name)
        return value
    code = fields.code(name)
    if code not in (None, "0", "1", "2", "8"):
        fields.tally.not_mapped(name, code)
    return {"1": True, "2": False}.get(code or "")


# Out --------------------------------------------------------------------------------------------


def occupation_out(name: str) -> dict[str, Any]:
    """A Beroepsnaam without code."""
    return {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": name}}


def education_out(name: str | None, level: str | None, lost: Lost, where: str) -> dict[str, Any]:
    """Code and name of a schooling; a level that the code cannot say goes into the name."""
    mapping = codes().mapping
    name = None if name is None else lost.cut(name, NAME_LENGTH, where)
    out: dict[str, Any] = {}
    if level is not None:
        code = mapping["education_out"][level]
        out["codeNiveauOpleiding"] = code
        if education_level(str(code), name or "") != level:
            said = mapping["education_said"][level]
            room = NAME_LENGTH - len(said) - 3
            name = said if name is None else f"{lost.cut(name, room, where)} ({said})"
    if name is not None:
        out["opleidingsnaam"] = {"opleidingsnaamOngecodeerd": {"naamOpleidingOngecodeerd": name}}
    return out


def language_out(record: dict[str, Any], lost: Lost, where: str) -> dict[str, Any] | None:
    """A Taalbeheersing with the same level for all four activities."""
    known = codes()
    three = known.to_three.get(record["language"])
    if three is None:
        lost(where)
        return None
    out: dict[str, Any] = {"codeTaal": three}
    level = record.get("level")
    if level is not None:
        code = known.mapping["language_out"][level]
        if known.mapping["language_in"][str(code)] != level:
            lost(f"{where} (niveau grover)")
        out |= {f"codeNiveauTaalbeheersing{activity}": code for activity in ACTIVITIES}
    return out


def postcode_out(digits: str) -> str | None:
    """Four digits with the letters of the mapping; None when the mapping has none."""
    letters = codes().mapping["postcode_letters"]
    return f"{digits}{letters}" if letters else None
