"""Which language a caller reads."""

from __future__ import annotations

from fastapi import Request


def wants_english(request: Request) -> bool:
    """True when English is asked for before Dutch; Dutch is the standard.

    Weights (``q``) are read as in RFC 9110 §12.5.4; what cannot be read counts as 0.
    """
    weight = {"nl": 0.0, "en": 0.0}
    for part in request.headers.get("accept-language", "").split(","):
        name, _, rest = part.strip().partition(";")
        language = name.strip().lower().partition("-")[0]
        if language in weight:
            weight[language] = max(weight[language], _quality(rest))
    return weight["en"] > weight["nl"]


def _quality(parameter: str) -> float:
    key, _, value = parameter.strip().partition("=")
    if not key:
        return 1.0
    try:
        return min(1.0, max(0.0, float(value))) if key.strip() == "q" else 0.0
    except ValueError:
        return 0.0
