"""The linking benchmarks from the command line, on a data set of four labels."""

import gzip
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[3]
WORDS = ("kok", "chef", "bakker", "brood")


class WordEncoder:
    """One dimension a word."""

    name, dim, fingerprint = "words", len(WORDS), "0"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array([[w in text.split() for w in WORDS] for text in texts], np.float32)
        rows = rows.reshape(len(texts), len(WORDS))
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@pytest.fixture
def linking(monkeypatch):
    monkeypatch.syspath_prepend(ROOT)
    import benchmarks._linking as module

    monkeypatch.setattr(module, "load_encoder", lambda where: WordEncoder())
    return module


@pytest.fixture
def data(tmp_path):
    where = tmp_path / "data"
    where.mkdir()
    files = {
        "queries.tsv": "q1\tchef kok\nq2\tbrood\nq3\tniemand\n",
        "corpus_elements.tsv": "d1\tkok\nd2\tchef kok\nd3\tbakker\nd4\tbakker brood\n",
        "annotations.tsv": "q1\t0\td1\t1\nq1\t0\td2\t1\nq2\t0\td3\t1\n",
        "concept_mapping.tsv": "d1\tu1\nd2\tu1\nd3\tu2\nd4\tu3\n",
    }
    for name, text in files.items():
        (where / name).write_text(text, encoding="utf-8")
    with gzip.open(where / "occupations_nl.csv.gz", "wt", encoding="utf-8") as lines:
        lines.write(
            "conceptUri,description,altLabels\nu2,Bakt brood. Staat vroeg op.,broodbakker\n"
        )
    return where


def test_the_whole_benchmark(linking, data, tmp_path, capsys):
    from matcher.linking.ranking import OCCUPATIONS

    run = tmp_path / "run.txt"
    options = ["--data", str(data), "--run", str(run), "--esco", str(data)]
    options += ["--results", str(tmp_path), "--date", "2026-11-22"]
    assert linking.run_benchmark("melo", "occupations_nl.csv.gz", OCCUPATIONS, options) == 0
    told = capsys.readouterr().out
    assert "2 queries, 4 labels, 3 concepts; 1 queries without an answer left out" in told
    kept = json.loads((tmp_path / "melo.json").read_text(encoding="utf-8"))
    assert (kept["date"], kept["data"], kept["queries"]) == ("2026-11-22", "data", 2)
    systems = kept["results"]["systems"]
    assert next(iter(systems)) == "chance"
    assert list(systems)[-1] == "combination"
    assert systems["combination"]["exact"]["accuracy"]["1"] >= 0.5
    lines = [line.split() for line in run.read_text(encoding="utf-8").splitlines()]
    assert [line[2] for line in lines if line[0] == "q1"][:2] == ["d2", "d1"]
    assert [line[3] for line in lines if line[0] == "q2"] == ["1", "2", "3", "4"]


def test_wrong_lines_are_reported_together_and_stop_with_two(linking, data, capsys):
    from matcher.linking.ranking import OCCUPATIONS

    (data / "queries.tsv").write_text("q1\tkok\nq1\tchef\nq2\n", encoding="utf-8")
    options = ["--data", str(data), "--esco", str(data)]
    assert linking.run_benchmark("melo", "occupations_nl.csv.gz", OCCUPATIONS, options) == 2
    told = capsys.readouterr().err
    assert "queries.tsv, regel 2" in told
    assert "queries.tsv, regel 3" in told


@pytest.mark.parametrize("name", ["melo", "skills"])
@pytest.mark.parametrize(("more", "status"), [([], 2), (["--allow-missing"], 0)])
def test_absent_data_is_said(tmp_path, name, more, status):
    command = [sys.executable, f"benchmarks/{name}.py", "--data", str(tmp_path / "none"), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert "lacks queries.tsv, corpus_elements.tsv, annotations.tsv" in done.stdout + done.stderr
