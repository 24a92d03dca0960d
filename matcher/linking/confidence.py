"""From what a candidate looks like to how often such a link is right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import exp
from pathlib import Path

from matcher.errors import SnapshotError
from matcher.linking.candidates import FEATURES

FILE = "confidence.json"
DIRECTORY = Path(__file__).resolve().parent.parent.parent / "models" / "linker"


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """Logistic regression over `FEATURES`; fitted by ``python -m matcher.linking.calibrate``."""

    intercept: float
    weights: tuple[float, ...]

    def __call__(self, features: tuple[float, ...]) -> float:
        """Share of links with these features that are right, in (0, 1)."""
        z = self.intercept
        for weight, value in zip(self.weights, features, strict=True):
            z += weight * value
        return 1 / (1 + exp(-max(-40.0, min(40.0, z))))

    @classmethod
    def load(cls, directory: Path = DIRECTORY) -> ConfidenceModel:
        """Read the fitted model; `SnapshotError` when it is missing or has other features."""
        try:
            raw = json.loads((directory / FILE).read_text(encoding="utf-8"))
            named: dict[str, float] = raw["weights"]
            if tuple(named) != FEATURES:
                raise ValueError(f"kenmerken {', '.join(named)}")
            return cls(float(raw["intercept"]), tuple(float(v) for v in named.values()))
        except (OSError, ValueError, KeyError) as error:
            raise SnapshotError(
                f"{directory / FILE}: niet bruikbaar ({error}). "
                "Maak het opnieuw met: python -m matcher.linking.calibrate"
            ) from None
