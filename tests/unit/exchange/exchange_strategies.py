"""Any record of the exchange format, and any canonical object of VUM 1.0, for hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from matcher.domain.scales import (
    EDUCATION_LEVELS,
    LANGUAGE_LEVELS,
    LICENCES,
    Evidence,
    Importance,
    Mode,
    Setting,
    Shift,
)
from matcher.exchange.vum.codes import codes

COMPETENCES = sorted(codes().competences.values())
SECTORS = sorted(codes().divisions.values())
# No digits: nine of them could be a BSN. Long ones exceed what VUM can hold.
words = st.text("abcÉé (),.&'-=+@", min_size=1, max_size=14).map(str.strip).filter(bool) | st.just(
    ("heel lang woord " * 12).strip()
)
names = words | st.sampled_from(
    ("Logistiek", "Logistiek (mbo-2)", "mbo-3 zorg", "havo", "vmbo", "las (praktijkonderwijs)")
)
labels = words | st.sampled_from(COMPETENCES)
courses = words | st.sampled_from(("VCA basis", "BHV (in behandeling)", "(in behandeling)"))
months = st.builds("{}-{:02d}".format, st.integers(1990, 2030), st.integers(1, 12))
days = st.dates().map(str).filter(lambda day: "1900" < day < "2100")
postcodes = st.integers(1000, 9999).map(str)
languages = st.sampled_from(("nl", "en", "ar", "fa", "pl", "sh"))


def some(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Any subset of the fields."""
    return st.fixed_dictionaries({}, optional=fields)


def few(items: Any, most: int = 3) -> Any:
    return st.lists(items, max_size=most)


def _hours(low: str, high: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(st.integers(0, 40), st.integers(40, 80)).flatmap(
        lambda pair: some(**{low: st.just(pair[0]), high: st.just(pair[1])})
    )


@st.composite
def _availability(draw: st.DrawFn) -> dict[str, Any]:
    more = some(**{"from": days, "excluded": few(st.sampled_from([str(s) for s in Shift]))})
    return {**draw(_hours("hours_min", "hours_max")), **draw(more)}


def _language() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"language": languages}, optional={"level": st.sampled_from(LANGUAGE_LEVELS)}
    )


portfolios = st.fixed_dictionaries(
    {"id": words.map(lambda w: w[:100].strip())},
    optional={
        "home": some(place=words, postcode=postcodes),
        "summary": words,
        "experience": few(
            some(
                title=words,
                months=st.integers(0, 900),
                ended=months | st.none(),
                setting=st.sampled_from([str(s) for s in Setting]),
                description=words,
            )
        ),
        "education": few(
            some(
                name=names,
                level=st.sampled_from(EDUCATION_LEVELS),
                diploma=st.booleans(),
                year=st.integers(1950, 2030),
            )
        ),
        "skills": few(
            st.fixed_dictionaries(
                {"label": labels},
                optional={
                    "level": st.integers(1, 5),
                    "evidence": st.sampled_from([str(e) for e in Evidence]),
                },
            )
        ),
        "certificates": few(courses),
        "driving_licences": few(st.sampled_from(LICENCES)),
        "languages": few(_language()),
        "tests": few(some(name=words, result=words)),
        "wishes": some(
            occupations=few(words),
            sectors=few(words | st.sampled_from(SECTORS)),
            retraining=st.booleans(),
        ),
        "availability": _availability(),
        "mobility": some(
            modes=few(st.sampled_from([str(m) for m in Mode])), max_minutes=st.integers(0, 600)
        ),
        "loonwaarde": some(percentage=st.integers(0, 100), function=words),
        "registers": some(doelgroepregister=st.booleans(), beschut_werk=st.booleans()),
        "support": some(
            jobcoach=st.booleans(),
            adaptations=few(words | st.sampled_from(sorted(codes().mapping["needs"].values()))),
        ),
        "participatieladder": st.integers(1, 6),
        "sector_profile": words,
    },
)
vacancies = st.fixed_dictionaries(
    {"id": words.map(lambda w: w[:100].strip())},
    optional={
        "title": words,
        "text": words,
        "sector": words | st.sampled_from(SECTORS),
        "location": some(place=words, postcode=postcodes),
        "hours": _hours("min", "max"),
        "shifts": few(st.sampled_from([str(s) for s in Shift])),
        "start": days,
        "positions": st.integers(0, 20),
        "requirements": few(
            st.fixed_dictionaries(
                {"label": labels},
                optional={"importance": st.sampled_from([str(i) for i in Importance])},
            )
        ),
        "certificates_required": few(courses),
        "driving_licences_required": few(st.sampled_from(LICENCES)),
        "language_min": _language(),
        "education_min": st.sampled_from(EDUCATION_LEVELS),
        "tasks": few(st.fixed_dictionaries({"label": words})),
        "inclusive": some(banenafspraak=st.booleans(), open_hiring=st.booleans()),
        "wage_hourly": st.integers(0, 99_999).map(lambda cents: cents / 100),
    },
)

# Canonical VUM: what a record can hold, written in the way that we write it ----------------------

short = words.filter(lambda w: len(w) <= 120)
occupations = short.map(lambda n: {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": n}})
first_days = st.builds("{}-{:02d}-01".format, st.integers(1990, 2030), st.integers(1, 12))


def pruned(value: Any) -> Any:
    """Without what is empty, as the standard demands."""
    if isinstance(value, dict):
        inner = {k: pruned(v) for k, v in value.items()}
        return {k: v for k, v in inner.items() if v not in ({}, [], None)}
    if isinstance(value, list):
        return [v for v in map(pruned, value) if v not in ({}, [], None)]
    return value


@st.composite
def _schooling(draw: st.DrawFn, vacancy: bool = False) -> dict[str, Any]:
    known = codes().mapping
    level = draw(st.sampled_from(EDUCATION_LEVELS) | (st.none() if not vacancy else st.nothing()))
    out: dict[str, Any] = {}
    name = None if vacancy else draw(st.none() | short.filter(lambda w: len(w) < 90))
    if level is not None:
        out["codeNiveauOpleiding"] = known["education_out"][level]
        if level not in ("primary", "vmbo", "hbo", "wo"):
            said = known["education_said"][level]
            name = said if name is None else f"{name} ({said})"
    if name is not None:
        out["opleidingsnaam"] = {"opleidingsnaamOngecodeerd": {"naamOpleidingOngecodeerd": name}}
    if vacancy:
        return {**out, "indicatieDiploma": 1}
    more = some(
        indicatieDiploma=st.sampled_from((1, 2)),
        datumDiploma=st.integers(1950, 2030).map("{}-01-01".format),
    )
    return {**out, **draw(more)}


@st.composite
def _spoken(draw: st.DrawFn) -> dict[str, Any]:
    out: dict[str, Any] = {"codeTaal": draw(st.sampled_from(("nld", "eng", "ara", "fas")))}
    code = draw(st.none() | st.integers(1, 4))
    if code is not None:
        for name in ("Mondeling", "Schriftelijk", "Lezen", "Luisteren"):
            out[f"codeNiveauTaalbeheersing{name}"] = code
    return out


@st.composite
def _work(draw: st.DrawFn) -> dict[str, Any]:
    out = draw(some(beroep=occupations, toelichtingWerkervaring=words))
    end = draw(st.none() | first_days)
    if end is not None:
        out["datumEindeWerkzaamheden"] = end
        begin = draw(st.none() | first_days.filter(lambda day: day <= end))
        if begin is not None:
            out["datumAanvangWerkzaamheden"] = begin
    return out


def _competence(mastery: bool) -> st.SearchStrategy[dict[str, Any]]:
    known = codes().competences
    more = {"codeBeheersingGedragscompetentie": st.sampled_from((1, 2))} if mastery else {}
    return st.sampled_from(sorted(known)).flatmap(
        lambda code: st.fixed_dictionaries(
            {
                "codeGedragscompetentie": st.just(code),
                "omschrijvingGedragscompetentie": st.just(known[code]),
            },
            optional=more,
        )
    )


skills = few(short.filter(lambda w: w not in COMPETENCES).map(lambda w: {"omschrijving": w}))
sbi = st.sampled_from([int(c) for c in sorted(codes().divisions) if c >= "10"])
times = _hours("aantalWerkurenPerWeekMinimaal", "aantalWerkurenPerWeekMaximaal")
licences = st.lists(st.sampled_from(LICENCES), max_size=3, unique=True).map(
    lambda items: [{"codeSoortRijbewijs": item} for item in items]
)
places = postcodes.map("{}AA".format)
vum_candidates = st.fixed_dictionaries(
    {"idWerkzoekende": short},
    optional={
        "indicatieLdrRegistratie": st.sampled_from((1, 2)),
        "persoonlijkePresentatie": words,
        "mobiliteit": st.fixed_dictionaries(
            {"bemiddelingspostcode": places, "maximaleReisafstand": st.just(999)},
            optional={"maximaleReistijd": st.integers(0, 600)},
        ),
        "flexibiliteit": days.map(lambda day: {"datumAanvangBeschikbaarVoorWerk": day}),
        "werktijden": times,
        "sector": few(sbi.map(lambda code: {"codeSbi": code})),
        "bemiddelingsberoep": few(occupations),
        "vervoermiddel": st.lists(st.sampled_from((1, 2, 3, 5)), max_size=3, unique=True).map(
            lambda items: [
                {"codeVervoermiddel": code, "indicatieBeschikbaarVoorWoonWerkverkeer": 1}
                for code in items
            ]
        ),
        "eisAanWerk": some(**{name: st.just(1) for name in codes().mapping["needs"]})
        | st.just(dict.fromkeys(codes().mapping["needs"], 2)),
        "arbeidsmarktkwalificatie": some(
            vakvaardigheid=skills,
            gedragscompetentie=few(_competence(mastery=True)),
            taalbeheersing=few(_spoken()),
            rijbewijs=licences,
            cursus=few(short.map(lambda name: {"naamCursus": name})),
            opleiding=few(_schooling()),
            werkervaring=few(_work()),
        ),
    },
).map(pruned)


@st.composite
def _titled(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(short)
    return {
        "naamVacature": name,
        "beroep": {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": name}},
    }


@st.composite
def vum_vacancies(draw: st.DrawFn) -> dict[str, Any]:
    out = draw(_titled()) if draw(st.booleans()) else {}
    rest = some(
        omschrijvingVacature=words,
        indicatieLdrRegistratie=st.sampled_from((1, 2)),
        sector=sbi.map(lambda code: {"codeSbi": code}),
        werktijden=times,
        arbeidsVoorwaarden=some(
            datumAanvangWerkzaamheden=days,
            salarisIndicatie=st.integers(0, 99_999).map(
                lambda cents: f"€ {cents // 100},{cents % 100:02d} per uur"
            ),
        ),
        werkgever=some(postcode=places, woonplaatsnaam=short.filter(lambda w: len(w) <= 80)).map(
            lambda address: (
                {"adresHouding": [{"codeFunctieAdres": "E", "adres": {"adresNederland": address}}]}
                if address
                else {}
            )
        ),
        rijbewijs=licences,
        cursus=few(short.map(lambda name: {"naamCursus": name})),
        opleiding=_schooling(vacancy=True).map(lambda one: [one]),
        gedragscompetentie=few(_competence(mastery=False)),
        vakvaardigheid=skills,
        taalbeheersing=_spoken().map(lambda one: [one]),
    )
    return pruned({"idVacature": draw(short), **out, **draw(rest)})
