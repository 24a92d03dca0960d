"""The exchange format as pydantic models: types, ranges and closed lists of one record.

Unknown fields are allowed through validation only so that the reader can report and drop them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

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


def _blank_is_absent(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _year_month(value: str) -> str:
    year, month = value.split("-")
    if not (1900 <= int(year) <= 2100 and 1 <= int(month) <= 12):
        raise PydanticCustomError("year_month", "no such month")
    return value


def _calendar_day(value: Any) -> Any:
    # Only YYYY-MM-DD: numbers and date-times would be read as something else.
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return _not_a_day()
        # Python also reads "20260101" and weeks, "2026-W01-1".
        return day if day.isoformat() == value else _not_a_day()
    return _not_a_day()


def _not_a_day() -> Any:
    raise PydanticCustomError("calendar_day", "no such day")


Text = Annotated[
    Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)] | None,
    BeforeValidator(_blank_is_absent),
]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
YearMonth = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$"), AfterValidator(_year_month)]
Day = Annotated[date | None, BeforeValidator(_calendar_day)]
HoursAWeek = Annotated[int, Field(ge=0, le=80)]
Percentage = Annotated[int, Field(ge=0, le=100)]
# Python allows int for bool and 1.0 for int; the format does not.
STRICT = ConfigDict(extra="allow", strict=True, frozen=True)


def _enum(cls: type[Any]) -> BeforeValidator:
    def convert(value: Any) -> Any:
        try:
            return cls(value) if isinstance(value, str) else value
        except ValueError:
            raise PydanticCustomError(
                "closed_list",
                "not in the list",
                {"accepted": ", ".join(str(name) for name in cls.__members__.values())},
            ) from None

    return BeforeValidator(convert)


def _one_of(names: tuple[str, ...]) -> BeforeValidator:
    def convert(value: Any) -> Any:
        if isinstance(value, str) and value not in names:
            raise PydanticCustomError(
                "closed_list", "not in the list", {"accepted": ", ".join(names)}
            )
        return value

    return BeforeValidator(convert)


EvidenceField = Annotated[Evidence, _enum(Evidence)]
ImportanceField = Annotated[Importance, _enum(Importance)]
ModeField = Annotated[Mode, _enum(Mode)]
SettingField = Annotated[Setting, _enum(Setting)]
ShiftField = Annotated[Shift, _enum(Shift)]
EducationField = Annotated[str, _one_of(EDUCATION_LEVELS)]
LanguageLevelField = Annotated[str, _one_of(LANGUAGE_LEVELS)]
LicenceField = Annotated[str, _one_of(LICENCES)]


class _Record(BaseModel):
    model_config = STRICT


class PlaceRecord(_Record):
    """Where somebody lives or works."""

    place: Text = None
    postcode: Annotated[str, StringConstraints(pattern=r"^[1-9]\d{3}$")] | None = None


class ExperienceRecord(_Record):
    """One item of the work history; ``ended: null`` = still doing it, absent = not known."""

    title: Text = None
    months: Annotated[int, Field(ge=0, le=900)] | None = None
    ended: YearMonth | None = None
    setting: SettingField | None = None
    description: Text = None


class EducationRecord(_Record):
    """One education."""

    name: Text = None
    level: EducationField | None = None
    diploma: bool | None = None
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None


class SkillRecord(_Record):
    """One skill claim."""

    label: Words
    level: Annotated[int, Field(ge=1, le=5)] | None = None
    evidence: EvidenceField | None = None


class LanguageRecord(_Record):
    """One language."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    level: LanguageLevelField | None = None


class TestRecord(_Record):
    """One official test."""

    name: Text = None
    result: Text = None
    date: YearMonth | None = None


class WishesRecord(_Record):
    """What the person wants."""

    occupations: list[Words] | None = None
    sectors: list[Words] | None = None
    retraining: bool | None = None


def _min_below_max(low: int | None, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        raise PydanticCustomError(
            "min_above_max", "min above max", {"low": str(low), "high": str(high)}
        )


class AvailabilityRecord(_Record):
    """When and how much."""

    hours_min: HoursAWeek | None = None
    hours_max: HoursAWeek | None = None
    start: Day = Field(default=None, alias="from")
    excluded: list[ShiftField] | None = None

    @model_validator(mode="after")
    def _ordered(self) -> AvailabilityRecord:
        _min_below_max(self.hours_min, self.hours_max)
        return self


class MobilityRecord(_Record):
    """How and how long."""

    modes: list[ModeField] | None = None
    max_minutes: Annotated[int, Field(ge=0, le=600)] | None = None


class LoonwaardeRecord(_Record):
    """A recorded measurement."""

    percentage: Percentage | None = None
    function: Text = None
    determined_on: Day = None


class RegistersRecord(_Record):
    """Legal registers; used by the loonwaarde gate alone."""

    doelgroepregister: bool | None = None
    beschut_werk: bool | None = None


class SupportRecord(_Record):
    """What the candidate needs at work; read so that it is no surprise, never matched on."""

    jobcoach: bool | None = None
    adaptations: list[Words] | None = None


class PortfolioRecord(_Record):
    """One line of ``portfolios.jsonl``."""

    id: Words
    home: PlaceRecord | None = None
    summary: Text = None
    experience: list[ExperienceRecord] | None = None
    education: list[EducationRecord] | None = None
    skills: list[SkillRecord] | None = None
    certificates: list[Words] | None = None
    driving_licences: list[LicenceField] | None = None
    languages: list[LanguageRecord] | None = None
    tests: list[TestRecord] | None = None
    wishes: WishesRecord | None = None
    availability: AvailabilityRecord | None = None
    mobility: MobilityRecord | None = None
    loonwaarde: LoonwaardeRecord | None = None
    registers: RegistersRecord | None = None
    support: SupportRecord | None = None
    participatieladder: Annotated[int, Field(ge=1, le=6)] | None = None
    sector_profile: Text = None


class RequirementRecord(_Record):
    """One requirement of a vacancy."""

    label: Words
    importance: ImportanceField = Importance.IMPORTANT


class TaskRecord(_Record):
    """One task of a vacancy."""

    label: Words
    share: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None


class HoursRecord(_Record):
    """Hours a week on offer."""

    min: HoursAWeek | None = None
    max: HoursAWeek | None = None

    @model_validator(mode="after")
    def _ordered(self) -> HoursRecord:
        _min_below_max(self.min, self.max)
        return self


class InclusiveRecord(_Record):
    """Inclusive hiring."""

    banenafspraak: bool | None = None
    loonkostensubsidie: bool | None = None
    min_loonwaarde: Percentage | None = None
    jobcarving: bool | None = None
    support: list[Words] | None = None
    training_on_the_job: bool | None = None
    open_hiring: bool | None = None


class VacancyRecord(_Record):
    """One line of ``vacancies.jsonl``."""

    id: Words
    title: Text = None
    text: Text = None
    sector: Text = None
    location: PlaceRecord | None = None
    hours: HoursRecord | None = None
    shifts: list[ShiftField] | None = None
    start: Day = None
    positions: Annotated[int, Field(ge=0, le=10_000)] | None = None
    requirements: list[RequirementRecord] | None = None
    certificates_required: list[Words] | None = None
    driving_licences_required: list[LicenceField] | None = None
    language_min: LanguageRecord | None = None
    education_min: EducationField | None = None
    tasks: list[TaskRecord] | None = None
    inclusive: InclusiveRecord | None = None
    wage_hourly: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _shares_sum_to_one(self) -> VacancyRecord:
        shares = [t.share for t in self.tasks or []]
        known = [s for s in shares if s is not None]
        if known and len(known) == len(shares) and abs(sum(known) - 1) > 0.015:
            raise PydanticCustomError("shares", "shares", {"total": f"{sum(known):.2f}"})
        return self


Kind = Literal["portfolio", "vacancy"]
