"""What an ESCO skill is in our tables: a task, a skill or a knowledge area, and its category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from matcher.vocabulary.concepts import Kind, SkillCategory
from matcher.vocabulary.normalise import words

KNOWLEDGE, COMPETENCE, TRANSVERSAL = "knowledge", "skill/competence", "transversal"
_SHORT_VERBS = ("gaan", "staan", "slaan", "zijn")  # and what is built on them: "omgaan"

# Our reading of ESCO's skill groups as CompetentNL's six categories; not an official mapping.
CATEGORY_OF_GROUP = {
    "L": SkillCategory.VERBINDEN,  # languages
    "S1": SkillCategory.VERBINDEN,  # communication, collaboration and creativity
    "S2": SkillCategory.DENKEN,  # information skills
    "S3": SkillCategory.VERBINDEN,  # assisting and caring
    "S4": SkillCategory.STUREN,  # management skills
    "T1": SkillCategory.DENKEN,  # core skills: numbers and devices
    "T1.1": SkillCategory.VERBINDEN,  # core skills: languages
    "T2": SkillCategory.DENKEN,  # thinking skills
    "T3": SkillCategory.ZIJN,  # self-management
    "T4": SkillCategory.VERBINDEN,  # social and communication skills
    "T6": SkillCategory.ZIJN,  # life skills
}


class VerbEndings:
    """Tells a verb phrase ("pallets stapelen") from a noun phrase ("soorten pallets").

    Plurals end in -en as infinitives do, so the last words of labels whose type is known say
    which are verbs; a word never seen there is one when it ends in -eren.

    Parameters
    ----------
    typed : iterable of (str, str)
        Labels with ESCO's skill type.
    """

    def __init__(self, typed: Iterable[tuple[str, str]]) -> None:
        self._weight: Counter[str] = Counter()
        for label, kind in typed:
            last = words(label)[-1:]
            self._weight.update(dict.fromkeys(last, 1 if kind == COMPETENCE else -1))

    def phrase(self, label: str) -> bool:
        """Whether the last word is, by what is known, a verb."""
        last = (words(label) or [""])[-1]
        weight = self._weight[last]
        return weight > 0 if weight else last.endswith(("eren", *_SHORT_VERBS))


def is_action(label: str) -> bool:
    """Whether a competence reads as an action: it begins or ends with an infinitive."""
    ends = words(label)
    return any(w.endswith(("en", *_SHORT_VERBS)) for w in (*ends[:1], *ends[-1:]))


def kind_of(label: str, skill_type: str, reuse: str, verbs: VerbEndings) -> Kind:
    """Kind of a skill.

    Knowledge is a knowledge area. A competence is a skill when it is transversal or does not
    read as an action, otherwise a task. Without a type: a task when `verbs` knows it as a verb
    phrase, otherwise a knowledge area.
    """
    if skill_type == KNOWLEDGE:
        return Kind.KNOWLEDGE
    if skill_type == COMPETENCE:
        if reuse == TRANSVERSAL or not is_action(label):
            return Kind.SKILL
        return Kind.TASK
    return Kind.TASK if verbs.phrase(label) else Kind.KNOWLEDGE


def category_of(
    skill: str, broader: Mapping[str, list[str]], group: Mapping[str, str]
) -> SkillCategory:
    """Category from the nearest skill group above; DOEN when there is none."""
    seen, level = {skill}, [skill]
    while level:
        for uri in level:
            code = group.get(uri, "")
            for prefix in (code[:4], code[:2], code[:1]):
                if prefix in CATEGORY_OF_GROUP:
                    return CATEGORY_OF_GROUP[prefix]
        above = [up for uri in level for up in broader.get(uri, ()) if up not in seen]
        seen.update(above)
        level = above
    return SkillCategory.DOEN
