"""The vocabulary: concepts, suggestions while typing, and the concepts of a piece of text."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.access import EVERYONE, ServiceDep, needs
from api.problems import not_found
from matcher.service import terms
from matcher.service.actors import Actor

router = APIRouter(tags=["vocabulary"])


class OneConcept(BaseModel):
    """An occupation, task, skill, field of knowledge, certificate or training."""

    id: str
    kind: str
    label: str
    description: str | None = None


class Suggestion(OneConcept):
    """A concept that may be meant, and the words that were recognised."""

    matched: str = Field(description="The label that is like what was typed")
    confidence: float = Field(ge=0, le=1)


@router.get("/concepts")
def search(
    actor: Annotated[Actor, needs(*EVERYONE)],
    service: ServiceDep,
    query: Annotated[str, Query(min_length=2, max_length=100, description="What was typed")],
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> list[Suggestion]:
    """Suggestions while typing: first labels that begin so, then labels that are alike."""
    found = terms.suggest(service.matcher, query, limit)
    return [Suggestion(**vars(s)) for s in found]


@router.get("/concepts/{concept_id}")
def read(
    actor: Annotated[Actor, needs(*EVERYONE)],
    concept_id: Annotated[str, Path(max_length=200)],
    service: ServiceDep,
) -> OneConcept:
    """One concept."""
    found = terms.concept(service.matcher, concept_id)
    if found is None:
        raise not_found()
    return OneConcept(**vars(found))
