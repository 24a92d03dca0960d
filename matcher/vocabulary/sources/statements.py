"""Collects from a stream of statements what the terms name, whatever their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from matcher.vocabulary.normalise import normalise
from matcher.vocabulary.sources.labels import clean, label_text
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.sources.terms import Terms
from matcher.vocabulary.sources.triples import Triple

Text = tuple[int, str]  # rank of the language and the text: the smallest is the best


def rank(language: str) -> int:
    """Dutch first (0), then regional Dutch, no language, English, any other (4)."""
    return {"nl": 0, "": 2, "en": 3}.get(language, 1 if language.startswith("nl-") else 4)


def dutch(texts: Iterable[Text]) -> list[str]:
    """Texts in Dutch or without a language, sorted."""
    return sorted({text for number, text in texts if number <= rank("")})


class Statements:
    """The statements that matter, by subject.

    Attributes
    ----------
    kinds : dict of str to list of (str, str)
        Kind and place of each statement of class.
    links : dict of str to dict of (str, str) to str
        By predicate: (subject, value) to place.
    """

    def __init__(self, terms: Terms, report: ImportReport) -> None:
        self._terms, self._report = terms, report
        self.kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.broader: dict[str, set[str]] = defaultdict(set)
        self.links: dict[str, dict[tuple[str, str], str]] = {p: {} for p in terms.links}
        self.esco: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._texts: dict[str, dict[str, set[Text]]] = defaultdict(lambda: defaultdict(set))
        self._nodes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._forms: dict[str, set[Text]] = defaultdict(set)

    def add(self, triple: Triple) -> None:
        """Take in one statement; one that no term names is counted."""
        terms, predicate = self._terms, triple.predicate
        role = terms.texts.get(predicate)
        if role and not role.startswith("xl_"):
            self._text(self._texts[role][triple.subject], triple)
        elif predicate == terms.xl_text:
            self._text(self._forms[triple.subject], triple)
        elif not (
            role
            or predicate in self.links
            or predicate in terms.broader
            or predicate in terms.esco
            or predicate == terms.type
        ):
            self._report.leave_out("uitspraak die de tabellen niet kennen")
        elif triple.language is not None:
            self._report.problem(triple.place, f"{predicate} wijst naar een tekst, niet een adres")
        elif role:
            self._nodes[role][triple.subject].add(triple.value)
        elif predicate in self.links:
            self.links[predicate].setdefault((triple.subject, triple.value), triple.place)
        elif predicate in terms.broader:
            self.broader[triple.subject].add(triple.value)
        elif predicate in terms.esco:
            self.esco[triple.subject].add((terms.esco[predicate], triple.value))
        elif triple.value in terms.classes:
            self.kinds[triple.subject].append((terms.classes[triple.value], triple.place))
        else:
            self._report.leave_out("begrip van een klasse die de tabellen niet kennen")

    def _text(self, texts: set[Text], triple: Triple) -> None:
        if triple.language is None:
            self._report.problem(triple.place, f"{triple.predicate} is een adres, geen tekst")
        elif not normalise(label_text(triple.value)):
            self._report.problem(triple.place, f"tekst '{triple.value}' heeft geen letters")
        else:
            texts.add((rank(triple.language), clean(triple.value)))

    def preferred(self, subject: str) -> str:
        """The best preferred label: Dutch when there is one; empty when there is none."""
        return min(self._of("preferred", subject), default=(0, ""))[1]

    def is_dutch(self, subject: str) -> bool:
        """Whether the best preferred label is Dutch or has no language."""
        return bool(dutch(self._of("preferred", subject)))

    def others(self, subject: str) -> list[str]:
        """Other Dutch labels, without the preferred one."""
        texts = dutch([*self._of("preferred", subject), *self._of("alternative", subject)])
        return [text for text in texts if text != self.preferred(subject)]

    def definition(self, subject: str) -> str:
        """The Dutch definition, empty when there is none."""
        return next(iter(dutch(self._texts["definition"].get(subject, ()))), "")

    def ancestors(self, subject: str) -> Iterator[str]:
        """The concept itself and everything broader, nearest first, ties by address."""
        seen, level = {subject}, [subject]
        while level:
            yield from level
            level = sorted({up for s in level for up in self.broader.get(s, ())} - seen)
            seen.update(level)

    def _of(self, role: str, subject: str) -> list[Text]:
        nodes = self._nodes[f"xl_{role}"].get(subject, ())
        return [
            *self._texts[role].get(subject, ()),
            *(form for node in nodes for form in self._forms.get(node, ())),
        ]
