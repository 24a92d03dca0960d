"""What every encoder promises (`matcher.embedding.encoder.Encoder`), checked on each we have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matcher.embedding.encoder import LARGEST_EXACT_DIM, Encoder, quantise
from matcher.embedding.loading import load_encoder
from matcher.embedding.sentence_transformer import SentenceTransformerEncoder
from matcher.embedding.static import StaticEncoder
from matcher.errors import MatcherError, SettingsError

ARTEFACT = Path(__file__).parents[2] / "models" / "encoder"
TEXTS = [
    "heftruckchauffeur",
    "Verpleegkundige (m/v)",
    "",
    "... !?",
    "Wij zoeken een kok voor ons restaurant in Emmen.",
    "orderpicker",
    "heftruckchauffeur",
    "xqzzj",
    "logistiek medewerker met rijbewijs C",
]


def static(directory: Path) -> Encoder:
    return load_encoder(ARTEFACT)


def saved_module(directory: Path) -> Encoder:
    """Our artefact, saved and loaded by sentence-transformers."""
    sentence_transformers = pytest.importorskip("sentence_transformers")
    from matcher.embedding.static_module import StaticModule

    model = sentence_transformers.SentenceTransformer(
        modules=[StaticModule.load(str(ARTEFACT))], device="cpu"
    )
    model.save(str(directory), create_model_card=False)
    return SentenceTransformerEncoder(str(directory))


ENCODERS = [
    pytest.param(static, id="static"),
    pytest.param(saved_module, id="sentence-transformers", marks=pytest.mark.torch),
]


@pytest.fixture(params=ENCODERS, scope="module")
def make(request: pytest.FixtureRequest) -> Callable[[Path], Encoder]:
    found: Callable[[Path], Encoder] = request.param
    return found


@pytest.fixture(scope="module")
def encoder(make: Callable[[Path], Encoder], tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return make(tmp_path_factory.mktemp("encoder"))


def test_rows_have_the_promised_shape_type_and_length(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dim)
    assert vectors.dtype == np.float32
    assert encoder.dim <= LARGEST_EXACT_DIM
    lengths = np.linalg.norm(vectors.astype(np.float64), axis=1)
    np.testing.assert_allclose(lengths, [float(any(map(str.isalnum, t))) for t in TEXTS], atol=1e-6)


def test_a_batch_gives_what_single_texts_give(encoder: Encoder) -> None:
    batch = encoder.encode(TEXTS)
    single = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_array_equal(batch, single)
    np.testing.assert_array_equal(batch[::-1], encoder.encode(TEXTS[::-1]))


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_spelling_that_means_nothing_changes_nothing(encoder: Encoder) -> None:
    one, other = encoder.encode(["Coördinator (m/v)", "COORDINATOR"])
    np.testing.assert_allclose(one, other, atol=1e-6)


def test_a_new_instance_has_the_same_vectors_and_fingerprint(
    make: Callable[[Path], Encoder], encoder: Encoder, tmp_path: Path
) -> None:
    again = make(tmp_path)
    assert again.fingerprint == encoder.fingerprint
    assert len(again.fingerprint) == 64
    np.testing.assert_array_equal(again.encode(TEXTS), encoder.encode(TEXTS))


def test_related_words_are_nearer_than_unrelated_ones(encoder: Encoder) -> None:
    vectors = encoder.encode(["chauffeur heftruck", "heftruckchauffeur", "verpleegkundige"])
    related, unrelated = vectors[0] @ vectors[1], vectors[0] @ vectors[2]
    assert related > 0.7 > 0.4 > unrelated


def test_int8_products_follow_the_cosine(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    small = quantise(vectors).astype(np.int32)
    np.testing.assert_allclose(small @ small.T / 127**2, vectors @ vectors.T, atol=0.02)


@pytest.mark.torch
def test_the_sentence_transformers_form_gives_the_static_vectors(tmp_path: Path) -> None:
    wrapped, plain = saved_module(tmp_path), load_encoder(ARTEFACT)
    np.testing.assert_allclose(wrapped.encode(TEXTS), plain.encode(TEXTS), atol=2e-5)


@pytest.mark.torch
def test_the_library_itself_loads_what_it_saved(tmp_path: Path) -> None:
    wrapped = saved_module(tmp_path)
    from sentence_transformers import SentenceTransformer

    # Our own module, saved a line ago: the flag trusts nothing but this package.
    model = SentenceTransformer(str(tmp_path), device="cpu", trust_remote_code=True)
    np.testing.assert_allclose(model.encode(TEXTS[:2]), wrapped.encode(TEXTS[:2]), atol=1e-6)


@pytest.mark.torch
def test_saving_the_module_keeps_the_artefact(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    from matcher.embedding.static_module import StaticModule

    StaticModule.load(str(ARTEFACT)).save(str(tmp_path))
    assert StaticEncoder.load(tmp_path).fingerprint == load_encoder(ARTEFACT).fingerprint


@pytest.mark.torch
def test_the_module_can_be_trained(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    import torch

    from matcher.embedding.static_module import StaticModule

    module = StaticModule.load(str(ARTEFACT))
    one, other = module(module.preprocess(["orderpicker", "verzamelaar"]))["sentence_embedding"]
    before = float((one @ other).detach())
    (-(one @ other)).backward()
    with torch.no_grad():
        for parameter in module.parameters():
            assert parameter.grad is not None
            parameter -= parameter.grad * 0.05 * parameter.abs().max() / parameter.grad.abs().max()
    module.save(str(tmp_path))
    after = StaticEncoder.load(tmp_path).encode(["orderpicker", "verzamelaar"])
    assert float(after[0] @ after[1]) > before


@pytest.mark.torch
def test_a_directory_that_sentence_transformers_saved_loads_without_it(tmp_path: Path) -> None:
    saved_module(tmp_path)
    assert isinstance(load_encoder(str(tmp_path)), StaticEncoder)
    assert load_encoder(tmp_path).fingerprint == load_encoder(ARTEFACT).fingerprint


@pytest.mark.parametrize(
    "spec",
    [
        Path("no/such/encoder"),
        pytest.param("no/such-encoder", marks=pytest.mark.torch),
        pytest.param("no-such-model", marks=pytest.mark.torch),
    ],
)
def test_an_unknown_encoder_says_what_to_do(spec: str | Path) -> None:
    with pytest.raises(MatcherError, match=r"models/encoder|sentence-transformers"):
        load_encoder(spec)


def test_without_sentence_transformers_the_install_line_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    modules: dict[str, Any] = {"sentence_transformers": None}
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
    with pytest.raises(SettingsError, match=r"pip install 'matcher\[train\]'"):
        load_encoder("some-model")
