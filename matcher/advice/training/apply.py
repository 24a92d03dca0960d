"""The portfolio as it will be when the steps are done: nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matcher.advice.training.offers import Offer
from matcher.domain.portfolio import Education, LanguageLevel, Portfolio, SkillClaim
from matcher.domain.scales import LANGUAGE_RANK


def after(portfolio: Portfolio, offers: Sequence[Offer]) -> Portfolio:
    """Add what every offer gives, in order; an empty sequence gives the portfolio itself.

    An unknown list stays unknown where adding to it would make the rest of it look known: someone
    whose licences are not recorded may have more than the one that is earned now.
    """
    for offer in offers:
        portfolio = _one(portfolio, offer)
    return portfolio


def _one(portfolio: Portfolio, offer: Offer) -> Portfolio:
    return replace(
        portfolio,
        skills=_skills(portfolio, offer),
        certificates=_certificates(portfolio, offer),
        driving_licences=_licences(portfolio, offer),
        languages=_languages(portfolio, offer),
        education=_education(portfolio, offer),
    )


def _skills(portfolio: Portfolio, offer: Offer) -> tuple[SkillClaim, ...] | None:
    new = [SkillClaim(c.label, None, offer.evidence) for c in offer.learns]
    if portfolio.certificates is None:
        # Not added to an unknown list of certificates, so kept as something that can be shown.
        new += [SkillClaim(c.label, None, offer.evidence) for c in offer.certificates]
    have = portfolio.skills
    return have if not new else (*(have or ()), *(s for s in new if s not in (have or ())))


def _certificates(portfolio: Portfolio, offer: Offer) -> tuple[str, ...] | None:
    have = portfolio.certificates
    if have is None:
        return None
    return (*have, *(c.label for c in offer.certificates if c.label not in have))


def _licences(portfolio: Portfolio, offer: Offer) -> tuple[str, ...] | None:
    have = portfolio.driving_licences
    if have is None:
        return None
    return (*have, *(x for x in offer.licences if x not in have))


def _languages(portfolio: Portfolio, offer: Offer) -> tuple[LanguageLevel, ...] | None:
    have = portfolio.languages
    if offer.language is None:
        return have
    code, level = offer.language
    same = [x.level for x in have or () if x.language == code and x.level is not None]
    if any(LANGUAGE_RANK[x] >= LANGUAGE_RANK[level] for x in same):
        return have
    others = tuple(x for x in have or () if x.language != code)
    return (*others, LanguageLevel(code, level))


def _education(portfolio: Portfolio, offer: Offer) -> tuple[Education, ...] | None:
    have = portfolio.education
    if offer.diploma is None:
        return have
    earned = Education(offer.label, offer.diploma, diploma=True)
    if have is None:
        # The rest stays unknown: an entry without a level says so.
        return (Education(), earned)
    return have if earned in have else (*have, earned)
