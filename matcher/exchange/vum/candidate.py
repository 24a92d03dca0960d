"""A candidate of VUM 1.0 (Werkzoekende, both depths) to a portfolio record."""

from __future__ import annotations

from datetime import date

from matcher.exchange.fields import Fields, four_digits, keep
from matcher.exchange.source import Record
from matcher.exchange.vum import shared
from matcher.exchange.vum.codes import codes

PENDING = " (in behandeling)"
LONGEST_TRIP = 600  # minutes, in the record


def to_record(fields: Fields) -> Record:
    """The record; what it has no field for is counted by `Fields`."""
    record: Record = {}
    identity = fields.text("idWerkzoekende") or fields.text("vumID")
    keep(record, "id", identity)
    _mobility(fields.object("mobiliteit"), record)
    keep(record, "summary", fields.text("persoonlijkePresentatie"))
    _qualification(fields.object("arbeidsmarktkwalificatie"), record)
    _wishes(fields, record)
    _availability(fields, record)
    _transport(fields, record)
    member = shared.yes_no(fields, "indicatieLdrRegistratie")
    if member is not None:
        record["registers"] = {"doelgroepregister": member}
    keep(record, "support", _needs(fields.object("eisAanWerk")))
    return record


def _mobility(fields: Fields, record: Record) -> None:
    postcode = four_digits(
        fields.text("bemiddelingspostcode"), fields.tally, "mobiliteit.bemiddelingspostcode"
    )
    if postcode is not None:
        record["home"] = {"postcode": postcode}
    distance = fields.whole("maximaleReisafstand")
    if distance not in (None, codes().mapping["unknown_distance_km"]):
        fields.tally.not_mapped("mobiliteit.maximaleReisafstand", distance)
        fields.tally.note(
            "Een reisafstand in kilometers wordt geen reistijd: daarvoor is de route nodig."
        )
    minutes = fields.whole("maximaleReistijd")
    if minutes is not None and minutes > LONGEST_TRIP:
        fields.tally.not_mapped("mobiliteit.maximaleReistijd", minutes)
    elif minutes is not None:
        record["mobility"] = {"max_minutes": minutes}
    fields.leave()


def _transport(fields: Fields, record: Record) -> None:
    modes: list[str] = []
    known = codes().mapping["transport_in"]
    open_ = False
    for item in fields.objects("vervoermiddel"):
        code = item.code("codeVervoermiddel")
        if shared.yes_no(item, "indicatieBeschikbaarVoorWoonWerkverkeer") is False:
            continue
        mode = known.get(code)
        if mode is None:
            # Something else takes them there: how far is not known.
            open_ = True
            if code is not None:
                fields.tally.not_mapped("vervoermiddel.codeVervoermiddel", code)
        elif mode not in modes:
            modes.append(mode)
    if modes and not open_:
        record.setdefault("mobility", {})["modes"] = modes


def _wishes(fields: Fields, record: Record) -> None:
    wishes: Record = {}
    keep(
        wishes,
        "occupations",
        [
            name
            for item in fields.objects("bemiddelingsberoep")
            if (name := shared.occupation(item))
        ],
    )
    sectors = []
    for item in fields.objects("sector"):
        code = item.whole("codeSbi")
        name = None if code is None else codes().division(code)
        if name is not None:
            sectors.append(name)
        elif code is not None:
            fields.tally.not_mapped("sector.codeSbi", code)
    keep(wishes, "sectors", sectors)
    keep(record, "wishes", wishes)


def _availability(fields: Fields, record: Record) -> None:
    when: Record = {}
    times = fields.object("werktijden")
    low, high = shared.hours(times)
    times.leave()
    keep(when, "hours_min", low)
    keep(when, "hours_max", high)
    flexible = fields.object("flexibiliteit")
    first = flexible.day("datumAanvangBeschikbaarVoorWerk")
    keep(when, "from", None if first is None else first.isoformat())
    shared.unused_indication(flexible, "indicatieOnregelmatigWerkOfPloegendienst")
    flexible.leave()
    keep(record, "availability", when)


def _needs(fields: Fields) -> Record:
    """What somebody needs at work; three times no is "known: none"."""
    answers = {name: shared.yes_no(fields, name) for name in codes().mapping["needs"]}
    fields.leave()
    needed = [codes().mapping["needs"][name] for name, answer in answers.items() if answer]
    if needed or all(answer is False for answer in answers.values()):
        return {"adaptations": needed}
    for name, answer in answers.items():
        if answer is False:
            fields.tally.not_mapped(f"eisAanWerk.{name}", 2)
    return {}


def _qualification(fields: Fields, record: Record) -> None:
    level = fields.code("codeWerkEnDenkniveauWerkzoekende")
    if level not in (None, "0", "7"):
        fields.tally.not_mapped("codeWerkEnDenkniveauWerkzoekende", level)
        fields.tally.note(
            "Een werk- en denkniveau is geen diploma en telt daarom niet als opleiding."
        )
    keep(record, "skills", _skills(fields))
    keep(
        record,
        "languages",
        [found for item in fields.objects("taalbeheersing") if (found := shared.language(item))],
    )
    keep(record, "driving_licences", _licences(fields))
    keep(record, "certificates", _certificates(fields))
    for name, of_vum, read in (
        ("education", "opleiding", _education),
        ("experience", "werkervaring", _experience),
    ):
        keep(record, name, [found for item in fields.objects(of_vum) if (found := read(item))])
    fields.leave()


def _skills(fields: Fields) -> list[Record]:
    out: list[Record] = []
    for item in fields.values("vakvaardigheid"):
        # The data standard has plain text here, the interface an object.
        label = item if isinstance(item, str) else None
        if isinstance(item, dict):
            inner = Fields(item, fields.at("vakvaardigheid"), fields.problems, fields.tally)
            label = inner.text("omschrijving")
            inner.leave()
        elif label is None:
            fields.wrong("vakvaardigheid", item, "een object met een omschrijving")
        if label:
            out.append({"label": label})
    for competence in fields.objects("gedragscompetentie"):
        name, told, level = shared.competence(competence)
        if name is not None:
            out.append({"label": name} if level is None else {"label": name, "level": level})
        if told is not None:
            out.append({"label": told})
    return out


def _licences(fields: Fields) -> list[str]:
    mapping = codes().mapping
    out: list[str] = []
    for item in fields.objects("rijbewijs"):
        code = item.code("codeSoortRijbewijs")
        allowed = mapping["licence_in"].get((code or "").upper())
        if code is not None and (allowed is None or code.upper() in mapping["licence_less"]):
            fields.tally.not_mapped("rijbewijs.codeSoortRijbewijs", code)
        out += [licence for licence in allowed or () if licence not in out]
    return out


def _certificates(fields: Fields) -> list[str]:
    """Courses; without the date of a certificate it is not known whether there is one."""
    out = []
    for item in fields.objects("cursus"):
        name, got = item.text("naamCursus"), item.day("datumCertificaat")
        if name is not None:
            out.append(name if got is not None else f"{name}{PENDING}")
            if got is None:
                fields.tally.note(
                    "Een cursus zonder datum van een certificaat is gelezen als 'in behandeling': "
                    "of het certificaat er is, blijft onbekend."
                )
    return out


def _education(fields: Fields) -> Record:
    code = fields.code("codeNiveauOpleiding")
    inner = fields.object("opleidingsnaam")
    name, words = shared.education_name(inner)
    inner.leave()
    out: Record = {}
    level = shared.education_level(code, words)
    if level is None and code not in (None, "9"):
        fields.tally.not_mapped("opleiding.codeNiveauOpleiding", code)
    keep(out, "name", shared.without_said(name, code))
    keep(out, "level", level)
    diploma = shared.yes_no(fields, "indicatieDiploma")
    status = fields.code("codeStatusOpleiding")
    if diploma and status in ("2", "3"):
        # The indication also covers certificates for a part: broken off or running is no diploma.
        fields.tally.not_mapped("opleiding.indicatieDiploma", f"1 bij status {status}")
        diploma = None
    if diploma is not None:
        out["diploma"] = diploma
    day = fields.day("datumDiploma")
    if day is not None and 1900 <= day.year <= 2100:
        out["year"] = day.year
    return out


def _experience(fields: Fields) -> Record:
    out: Record = {}
    inner = fields.object("beroep")
    keep(out, "title", shared.occupation(inner))
    inner.leave()
    begin = fields.day("datumAanvangWerkzaamheden")
    end = fields.day("datumEindeWerkzaamheden")
    if begin is not None and end is not None:
        months = months_between(begin, end)
        if 0 <= months <= 900:
            out["months"] = months
        else:
            fields.tally.not_mapped("werkervaring (maanden)", months)
    if end is not None and 1900 <= end.year <= 2100:
        out["ended"] = f"{end.year}-{end.month:02d}"
    keep(out, "description", fields.text("toelichtingWerkervaring"))
    return out


def months_between(begin: date, end: date) -> int:
    """Months from one day to another, rounded by a month of 30 days; negative when reversed."""
    whole = (end.year - begin.year) * 12 + end.month - begin.month
    return whole + round((end.day - begin.day) / 30)
