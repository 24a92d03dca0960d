"""From what the store holds to what the matcher sees."""

from __future__ import annotations

from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.exchange import to_domain
from matcher.exchange.records import PortfolioRecord, VacancyRecord
from matcher.service.consent import Purpose, groups_for, restrict
from matcher.store.records import Record


def portfolio(record: Record) -> Portfolio | None:
    """The matching view of a stored portfolio; ``None`` when it takes no part in matching."""
    if record.body is None:
        return None
    groups = groups_for(record.consents, Purpose.MATCHING)
    if not groups:
        return None
    return to_domain.portfolio(PortfolioRecord.model_validate(restrict(record.body, groups)))


def vacancy(record: Record) -> Vacancy | None:
    """The matching view of a stored vacancy; ``None`` when it was removed."""
    if record.body is None:
        return None
    return to_domain.vacancy(VacancyRecord.model_validate(record.body))
