"""Judged pairs and runs on disk."""

import pytest

from matcher.errors import DataError
from matcher.evaluation.qrels import parse_qrels, read_qrels
from matcher.evaluation.trec import read_run, write_run


def test_both_forms_give_the_same():
    ours = parse_qrels(["v\ta\t3", "", "v\tb\t0", "w\ta\t1"])
    trec = parse_qrels(["v 0 a 3", "v 0 b 0", "w\t0\ta\t1"])
    assert ours == trec == {"v": {"a": 3, "b": 0}, "w": {"a": 1}}


def test_every_problem_is_reported_at_once_with_file_and_line(tmp_path):
    path = tmp_path / "qrels.tsv"
    path.write_text("v\ta\t3\nv\ta\t2\nv\tb\t4\nv\tc\t-1\nv\td\nv\t\t1\nv e 2\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_qrels(path)
    problems = error.value.problems
    assert [p.split(":")[0] for p in problems] == [f"qrels.tsv, regel {i}" for i in range(2, 8)]
    assert "regel 1" in problems[0]
    assert "oordeel '4'" in problems[1]
    assert "2 kolommen" in problems[3]


def test_an_empty_file_is_an_error():
    with pytest.raises(DataError, match="geen oordelen"):
        parse_qrels([])


def test_a_missing_file_and_another_encoding_are_said(tmp_path):
    with pytest.raises(DataError, match="niet te lezen"):
        read_qrels(tmp_path / "none.tsv")
    (tmp_path / "latin.tsv").write_bytes("v\té\t1".encode("latin-1"))
    with pytest.raises(DataError, match="UTF-8"):
        read_qrels(tmp_path / "latin.tsv")


def test_the_highest_grade_can_be_lowered():
    with pytest.raises(DataError, match="0 tot en met 1"):
        parse_qrels(["q 0 d 2"], highest=1)


def test_a_run_is_written_in_rank_order_and_read_back(tmp_path):
    path = tmp_path / "run.txt"
    run = {"w": {"a": 0.5}, "v": {"b": 1.0, "a": 1.00000001, "c": 2.0}}
    write_run(path, run)
    assert path.read_text(encoding="utf-8").splitlines() == [
        "v Q0 c 1 2.000000 matcher",
        "v Q0 a 2 1.000000 matcher",
        "v Q0 b 3 1.000000 matcher",
        "w Q0 a 1 0.500000 matcher",
    ]
    assert read_run(path) == {"v": {"c": 2.0, "a": 1.0, "b": 1.0}, "w": {"a": 0.5}}


def test_ids_with_white_space_cannot_be_written(tmp_path):
    with pytest.raises(DataError) as error:
        write_run(tmp_path / "run.txt", {"v 1": {"a": 1.0, "": 2.0}})
    assert len(error.value.problems) == 2


def test_a_broken_run_reports_every_line(tmp_path):
    path = tmp_path / "run.txt"
    path.write_text("v Q0 a 1 1.0 x\nv Q0 a 2 .5 x\nv Q0 b 3 nan x\nv a\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_run(path)
    assert len(error.value.problems) == 3
