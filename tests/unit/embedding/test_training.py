"""Reading, holding out and drawing are tested exactly; training only on what it must improve."""

import csv
import gzip
import random
from pathlib import Path

import numpy as np
import pytest

from matcher.embedding.static import StaticEncoder
from matcher.embedding.training import esco, mbo
from matcher.embedding.training.augment import Augmenter, mistype
from matcher.embedding.training.batches import Pairs
from matcher.embedding.training.competenties import read_competenties
from matcher.embedding.training.concepts import Concept, Corpus, distinct
from matcher.embedding.training.esco import read_esco
from matcher.embedding.training.holdout import hold_out, mask
from matcher.embedding.training.mbo import read_mbo
from matcher.embedding.training.measure import by_form, measure
from matcher.embedding.training.sayings import read_sayings
from matcher.embedding.training.sources import read_sources
from matcher.embedding.training.weights import LIGHT, count_words, first_weights
from matcher.errors import DataError
from matcher.vocabulary.compounds import CompoundSplitter

URI = "http://data.europa.eu/esco/occupation/1"
SKILL = "http://data.europa.eu/esco/skill/2"


def write_esco(directory: Path) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    with gzip.open(directory / esco.OCCUPATIONS, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["conceptUri", "code", "preferredLabel", "altLabels", "description"])
        writer.writerow([URI, "5120.1", "kok", "keukenkok\nKok\nchef", "Koks koken. Zij proeven."])
    with gzip.open(directory / esco.SKILLS, "wt", encoding="utf-8") as file:
        file.write("skill_uri\tlabel_nl\tsource\talt_labels_nl\tdescription_nl\n")
        file.write(f'{SKILL}\tsauzen "maken"\tx\tsaus bereiden\t\n')
    with gzip.open(directory / esco.RELATIONS, "wt", encoding="utf-8") as file:
        file.write("occupation_uri\tskill_uri\trelation\tskill_label_en\n")
        file.write(f"{URI}\t{SKILL}\tessential\tx\n{URI}\tunknown\tessential\tx\n")
    return directory


def test_esco_is_read_with_synonyms_sentences_and_links(tmp_path: Path) -> None:
    corpus = read_esco(write_esco(tmp_path))
    occupation, skill = corpus.concepts
    assert occupation.labels == ("kok", "keukenkok", "chef")
    assert occupation.sentences == ("Koks koken.", "Zij proeven.")
    assert (occupation.kind, occupation.group) == ("occupation", "5120.1")
    assert skill.labels == ('sauzen "maken"', "saus bereiden")
    assert corpus.links == ((URI, SKILL),)


def test_a_missing_esco_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=esco.OCCUPATIONS):
        read_esco(tmp_path)


def test_competenties_join_labels_definitions_and_links(tmp_path: Path) -> None:
    tables = {
        "beroepen.csv": "id,label,definition,isco\nb:kok,kok,Kookt.,5120\n",
        "taken.csv": "id,label,definition\nt:saus,saus maken,Saus maken.\n",
        "labels.csv": "concept,label,register\nb:kok,kok,voorkeur\nb:kok,keukenheld,spreek\n",
        "beroep_taken.csv": "beroep,taak,importance\nb:kok,t:saus,essential\nb:kok,t:x,optional\n",
    }
    for name, text in tables.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    corpus = read_competenties(tmp_path)
    assert corpus.concepts[0].labels == ("kok", "keukenheld")
    assert corpus.concepts[0].sentences == ("Kookt.",)
    assert corpus.links == (("b:kok", "t:saus"),)


def test_sayings_are_merged_with_esco_by_uri(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(
        f"uri\tregister\ttext\n{URI}\tspreek\tin de keuken staan\n{URI}\tapp\tKOK\n",
        encoding="utf-8",
    )
    corpus = read_esco(write_esco(tmp_path / "esco")) + read_sayings(tmp_path)
    assert corpus.concepts[0].labels == ("kok", "keukenkok", "chef", "in de keuken staan")
    assert corpus.concepts[0].group == "5120.1"
    assert len(corpus.concepts) == 2


def test_mbo_roles_have_their_work_processes(tmp_path: Path) -> None:
    (tmp_path / mbo.ROLES).write_text("0\tKok\tKeuken\tEen kok kookt.\n", encoding="utf-8")
    (tmp_path / mbo.PROCESSES).write_text("0\tMaakt saus. Proeft.\n", encoding="utf-8")
    (concept,) = read_mbo(tmp_path).concepts
    assert concept.sentences == ("Een kok kookt.", "Maakt saus.", "Proeft.")


def test_absent_sources_are_skipped_with_a_message(tmp_path: Path) -> None:
    messages: list[str] = []
    places = {"esco": write_esco(tmp_path / "esco"), "sayings": tmp_path / "none"}
    assert len(read_sources(places, messages.append).concepts) == 2
    assert messages[0] == "esco: 2 concepts, 5 labels, 1 links"
    assert "does not exist" in messages[2]
    with pytest.raises(DataError, match="at least one source"):
        read_sources({}, messages.append)


def test_distinct_compares_normalised_labels() -> None:
    assert distinct(["Kok (m/v)", "kok", " ", "chef  kok"]) == ("Kok (m/v)", "chef kok")


def many(count: int) -> Corpus:
    """Concepts of invented words: number n is called by two spellings of n."""
    words = [f"{'abcdefgh'[n % 8]}woord{n}" for n in range(count)]
    return Corpus(
        tuple(
            Concept(
                f"c{n}",
                "test",
                "occupation",
                f"{n:04}",
                (word, f"{word} nul", f"zin{n}"),
                (f"doet {word} goed en vaak",),
            )
            for n, word in enumerate(words)
        )
    )


def test_held_out_labels_are_gone_and_never_the_first() -> None:
    corpus = many(200)
    kept, queries = hold_out(corpus)
    labels = [query for query in queries if query.form in ("label", "label, other words")]
    assert 20 < len(labels) < 70
    left = {concept.id: concept.labels for concept in kept.concepts}
    for query in labels:
        assert query.text not in left[query.concept]
    assert all(left[concept.id][0] == concept.labels[0] for concept in corpus.concepts)
    assert hold_out(corpus) == (kept, queries)


def test_held_out_sentences_do_not_say_the_label() -> None:
    concept = Concept("1", "test", "occupation", "", ("kok", "keukenhulp"))
    assert mask("Een keukenhulpje helpt in de keuken mee", concept) == "een helpt in de mee"


def test_measure_counts_ties_against_the_encoder() -> None:
    class Same:
        def encode(self, texts: list[str]) -> np.ndarray:
            return np.ones((len(texts), 1), np.float32)

    kept, queries = hold_out(many(200))
    scores = measure(Same(), kept, queries)
    assert {score["mrr"] for score in scores.values()} == {round(1 / 200, 4)}
    assert by_form(scores, least=1)["mean"] == round(1 / 200, 4)


def test_mistyping_keeps_the_first_letter_and_short_words() -> None:
    rng = random.Random(0)
    for _ in range(200):
        wrong = mistype("magazijn", rng)
        assert wrong[0] == "m"
        assert abs(len(wrong) - 8) <= 1
    assert mistype("kok", rng) == "kok"


def test_the_augmenter_repeats_itself_for_a_seed() -> None:
    splitter = CompoundSplitter(["magazijn", "medewerker"])
    one, other = (Augmenter(splitter, 3, 0.5, 0.5, 0.5) for _ in range(2))
    text = ["magazijnmedewerker", "avond"]
    assert [one.change(text) for _ in range(50)] == [other.change(text) for _ in range(50)]
    assert text == ["magazijnmedewerker", "avond"]


def test_pairs_mark_concepts_that_share_a_label_as_related() -> None:
    corpus = Corpus(
        (
            Concept("a", "x", "occupation", "1", ("kok", "chef")),
            Concept("b", "y", "occupation", "2", ("chef", "baas")),
            Concept("c", "y", "occupation", "3", ("lasser", "las")),
        )
    )
    pairs = Pairs(corpus, Augmenter(CompoundSplitter(()), 0, 0, 0, 0), seed=0, size=64)
    names = {"kok": "a", "baas": "b", "lasser": "c", "las": "c"}
    for batch in pairs.draw(4):
        sure = [(n, names[text[0]]) for n, text in enumerate(batch.left) if text[0] in names]
        assert not batch.related.diagonal().any()
        for i, one in sure:
            for j, other in sure:
                expected = i != j and (one == other or {one, other} == {"a", "b"})
                assert batch.related[i, j] == expected


def test_function_words_are_light_and_rare_words_heavy() -> None:
    counts, texts = count_words(many(50))
    weights = first_weights(counts, texts)
    assert weights["de"] == LIGHT
    assert weights["nul"] < weights["zin1"] <= 1


@pytest.mark.torch
def test_training_improves_on_the_start_and_repeats_itself(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from matcher.embedding.training.fit import Recipe, train

    corpus = many(64)
    recipe = Recipe(steps=40, batch=64, dim=16, buckets=4096)
    found = {}
    for name, steps in (("start", 1), ("once", 40), ("again", 40)):
        chosen = Recipe(**{**vars(recipe), "steps": steps})
        train(corpus, chosen, tmp_path / name, lambda line: None)
        found[name] = StaticEncoder.load(tmp_path / name)
    assert found["once"].fingerprint == found["again"].fingerprint

    def agreement(encoder: StaticEncoder) -> float:
        names = encoder.encode([concept.labels[0] for concept in corpus.concepts])
        others = encoder.encode([concept.labels[2] for concept in corpus.concepts])
        return float(((names @ others.T).argmax(axis=1) == np.arange(64)).mean())

    assert agreement(found["once"]) > 0.9 > 0.5 > agreement(found["start"])
