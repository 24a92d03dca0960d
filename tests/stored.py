"""What tests of the service share: sample records, and settings in a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from matcher.service.settings import ServiceSettings

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
PLENTY = 1_000_000


def lines(name: str) -> list[dict[str, Any]]:
    """The records of a sample file, as they stand there."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def settings_in(directory: Path) -> ServiceSettings:
    """A service that keeps everything in one folder and counts nobody's requests."""
    return ServiceSettings(
        database=f"sqlite:///{directory}/matcher.db",
        pools=directory / "pools",
        secret="a secret for tests",
        merge_from=10_000,
        requests_a_minute=PLENTY,
        logins_a_minute=PLENTY,
    )
