"""The commands of advice: what they say in Dutch, and the same as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from matcher import Matcher
from matcher.cli import advice_whatif
from matcher.errors import DataError
from matcher.scoring.ranker import Searchable


@pytest.fixture
def app(matcher: Matcher, pool: Searchable, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    """The group of commands, with a matcher and a pool that are loaded already."""
    monkeypatch.setattr(advice_whatif, "matcher", lambda: matcher)
    monkeypatch.setattr(advice_whatif, "portfolio_pool", lambda _matcher, _path: pool)
    group = typer.Typer()
    advice_whatif.register(group)
    return group


def told(app: typer.Typer, *arguments: str) -> str:
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def as_json(app: typer.Typer, *arguments: str) -> Any:
    return json.loads(told(app, *arguments, "--json"))


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("gaps", "D-V15", "D-K016"), "Wilt u dit halen: reachtruckcertificaat?"),
        (
            ("doors", "D-K010"),
            "Met rijbewijs B gaan 4 vacatures open. (duurt maanden: rijopleiding",
        ),
        (
            ("whatif", "D-V16", "D-K076", "--top", "5"),
            "Met ook vroege dienst en ook avonddienst: van niet op de lijst naar plek 4. (afsp",
        ),
        (("whatif", "D-V14", "D-K016"), "Dat is al plek 10 of beter."),
        (("whatif", "D-V13", "D-K031"), "Hier weten wij geen verandering voor: 231 minuten"),
        (
            ("vacancy-whatif", "D-V15", "--goal", "40"),
            "Zonder de eis reachtruckcertificaat: van 11 naar 25 mensen. De beste nieuwe komt op",
        ),
        (("mobility", "D-K021"), "Met een e-bike is 1 vacature meer bereikbaar; die heeft"),
    ],
)
def test_what_a_reader_sees(app: typer.Typer, arguments: tuple[str, ...], line: str) -> None:
    assert line in told(app, *arguments)


def test_json_holds_the_same(app: typer.Typer) -> None:
    found = as_json(app, "whatif", "D-V16", "D-K076", "--top", "5")
    one = found["reached"][0]
    assert (found["before"]["place"], one["after"]["place"]) == (None, 4)
    assert [(c["kind"], c["value"], c["effort"]) for c in one["changes"]] == [
        ("shift", "early", "regelen"),
        ("shift", "evening", "regelen"),
    ]
    assert as_json(app, "gaps", "D-V15", "D-K016")["needs"][0]["answer"] == "no"


def test_an_unknown_candidate_is_said(app: typer.Typer) -> None:
    with pytest.raises(DataError, match="kandidaat 'X' zit niet in"):
        told(app, "whatif", "D-V16", "X")
