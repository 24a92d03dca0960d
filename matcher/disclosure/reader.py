"""Reads a portfolio into what can be told of it, with the vocabulary and the places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from matcher.disclosure.facts import (
    GROUP_OF,
    duration,
    education_level,
    hours_band,
    language_tokens,
    parts_of_day,
    place_tokens,
)
from matcher.domain.portfolio import Portfolio
from matcher.gates.certificates import CertificateBook, Held, Status
from matcher.gates.licences import allowed
from matcher.gates.travel import TravelGate
from matcher.geography.municipalities import Area, Areas
from matcher.geography.places import netherlands
from matcher.geography.travel import GreatCircle
from matcher.linking.linker import Linker
from matcher.reading.protected import without_protected
from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.normalise import normalise

SURE = 0.75  # confidence from which an employer is told what was recognised
SURE_OF_SECTOR = 0.4  # a neighbour mostly works in the same sector
OF_PEOPLE_NOT_WORK = frozenset({"sociaal ontwikkelbedrijf"})  # a sector that tells one's status
WORK_KINDS = (Kind.SKILL, Kind.TASK, Kind.KNOWLEDGE)


@dataclass(frozen=True, slots=True)
class Work:
    """All jobs of one occupation together; ``exact`` when sure enough to name it."""

    concept: int
    months: int | None
    exact: bool


class PersonReader:
    """Reads portfolios into tokens; remembers what it has linked.

    Parameters
    ----------
    linker : Linker
        Its vocabulary gives the names that are shown.
    travel : TravelGate, optional
        For "within reach"; the great-circle estimate when absent.
    """

    def __init__(self, linker: Linker, travel: TravelGate | None = None) -> None:
        places = netherlands()
        self.vocabulary = linker.vocabulary
        self.travel = travel or TravelGate(places, GreatCircle(places))
        self._linker = linker
        self._book = CertificateBook(linker)
        self._places = places
        self._areas = Areas(places)
        self._linked: dict[tuple[str, bool], tuple[int, float] | None] = {}

    def prepare(self, portfolios: Iterable[Portfolio]) -> None:
        """Link all titles, wishes and skills of many portfolios at once."""
        titles: set[str] = set()
        skills: set[str] = set()
        for p in portfolios:
            titles.update(job.title for job in p.experience or () if job.title)
            titles.update(p.wishes.occupations or ())
            skills.update(skill.label for skill in p.skills or ())
        self._link(sorted(titles), True)
        self._link(sorted(skills), False)

    def _link(self, texts: Sequence[str], occupation: bool) -> None:
        new = [t for t in texts if (t, occupation) not in self._linked]
        if not new:
            return
        kinds = (Kind.OCCUPATION,) if occupation else WORK_KINDS
        found = self._linker.link_many([without_protected(t) for t in new], kinds)
        for text, row in zip(new, found, strict=True):
            best = (row[0].concept, row[0].confidence) if row else None
            self._linked[text, occupation] = best

    def _concept(self, text: str, occupation: bool, least: float = SURE) -> int | None:
        self._link([text], occupation)
        best = self._linked[text, occupation]
        return best[0] if best is not None and best[1] >= least else None

    def label(self, concept: int) -> str:
        """The preferred label."""
        return self.vocabulary.concepts[concept].label

    def sector(self, concept: int) -> str | None:
        """The sector of an occupation, unless it tells about the person."""
        sector = self.vocabulary.concepts[concept].facts.get("sector")
        return None if not sector or sector in OF_PEOPLE_NOT_WORK else sector

    def occupation(self, text: str) -> int | None:
        """The occupation that a title or wish names, when it is sure."""
        return self._concept(text, True)

    def skill(self, text: str) -> int | None:
        """The skill, task or knowledge that a label names, when it is sure."""
        return self._concept(text, False)

    def named(self, text: str) -> set[str]:
        """Tokens of the occupations and certificates that a text names literally."""
        found: set[str] = set()
        for label, _ in self._linker.labels.phrases(normalise(text)):
            concept = int(self._linker.labels.concept[label])
            kind = self.vocabulary.concepts[concept].kind
            if kind in (Kind.OCCUPATION, Kind.CERTIFICATE):
                found.add(f"{kind.value}:{concept}")
        return found

    def work(self, portfolio: Portfolio) -> list[Work]:
        """One `Work` an occupation, longest first, ties by concept; months add up."""
        months: dict[tuple[int, bool], int | None] = {}
        for job in portfolio.experience or ():
            concept = self._concept(job.title, True, SURE_OF_SECTOR) if job.title else None
            if concept is None or self._tells_status(concept):
                continue
            key = concept, self.occupation(job.title or "") is not None
            known = months.get(key, 0)
            months[key] = None if job.months is None or known is None else known + job.months
        found = [Work(concept, total, exact) for (concept, exact), total in months.items()]
        return sorted(found, key=lambda w: (-(w.months or 0), w.concept, w.exact))

    def _tells_status(self, concept: int) -> bool:
        label = self.label(concept)
        facts = self.vocabulary.concepts[concept].facts
        return without_protected(label) != label or facts.get("sector") in OF_PEOPLE_NOT_WORK

    def certificates(self, portfolio: Portfolio) -> list[Held]:
        """Certificates of the vocabulary that are held; a VOG is applied for per job."""
        stated = (self._book.read(text) for text in portfolio.certificates or ())
        known = {
            held.key: held
            for held in stated
            if held.status is Status.HELD
            and held.key < len(self.vocabulary)
            and held.key != self._book.vog
        }
        return [known[key] for key in sorted(known)]

    def certificate(self, text: str) -> int:
        """The key of a certificate that a vacancy asks."""
        return self._book.read(text).key

    def counts_as(self, held: int) -> list[int]:
        """A certificate and every lower one that it satisfies: itself first, then by number."""
        lower = [key for key, by in sorted(self.vocabulary.satisfied_by.items()) if held in by]
        return [held, *(key for key in lower if key != held)]

    def area(self, portfolio: Portfolio) -> Area:
        """Municipality, region and province of the home."""
        return self._areas.of(self._places.find(portfolio.home))

    def tokens(self, portfolio: Portfolio) -> frozenset[str]:
        """Every statement that is true of a person by the record."""
        return frozenset(self._all(portfolio))

    def _all(self, portfolio: Portfolio) -> Iterator[str]:
        yield from place_tokens(self.area(portfolio))
        for work in self.work(portfolio):
            yield from self.work_tokens(work)
        for held in self.certificates(portfolio):
            yield from (f"certificaat:{key}" for key in self.counts_as(held.key))
        yield from (f"rijbewijs:{x}" for x in allowed(portfolio.driving_licences or ()))
        for spoken in portfolio.languages or ():
            yield from language_tokens(spoken)
        level = education_level(portfolio.education)
        if level is not None:
            yield f"opleiding:{level}"
            yield f"opleiding:{GROUP_OF[level]}"
        for skill in portfolio.skills or ():
            if (concept := self.skill(skill.label)) is not None:
                yield f"vaardigheid:{concept}"
        for wish in portfolio.wishes.occupations or ():
            if (concept := self.occupation(wish)) is not None:
                yield f"wens:{concept}"
        if (band := hours_band(portfolio.availability)) is not None:
            yield f"uren:{band}"
        yield from (f"dagdeel:{part}" for part in parts_of_day(portfolio.availability))

    def work_tokens(self, work: Work) -> Iterator[str]:
        """From narrow to broad: occupation with its band, occupation, sector."""
        if work.exact:
            if (band := duration(work.months)) is not None:
                yield f"beroep:{work.concept}:{band}"
            yield f"beroep:{work.concept}"
        if (sector := self.sector(work.concept)) is not None:
            yield f"sector:{sector}"
