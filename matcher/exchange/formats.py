"""The registry of exchange formats, and the two calls that use it: read and write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError
from matcher.exchange import to_domain
from matcher.exchange.checking import KINDS, Kind, check
from matcher.exchange.jobposting import JOBPOSTING
from matcher.exchange.jsonresume import JSONRESUME
from matcher.exchange.lines import JSONL
from matcher.exchange.losses import anonymous
from matcher.exchange.private import ids_are_bsn, is_bsn, scrub
from matcher.exchange.records import PortfolioRecord, VacancyRecord
from matcher.exchange.report import Exported, ExportReport, Imported, ImportReport, Tally, printable
from matcher.exchange.sonar import SONAR
from matcher.exchange.source import Format, Profile, Record
from matcher.exchange.vum import VUM

FORMATS: dict[str, Format] = {f.name: f for f in (JSONL, VUM, SONAR, JOBPOSTING, JSONRESUME)}
PROFILES: tuple[Profile, ...] = ("matching", "detail")
STEP = 1000  # records between two calls of progress
Progress = Callable[[int, int], None]
_BSN_ID = "veld id: lijkt op een BSN; geef elk record een eigen nummer"


def format_named(name: str, kind: str) -> Format:
    """The format; it must be able to hold records of this kind.

    Raises
    ------
    DataError
        When the name or the kind is not known, or they do not go together.
    """
    problems = []
    if name not in FORMATS:
        problems.append(f"formaat '{name}' bestaat niet; toegestaan: {', '.join(FORMATS)}")
    if kind not in KINDS:
        problems.append(f"soort '{kind}' bestaat niet; toegestaan: {', '.join(KINDS)}")
    if problems:
        raise DataError(problems)
    found = FORMATS[name]
    if kind not in found.kinds:
        can = ", ".join(f.name for f in FORMATS.values() if kind in f.kinds)
        raise DataError(f"{found.title} kent geen {kind}; kies een ander formaat: {can}")
    return found


def read_records(
    data: bytes,
    format: str,
    kind: Kind,
    *,
    all_or_nothing: bool = True,
    name: str = "bestand",
    progress: Progress | None = None,
) -> Imported:
    """Records of a file in any format, checked, in file order.

    Parameters
    ----------
    data : bytes
        The whole file.
    all_or_nothing : bool
        True: any record that is wrong refuses the file. False: the others are kept.
    name : str
        How messages call the file.
    progress : (done, total) -> None
        Called after every 1000 rows and at the end. The total may include empty lines.

    Returns
    -------
    Imported
        No record holds a BSN, and no field outside the exchange format.

    Raises
    ------
    DataError
        The file cannot be read at all; or, with ``all_or_nothing``, every problem of every record.
    """
    chosen = format_named(format, kind)
    tally = Tally()
    source = chosen.read(data, kind, name, tally)
    good: list[Record] = []
    places: list[str] = []
    problems: list[str] = []
    place_of: dict[str, str] = {}
    read = 0
    for row in source.rows:
        read += 1
        if progress and read % STEP == 0:
            progress(read, max(read, source.total))
        found = list(row.problems)
        record: Record | None = None
        if row.record is not None:
            record, more = _checked(row.record, kind, tally)
            found += [line for line in more if line not in found]
        if record is not None and not found:
            first = place_of.setdefault(record["id"], row.where)
            if first == row.where:
                good.append(record)
                places.append(row.where)
            else:
                found.append(
                    f"veld id: '{record['id']}' staat al op {first}; geef elk record een eigen id"
                )
        problems += [_placed(row.where, line) for line in found]
    if progress:
        progress(read, read)
    good, problems = _without_bsn_ids(good, places, problems)
    if problems and all_or_nothing:
        raise DataError(problems)
    report = ImportReport(
        format=chosen.name,
        read=read,
        accepted=len(good),
        refused=read - len(good),
        problems=tuple(problems),
        unmapped=printable(tally.unmapped),
        kept_out=printable(tally.kept_out),
        notes=tuple(tally.notes),
    )
    return Imported(tuple(good), report)


def _checked(raw: Record, kind: Kind, tally: Tally) -> tuple[Record | None, list[str]]:
    identity = raw.get("id")
    clean, numbers = scrub({key: value for key, value in raw.items() if key != "id"})
    if identity is not None:
        clean = {"id": identity, **clean}
    try:
        record, dropped = check(clean, kind)
    except DataError as error:
        return None, error.problems
    if numbers:
        tally.kept_out["BSN in tekst"] += numbers
    tally.kept_out.update(set(dropped))
    return record, []


def _placed(where: str, line: str) -> str:
    return f"{where}, {line}" if line.startswith("veld ") else f"{where}: {line}"


def _without_bsn_ids(
    records: list[Record], places: list[str], problems: list[str]
) -> tuple[list[Record], list[str]]:
    if not ids_are_bsn([record["id"] for record in records]):
        return records, problems
    bad = [is_bsn(record["id"]) for record in records]
    told = [f"{place}, {_BSN_ID}" for place, is_bad in zip(places, bad, strict=True) if is_bad]
    kept = [record for record, is_bad in zip(records, bad, strict=True) if not is_bad]
    return kept, problems + told


def export_records(
    records: Iterable[Record], format: str, kind: Kind, profile: Profile = "detail"
) -> Exported:
    """Records as a file, with a report of what the format cannot say.

    Parameters
    ----------
    records : iterable of dict
        In the exchange format; checked first, all problems at once.
    profile : "matching" or "detail"
        Matching leaves out free text about the person, and everything about registers, needs and
        policy; VUM has its own narrower rules.

    Raises
    ------
    DataError
        When a record is not in the exchange format, or the profile or format does not exist.
    """
    chosen = format_named(format, kind)
    if profile not in PROFILES:
        raise DataError(f"profiel '{profile}' bestaat niet; toegestaan: {', '.join(PROFILES)}")
    checked: list[Record] = []
    problems: list[str] = []
    for number, raw in enumerate(records, 1):
        try:
            checked.append(check(raw, kind)[0])
        except DataError as error:
            problems += [_placed(f"record {number}", line) for line in error.problems]
    if problems:
        raise DataError(problems)
    tally = Tally()
    if kind == "portfolio" and profile == "matching":
        checked = [anonymous(record, tally) for record in checked]
    data = chosen.write(checked, kind, profile, tally)
    return Exported(data, ExportReport(chosen.name, len(checked), tally.lost, tuple(tally.notes)))


def write_records(
    records: Iterable[Record], format: str, kind: Kind, profile: Profile = "detail"
) -> bytes:
    """The data of `export_records`."""
    return export_records(records, format, kind, profile).data


def to_portfolios(records: Sequence[dict[str, Any]]) -> tuple[Portfolio, ...]:
    """Domain objects of checked portfolio records, in order."""
    return tuple(to_domain.portfolio(PortfolioRecord.model_validate(r)) for r in records)


def to_vacancies(records: Sequence[dict[str, Any]]) -> tuple[Vacancy, ...]:
    """Domain objects of checked vacancy records, in order."""
    return tuple(to_domain.vacancy(VacancyRecord.model_validate(r)) for r in records)
