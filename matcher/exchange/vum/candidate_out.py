"""A portfolio record to a candidate of VUM 1.0; what VUM cannot say is counted as lost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from matcher.exchange.fields import keep
from matcher.exchange.losses import Lost, lose
from matcher.exchange.report import Tally
from matcher.exchange.source import Profile, Record
from matcher.exchange.vum import shared
from matcher.exchange.vum.candidate import PENDING
from matcher.exchange.vum.codes import codes
from matcher.exchange.vum.shared import NAME_LENGTH, TEXT_LENGTH

NEVER = (
    "home.place",
    "tests",
    "wishes.retraining",
    "availability.excluded",
    "loonwaarde",
    "registers.beschut_werk",
    "participatieladder",
    "sector_profile",
)


def to_vum(record: Record, profile: Profile, tally: Tally) -> dict[str, Any]:
    """A Werkzoekende; the matching profile has no free text, registers, needs or transport."""
    lost = Lost(tally)
    out: dict[str, Any] = {"idWerkzoekende": lost.cut(record["id"], 200, "id")}
    lose(record, NEVER, lost)
    keep(out, "mobiliteit", _mobility(record, lost, tally))
    _availability(record.get("availability", {}), out)
    _wishes(record.get("wishes", {}), out, lost)
    keep(out, "arbeidsmarktkwalificatie", _qualification(record, profile, lost))
    if profile == "detail":
        _detail(record, out, lost)
    else:
        lose(record, ("summary", "registers", "support", "mobility.modes"), lost)
    return out


def _mobility(record: Record, lost: Lost, tally: Tally) -> dict[str, Any]:
    """Postcode and distance go together or not at all: VUM 1.0 demands both."""
    digits = record.get("home", {}).get("postcode")
    postcode = None if digits is None else shared.postcode_out(digits)
    distance = codes().mapping["unknown_distance_km"]
    minutes = record.get("mobility", {}).get("max_minutes")
    if postcode is None or distance is None:
        lose(record, ("home.postcode", "mobility.max_minutes"), lost)
        if digits is None:
            tally.note(
                "VUM 1.0 wil van elke werkzoekende een postcode. Niet elk profiel heeft er een: "
                "de ontvanger kan die profielen weigeren."
            )
        return {}
    tally.note(
        f"Onze postcodes hebben vier cijfers. In VUM 1.0 staan er letters achter: hier steeds "
        f"{postcode[4:]}. Die zeggen niets over de straat."
    )
    tally.note(
        f"VUM 1.0 wil een reisafstand in kilometers. Wij kennen alleen reistijd: {distance} "
        "betekent hier: geen grens bekend."
    )
    out: dict[str, Any] = {"bemiddelingspostcode": postcode, "maximaleReisafstand": distance}
    keep(out, "maximaleReistijd", minutes)
    return out


def _availability(when: Record, out: dict[str, Any]) -> None:
    times: dict[str, Any] = {}
    keep(times, "aantalWerkurenPerWeekMinimaal", when.get("hours_min"))
    keep(times, "aantalWerkurenPerWeekMaximaal", when.get("hours_max"))
    keep(out, "werktijden", times)
    if when.get("from") is not None:
        out["flexibiliteit"] = {"datumAanvangBeschikbaarVoorWerk": when["from"]}


def _wishes(wishes: Record, out: dict[str, Any], lost: Lost) -> None:
    names = [lost.cut(n, NAME_LENGTH, "wishes.occupations") for n in wishes.get("occupations", [])]
    keep(out, "bemiddelingsberoep", [shared.occupation_out(name) for name in names])
    sectors = []
    for name in wishes.get("sectors", []):
        code = codes().division_code(name)
        if code is None:
            lost("wishes.sectors")
        else:
            sectors.append({"codeSbi": code})
    keep(out, "sector", sectors)
    _empty(wishes, ("occupations", "sectors"), "wishes.", lost)


def _empty(record: Record, names: Iterable[str], path: str, lost: Lost) -> None:
    """An empty list says "none"; VUM has no way to say that."""
    for name in names:
        if record.get(name) == []:
            lost(f"{path}{name} (geen)")


def _qualification(record: Record, profile: Profile, lost: Lost) -> dict[str, Any]:
    out: dict[str, Any] = {}
    skills, competences = _skills(record.get("skills", []), lost)
    keep(out, "vakvaardigheid", skills)
    keep(out, "gedragscompetentie", competences)
    languages = (shared.language_out(x, lost, "languages") for x in record.get("languages", []))
    keep(out, "taalbeheersing", [x for x in languages if x is not None])
    licences = record.get("driving_licences", [])
    keep(out, "rijbewijs", [{"codeSoortRijbewijs": licence} for licence in licences])
    keep(out, "cursus", [_course(name, lost) for name in record.get("certificates", [])])
    schooling = (_education(item, lost) for item in record.get("education", []))
    keep(out, "opleiding", [item for item in schooling if item])
    work = (_experience(item, profile, lost) for item in record.get("experience", []))
    keep(out, "werkervaring", [item for item in work if item])
    names = ("skills", "languages", "driving_licences", "certificates", "education", "experience")
    _empty(record, names, "", lost)
    return out


def _skills(skills: list[Record], lost: Lost) -> tuple[list[Record], list[Record]]:
    plain, competences = [], []
    for skill in skills:
        code = codes().competence_code(skill["label"])
        level = skill.get("level")
        if "evidence" in skill:
            lost("skills.evidence")
        if code is None:
            if level is not None:
                lost("skills.level")
            plain.append({"omschrijving": lost.cut(skill["label"], NAME_LENGTH, "skills.label")})
            continue
        out = {
            "codeGedragscompetentie": code,
            "omschrijvingGedragscompetentie": codes().competences[code],
        }
        mastery = codes().mapping["competence_out"].get(str(level))
        keep(out, "codeBeheersingGedragscompetentie", mastery)
        if level is not None and codes().mapping["competence_in"].get(str(mastery)) != level:
            lost("skills.level")
        competences.append(out)
    return plain, competences


def _course(name: str, lost: Lost) -> dict[str, Any]:
    if not name.endswith(PENDING):
        lost("certificates (dat het er is: de datum ontbreekt)")
    return {"naamCursus": lost.cut(name.removesuffix(PENDING), NAME_LENGTH, "certificates")}


def _education(item: Record, lost: Lost) -> dict[str, Any]:
    name, level = item.get("name"), item.get("level")
    out = shared.education_out(name, level, lost, "education.name")
    diploma, year = item.get("diploma"), item.get("year")
    if diploma is not None:
        out["indicatieDiploma"] = 1 if diploma else 2
    if year is not None:
        out["datumDiploma"] = f"{year}-01-01"
    return out


def _experience(item: Record, profile: Profile, lost: Lost) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if "title" in item:
        title = lost.cut(item["title"], NAME_LENGTH, "experience.title")
        out["beroep"] = shared.occupation_out(title)
    months, ended = item.get("months"), item.get("ended")
    if ended is not None:
        end = date(int(ended[:4]), int(ended[5:]), 1)
        out["datumEindeWerkzaamheden"] = end.isoformat()
        if months is not None:
            first = end.year * 12 + end.month - 1 - months
            out["datumAanvangWerkzaamheden"] = f"{first // 12:04d}-{first % 12 + 1:02d}-01"
    elif months is not None:
        lost("experience.months")
    if "ended" in item and ended is None:
        lost("experience.ended (loopt nog)")
    if "setting" in item:
        lost("experience.setting")
    if "description" in item:
        if profile == "detail":
            text = lost.cut(item["description"], TEXT_LENGTH, "experience.description")
            out["toelichtingWerkervaring"] = text
        else:
            lost("experience.description")
    return out


def _detail(record: Record, out: dict[str, Any], lost: Lost) -> None:
    if "summary" in record:
        out["persoonlijkePresentatie"] = lost.cut(record["summary"], TEXT_LENGTH, "summary")
    member = record.get("registers", {}).get("doelgroepregister")
    if member is not None:
        out["indicatieLdrRegistratie"] = 1 if member else 2
    modes = record.get("mobility", {}).get("modes")
    if modes is not None:
        _transport(modes, out, lost)
    keep(out, "eisAanWerk", _needs(record.get("support", {}), lost))


def _transport(modes: list[str], out: dict[str, Any], lost: Lost) -> None:
    known = codes().mapping
    used = dict.fromkeys(known["transport_out"].get(mode) for mode in modes)
    for mode in modes:
        if known["transport_in"].get(str(known["transport_out"].get(mode))) != mode:
            lost("mobility.modes")
    if not modes:
        lost("mobility.modes (geen)")
    vehicles = [
        {"codeVervoermiddel": code, "indicatieBeschikbaarVoorWoonWerkverkeer": 1}
        for code in used
        if code is not None
    ]
    keep(out, "vervoermiddel", vehicles)


def _needs(support: Record, lost: Lost) -> dict[str, Any]:
    """The three indications; a jobcoach is guidance, other needs have no place."""
    names: dict[str, str] = codes().mapping["needs"]
    needed = support.get("adaptations")
    if needed == [] and not support.get("jobcoach"):
        if "jobcoach" in support:
            lost("support.jobcoach")
        return dict.fromkeys(names, 2)
    out = {name: 1 for name, told in names.items() if told in (needed or [])}
    if "jobcoach" in support:
        lost("support.jobcoach")
        if support["jobcoach"]:
            out["indicatieBegeleiding"] = 1
    if any(told not in names.values() for told in needed or []):
        lost("support.adaptations")
    return out
