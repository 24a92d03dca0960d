"""One atomic unit of work: every repository over the same connection."""

from __future__ import annotations

from datetime import datetime

from matcher.store.audit import AuditLog
from matcher.store.contacts import ContactDetails
from matcher.store.decisions import Decisions
from matcher.store.idempotency import Idempotency
from matcher.store.jobs import Jobs
from matcher.store.organisations import Organisations
from matcher.store.outcomes import Outcomes
from matcher.store.pseudonyms import Pseudonyms
from matcher.store.record import Kind
from matcher.store.records import Records
from matcher.store.releases import Releases
from matcher.store.requests import ContactRequests
from matcher.store.sensitive import SensitiveFacts
from matcher.store.sessions import Sessions
from matcher.store.shortlists import Shortlists
from matcher.store.tokens import Tokens
from matcher.store.unit import Unit
from matcher.store.users import Users


class Transaction:
    """The repositories of one unit of work; `now` is the moment that all its rows carry."""

    def __init__(self, unit: Unit) -> None:
        self.now: datetime = unit.now
        self.sensitive = SensitiveFacts(unit)
        self.contacts = ContactDetails(unit)
        self.portfolios = Records(unit, Kind.PORTFOLIO, self.sensitive)
        self.vacancies = Records(unit, Kind.VACANCY)
        self.organisations = Organisations(unit)
        self.users = Users(unit)
        self.sessions = Sessions(unit)
        self.tokens = Tokens(unit)
        self.audit = AuditLog(unit)
        self.decisions = Decisions(unit)
        self.outcomes = Outcomes(unit)
        self.shortlists = Shortlists(unit)
        self.requests = ContactRequests(unit)
        self.pseudonyms = Pseudonyms(unit)
        self.releases = Releases(unit)
        self.jobs = Jobs(unit)
        self.idempotency = Idempotency(unit)
