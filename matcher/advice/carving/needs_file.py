"""What the employer says that tasks need, from a small JSON file."""

from __future__ import annotations

import json
from pathlib import Path

from matcher.advice.carving.result import TaskNeeds
from matcher.domain.scales import Shift
from matcher.errors import DataError

NEEDS = ("certificates", "licences", "shifts")


def read_needs(path: Path) -> dict[str, TaskNeeds]:
    """What tasks need, by label: ``{"De was doen": {"licences": [], "shifts": ["day"]}}``.

    Raises
    ------
    DataError
        All problems at once.
    """
    try:
        stated = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise DataError(f"{path}: geen JSON ({error})") from None
    wrong: list[str] = []
    out = {}
    for label, one in stated.items() if isinstance(stated, dict) else []:
        lists: dict[str, tuple[str, ...]] = {}
        for name, values in one.items() if isinstance(one, dict) else [("", None)]:
            if name not in NEEDS or not isinstance(values, list):
                kinds = ", ".join(NEEDS)
                wrong.append(f"{path}: {label}: '{name}'; geef een lijst bij {kinds}")
                continue
            lists[name] = tuple(str(v) for v in values)
        unknown = [s for s in lists.get("shifts", ()) if s not in set(Shift)]
        wrong += [f"{path}: {label}: dienst '{s}'; kies uit {', '.join(Shift)}" for s in unknown]
        if not unknown:
            shifts = lists.get("shifts")
            out[label] = TaskNeeds(
                certificates=lists.get("certificates"),
                licences=lists.get("licences"),
                shifts=None if shifts is None else tuple(Shift(s) for s in shifts),
            )
    if not isinstance(stated, dict):
        wrong.append(f"{path}: geef een object met per taak wat nodig is")
    if wrong:
        raise DataError(wrong)
    return out
