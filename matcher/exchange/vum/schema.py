"""The four profiles of VUM 1.0 as strict models: what we write has passed them.

The models say what the standard says and the published interface does not: no attribute outside
it, nothing empty, codes from their lists, exactly one side of a oneOf. Types follow the interface
of 1.0.0: some codes are text there and numbers elsewhere. Contact details, and attributes for
which the record has no field, are in the standard but not in these models: we never write them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic.alias_generators import to_camel

from matcher.errors import DataError
from matcher.exchange.checking import Kind
from matcher.exchange.problems import describe
from matcher.exchange.source import Profile
from matcher.exchange.vum.codes import codes


def _listed(name: str) -> AfterValidator:
    def validate(value: Any) -> Any:
        if str(value) not in codes().lists[name]:
            raise ValueError(f"niet in {name}")
        return value

    return AfterValidator(validate)


def _day(value: str) -> str:
    if date.fromisoformat(value).isoformat() != value:
        raise ValueError("geen datum")
    return value


Identity = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Salary = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Long = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Town = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{3}$")]
# Six signs; SA, SD and SS are not given out.
Postcode = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{3}([A-RT-Z][A-Z]|S[B-CE-RT-Z])$")]
Day = Annotated[str, AfterValidator(_day)]
YesNo = Annotated[int, Field(ge=1, le=2)]
YesNoUnknown = Annotated[int, _listed("indicatie")]
Hours = Annotated[int, Field(ge=0, le=99)]
UpTo999 = Annotated[int, Field(ge=0, le=999)]
Sbi = Annotated[int, Field(ge=0, le=99_999)]
Mastery = Annotated[int, _listed("codeNiveauTaalbeheersing")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel)

    @model_validator(mode="after")
    def _nothing_empty(self) -> _Strict:
        values = [getattr(self, name) for name in type(self).model_fields]
        if all(value is None for value in values) or [] in values:
            raise ValueError("leeg; laat het weg")
        return self


class _BeroepOngecodeerd(_Strict):
    naam_beroep_ongecodeerd: Name


class _Beroepsnaam(_Strict):
    beroepsnaam_ongecodeerd: _BeroepOngecodeerd


class _OpleidingOngecodeerd(_Strict):
    naam_opleiding_ongecodeerd: Name


class _Opleidingsnaam(_Strict):
    opleidingsnaam_ongecodeerd: _OpleidingOngecodeerd


class _OpleidingVacature(_Strict):
    code_niveau_opleiding: Annotated[int, _listed("codeNiveauOpleiding")] | None = None
    indicatie_diploma: Annotated[int, _listed("indicatieDiploma")] | None = None
    opleidingsnaam: _Opleidingsnaam | None = None


class _Opleiding(_OpleidingVacature):
    datum_diploma: Day | None = None


class _Vakvaardigheid(_Strict):
    omschrijving: Name


class _Gedragscompetentie(_Strict):
    code_gedragscompetentie: Annotated[str, _listed("codeGedragscompetentie")]
    omschrijving_gedragscompetentie: Name
    code_beheersing_gedragscompetentie: (
        Annotated[int, _listed("codeBeheersingGedragscompetentie")] | None
    ) = None


class _Taalbeheersing(_Strict):
    code_taal: Language
    code_niveau_taalbeheersing_mondeling: Mastery | None = None
    code_niveau_taalbeheersing_schriftelijk: Mastery | None = None
    code_niveau_taalbeheersing_lezen: Mastery | None = None
    code_niveau_taalbeheersing_luisteren: Mastery | None = None


class _Rijbewijs(_Strict):
    code_soort_rijbewijs: Annotated[str, _listed("codeSoortRijbewijs")]


class _Cursus(_Strict):
    naam_cursus: Name


class _Sector(_Strict):
    code_sbi: Sbi


class _Werktijden(_Strict):
    aantal_werkuren_per_week_minimaal: Hours | None = None
    aantal_werkuren_per_week_maximaal: Hours | None = None


class _Flexibiliteit(_Strict):
    datum_aanvang_beschikbaar_voor_werk: Day


class _Mobiliteit(_Strict):
    bemiddelingspostcode: Postcode
    maximale_reisafstand: UpTo999
    maximale_reistijd: UpTo999 | None = None


class _Vervoermiddel(_Strict):
    code_vervoermiddel: Annotated[int, _listed("codeVervoermiddel")]
    indicatie_beschikbaar_voor_woon_werkverkeer: YesNoUnknown


class _EisAanWerk(_Strict):
    indicatie_aanpassing_werkomgeving: YesNoUnknown | None = None
    indicatie_begeleiding: YesNoUnknown | None = None
    indicatie_werkvariatie: YesNoUnknown | None = None


class _MPWerkervaring(_Strict):
    beroep: _Beroepsnaam | None = None
    datum_aanvang_werkzaamheden: Day | None = None
    datum_einde_werkzaamheden: Day | None = None


class _Werkervaring(_MPWerkervaring):
    toelichting_werkervaring: Long | None = None


class _Kwalificatie(_Strict):
    vakvaardigheid: list[_Vakvaardigheid] | None = None
    gedragscompetentie: list[_Gedragscompetentie] | None = None
    taalbeheersing: list[_Taalbeheersing] | None = None
    rijbewijs: list[_Rijbewijs] | None = None
    cursus: list[_Cursus] | None = None
    opleiding: list[_Opleiding] | None = None


class _MPArbeidsmarktkwalificatie(_Kwalificatie):
    werkervaring: list[_MPWerkervaring] | None = None


class _Arbeidsmarktkwalificatie(_Kwalificatie):
    werkervaring: list[_Werkervaring] | None = None


class _WerkzoekendeBasis(_Strict):
    id_werkzoekende: Identity
    mobiliteit: _Mobiliteit | None = None
    flexibiliteit: _Flexibiliteit | None = None
    werktijden: _Werktijden | None = None
    sector: list[_Sector] | None = None
    bemiddelingsberoep: list[_Beroepsnaam] | None = None


class MPWerkzoekende(_WerkzoekendeBasis):
    """The matching profile of a candidate: anonymous."""

    arbeidsmarktkwalificatie: _MPArbeidsmarktkwalificatie | None = None


class Werkzoekende(_WerkzoekendeBasis):
    """The detail profile of a candidate, without contact details."""

    arbeidsmarktkwalificatie: _Arbeidsmarktkwalificatie | None = None
    indicatie_ldr_registratie: YesNo | None = None
    persoonlijke_presentatie: Long | None = None
    eis_aan_werk: _EisAanWerk | None = None
    vervoermiddel: list[_Vervoermiddel] | None = None


class _AdresNederland(_Strict):
    postcode: Postcode | None = None
    woonplaatsnaam: Town | None = None


class _Adres(_Strict):
    adres_nederland: _AdresNederland


class _AdresHouding(_Strict):
    code_functie_adres: Annotated[str, _listed("codeFunctieAdres")]
    adres: _Adres


class _Werkgever(_Strict):
    adres_houding: list[_AdresHouding]


class _ArbeidsVoorwaarden(_Strict):
    datum_aanvang_werkzaamheden: Day | None = None
    salaris_indicatie: Salary | None = None


class MPVacature(_Strict):
    """The matching profile of a vacancy."""

    id_vacature: Identity
    beroep: _Beroepsnaam | None = None
    sector: _Sector | None = None
    arbeids_voorwaarden: _ArbeidsVoorwaarden | None = None
    werktijden: _Werktijden | None = None
    rijbewijs: list[_Rijbewijs] | None = None
    cursus: list[_Cursus] | None = None
    opleiding: list[_OpleidingVacature] | None = None
    gedragscompetentie: list[_Gedragscompetentie] | None = None
    vakvaardigheid: list[_Vakvaardigheid] | None = None
    taalbeheersing: list[_Taalbeheersing] | None = None


class Vacature(MPVacature):
    """The detail profile of a vacancy, without the employer's name and contacts."""

    naam_vacature: Name | None = None
    omschrijving_vacature: Long | None = None
    indicatie_ldr_registratie: YesNo | None = None
    werkgever: _Werkgever | None = None


MODELS: dict[tuple[Kind, Profile], type[BaseModel]] = {
    ("portfolio", "matching"): MPWerkzoekende,
    ("portfolio", "detail"): Werkzoekende,
    ("vacancy", "matching"): MPVacature,
    ("vacancy", "detail"): Vacature,
}


def validate(value: dict[str, Any], kind: Kind, profile: Profile) -> None:
    """Refuse an object that is not exactly VUM 1.0.

    Raises
    ------
    DataError
        With every problem.
    """
    try:
        MODELS[kind, profile].model_validate(value)
    except ValidationError as error:
        raise DataError(list(describe(error))) from None
