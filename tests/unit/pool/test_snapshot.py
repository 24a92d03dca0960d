"""Pools on disk: what is written comes back, and what does not fit is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp

from matcher import Matcher, Portfolio, Vacancy
from matcher.errors import SnapshotError
from matcher.pool import snapshot
from matcher.pool.portfolios import PortfolioPool
from matcher.pool.strings import Strings
from matcher.pool.vacancies import VacancyPool
from matcher.scoring.ranker import Searchable
from matcher.scoring.views import VacancySide


@pytest.fixture
def small(matcher: Matcher, people: Sequence[Portfolio]) -> Searchable:
    return matcher.portfolio_pool([*people[:4], Portfolio("empty")])


@pytest.fixture
def saved(matcher: Matcher, small: Searchable, tmp_path: Path) -> Path:
    directory = tmp_path / "pool"
    matcher.save(small, directory)
    return directory


def same(one: Any, other: Any) -> bool:
    if isinstance(one, Strings):
        return [one[i] for i in range(len(one))] == [other[i] for i in range(len(other))]
    if isinstance(one, sp.csr_array):
        return one.shape == other.shape and all(
            np.array_equal(getattr(one, part), getattr(other, part))
            for part in ("data", "indices", "indptr")
        )
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return bool(one == other)


def test_a_portfolio_pool_comes_back_as_it_was(
    matcher: Matcher, small: Searchable, saved: Path
) -> None:
    back = matcher.load_portfolios(saved)
    for field in fields(PortfolioPool):
        before = getattr(small.side.pool, field.name)
        after = getattr(back.side.pool, field.name)
        assert same(before, after), field.name
    assert [back.side.pool.portfolio(row) for row in range(5)] == [
        small.side.pool.portfolio(row) for row in range(5)
    ]


def test_a_vacancy_pool_comes_back_as_it_was(
    matcher: Matcher, side: VacancySide, tmp_path: Path
) -> None:
    matcher.save(side, tmp_path / "vacatures")
    back = matcher.load_vacancies(tmp_path / "vacatures")
    for field in fields(VacancyPool):
        assert same(getattr(side.pool, field.name), getattr(back.pool, field.name)), field.name


def test_a_pool_from_disk_gives_the_same_list(
    matcher: Matcher, jobs: Sequence[Vacancy], small: Searchable, saved: Path
) -> None:
    back = matcher.load_portfolios(saved)
    assert matcher.shortlist(jobs[4], back) == matcher.shortlist(jobs[4], small)


def test_an_empty_pool_can_be_kept(matcher: Matcher, tmp_path: Path) -> None:
    matcher.save(matcher.portfolio_pool([]), tmp_path / "leeg")
    assert len(matcher.load_portfolios(tmp_path / "leeg").side.pool) == 0


def test_a_record_in_a_pool_is_the_record_that_went_in(
    pool: Searchable, side: VacancySide, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> None:
    assert [pool.side.pool.portfolio(row) for row in range(len(people))] == list(people)
    assert [side.pool.vacancy(row) for row in range(len(jobs))] == list(jobs)


def test_a_newer_pool_replaces_an_older_one_whole(
    matcher: Matcher, people: Sequence[Portfolio], saved: Path
) -> None:
    matcher.save(matcher.portfolio_pool(people[:2]), saved)
    assert len(matcher.load_portfolios(saved).side.pool) == 2
    assert [p.name for p in saved.parent.iterdir()] == ["pool"]  # nothing left over


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"vocabulary": "x"}, "vocabulary: pool"),
        ({"encoder_fingerprint": "x"}, "encoder_fingerprint: pool"),
        ({"encoder": "ander-model"}, "encoder: pool"),
        ({"dim": 8}, "dim: pool"),
    ],
)
def test_a_pool_of_another_vocabulary_or_encoder_is_refused(
    matcher: Matcher, saved: Path, change: dict[str, Any], words: str
) -> None:
    other = replace(matcher.origin, **change)
    with pytest.raises(SnapshotError, match=words) as caught:
        snapshot.load(PortfolioPool, saved, other)
    assert "matcher pool build" in str(caught.value)


def test_portfolios_are_not_read_as_vacancies(matcher: Matcher, saved: Path) -> None:
    with pytest.raises(SnapshotError, match="kind: pool PortfolioPool, nu VacancyPool"):
        matcher.load_vacancies(saved)


def test_another_format_is_refused(matcher: Matcher, saved: Path) -> None:
    edit(saved, lambda m: {**m, "format": 0})
    with pytest.raises(SnapshotError, match="format: pool 0, nu 1"):
        matcher.load_portfolios(saved)


def edit(directory: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    path = directory / snapshot.MANIFEST
    path.write_text(json.dumps(change(json.loads(path.read_text("utf-8")))), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("manifest.json", b""),
        ("manifest.json", b"{"),
        ("manifest.json", b"[]"),
        ("manifest.json", b"null"),
        ("manifest.json", b"\xff"),
        ("manifest.json", None),
        ("documents.npy", b""),
        ("documents.npy", b"geen array"),
        ("documents.npy", None),
        ("claims.indptr.npy", b"\x93NUMPY"),
        ("ids.data.npy", b""),
        ("hours.min", None),
    ],
)
def test_a_broken_pool_is_refused_with_the_way_out(
    matcher: Matcher, saved: Path, name: str, content: bytes | None
) -> None:
    path = saved / name if (saved / name).exists() else saved / f"columns.{name}.npy"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(SnapshotError, match="matcher pool build"):
        matcher.load_portfolios(saved)


def test_half_a_file_is_refused(matcher: Matcher, saved: Path) -> None:
    path = saved / "text_vectors.npy"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(SnapshotError, match="matcher pool build"):
        matcher.load_portfolios(saved)


@pytest.mark.parametrize("missing", ["rows", "columns", "kind", "vocabulary"])
def test_a_manifest_must_be_complete(matcher: Matcher, saved: Path, missing: str) -> None:
    edit(saved, lambda m: {key: value for key, value in m.items() if key != missing})
    with pytest.raises(SnapshotError):
        matcher.load_portfolios(saved)


def test_a_directory_that_is_no_pool_is_never_overwritten(
    matcher: Matcher, small: Searchable, tmp_path: Path
) -> None:
    photos = tmp_path / "fotos"
    photos.mkdir()
    (photos / "oma.jpg").write_bytes(b"oma")
    with pytest.raises(SnapshotError, match="bestaat al en is geen pool"):
        matcher.save(small, photos)
    assert (photos / "oma.jpg").read_bytes() == b"oma"
    assert [p.name for p in tmp_path.iterdir()] == ["fotos"]


def test_the_current_directory_is_not_overwritten_either(
    matcher: Matcher, small: Searchable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hier").mkdir()
    monkeypatch.chdir(tmp_path / "hier")
    with pytest.raises(SnapshotError, match="bestaat al en is geen pool"):
        matcher.save(small, Path())


def test_a_directory_without_a_manifest_is_no_pool(matcher: Matcher, tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="geen leesbare pool"):
        matcher.load_portfolios(tmp_path)
