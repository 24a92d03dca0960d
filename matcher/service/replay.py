"""Make a past shortlist again, from the records as they were, and compare it byte for byte."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.plain import canonical
from matcher.exchange import to_domain
from matcher.exchange.records import PortfolioRecord, VacancyRecord
from matcher.service.live import CHUNK, AnyLive, silent
from matcher.service.service import Service
from matcher.service.shortlists import VACANCY, settings_of
from matcher.store.records import Record
from matcher.store.shortlists import StoredShortlist


@dataclass(frozen=True)
class Replay:
    """What came out.

    Attributes
    ----------
    reasons : tuple of str
        Why it cannot be the same, in Dutch; empty when it is.
    """

    id: str
    same: bool
    recorded_sha256: str
    found_sha256: str | None
    reasons: tuple[str, ...] = ()


def replay(service: Service, shortlist: str) -> Replay:
    """Run a kept shortlist again.

    Raises
    ------
    NotFound
        When no such shortlist was kept.
    """
    with service.database.read() as tx:
        stored = tx.shortlists.get(shortlist)
    if stored.erased:
        gone = "iemand die op deze lijst stond, is gewist; de lijst is daarmee ook gewist"
        return Replay(stored.id, False, stored.answer_sha256, None, (gone,))
    different = _different(service, stored)
    if different:
        return Replay(stored.id, False, stored.answer_sha256, None, tuple(different))
    organisations = frozenset(stored.scope["organisations"])
    matcher = service.matcher
    if stored.kind == VACANCY:
        vacancy = to_domain.vacancy(VacancyRecord.model_validate(stored.subject_body))
        pool = as_it_was(service.portfolios, service, stored.sequence, organisations)
        answer = matcher.shortlist(vacancy, pool, stored.k, stored.outside)
    else:
        person = to_domain.portfolio(PortfolioRecord.model_validate(stored.subject_body))
        side = as_it_was(service.vacancies, service, stored.sequence, organisations)
        answer = matcher.matches(person, side, stored.k, stored.outside)
    found = hashlib.sha256(canonical(answer)).hexdigest()
    if found == stored.answer_sha256:
        return Replay(stored.id, True, stored.answer_sha256, found)
    reason = (
        "de uitkomst is anders. Zijn er sindsdien records gewist? Dan telt de lijst minder mensen"
    )
    return Replay(stored.id, False, stored.answer_sha256, found, (reason,))


def _different(service: Service, stored: StoredShortlist) -> list[str]:
    now: dict[str, Any] = asdict(service.matcher.origin)
    lines = [
        f"{name}: toen {was}, nu {now.get(name)}"
        for name, was in sorted(stored.origin.items())
        if was != now.get(name)
    ]
    if canonical(stored.settings) != canonical(settings_of(service)):
        lines.append("de gewichten of drempels zijn anders dan toen")
    if lines:
        lines.append("herhaal de lijst met de versie van toen")
    return lines


def as_it_was(live: AnyLive, service: Service, sequence: int, organisations: frozenset[str]) -> Any:
    """The pool as of a moment: rows that are unchanged come from the pool in use."""
    view, kind = live.view, live.kind
    masks = [np.zeros(len(layer.ids), np.bool_) for layer in view.layers]
    at_hand = {
        (name, int(layer.versions[row])): (at, row)
        for at, layer in enumerate(view.layers)
        for row, name in enumerate(layer.ids)
    }
    layers: list[tuple[Any, NDArray[np.bool_] | None]] = []
    missing: list[Record] = []
    with service.database.read() as tx:
        for record in kind.records(tx).as_of(sequence):
            if record.organisation not in organisations:
                continue
            place = at_hand.get((record.id, record.version))
            if place is not None:
                masks[place[0]][place[1]] = True
                continue
            missing.append(record)
            if len(missing) >= CHUNK:
                layers.append((kind.build(missing, silent), None))
                missing = []
    if missing:
        layers.append((kind.build(missing, silent), None))
    kept = [(x.pool, None if m.all() else m) for x, m in zip(view.layers, masks, strict=True)]
    return kind.layered([*kept, *layers])
