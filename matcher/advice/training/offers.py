"""What a training offer gives a person: skills, certificates, licences, a language, a diploma."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matcher.advice.training.effort import LADDER, weeks
from matcher.domain.portfolio import Education, LanguageLevel, Portfolio, SkillClaim
from matcher.domain.scales import EDUCATION_RANK, LICENCES, Evidence
from matcher.errors import VocabularyError
from matcher.vocabulary.concepts import Concept, Kind, Training
from matcher.vocabulary.vocabulary import Vocabulary

# What a certificate says about a level. The names of the exams carry it: Staatsexamen NT2 I is
# B1 and II is B2, 3F is taken as B2. The inburgeringsdiploma satisfies A2 in the vocabulary.
LANGUAGE_OF: dict[str, tuple[str, str]] = {
    "certificaat:taalcertificaat-nederlands-a1": ("nl", "A1"),
    "certificaat:taalcertificaat-nederlands-a2": ("nl", "A2"),
    "certificaat:inburgeringsdiploma": ("nl", "A2"),
    "certificaat:staatsexamen-nt2-i": ("nl", "B1"),
    "certificaat:certificaat-taalniveau-3f": ("nl", "B2"),
    "certificaat:staatsexamen-nt2-ii": ("nl", "B2"),
}
_LICENCE = re.compile(r"^certificaat:rijbewijs-([a-z0-9]+)$")
_REFRESHER = re.compile(r"^(?:herhaling|nascholing|verlenging)\b", re.IGNORECASE)
DIPLOMA_LEVELS = ("entree", "mbo-2", "mbo-3", "mbo-4")  # that a bbl can end with
EVIDENCE: dict[str, Evidence] = {
    "proefplaats": Evidence.EXPERIENCE,
    "praktijkverklaring": Evidence.PRAKTIJKVERKLARING,
    "bbl": Evidence.DIPLOMA,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One training and everything it gives.

    Attributes
    ----------
    weeks : int
        Nominal duration; the cost of taking it.
    learns : tuple of Concept
        Tasks, skills and knowledge.
    certificates : tuple of Concept
    licences : tuple of str
        Letters of driving licences.
    language : tuple of (ISO code, level) or None
    diploma : str or None
        Level of the diploma at the end.
    refresher : bool
        Only for someone who has had the certificate before.
    """

    id: str
    label: str
    definition: str
    form: str
    level: str
    duration: str
    weeks: int
    learns: tuple[Concept, ...]
    certificates: tuple[Concept, ...]
    licences: tuple[str, ...]
    language: tuple[str, str] | None
    diploma: str | None
    refresher: bool

    @property
    def evidence(self) -> Evidence:
        """What backs a skill that was learned here."""
        return EVIDENCE.get(self.form, Evidence.CERTIFICATE)

    @property
    def ladder(self) -> tuple[int, int, int, str]:
        """Sort key of the order in which steps are taken: form, level of the diploma, duration."""
        return (
            LADDER.index(self.form),
            EDUCATION_RANK.get(self.diploma or "", 0),
            self.weeks,
            self.id,
        )


def licence_of(certificate: Concept) -> str | None:
    """The letter of a driving licence that portfolios record; ``None`` for anything else."""
    match = _LICENCE.match(certificate.id)
    return match[1].upper() if match and match[1].upper() in LICENCES else None


def offers_of(vocabulary: Vocabulary) -> tuple[Offer, ...]:
    """Every training of a vocabulary, by id; empty when it has none.

    Raises
    ------
    VocabularyError
        With every unknown form and duration at once.
    """
    problems: list[str] = []
    out = []
    for training in sorted(vocabulary.trainings, key=lambda t: t.id):
        if training.form not in LADDER:
            problems.append(
                f"{training.id}: vorm '{training.form}' bestaat niet; toegestaan: "
                f"{', '.join(LADDER)}"
            )
            continue
        try:
            out.append(_offer(training, vocabulary))
        except VocabularyError as error:
            problems.append(f"{training.id}: {error}")
    if problems:
        raise VocabularyError(problems)
    return tuple(out)


def _offer(training: Training, vocabulary: Vocabulary) -> Offer:
    given = [
        vocabulary.concepts[vocabulary.number[c]] for c in training.gives if c in vocabulary.number
    ]
    certificates = tuple(c for c in given if c.kind is Kind.CERTIFICATE)
    licences = tuple(x for x in map(licence_of, certificates) if x is not None)
    languages = [LANGUAGE_OF[c.id] for c in certificates if c.id in LANGUAGE_OF]
    diploma = None
    if training.form == "bbl" and training.level in DIPLOMA_LEVELS:
        diploma = training.level
    return Offer(
        id=training.id,
        label=training.label,
        definition=training.definition,
        form=training.form,
        level=training.level,
        duration=training.duration,
        weeks=weeks(training.duration),
        learns=tuple(c for c in given if c.kind not in (Kind.CERTIFICATE, Kind.OCCUPATION)),
        certificates=certificates,
        licences=licences,
        language=languages[0] if languages else None,
        diploma=diploma,
        refresher=bool(_REFRESHER.match(training.label)),
    )


def alone(offer: Offer) -> Portfolio:
    """Someone of whom nothing else is known than what the offer gives.

    Every list is known and complete, so that a gate that says yes says so because of the offer.
    """
    return Portfolio(
        id=offer.id,
        skills=tuple(SkillClaim(c.label, None, offer.evidence) for c in offer.learns),
        certificates=tuple(c.label for c in offer.certificates),
        driving_licences=offer.licences,
        languages=() if offer.language is None else (LanguageLevel(*offer.language),),
        education=()
        if offer.diploma is None
        else (Education(offer.label, offer.diploma, diploma=True),),
    )
