"""An occupation as a goal: the vacancy that asks what the vocabulary says the occupation asks."""

from __future__ import annotations

from matcher.advice.training.offers import licence_of
from matcher.domain.scales import Importance
from matcher.domain.vacancy import Requirement, Task, Vacancy
from matcher.errors import DataError
from matcher.linking.linker import Linker
from matcher.vocabulary.concepts import Concept, Kind, Level
from matcher.vocabulary.vocabulary import Vocabulary

IMPORTANCE = {
    Level.ESSENTIAL: Importance.ESSENTIAL,
    Level.IMPORTANT: Importance.IMPORTANT,
    Level.SOMEWHAT: Importance.OPTIONAL,
}
REQUIRED = "required"
SURE = 0.5  # confidence from which words are taken to name an occupation


def find_occupation(words: str, linker: Linker) -> Concept:
    """The occupation with this id, or the one that the words name.

    Raises
    ------
    DataError
        When nothing is recognised, with what it could be.
    """
    vocabulary = linker.vocabulary
    number = vocabulary.number.get(words)
    if number is not None and vocabulary.concepts[number].kind is Kind.OCCUPATION:
        return vocabulary.concepts[number]
    found = linker.link(words, [Kind.OCCUPATION])
    if found and found[0].confidence >= SURE:
        return vocabulary.concepts[found[0].concept]
    near = ", ".join(vocabulary.concepts[r.concept].label for r in found)
    hint = f"bedoelde u {near}?" if near else "probeer een ander woord voor dit werk"
    raise DataError(f"beroep '{words}' herkennen wij niet; {hint}")


def as_vacancy(occupation: Concept, vocabulary: Vocabulary) -> Vacancy:
    """Title, requirements, tasks and required certificates; no place, hours or employer.

    The id is the occupation's. Importances follow the vocabulary's; only essential tasks are
    taken, in equal shares. The usual level of education is no knock-out and is left out.
    """
    number = vocabulary.number[occupation.id]

    def linked(table: str) -> list[tuple[Concept, str]]:
        return [
            (vocabulary.concepts[target], level)
            for source, target, level in vocabulary.links(table)
            if source == number
        ]

    required = [c for c, level in linked("beroep_certificaten.csv") if level == REQUIRED]
    letters: list[str] = []
    certificates: list[str] = []
    for concept in required:
        letter = licence_of(concept)
        if letter is None:
            certificates.append(concept.label)
        else:
            letters.append(letter)
    tasks = [c.label for c, level in linked("beroep_taken.csv") if level == Level.ESSENTIAL]
    return Vacancy(
        id=occupation.id,
        title=occupation.label,
        requirements=tuple(
            Requirement(c.label, IMPORTANCE[Level(level)])
            for c, level in linked("beroep_eisen.csv")
        ),
        tasks=tuple(Task(label) for label in tasks),
        certificates_required=tuple(certificates),
        driving_licences_required=tuple(letters),
    )
