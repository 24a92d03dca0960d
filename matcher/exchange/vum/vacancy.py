"""A vacancy of VUM 1.0 (Vacature, both depths) to a vacancy record."""

from __future__ import annotations

import re

from matcher.domain.scales import EDUCATION_RANK
from matcher.exchange.fields import Fields, four_digits, keep
from matcher.exchange.source import Record
from matcher.exchange.vum import shared
from matcher.exchange.vum.codes import codes

WORKPLACE = "E"
MAIN_LANGUAGE = "nl"
# "€ 15,20 per uur" and nothing around it
_HOURLY = re.compile(r"(?:€|eur(?:o)?)?\s*(\d{1,3})(?:[.,](\d{2}))?\s*(?:euro\s*)?(?:per uur|p/u)")


def to_record(fields: Fields) -> Record:
    """The record; what it has no field for is counted by `Fields`."""
    record: Record = {}
    keep(record, "id", fields.text("idVacature") or fields.text("vumID"))
    keep(record, "title", _title(fields))
    keep(record, "text", fields.text("omschrijvingVacature"))
    sector = fields.object("sector")
    code = sector.whole("codeSbi")
    name = None if code is None else codes().division(code)
    keep(record, "sector", name)
    if code is not None and name is None:
        fields.tally.not_mapped("sector.codeSbi", code)
    sector.leave()
    keep(record, "location", _location(fields.object("werkgever")))
    times = fields.object("werktijden")
    low, high = shared.hours(times)
    times.leave()
    hours: Record = {}
    keep(hours, "min", low)
    keep(hours, "max", high)
    keep(record, "hours", hours)
    _conditions(fields.object("arbeidsVoorwaarden"), record)
    _demands(fields, record)
    member = shared.yes_no(fields, "indicatieLdrRegistratie")
    if member is not None:
        record["inclusive"] = {"banenafspraak": member}
    level = fields.code("codeWerkEnDenkniveauMinimaal")
    if level not in (None, "0", "7"):
        fields.tally.not_mapped("codeWerkEnDenkniveauMinimaal", level)
        fields.tally.note(
            "Een werk- en denkniveau is geen diploma-eis en sluit daarom niemand uit."
        )
    return record


def _title(fields: Fields) -> str | None:
    """The name of the vacancy, with the occupation behind it when it does not say it."""
    name = fields.text("naamVacature")
    inner = fields.object("beroep")
    occupation = shared.occupation(inner)
    inner.leave()
    if name is None or occupation is None:
        return name or occupation
    return name if occupation.casefold() in name.casefold() else f"{name} ({occupation})"


def _location(fields: Fields) -> Record:
    """The first address that is the workplace; other addresses say nothing about travel."""
    out: Record = {}
    for holding in fields.objects("adresHouding"):
        function = (holding.code("codeFunctieAdres") or "").upper()
        address = holding.object("adres")
        dutch = address.object("adresNederland") if address.has("adresNederland") else address
        place = dutch.text("woonplaatsnaam")
        postcode = four_digits(dutch.text("postcode"), fields.tally, "werkgever.postcode")
        if function == WORKPLACE and not out:
            keep(out, "place", place)
            keep(out, "postcode", postcode)
        elif place is not None or postcode is not None:
            fields.tally.kept_out["werkgever.adresHouding (geen werklocatie)"] += 1
        dutch.leave()
        if dutch is not address:
            address.leave()
    fields.leave()
    return out


def _conditions(fields: Fields, record: Record) -> None:
    first = fields.day("datumAanvangWerkzaamheden")
    keep(record, "start", None if first is None else first.isoformat())
    salary = fields.text("salarisIndicatie")
    if salary is not None:
        match = _HOURLY.fullmatch(salary.strip().lower())
        if match is None:
            fields.tally.not_mapped("arbeidsVoorwaarden.salarisIndicatie", salary)
        else:
            record["wage_hourly"] = float(f"{match[1]}.{match[2] or '00'}")
    fields.leave()


def _demands(fields: Fields, record: Record) -> None:
    keep(record, "requirements", _requirements(fields))
    courses = (item.text("naamCursus") for item in fields.objects("cursus"))
    keep(record, "certificates_required", [name for name in courses if name])
    keep(record, "driving_licences_required", _licences(fields))
    keep(record, "education_min", _education(fields))
    keep(record, "language_min", _language(fields))


def _requirements(fields: Fields) -> list[Record]:
    """Skills and behaviour; VUM does not say how important, so each is important."""
    labels: list[str] = []
    for item in fields.values("vakvaardigheid"):
        if isinstance(item, str):
            labels.append(item)
        elif isinstance(item, dict):
            inner = Fields(item, fields.at("vakvaardigheid"), fields.problems, fields.tally)
            labels += filter(None, [inner.text("omschrijving")])
            inner.leave()
        else:
            fields.wrong("vakvaardigheid", item, "een object met een omschrijving")
    for competence in fields.objects("gedragscompetentie"):
        name, told, _ = shared.competence(competence)
        labels += filter(None, (name, told))
    return [{"label": label, "importance": "important"} for label in labels]


def _licences(fields: Fields) -> list[str]:
    out: list[str] = []
    for item in fields.objects("rijbewijs"):
        code = (item.code("codeSoortRijbewijs") or "").upper()
        if code in codes().mapping["licence_asked"]:
            out += [code] if code not in out else []
        elif code:
            fields.tally.not_mapped("rijbewijs.codeSoortRijbewijs", code)
    return out


def _education(fields: Fields) -> str | None:
    """The lowest diploma asked, when every one that is asked is clear; else no knock-out."""
    asked: list[str | None] = []
    for item in fields.objects("opleiding"):
        code = item.code("codeNiveauOpleiding")
        inner = item.object("opleidingsnaam")
        _, words = shared.education_name(inner)
        inner.leave()
        if shared.yes_no(item, "indicatieDiploma"):
            level = shared.education_level(code, words)
            asked.append(level)
            if level is None:
                fields.tally.not_mapped("opleiding.codeNiveauOpleiding", code)
        elif code is not None:
            fields.tally.not_mapped("opleiding.codeNiveauOpleiding", f"{code} zonder diploma-eis")
    clear = [level for level in asked if level is not None]
    if not clear or len(clear) < len(asked):
        return None
    return min(clear, key=lambda level: (EDUCATION_RANK.get(level, -1), level))


def _language(fields: Fields) -> Record | None:
    """Dutch when it is asked, else the first; the record has room for one language."""
    asked = [found for item in fields.objects("taalbeheersing") if (found := shared.language(item))]
    if not asked:
        return None
    chosen = next((x for x in asked if x["language"] == MAIN_LANGUAGE), asked[0])
    for other in asked:
        if other is not chosen:
            fields.tally.not_mapped("taalbeheersing", other["language"])
    return chosen
