"""Changes that must be learned, in words and with the effort of the shortest training."""

from __future__ import annotations

from functools import lru_cache

from matcher.advice.whatif.changes import EFFORT_ORDER, Change, ChangeKind, Effort
from matcher.domain.scales import Mode, Shift
from matcher.gates.language import DUTCH as LANGUAGES
from matcher.gates.shifts import DUTCH as SHIFTS
from matcher.vocabulary.concepts import Concept, Kind, SkillCategory, Training
from matcher.vocabulary.vocabulary import Vocabulary

# Labels that end like this are nouns that take "een": een heftruckcertificaat.
_NOUNS = (
    "certificaat",
    "diploma",
    "bewijs",
    "pas",
    "paspoort",
    "kaart",
    "verklaring",
    "registratie",
)
# These hang on where someone comes from.
NOT_PROPOSED = frozenset(
    {"certificaat:inburgeringsdiploma", "certificaat:diplomawaardering-buitenland"}
)
MODES = {
    Mode.BIKE: "de fiets",
    Mode.E_BIKE: "een e-bike",
    Mode.MOPED: "een brommer",
    Mode.CAR: "de auto",
    Mode.PUBLIC_TRANSPORT: "het openbaar vervoer",
}
# Taught in steps of months for every level; a diploma takes a year at least.
LANGUAGE_EFFORT, EDUCATION_EFFORT = Effort.MONTHS, Effort.YEARS


@lru_cache(maxsize=4)
def _shortest(vocabulary: Vocabulary) -> dict[str, Training]:
    """By concept id: the shortest training that gives it, ties by id."""
    best: dict[str, Training] = {}
    for training in vocabulary.trainings:
        for concept in training.gives:
            known = best.get(concept)
            if known is None or _key(training) < _key(known):
                best[concept] = training
    return best


def _key(training: Training) -> tuple[int, str]:
    return EFFORT_ORDER[_effort(training)], training.id


def _effort(training: Training) -> Effort:
    try:
        return Effort(training.duration)
    except ValueError:
        return Effort.UNKNOWN


def _learned(
    vocabulary: Vocabulary, concept: str, kind: ChangeKind, value: str, words: str
) -> Change:
    training = _shortest(vocabulary).get(concept)
    if training is None:
        return Change(kind, value, words, Effort.UNKNOWN)
    return Change(kind, value, words, _effort(training), training.label)


def certificate(vocabulary: Vocabulary, concept: Concept) -> Change:
    """Having a certificate of the vocabulary."""
    last = concept.label.lower().split(" (")[0]
    article = last.endswith(_NOUNS) or last.startswith(_NOUNS)
    words = f"een {concept.label}" if article else f"het certificaat {concept.label}"
    return _learned(vocabulary, concept.id, ChangeKind.CERTIFICATE, concept.label, words)


def licence(vocabulary: Vocabulary, name: str) -> Change:
    """Having a driving licence."""
    concept = f"{Kind.CERTIFICATE}:rijbewijs-{name.lower()}"
    return _learned(vocabulary, concept, ChangeKind.LICENCE, name, f"rijbewijs {name}")


def skill(vocabulary: Vocabulary, concept: Concept) -> Change:
    """Being able to do something, shown by a praktijkverklaring."""
    what = "kennis van" if concept.kind is Kind.KNOWLEDGE else "ervaring met"
    words = f"aangetoonde {what} {concept.label}"
    return _learned(vocabulary, concept.id, ChangeKind.SKILL, concept.label, words)


def language(code: str, level: str) -> Change:
    """Speaking a language at a level."""
    words = f"{LANGUAGES.get(code, code)} op niveau {level}"
    return Change(ChangeKind.LANGUAGE, f"{code}:{level}", words, LANGUAGE_EFFORT)


def education(level: str) -> Change:
    """Having a diploma at a level."""
    words = f"een diploma op niveau {level}"
    return Change(ChangeKind.EDUCATION, level, words, EDUCATION_EFFORT)


def minutes(now: int, extra: int) -> Change:
    """Travelling longer."""
    words = f"{extra} minuten langer reizen (tot {now + extra} minuten)"
    return Change(ChangeKind.MINUTES, str(now + extra), words)


def mode(means: Mode) -> Change:
    """Travelling otherwise."""
    return Change(ChangeKind.MODE, means.value, MODES[means])


def hours(now: int, needed: int) -> Change:
    """Working more hours a week."""
    words = f"{needed - now} uur per week meer (tot {needed} uur)"
    return Change(ChangeKind.HOURS, str(needed), words)


def shift(part: Shift) -> Change:
    """Working at a time that was excluded."""
    return Change(ChangeKind.SHIFT, part.value, f"ook {SHIFTS[part]}")


def can_be_learned(concept: Concept) -> bool:
    """Whether a skill can be proposed: not what someone is, bears or puts up with (ZIJN)."""
    if concept.kind is Kind.SKILL:
        return concept.facts.get("category") != SkillCategory.ZIJN
    return concept.kind in (Kind.KNOWLEDGE, Kind.TASK)


def can_be_obtained(concept: Concept) -> bool:
    """Whether a certificate can be proposed; licences and the VOG have ways of their own."""
    own_way = concept.facts.get("kind") in ("rijbewijs", "verklaring")
    return concept.kind is Kind.CERTIFICATE and not own_way and concept.id not in NOT_PROPOSED
