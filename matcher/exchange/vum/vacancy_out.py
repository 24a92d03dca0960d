"""A vacancy record to a vacancy of VUM 1.0; what VUM cannot say is counted as lost."""

from __future__ import annotations

from typing import Any

from matcher.exchange.fields import keep
from matcher.exchange.losses import Lost, lose
from matcher.exchange.report import Tally
from matcher.exchange.source import Profile, Record
from matcher.exchange.vum import shared
from matcher.exchange.vum.codes import codes
from matcher.exchange.vum.shared import NAME_LENGTH, TEXT_LENGTH
from matcher.exchange.vum.vacancy import WORKPLACE

LONGEST_PLACE = 80
NEVER = (
    "shifts",
    "positions",
    "tasks",
    "inclusive.loonkostensubsidie",
    "inclusive.min_loonwaarde",
    "inclusive.jobcarving",
    "inclusive.support",
    "inclusive.training_on_the_job",
    "inclusive.open_hiring",
)


def to_vum(record: Record, profile: Profile, tally: Tally) -> dict[str, Any]:
    """A Vacature; the matching profile has no name, text, place or register."""
    lost = Lost(tally)
    out: dict[str, Any] = {"idVacature": lost.cut(record["id"], 200, "id")}
    lose(record, NEVER, lost)
    if "title" in record:
        title = lost.cut(record["title"], NAME_LENGTH, "title")
        out["beroep"] = shared.occupation_out(title)
        if profile == "detail":
            out["naamVacature"] = title
    _sector(record, out, lost)
    conditions: dict[str, Any] = {}
    keep(conditions, "datumAanvangWerkzaamheden", record.get("start"))
    keep(conditions, "salarisIndicatie", _salary(record.get("wage_hourly"), lost))
    keep(out, "arbeidsVoorwaarden", conditions)
    hours = record.get("hours", {})
    times: dict[str, Any] = {}
    keep(times, "aantalWerkurenPerWeekMinimaal", hours.get("min"))
    keep(times, "aantalWerkurenPerWeekMaximaal", hours.get("max"))
    keep(out, "werktijden", times)
    _demands(record, out, lost)
    if profile == "detail":
        _detail(record, out, lost, tally)
    else:
        lose(record, ("text", "location", "inclusive.banenafspraak"), lost)
    return out


def _sector(record: Record, out: dict[str, Any], lost: Lost) -> None:
    if "sector" in record:
        code = codes().division_code(record["sector"])
        if code is None:
            lost("sector")
        else:
            out["sector"] = {"codeSbi": code}


def _salary(wage: float | None, lost: Lost) -> str | None:
    """VUM has text for a salary: "€ 15,20 per uur"."""
    if wage is None:
        return None
    if wage >= 1000 or round(wage, 2) != wage:
        lost("wage_hourly (afgerond)")
    return f"€ {min(wage, 999.99):.2f} per uur".replace(".", ",")


def _demands(record: Record, out: dict[str, Any], lost: Lost) -> None:
    plain, competences = [], []
    for asked in record.get("requirements", []):
        if asked.get("importance", "important") != "important":
            lost("requirements.importance")
        code = codes().competence_code(asked["label"])
        if code is None:
            label = lost.cut(asked["label"], NAME_LENGTH, "requirements.label")
            plain.append({"omschrijving": label})
        else:
            competences.append(
                {
                    "codeGedragscompetentie": code,
                    "omschrijvingGedragscompetentie": codes().competences[code],
                }
            )
    keep(out, "vakvaardigheid", plain)
    keep(out, "gedragscompetentie", competences)
    names = record.get("certificates_required", [])
    courses = [{"naamCursus": lost.cut(n, NAME_LENGTH, "certificates_required")} for n in names]
    keep(out, "cursus", courses)
    licences = record.get("driving_licences_required", [])
    keep(out, "rijbewijs", [{"codeSoortRijbewijs": licence} for licence in licences])
    level = record.get("education_min")
    if level is not None:
        schooling = shared.education_out(None, level, lost, "education_min")
        out["opleiding"] = [{**schooling, "indicatieDiploma": 1}]
    if "language_min" in record:
        language = shared.language_out(record["language_min"], lost, "language_min")
        keep(out, "taalbeheersing", [] if language is None else [language])
    for name in ("requirements", "certificates_required", "driving_licences_required"):
        if record.get(name) == []:
            lost(f"{name} (geen)")


def _detail(record: Record, out: dict[str, Any], lost: Lost, tally: Tally) -> None:
    if "text" in record:
        out["omschrijvingVacature"] = lost.cut(record["text"], TEXT_LENGTH, "text")
    member = record.get("inclusive", {}).get("banenafspraak")
    if member is not None:
        out["indicatieLdrRegistratie"] = 1 if member else 2
    location = record.get("location", {})
    address: dict[str, Any] = {}
    if "place" in location:
        address["woonplaatsnaam"] = lost.cut(location["place"], LONGEST_PLACE, "location.place")
    if "postcode" in location:
        postcode = shared.postcode_out(location["postcode"])
        if postcode is None:
            lost("location.postcode")
        else:
            address["postcode"] = postcode
            tally.note(
                f"Onze postcodes hebben vier cijfers. In VUM 1.0 staan er letters achter: hier "
                f"steeds {postcode[4:]}. Die zeggen niets over de straat."
            )
    if address:
        holding = {"codeFunctieAdres": WORKPLACE, "adres": {"adresNederland": address}}
        out["werkgever"] = {"adresHouding": [holding]}
