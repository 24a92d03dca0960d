"""Every command: what it writes, its JSON, and how it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from matcher import Matcher, Portfolio, Vacancy
from matcher.cli import app, main

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "data" / "samples"
PEOPLE, JOBS = str(SAMPLES / "portfolios.jsonl"), str(SAMPLES / "vacancies.jsonl")
FILES = ("-p", PEOPLE, "-v", JOBS)


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The program as a user starts it, but with a matcher that is loaded already."""
    monkeypatch.setattr("matcher.cli.common.Matcher", lambda _settings: matcher)

    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["matcher", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
        told = capsys.readouterr()
        return Done(code, told.out, told.err)

    return call


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """The first 12 portfolios and 3 vacancies of the samples."""
    return first_of_the_samples(tmp_path, 12, 3)


def first_of_the_samples(directory: Path, people: int, jobs: int) -> Path:
    for name, count in (("portfolios.jsonl", people), ("vacancies.jsonl", jobs)):
        lines = (SAMPLES / name).read_text("utf-8").splitlines(keepends=True)
        (directory / name).write_text("".join(lines[:count]), encoding="utf-8")
    return directory


def files(directory: Path) -> tuple[str, ...]:
    return "-p", str(directory / "portfolios.jsonl"), "-v", str(directory / "vacancies.jsonl")


# --------------------------------------------------------------------------------------- every one


def commands() -> Iterator[tuple[str, ...]]:
    def walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        for name, inner in sorted(getattr(command, "commands", {}).items()):
            yield from walk(inner, (*path, name))

    yield from walk(get_command(app), ())


def test_the_commands_are_those_we_test() -> None:
    assert {" ".join(c) for c in commands() if c} == {
        "account",
        "account organisation",
        "account token",
        "account user",
        "advice",
        "advice alternatives",
        "advice carve",
        "advice doors",
        "advice event",
        "advice gaps",
        "advice mobility",
        "advice path",
        "advice region",
        "advice training",
        "advice vacancy-whatif",
        "advice whatif",
        "audit",
        "audit show",
        "audit verify",
        "costs",
        "costs lks",
        "costs sheet",
        "costs tables",
        "demo",
        "evaluate",
        "exchange",
        "exchange export",
        "exchange import",
        "explain",
        "gates",
        "link",
        "matches",
        "pool",
        "pool build",
        "rank",
        "replay",
        "shortlist",
        "store",
        "store backup",
        "store clean",
        "store migrate",
        "store restore",
        "vocab",
        "vocab check",
        "vocab import",
        "vocab import competentnl",
        "vocab import esco",
    }


@pytest.mark.parametrize("command", sorted(commands()), ids=lambda c: " ".join(c) or "matcher")
def test_every_command_explains_itself(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.code == 0
    assert done.out.startswith("Usage: ")
    assert " ".join(("matcher", *command)) in done.out.splitlines()[0]
    assert len(done.out.splitlines()) > 3


def test_an_unknown_option_is_a_mistake_of_the_user(run: Run) -> None:
    assert run("demo", "--kleur").code == 2


def test_no_place_on_the_list_is_a_mistake_of_the_user(run: Run) -> None:
    done = run("demo", "--top", "0")
    assert done.code == 2
    assert "--top" in done.err


# ------------------------------------------------------------------------------ one by one: answers


def test_demo_shows_an_explained_list_that_adds_up(run: Run) -> None:
    done = run("demo", "--top", "2")
    assert done.code == 0
    assert "120 portfolio's bekeken" in done.out
    assert " 1  D-K" in done.out and " 2  D-K" in done.out and " 3  D-K" not in done.out
    assert "Net buiten de lijst" in done.out
    found = run("demo", "--top", "2", "--json").json()
    assert [e["rank"] for e in found["entries"]] == [1, 2]
    for entry in found["entries"]:
        assert round(sum(c["points"] for c in entry["contributions"]), 2) == entry["points"]


def sum_of(entry: dict[str, Any]) -> float:
    return round(sum(100 * line["points"] for line in entry["contributions"]) / 100, 2)


def test_shortlist_gives_the_list_of_the_matcher(
    run: Run, matcher: Matcher, jobs: Sequence[Vacancy], people: Sequence[Portfolio]
) -> None:
    found = run("shortlist", "D-V01", *FILES, "-k", "4", "--outside", "1", "--json").json()
    wanted = matcher.shortlist(jobs[0], matcher.portfolio_pool(people), 4, 1)
    assert found["subject"] == "D-V01"
    assert [(e["candidate"], e["points"]) for e in found["entries"]] == [
        (e.candidate, e.points) for e in wanted.entries
    ]
    assert len(found["just_outside"]) == len(wanted.just_outside) == 1
    assert {g["answer"] for e in found["entries"] for g in e["gates"]} <= {"yes", "unknown"}
    assert all(sum_of(e) == e["points"] for e in found["entries"])
    text = run("shortlist", "D-V01", *FILES, "-k", "4")
    assert text.code == 0
    assert text.out.startswith(jobs[0].title or "")
    assert max(map(len, text.out.splitlines()[1:])) <= 100  # the head is one line


def test_what_is_not_used_is_told_on_stderr_and_not_in_the_answer(run: Run) -> None:
    done = run("shortlist", "D-V01", *FILES, "--json")
    assert "portfolios.jsonl: niet gebruikt bij het matchen: participatieladder (61×)" in done.err
    assert "participatieladder" not in done.out


def test_matches_gives_two_axes(run: Run, people: Sequence[Portfolio]) -> None:
    found = run("matches", "D-K001", *FILES, "-k", "3", "--json").json()
    assert found["subject"] == "D-K001"
    assert [e["rank"] for e in found["entries"]] == [1, 2, 3]
    for entry in found["entries"]:
        assert entry["candidate"] == "D-K001"
        assert sum_of(entry) == entry["points"]
        assert entry["appeal"] is None or 0 <= entry["appeal"] <= 100
        wish = sum(c["points"] for c in entry["contributions"] if c["kind"] == "wens")
        assert round(entry["fit"] + wish, 2) == entry["points"]
    text = run("matches", "D-K001", *FILES, "-k", "3")
    assert text.out.startswith("Vacatures voor D-K001, woont in Stadskanaal")


def test_explain_tells_all_of_one_pair(run: Run) -> None:
    found = run("explain", "D-V01", "D-K003", *FILES, "--json").json()
    assert (found["vacancy"], found["candidate"], found["rank"]) == ("D-V01", "D-K003", 0)
    assert sum_of(found) == found["points"]
    assert [g["gate"] for g in found["gates"]] == [
        "travel",
        "hours",
        "shifts",
        "start",
        "certificates",
        "licences",
        "language",
        "education",
        "loonwaarde",
    ]
    text = run("explain", "D-V01", "D-K003", *FILES)
    assert f"D-K003 voor D-V01: {found['points']:.2f} punten" in text.out
    assert f"{found['points']:+7.2f}  samen" in text.out
    for line in found["contributions"]:
        assert f"{line['points']:+7.2f}" in text.out


def test_pool_build_writes_a_pool_that_answers_as_the_file_does(run: Run, tmp_path: Path) -> None:
    directory = tmp_path / "pool"
    facts = run("pool", "build", "-p", PEOPLE, "-o", str(directory), "--json").json()
    assert facts["portfolios"] == 120
    assert facts["directory"] == str(directory)
    assert facts["texts"] > 1000 and facts["claims"] > 1000
    from_pool = run("shortlist", "D-V05", "-p", str(directory), "-v", JOBS, "--json").json()
    assert from_pool == run("shortlist", "D-V05", *FILES, "--json").json()


def test_rank_writes_a_trec_run(run: Run, tmp_path: Path) -> None:
    out, details = tmp_path / "run.txt", tmp_path / "details.jsonl"
    done = run("rank", *FILES, "--run", str(out), "-k", "5", "--details", str(details), "--json")
    assert done.json() == {"vacancies": 24, "portfolios": 120, "lines": _lines(out)}
    ranked: dict[str, list[tuple[int, float, str]]] = {}
    for line in out.read_text("utf-8").splitlines():
        vacancy, q0, candidate, rank, score, name = line.split(" ")
        assert (q0, name) == ("Q0", "matcher")
        ranked.setdefault(vacancy, []).append((int(rank), float(score), candidate))
    assert list(ranked) == [f"D-V{i:02d}" for i in range(1, 25)]
    for rows in ranked.values():
        assert [rank for rank, _, _ in rows] == list(range(1, len(rows) + 1))
        scores = [score for _, score, _ in rows]
        assert scores == sorted(scores, reverse=True)
        assert len({candidate for _, _, candidate in rows}) == len(rows) <= 5
    explained = [json.loads(x) for x in details.read_text("utf-8").splitlines()]
    assert [(e["vacancy"], e["rank"], e["points"], e["candidate"]) for e in explained] == [
        (v, *row) for v, rows in ranked.items() for row in rows
    ]
    assert all(sum_of(e) == e["points"] for e in explained)


def test_rank_by_fit_alone_lists_everyone(run: Run, few: Path) -> None:
    out = few / "run.txt"
    found = run("rank", *files(few), "--run", str(out), "--fit-only", "--json").json()
    assert found == {"vacancies": 3, "portfolios": 12, "lines": 36}
    assert _lines(out) == 36
    by_fit = Counter(line.split(" ")[0] for line in out.read_text("utf-8").splitlines())
    assert set(by_fit.values()) == {12}


def test_gates_writes_a_row_for_each_pair_and_gate(run: Run, matcher: Matcher, few: Path) -> None:
    out = few / "gates.tsv"
    count = run("gates", *files(few), "--out", str(out), "--json").json()
    rows = [line.split("\t") for line in out.read_text("utf-8").splitlines()]
    assert len(rows) == 3 * 12 * len(matcher.gates) == sum(count.values())
    assert Counter(answer for *_, answer in rows) == Counter(count)
    assert set(count) == {"yes", "no", "unknown"}
    assert len({tuple(row[:3]) for row in rows}) == len(rows)


def test_link_tells_concept_words_and_confidence(run: Run) -> None:
    found = run("link", "Heftruckchauffeur", "--json").json()
    assert len(found) == 1 and found[0]["words"] == "Heftruckchauffeur"
    best = found[0]["recognised"][0]
    assert best["concept"].startswith("beroep:")
    assert best["method"] == "exact" and best["confidence"] == 1.0
    assert "exact: “Heftruckchauffeur”" in run("link", "Heftruckchauffeur").out


@pytest.mark.parametrize("text", ["", "   ", "!?", "qwxzqwxz"])
def test_link_says_when_it_recognises_nothing(run: Run, text: str) -> None:
    done = run("link", "--", text)
    assert done.code == 0
    assert "niet herkend" in done.out


def test_vocab_check_counts_and_names_what_is_to_be_mended(run: Run) -> None:
    """That nothing is to be mended is for ``make check``, not for this test."""
    done = run("vocab", "check", "--json")
    found = json.loads(done.out)
    assert done.code == (1 if found["problems"] else 0)
    assert all(count > 0 for count in found["counts"].values())
    text = run("vocab", "check")
    assert text.code == done.code
    assert text.out.rstrip().endswith(f"{len(found['problems'])} problemen")


def test_evaluate_compares_with_the_baselines(run: Run, tmp_path: Path) -> None:
    directory = first_of_the_samples(tmp_path, 120, 8)
    judged = (SAMPLES / "qrels.tsv").read_text("utf-8").splitlines(keepends=True)
    ids = tuple(f"D-V0{i}\t" for i in range(1, 9))
    (directory / "qrels.tsv").write_text("".join(x for x in judged if x.startswith(ids)))
    found = run("evaluate", str(directory), "--json").json()
    means = found["ndcg_without_knock_outs"]
    assert {"matcher", "chance", "BM25", "character TF-IDF"} <= set(means)
    assert means["chance"] < means["BM25"] < means["matcher"] <= 1


# -------------------------------------------------------------------------------------- mistakes


def test_a_bad_file_gives_every_problem_and_code_2(run: Run, few: Path) -> None:
    (few / "portfolios.jsonl").write_text(
        '{"id": "A", "skills": [{"label": "koken", "level": 9}]}\n'
        "geen json\n"
        '{"id": "A2", "driving_licences": ["Z"], "home": {"postcode": "12"}}\n'
        '{"summary": "zonder id"}\n',
        encoding="utf-8",
    )
    out = few / "run.txt"
    for command in (
        ("rank", *files(few), "--run", str(out)),
        ("gates", *files(few), "--out", str(out)),
        ("shortlist", "D-V01", *files(few)),
        ("matches", "A", *files(few)),
        ("pool", "build", "-p", str(few / "portfolios.jsonl"), "-o", str(out)),
    ):
        done = run(*command)
        assert done.code == 2
        assert done.out == ""
        assert not out.exists()
        lines = [line for line in done.err.splitlines() if line.startswith("portfolios.jsonl")]
        assert len(lines) == 5
        for number, field in ((1, "skills"), (3, "driving_licences"), (3, "postcode"), (4, "id")):
            assert any(f"regel {number}, veld " in x and field in x for x in lines)
        assert any("regel 2: geen geldige JSON" in x for x in lines)
        assert "Traceback" not in done.err


def test_an_id_that_is_not_there_gives_those_that_look_like_it(run: Run) -> None:
    done = run("shortlist", "D-V99", *FILES)
    assert (done.code, done.out) == (2, "")
    assert "vacature 'D-V99' staat niet in het bestand; bedoelde u D-V" in done.err
    done = run("explain", "D-V01", "K001", *FILES)
    assert done.code == 2
    assert "bedoelde u D-K001" in done.err


@pytest.mark.parametrize(
    "command",
    [
        ("shortlist", "D-V01", "-p", "nergens.jsonl", "-v", JOBS),
        ("shortlist", "D-V01", "-p", PEOPLE, "-v", "nergens.jsonl"),
        ("rank", "-p", "nergens.jsonl", "-v", JOBS, "--run", "uit.txt"),
        ("evaluate", "nergens"),
    ],
)
def test_a_file_that_is_not_there_is_named(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command)
    assert done.code == 2
    assert "nergens" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "command",
    [("rank", *FILES, "--run", "{}/weg/uit.txt"), ("gates", *FILES, "--out", "{}/weg/uit.tsv")],
)
def test_an_output_that_cannot_be_written_is_named(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run(*(part.format(tmp_path) for part in command))
    assert done.code == 2
    assert str(tmp_path / "weg") in done.err


def test_a_pool_of_another_make_is_refused(run: Run, tmp_path: Path) -> None:
    directory = tmp_path / "pool"
    assert run("pool", "build", "-p", PEOPLE, "-o", str(directory)).code == 0
    manifest = directory / "manifest.json"
    facts = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**facts, "vocabulary": "andere"}), encoding="utf-8")
    done = run("shortlist", "D-V01", "-p", str(directory), "-v", JOBS)
    assert done.code == 2
    assert "matcher pool build" in done.err


def test_only_mistakes_of_the_user_are_told_without_a_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_settings: object) -> Matcher:
        raise ZeroDivisionError

    monkeypatch.setattr("matcher.cli.common.Matcher", broken)
    with pytest.raises(ZeroDivisionError):
        run("link", "kok")


def test_the_program_is_a_typer_app() -> None:
    assert isinstance(app, typer.Typer)


# ------------------------------------------------------------------------------------ determinism


def test_two_processes_with_other_threads_and_hash_seeds_write_the_same_bytes(
    tmp_path: Path,
) -> None:
    """Same data, same settings, same list, to the last digit (design.md, promise 5)."""
    program = [sys.executable, "-c", "from matcher.cli import main; main()"]
    samples = files(first_of_the_samples(tmp_path, 60, 6))
    processes = []
    for threads in ("1", "2"):
        out = [tmp_path / f"{name}{threads}" for name in ("run", "details")]
        arguments = ["rank", *samples, "--run", str(out[0]), "--details", str(out[1])]
        environment = {**os.environ, "OMP_NUM_THREADS": threads, "PYTHONHASHSEED": threads}
        processes.append(
            subprocess.Popen(
                [*program, *arguments], env=environment, cwd=ROOT, stderr=subprocess.PIPE
            )
        )
    for process in processes:
        _, errors = process.communicate()
        assert process.returncode == 0, errors.decode()
    for name in ("run", "details"):
        first, second = ((tmp_path / f"{name}{threads}").read_bytes() for threads in "12")
        assert first == second
        assert len(first) > 1_000


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())
