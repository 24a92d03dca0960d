"""Certificates, compared as concepts: a higher one satisfies a lower one, an expired one is a no.

"In behandeling" is unknown, and so is a VOG that is not there: it is applied for per job.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Question
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import NO, UNKNOWN, YES, Columns, Finding, Verdicts
from matcher.linking.linker import Linker
from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.normalise import normalise

VOG = "certificaat:vog"
SURE = 0.75  # a certificate is recognised or it is not: a knock-out may not hang on a guess
_EXPIRED = re.compile(r"(?<!\bniet )\b(?:verlopen|vervallen|ingetrokken)\b|\bniet meer geldig\b")
_PENDING = re.compile(
    r"\bin behandeling\b|\baangevraagd\b|\bbezig\b|\bmee bezig\b|\bin opleiding\b|\bgepland\b"
)
# "t/m 06-2028", "tot 31-12-2027", "tot 2026-12", "tot 2028"
_UNTIL = re.compile(
    r"\b(?P<word>tot en met|t/m|tot)\s*"
    r"(?:(?P<iso>\d{4})-(?P<iso_month>\d{1,2})(?!\d)"
    r"|(?:(?:\d{1,2}[-/ ])?(?P<month>\d{1,2})[-/ ])?(?P<year>\d{4}))"
)
_NOTE = re.compile(r"\([^)]*\)|,.*$")
FOREVER = 32767


class Status(StrEnum):
    """What the words around a certificate say of it."""

    HELD = "held"
    EXPIRED = "expired"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Held:
    """One certificate as stated.

    Attributes
    ----------
    key : int
        Concept number, or a number of 2**31 or more made from the words when not recognised.
    until : int
        Last month of validity counted from year 0; `FOREVER` when not stated.
    maybe : tuple of int
        What a certificate that is not recognised for sure could be: asked about, never refused.
    """

    key: int
    status: Status
    until: int
    maybe: tuple[int, ...] = ()


class CertificateBook:
    """Reads certificate names; keeps what it has read."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self.vocabulary = linker.vocabulary
        self.vog = linker.vocabulary.number.get(VOG, -1)
        self.read = lru_cache(maxsize=100_000)(self._read)

    def _read(self, text: str) -> Held:
        low = text.lower()
        status = Status.HELD
        if _EXPIRED.search(low):
            status = Status.EXPIRED
        elif _PENDING.search(low):
            status = Status.PENDING
        until = FOREVER
        if status is Status.HELD and (match := _UNTIL.search(low)):
            # "tot 2028" is through the year before; "t/m" and a month are taken as they stand.
            month = match["month"] or match["iso_month"]
            last = int(month) - 1 if month else -1 if match["word"] == "tot" else 11
            until = int(match["year"] or match["iso"]) * 12 + last
        maybe: list[int] = []
        for form in (text, _NOTE.sub("", text).strip()):
            found = self._linker.link(form, [Kind.CERTIFICATE])
            if found and found[0].confidence >= SURE:
                return Held(found[0].concept, status, until)
            maybe.extend(r.concept for r in found)
        words = normalise(_NOTE.sub("", text))
        if status is Status.EXPIRED:
            maybe = []
        return Held((1 << 31) + crc32(words.encode()), status, until, tuple(dict.fromkeys(maybe)))

    def satisfying(self, key: int) -> frozenset[int]:
        """The certificate itself and every higher one."""
        return self.vocabulary.satisfied_by.get(key, frozenset({key}))

    def label(self, key: int, fallback: str) -> str:
        """The vocabulary's name, or the words as stated."""
        return self.vocabulary.concepts[key].label if key < len(self.vocabulary) else fallback


class CertificatesGate:
    """See the module docstring. Columns are padded lists: -1 ends a row, -2 is not known."""

    name = "certificates"
    title = "certificaten"

    def __init__(self, book: CertificateBook) -> None:
        self.book = book

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """Keys, answers and last months, shape (n, widest)."""
        stated = [[self.book.read(text) for text in p.certificates or ()] for p in portfolios]
        widest = max((sum(1 + len(h.maybe) for h in row) for row in stated), default=0) or 1
        keys = np.full((len(portfolios), widest), -1, np.int64)
        states = np.zeros((len(portfolios), widest), np.int8)
        until = np.full((len(portfolios), widest), FOREVER, np.int16)
        states_of = {Status.HELD: YES, Status.EXPIRED: NO, Status.PENDING: UNKNOWN}
        for i, p in enumerate(portfolios):
            if p.certificates is None:
                keys[i, 0] = -2
            j = 0
            for held in stated[i]:
                keys[i, j], until[i, j] = held.key, min(held.until, FOREVER)
                states[i, j] = states_of[held.status]
                j += 1
                for key in held.maybe:
                    keys[i, j], states[i, j] = key, UNKNOWN
                    j += 1
        return {
            "certificates.keys": keys,
            "certificates.states": states,
            "certificates.until": until,
        }

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """Demanded keys, shape (n, widest), and the month of the start (0 when unknown)."""
        widest = max((len(v.certificates_required or ()) for v in vacancies), default=0) or 1
        keys = np.full((len(vacancies), widest), -1, np.int64)
        for i, v in enumerate(vacancies):
            for j, text in enumerate(v.certificates_required or ()):
                keys[i, j] = self.book.read(text).key
        start = [
            0 if v.start is None else min(v.start.year * 12 + v.start.month - 1, FOREVER)
            for v in vacancies
        ]
        return {"certificates.required": keys, "certificates.month": np.array(start, np.int16)}

    def verdicts(self, portfolios: Columns, vacancies: Columns) -> Verdicts:
        """For each certificate that is demanded anywhere: who has it; then the lowest answer."""
        required, month = vacancies["certificates.required"], vacancies["certificates.month"]
        n = np.broadcast_shapes(month.shape, portfolios["certificates.keys"].shape[:1])
        result = np.full(n, YES, np.int8)
        for key in np.unique(required[required != -1]).tolist():
            asked = (required == key).any(axis=1)
            answer = self._have(key, portfolios, month)
            result = np.where(asked, np.minimum(result, answer), result)
        return result.astype(np.int8)

    def _have(self, key: int, portfolios: Columns, month: NDArray[np.int16]) -> Verdicts:
        keys = portfolios["certificates.keys"]
        fits = np.isin(keys, sorted(self.book.satisfying(key)))
        valid = portfolios["certificates.until"][:, :] >= month[:, None]
        states = np.where(valid, portfolios["certificates.states"], NO)
        stated = np.where(fits, states, np.int8(-1)).max(axis=1)
        not_listed = NO
        if key == self.book.vog:
            # A VOG says nothing until it is applied for: whatever is stated, never a no.
            return np.where(stated == YES, YES, UNKNOWN).astype(np.int8)
        if key >= len(self.book.vocabulary):
            # Not a certificate we know: someone's other certificates might cover it.
            not_listed = UNKNOWN
        empty = (keys[:, 0] == -1) & (stated < 0)
        unlisted = np.where(keys[:, 0] == -2, UNKNOWN, np.where(empty, NO, not_listed))
        return np.where(stated >= 0, stated, unlisted).astype(np.int8)

    def explain(self, portfolio: Portfolio, vacancy: Vacancy, answer: Answer) -> Finding:
        """In words, naming the refresher of what has expired."""
        asked = vacancy.certificates_required or ()
        if not asked:
            return Finding(answer, "geen certificaat gevraagd")
        if answer is Answer.YES:
            return Finding(answer, f"heeft {' en '.join(asked)}")
        mine, job = self.portfolio_columns([portfolio]), self.vacancy_columns([vacancy])
        open_, shut = [], []
        for text in asked:
            key = self.book.read(text).key
            one = int(self._have(key, mine, job["certificates.month"])[0])
            if one == Answer.NO:
                shut.append(self._missing(portfolio, key, text))
            elif one == Answer.UNKNOWN:
                open_.append((key, text))
        if shut:
            return Finding(answer, "; ".join(shut))
        key, text = open_[0]
        if key == self.book.vog:
            return Finding(
                answer,
                "VOG wordt per baan aangevraagd",
                Question(self.name, "Verwacht u problemen bij het aanvragen van een VOG?"),
            )
        return Finding(
            answer,
            f"{text}: niet ingevuld",
            Question(self.name, f"Heeft u een geldig bewijs: {text}?"),
        )

    def _missing(self, portfolio: Portfolio, key: int, text: str) -> str:
        wanted = self.book.satisfying(key)
        if any(self.book.read(c).key in wanted for c in portfolio.certificates or ()):
            refresher = ""
            if key < len(self.book.vocabulary):
                refresher = self.book.vocabulary.concepts[key].facts.get("refresher", "")
            return f"{text} is verlopen" + (f"; nodig: {refresher}" if refresher else "")
        return f"{text} ontbreekt"
