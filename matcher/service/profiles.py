"""Anonymous profiles as employers see them, and who they may be shown to.

A profile is shown when the candidate agreed to it and the klantmanager released it for that
vacancy. Nobody may stand out among the people in the pool's base; people added since are few.
"""

from __future__ import annotations

import threading
from functools import cached_property

from matcher.disclosure.cleaning import StrictCleaner
from matcher.disclosure.population import Population
from matcher.disclosure.profile import anonymous_profile
from matcher.disclosure.reader import PersonReader
from matcher.disclosure.shown import AnonymousProfile
from matcher.errors import DataError
from matcher.exchange import to_domain
from matcher.exchange.records import PortfolioRecord, VacancyRecord
from matcher.service.actors import Actor
from matcher.service.consent import Purpose, groups_for, restrict
from matcher.service.service import Service
from matcher.store.record import Record


class Profiles:
    """Makes profiles; the counts that protect small groups are made once for every base."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._population: tuple[object, Population] | None = None

    @cached_property
    def _reader(self) -> PersonReader:
        return PersonReader(self._service.matcher.linker)

    @cached_property
    def _cleaner(self) -> StrictCleaner:
        return StrictCleaner(self._service.matcher.vocabulary)

    def _everyone(self) -> Population:
        pool = self._service.portfolios.view.layers
        largest = max(pool, key=lambda layer: len(layer.ids)).pool
        with self._lock:
            if self._population is None or self._population[0] is not largest:
                made = Population.of_pool(largest.side.pool, self._reader)
                self._population = (largest, made)
            return self._population[1]

    def of(self, record: Record, vacancy: Record, pseudonym: str) -> AnonymousProfile | None:
        """What an employer may see of a person for a vacancy; ``None`` without consent."""
        groups = groups_for(record.consents, Purpose.EMPLOYERS)
        if record.body is None or vacancy.body is None or not groups:
            return None
        allowed = restrict(record.body, groups)
        return anonymous_profile(
            to_domain.portfolio(PortfolioRecord.model_validate(allowed)),
            pseudonym,
            {group.value for group in groups},
            self._everyone(),
            self._cleaner,
            self._service.settings.smallest_group,
            to_domain.vacancy(VacancyRecord.model_validate(vacancy.body)),
        )

    def for_vacancy(self, actor: Actor, vacancy: Record) -> list[AnonymousProfile]:
        """Profiles released for a vacancy, in the order of their pseudonyms: not a ranking."""
        with self._service.database.write() as tx:
            found = []
            for release in tx.releases.for_vacancy(vacancy.id):
                record = tx.portfolios.find(release.portfolio)
                if record is not None:
                    name = tx.pseudonyms.of(record.id, vacancy.id, actor.organisation)
                    found.append((record, name))
        made = [self.of(record, vacancy, name) for record, name in found]
        shown = sorted((p for p in made if p is not None), key=lambda p: p.pseudonym)
        names = {name: record.id for record, name in found}
        with self._service.database.write() as tx:
            for profile in shown:
                tx.audit.append(
                    actor.user,
                    actor.organisation,
                    "profile.viewed",
                    names[profile.pseudonym],
                    {"vacancy": vacancy.id},
                )
        return shown


def release(service: Service, actor: Actor, portfolio: Record, vacancy: Record) -> None:
    """Let the employer of a vacancy see a person anonymously.

    Raises
    ------
    DataError
        When the candidate has not agreed.
    """
    if not groups_for(portfolio.consents, Purpose.EMPLOYERS):
        raise DataError(
            "de kandidaat gaf nog geen toestemming voor een anoniem profiel bij werkgevers; "
            "vraag daar eerst om"
        )
    with service.database.write() as tx:
        tx.releases.add(portfolio.id, vacancy.id, actor.user)
        details = {"vacancy": vacancy.id}
        tx.audit.append(actor.user, actor.organisation, "profile.released", portfolio.id, details)


def withdraw(service: Service, actor: Actor, portfolio: Record, vacancy: Record) -> None:
    """Take a release back; the employer no longer sees the profile."""
    with service.database.write() as tx:
        tx.releases.withdraw(portfolio.id, vacancy.id)
        details = {"vacancy": vacancy.id}
        tx.audit.append(actor.user, actor.organisation, "profile.withdrawn", portfolio.id, details)
