"""Shortlists and matches as the service gives them: computed, kept, and written in the log."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from matcher.domain.plain import canonical, plain
from matcher.domain.shortlist import Entry, Shortlist
from matcher.exchange import to_domain
from matcher.exchange.records import PortfolioRecord, VacancyRecord
from matcher.scoring.evidence.base import Job, Person
from matcher.service.actors import Actor
from matcher.service.consent import Purpose, groups_for, restrict
from matcher.service.service import Service
from matcher.shortlist.build import for_pair
from matcher.store.problems import NotFound
from matcher.store.shortlists import StoredShortlist

VACANCY, PORTFOLIO = "vacancy", "portfolio"


@dataclass(frozen=True)
class Kept:
    """An answer that was given and can be given again.

    Attributes
    ----------
    answer : bytes
        The shortlist as canonical JSON.
    """

    id: str
    answer: bytes
    at: datetime
    sha256: str

    @property
    def shortlist(self) -> dict[str, Any]:
        """The answer, read back."""
        found: dict[str, Any] = json.loads(self.answer)
        return found


def settings_of(service: Service) -> dict[str, Any]:
    """Everything that decides an answer beside records: weights and thresholds."""
    settings = service.matcher.settings
    return {"weights": plain(settings.weights), "link": plain(settings.link)}


def for_vacancy(
    service: Service,
    actor: Actor,
    organisations: frozenset[str],
    vacancy: str | Mapping[str, Any],
    k: int,
    outside: int = 3,
) -> Kept:
    """The best people for a stored vacancy, or for one that is not stored.

    Parameters
    ----------
    organisations : frozenset of str
        Whose people and vacancies the actor may see.
    vacancy : str or mapping
        Id, or a whole record.

    Raises
    ------
    NotFound
        When there is no such vacancy in these organisations.
    """
    job, body, version = job_of(service, organisations, vacancy)
    view = service.portfolios.view
    with service.turn:
        answer = service.matcher.shortlist(job, view.scoped(organisations), k, outside)
    asked = Asked(VACANCY, body, version, organisations, view.sequence, k, outside)
    return _keep(service, actor, asked, answer)


def for_portfolio(
    service: Service,
    actor: Actor,
    organisations: frozenset[str],
    portfolio: str,
    k: int,
    outside: int = 3,
) -> Kept:
    """The best vacancies for a stored portfolio."""
    person, body, version = person_of(service, organisations, portfolio)
    view = service.vacancies.view
    with service.turn:
        answer = service.matcher.matches(person, view.scoped(organisations), k, outside)
    asked = Asked(PORTFOLIO, body, version, organisations, view.sequence, k, outside)
    return _keep(service, actor, asked, answer)


def explain(
    service: Service,
    organisations: frozenset[str],
    vacancy: str | Mapping[str, Any],
    portfolio: str,
) -> Entry:
    """Everything about one pair; rank 0."""
    job, _, _ = job_of(service, organisations, vacancy)
    person, _, _ = person_of(service, organisations, portfolio)
    return for_pair(job, person, service.matcher.gates)


def job_of(
    service: Service, organisations: frozenset[str], vacancy: str | Mapping[str, Any]
) -> tuple[Job, Mapping[str, Any], int | None]:
    """A vacancy as the matcher sees it, with the record that was used and its version."""
    matcher = service.matcher
    if not isinstance(vacancy, str):
        read = to_domain.vacancy(VacancyRecord.model_validate(vacancy))
        return Job(matcher.vacancy_pool([read]), 0), vacancy, None
    with service.database.read() as tx:
        record = tx.vacancies.find(vacancy)
    if record is None or record.body is None or record.organisation not in organisations:
        raise NotFound(VACANCY, vacancy)
    found = service.vacancies.view.find(vacancy)
    if found is not None and int(found[0].versions[found[1]]) == record.version:
        return Job(found[0].pool, found[1]), record.body, record.version
    read = to_domain.vacancy(VacancyRecord.model_validate(record.body))
    return Job(matcher.vacancy_pool([read]), 0), record.body, record.version


def person_of(
    service: Service, organisations: frozenset[str], portfolio: str
) -> tuple[Person, dict[str, Any], int]:
    """A stored portfolio as the matcher sees it, with the record that was used and its version."""
    with service.database.read() as tx:
        record = tx.portfolios.find(portfolio)
    if record is None or record.body is None or record.organisation not in organisations:
        raise NotFound(PORTFOLIO, portfolio)
    body = restrict(record.body, groups_for(record.consents, Purpose.MATCHING))
    found = service.portfolios.view.find(portfolio)
    if found is not None and int(found[0].versions[found[1]]) == record.version:
        return Person(found[0].pool.side, found[1]), body, record.version
    read = to_domain.portfolio(PortfolioRecord.model_validate(body))
    return Person(service.matcher.portfolio_pool([read]).side, 0), body, record.version


@dataclass(frozen=True)
class Asked:
    """What an answer was given to: enough to ask it again."""

    kind: str
    body: Mapping[str, Any]
    version: int | None
    organisations: frozenset[str]
    sequence: int
    k: int
    outside: int


def _keep(service: Service, actor: Actor, asked: Asked, shortlist: Shortlist) -> Kept:
    answer = canonical(shortlist)
    digest = hashlib.sha256(answer).hexdigest()
    shown = (*shortlist.entries, *shortlist.just_outside)
    people = asked.kind == VACANCY
    settings, origin = settings_of(service), asdict(service.matcher.origin)
    with service.database.write() as tx:
        stored = tx.shortlists.add(
            kind=asked.kind,
            subject=shortlist.subject,
            subject_version=asked.version,
            subject_body=dict(asked.body),
            sequence=asked.sequence,
            scope={"organisations": sorted(asked.organisations)},
            k=asked.k,
            outside=asked.outside,
            settings=settings,
            origin=origin,
            answer_sha256=digest,
            answer=zlib.compress(answer, 1),
            candidates=tuple(e.candidate for e in shown) if people else (shortlist.subject,),
            by=actor.user,
        )
        details = {
            "kind": asked.kind,
            "subject": shortlist.subject,
            "subject_version": asked.version,
            "pool_sequence": asked.sequence,
            "k": asked.k,
            "entries": [e.candidate if people else e.vacancy for e in shown],
            "settings_sha256": hashlib.sha256(canonical(settings)).hexdigest(),
            "vocabulary": origin["vocabulary"],
            "encoder": origin["encoder_fingerprint"],
            "answer_sha256": digest,
        }
        tx.audit.append(actor.user, actor.organisation, "shortlist", stored.id, details)
    return Kept(stored.id, answer, stored.at, digest)


def kept(stored: StoredShortlist) -> Kept:
    """An answer as it was given."""
    return Kept(stored.id, zlib.decompress(stored.answer), stored.at, stored.answer_sha256)
