"""VUM 1.0 there and back: identity where both sides can say it, and exactly the known losses else.

The projections below are written from docs/exchange.md, not from the code.
"""

from __future__ import annotations

import json
from typing import Any

from exchange_strategies import portfolios, vacancies, vum_candidates, vum_vacancies
from hypothesis import given, settings

from matcher.exchange.checking import Kind, check
from matcher.exchange.formats import export_records, read_records
from matcher.exchange.vum.codes import codes

LEVEL = {"A0": "A0", "A1": "A2", "A2": "A2", "B1": "A2", "B2": "B2", "C1": "C1", "C2": "C1"}
LEVEL["native"] = "C1"
COMPETENCE_LEVEL = {3: 3, 4: 4, 5: 4}  # 1 and 2 cannot be said
MODE = {"bike": "bike", "e-bike": "bike", "moped": "moped", "car": "car"}
MODE["public_transport"] = "public_transport"
SECTORS = {n.casefold(): n for c, n in codes().divisions.items() if not c.startswith("0")}
COMPETENCES = {name.casefold(): name for name in codes().competences.values()}
NEEDS = list(codes().mapping["needs"].values())
PENDING = " (in behandeling)"
SAID = codes().mapping["education_said"]


def cut(text: str, length: int = 120) -> str:
    return text[:length].strip()


def no_empty(record: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in record.items() if v not in ({}, [], None)}


def unique(items: list[Any]) -> list[Any]:
    return list(dict.fromkeys(items))


def school(item: dict[str, Any]) -> dict[str, Any]:
    """The name as VUM can hold it; a level our own export would have added is not in the name."""
    out = dict(item)
    level, name = item.get("level"), item.get("name")
    if name is None:
        return out
    name = cut(name)
    said = f"({SAID[level]})" if level else None
    if level in ("primary", "vmbo", "hbo", "wo") or level is None:
        return {**out, "name": name}
    if name == SAID[level]:
        name = None
    elif name.endswith(said):
        name = name.removesuffix(said).strip() or None
    elif not (level == "mbo-3" and name.startswith("mbo-3")) and not (
        level == "havo" and "havo" in name
    ):
        name = cut(name, 120 - len(SAID[level]) - 3)
    out.pop("name")
    return out if name is None else {**out, "name": name}


def job(item: dict[str, Any]) -> dict[str, Any]:
    out = {k: item[k] for k in ("title", "description") if k in item}
    if "title" in out:
        out["title"] = cut(out["title"])
    if item.get("ended"):
        out["ended"] = item["ended"]
        if "months" in item:
            out["months"] = item["months"]
    return out


def skills(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    plain = [{"label": cut(s["label"])} for s in items if s["label"].casefold() not in COMPETENCES]
    return plain + [
        no_empty(
            {
                "label": COMPETENCES[s["label"].casefold()],
                "level": COMPETENCE_LEVEL.get(s.get("level")),
            }
        )
        for s in items
        if s["label"].casefold() in COMPETENCES
    ]


def language(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, **({"level": LEVEL[item["level"]]} if "level" in item else {})}


def course(name: str) -> str:
    return cut(name.removesuffix(PENDING)) + PENDING


def needs(support: dict[str, Any]) -> list[str] | None:
    told = support.get("adaptations")
    coach = support.get("jobcoach")
    found = [n for n in NEEDS if n in (told or []) or (coach and "begeleiding" in n)]
    return found if found or (told == [] and not coach) else None


def portfolio_projection(record: dict[str, Any]) -> dict[str, Any]:
    home, how = record.get("home", {}), record.get("mobility", {})
    wishes, when = record.get("wishes", {}), record.get("availability", {})
    out: dict[str, Any] = {"id": record["id"], "summary": record.get("summary")}
    postcode = home.get("postcode")
    out["home"] = no_empty({"postcode": postcode})
    out["experience"] = [j for j in map(job, record.get("experience", [])) if j]
    out["education"] = [s for s in map(school, record.get("education", [])) if s]
    out["skills"] = skills(record.get("skills", []))
    out["certificates"] = [course(name) for name in record.get("certificates", [])]
    out["driving_licences"] = unique(record.get("driving_licences", []))
    out["languages"] = [language(x) for x in record.get("languages", [])]
    out["wishes"] = no_empty(
        {
            "occupations": [cut(n) for n in wishes.get("occupations", [])],
            "sectors": [
                SECTORS[s.casefold()] for s in wishes.get("sectors", []) if s.casefold() in SECTORS
            ],
        }
    )
    out["availability"] = no_empty({k: v for k, v in when.items() if k != "excluded"})
    out["mobility"] = no_empty(
        {
            "modes": unique([MODE[m] for m in how.get("modes", []) if m in MODE]),
            "max_minutes": None if postcode is None else how.get("max_minutes"),
        }
    )
    member = record.get("registers", {}).get("doelgroepregister")
    out["registers"] = {} if member is None else {"doelgroepregister": member}
    out = no_empty(out)
    needed = needs(record.get("support", {}))
    return out if needed is None else {**out, "support": {"adaptations": needed}}


def vacancy_projection(record: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {k: record[k] for k in ("id", "text", "hours", "start") if k in record}
    if "title" in record:
        out["title"] = cut(record["title"])
    out["sector"] = SECTORS.get(record.get("sector", "").casefold())
    place = record.get("location", {}).get("place")
    out["location"] = no_empty(
        {
            "place": None if place is None else cut(place, 80),
            "postcode": record.get("location", {}).get("postcode"),
        }
    )
    asked = skills([{"label": r["label"]} for r in record.get("requirements", [])])
    out["requirements"] = [{**r, "importance": "important"} for r in asked]
    out["certificates_required"] = [cut(n) for n in record.get("certificates_required", [])]
    out["driving_licences_required"] = unique(record.get("driving_licences_required", []))
    if "language_min" in record:
        out["language_min"] = language(record["language_min"])
    out["education_min"] = record.get("education_min")
    member = record.get("inclusive", {}).get("banenafspraak")
    out["inclusive"] = {} if member is None else {"banenafspraak": member}
    out["wage_hourly"] = record.get("wage_hourly")
    return no_empty(out)


def there_and_back(record: dict[str, Any], kind: Kind) -> dict[str, Any]:
    data = export_records([record], "vum", kind).data
    (back,) = read_records(data, "vum", kind).records
    return back


def back_and_there(vum: dict[str, Any], kind: Kind) -> Any:
    records = read_records(json.dumps(vum).encode(), "vum", kind).records
    return json.loads(export_records(records, "vum", kind).data)[0]


@settings(max_examples=70)
@given(portfolios)
def test_a_portfolio_comes_back_as_what_vum_can_say(record: dict[str, Any]) -> None:
    expected = portfolio_projection(check(record, "portfolio")[0])
    back = there_and_back(record, "portfolio")
    assert back == check(expected, "portfolio")[0]
    assert there_and_back(back, "portfolio") == back


@settings(max_examples=70)
@given(vacancies)
def test_a_vacancy_comes_back_as_what_vum_can_say(record: dict[str, Any]) -> None:
    expected = vacancy_projection(check(record, "vacancy")[0])
    back = there_and_back(record, "vacancy")
    assert back == check(expected, "vacancy")[0]
    assert there_and_back(back, "vacancy") == back


@settings(max_examples=70)
@given(vum_candidates)
def test_a_canonical_candidate_comes_back_as_it_was(vum: dict[str, Any]) -> None:
    assert back_and_there(vum, "portfolio") == vum


@settings(max_examples=70)
@given(vum_vacancies())
def test_a_canonical_vacancy_comes_back_as_it_was(vum: dict[str, Any]) -> None:
    assert back_and_there(vum, "vacancy") == vum


@settings(max_examples=40)
@given(portfolios)
def test_the_matching_profile_never_says_what_is_sensitive(record: dict[str, Any]) -> None:
    done = export_records([record], "vum", "portfolio", "matching")
    said = json.loads(done.data)[0]
    sensitive = {"indicatieLdrRegistratie", "eisAanWerk", "persoonlijkePresentatie"}
    assert not sensitive & set(said)
    for item in said.get("arbeidsmarktkwalificatie", {}).get("werkervaring", []):
        assert "toelichtingWerkervaring" not in item
