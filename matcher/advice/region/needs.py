"""The one thing that stands between a person and a job, when training can take it away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.advice.region.answers import Answers
from matcher.advice.region.bits import Bits
from matcher.domain.scales import LANGUAGE_LEVELS, LICENCE_IMPLIES, LICENCES
from matcher.gates.base import Columns
from matcher.gates.language import DUTCH as LANGUAGES
from matcher.gates.licences import BIT

# What one must hold before the lessons for a licence can start.
LICENCE_BEFORE = {"BE": "B", "C": "B", "D": "B", "CE": "C"}


class Kind(StrEnum):
    """What is trained."""

    CERTIFICATE = "certificaat"
    LICENCE = "rijbewijs"
    LANGUAGE = "taal"
    SKILL = "vaardigheid"


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """One thing that is lacking.

    Attributes
    ----------
    key : str
        A concept number, a licence, ``nl B1``, or the words of a demand.
    """

    kind: Kind
    key: str


def certificate_needs(answers: Answers, asked: Columns, known: int) -> Iterator[tuple[Need, Bits]]:
    """Who lacks exactly one of the certificates that a job demands.

    Parameters
    ----------
    asked : one row of vacancy columns
    known : int
        Number of concepts; a higher key is a certificate that the vocabulary does not know.
    """
    required = asked["certificates.required"]
    keys = np.unique(required[required != -1]).tolist()
    lacks = {}
    for key in keys:
        one = {
            "certificates.required": np.array([[key]], required.dtype),
            "certificates.month": asked["certificates.month"],
        }
        lacks[key] = answers.no("certificates", one)
    for key in keys:
        if key < known:
            mine = lacks[key].copy()
            for other in keys:
                if other != key:
                    mine &= ~lacks[other]
            yield Need(Kind.CERTIFICATE, str(key)), mine


def licence_needs(answers: Answers, asked: Columns) -> Iterator[tuple[Need, Bits]]:
    """Who lacks one licence, and may start with the lessons for it (`LICENCE_BEFORE`)."""
    bits = int(asked["licences"][0])
    for name in LICENCES:
        if not bits & BIT[name]:
            continue
        mine = answers.no("licences", _licences(asked, BIT[name]))
        rest = bits & ~sum(BIT[x] for x in LICENCE_IMPLIES[name])
        if rest:
            mine = mine & ~answers.no("licences", _licences(asked, rest))
        if before := LICENCE_BEFORE.get(name):
            mine = mine & answers.yes("licences", _licences(asked, BIT[before]))
        yield Need(Kind.LICENCE, name), mine


def _licences(asked: Columns, bits: int) -> dict[str, NDArray[Any]]:
    return {"licences": np.array([bits], asked["licences"].dtype)}


def language_needs(answers: Answers, asked: Columns) -> Iterator[tuple[Need, Bits]]:
    """Who is known to be exactly one level short; nobody is trained to a mother tongue."""
    code, rank = int(asked["language.code"][0]), int(asked["language.rank"][0])
    if code < 0 or not 0 < rank < len(LANGUAGE_LEVELS) - 1:
        return
    below = {
        "language.code": asked["language.code"],
        "language.rank": (asked["language.rank"] - 1).astype(asked["language.rank"].dtype),
    }
    mine = answers.no("language", asked) & answers.yes("language", below)
    letters = chr(97 + code // 26) + chr(97 + code % 26)
    yield Need(Kind.LANGUAGE, f"{letters} {LANGUAGE_LEVELS[rank]}"), mine


def language_label(key: str) -> str:
    """For example ``Nederlands naar B1``."""
    code, level = key.split(" ")
    return f"{LANGUAGES.get(code, code)} naar {level}"
