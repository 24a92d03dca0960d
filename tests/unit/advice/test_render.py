"""The same advice as text, HTML and PDF: complete, readable, and nothing from elsewhere."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO

import pytest
from pypdf import PdfReader

from matcher.advice.paths.demand import Demand
from matcher.advice.paths.result import (
    Alternative,
    CareerAdvice,
    CareerPath,
    Carry,
    Missing,
    PathStep,
)
from matcher.advice.render.document import (
    Blanks,
    Bullets,
    Card,
    Checks,
    Document,
    Figures,
    Paragraph,
)
from matcher.advice.render.html import as_html
from matcher.advice.render.paths import alternatives_document, paths_document
from matcher.advice.render.pdf import as_pdf
from matcher.advice.render.text import WIDTH, as_text
from matcher.advice.render.training import training_document
from matcher.advice.render.words import counted, dutch_date, listed, sentence
from matcher.advice.training.effort import FORM, LADDER, WEEKS
from matcher.advice.training.funding import Funding
from matcher.advice.training.needs import Need, NeedKind
from matcher.advice.training.result import Standing, Step, StillOpen, Strength, TrainingAdvice
from matcher.domain.answers import Answer
from matcher.domain.shortlist import GateResult, Question

DAY = date(2026, 11, 22)
SLIM = Funding("slim", "SLIM-regeling", "mkb", ("branchecursus",), True, "S", DAY, "Vraag na.")


def training(step_count: int = 1) -> TrainingAdvice:
    """An advice with a bit of everything."""
    no = GateResult("certificates", Answer.NO, "heftruckcertificaat ontbreekt")
    yes = GateResult("certificates", Answer.YES, "heeft heftruckcertificaat")
    heftruck = Need(NeedKind.CERTIFICATE, "heftruckcertificaat", "knock-out", Answer.NO)
    tact = Need(NeedKind.REQUIREMENT, "geduld <b>", "essential", Answer.UNKNOWN)
    steps = tuple(
        Step(
            number,
            f"opleiding:{number}",
            "heftruckcursus in Één week",
            "",
            "branchecursus",
            "geen",
            "dagen",
            1,
            ("heftruckcertificaat",),
            (),
            ("heftruckcertificaat", "heftruck rijden"),
            (SLIM,),
        )
        for number in range(1, step_count + 1)
    )
    return TrainingAdvice(
        "K1",
        "V1",
        "chauffeur café & crèche, € 15",
        (heftruck, tact),
        steps,
        (StillOpen(tact, "geen opleiding in de tabel geeft dit"),),
        (GateResult("travel", Answer.NO, "61 minuten met de auto, maar mag hoogstens 45 zijn"),),
        (Strength("orders verzamelen", "jaren orders gepickt"),),
        (Question("licences", "Heeft u een rijbewijs B?"),),
        step_count,
        1,
        Standing(1234, None, (no,)),
        Standing(5678, 3, (yes,)),
    )


def path() -> CareerAdvice:
    demand = Demand(2, 1, ("V1",), (("Emmen", 2),), 18)
    last = PathStep(
        "beroep:kok", "kok", "mbo-2", 40.0, 0.23, ("snijden",), ("koken",), (), True, demand
    )
    first = PathStep(
        "beroep:keukenhulp",
        "keukenhulp",
        "geen",
        20.0,
        0.1,
        (),
        ("afwassen",),
        (Missing("HACCP-certificaat", "cursus HACCP"), Missing("pas", None)),
        False,
        Demand(),
    )
    direct = CareerPath((last,), 80.0, 8.0)
    return CareerAdvice(
        "K1", "beroep:kok", "kok", 8.0, direct, True, (CareerPath((first, last), 60.0, 50.0),)
    )


def other() -> Document:
    one = Alternative(
        1,
        "beroep:kok",
        "kok",
        "mbo-2",
        30.5,
        30.5,
        "V1",
        Demand(1, 1, ("V1",), (("Assen", 1),), 20),
        1,
        (Carry("koken", "twintig man"),),
    )
    return alternatives_document("K1", [one], DAY)


DOCUMENTS = {
    "training": training_document(training(), DAY),
    "long": training_document(training(12), DAY),
    "paths": paths_document(path(), DAY),
    "alternatives": other(),
}


def words_of(document: Document) -> list[str]:
    """Every text of a document, in order."""
    out = [document.title, document.subtitle, *(x for pair in document.about for x in pair)]
    for section in document.sections:
        out.append(section.heading)
        for block in section.blocks:
            match block:
                case Paragraph(text):
                    out.append(text)
                case Bullets(items):
                    out += [x for item in items for x in item if x]
                case Checks(checks):
                    out += checks
                case Figures(figures):
                    out += [x for item in figures for x in item if x]
                case Card():
                    out += [block.title, block.tag, *(x for line in block.lines for x in line)]
                    out += block.checks
                case Blanks(columns, _):
                    out += columns
    return [x for x in (*out, document.foot) if x]


def squeezed(text: str) -> str:
    """Without white space: lines are broken differently in every rendering."""
    return re.sub(r"\s+", "", text)


def pdf_text(document: Document) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(as_pdf(document))).pages)


class Seen(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_is_in_all_three(name: str) -> None:
    document = DOCUMENTS[name]
    text, page, pdf = as_text(document), Seen(as_html(document)).text, pdf_text(document)
    for words in words_of(document):
        assert squeezed(words).lower() in squeezed(text).lower(), words
        assert squeezed(words) in squeezed(page), words
    # A page break may come in between two lines: ask for the words one by one.
    for word in {w for words in words_of(document) for w in words.split()}:
        assert squeezed(word) in squeezed(pdf), word


def test_signs_and_accents_come_out_of_the_pdf() -> None:
    assert squeezed("chauffeur café & crèche, € 15") in squeezed(pdf_text(DOCUMENTS["training"]))
    assert "Één" in pdf_text(DOCUMENTS["training"])


def test_a_sign_without_a_glyph_is_a_question_mark() -> None:
    odd = Document("T", "漢字 ok", (), (), "voet")
    assert "?? ok" in pdf_text(odd)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_page_loads_nothing_and_runs_nothing(name: str) -> None:
    page = as_html(DOCUMENTS[name])
    seen = Seen(page)
    assert {"script", "link", "img", "iframe", "form"}.isdisjoint(seen.tags)
    assert not [
        a for a, _ in seen.attributes if a.startswith("on") or a in ("src", "href", "style")
    ]
    assert "url(" not in page and "@import" not in page and "http" not in page
    assert ("lang", "nl") in seen.attributes
    assert seen.tags.count("h1") == 1 and "main" in seen.tags
    ids = [value for a, value in seen.attributes if a == "id"]
    assert len(ids) == len(set(ids))
    assert {v for a, v in seen.attributes if a == "aria-labelledby"} <= set(ids)


def test_words_are_escaped() -> None:
    assert "geduld &lt;b&gt;" in as_html(DOCUMENTS["training"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    assert as_pdf(DOCUMENTS[name]) == as_pdf(DOCUMENTS[name])


def test_the_pdf_says_what_it_is() -> None:
    reader = PdfReader(BytesIO(as_pdf(DOCUMENTS["long"])))
    assert reader.metadata is not None and "Scholingsadvies" in (reader.metadata.title or "")
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert len(reader.pages) > 3
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts and all("DejaVu" in font for font in fonts)


def test_the_text_keeps_its_width() -> None:
    for document in DOCUMENTS.values():
        assert max(map(len, as_text(document).splitlines())) <= WIDTH


def test_the_advice_says_what_counts() -> None:
    text = as_text(DOCUMENTS["training"])
    for words in (
        "heftruckcertificaat ontbreekt",
        "plek 3",
        "van 12,3 naar 56,8",
        "Controleer: SLIM-regeling. Nagekeken op 22 november 2026",
        "enkele dagen (schatting)",
        "61 minuten met de auto",
        "Reguliere baan",
        "Dagbesteding",
    ):
        assert words in " ".join(text.split())
    assert "—" not in text and "STAP-budget" not in text


def test_without_steps_and_without_a_date() -> None:
    text = as_text(training_document(training(0)))
    assert "Er is geen opleiding in onze tabel die hier helpt." in text
    assert "__ - __ - ____" in text and "Wat de stappen doen".upper() not in text


def test_without_a_path_and_without_an_alternative() -> None:
    advice = path()
    alone = CareerAdvice("K1", "beroep:kok", "kok", 8.0, advice.direct, False, ())
    assert "geen ander werk dat u dichter bij" in as_text(paths_document(alone))
    assert "geen ander werk met een open vacature" in as_text(alternatives_document("K1", []))


def test_every_form_and_duration_has_words() -> None:
    from matcher.advice.render.words import ASK, CHECK, DURATION

    assert set(ASK) == set(CHECK) == set(FORM) == set(LADDER)
    assert set(DURATION) == set(WEEKS)


def test_small_words() -> None:
    assert listed(["a"]) == "a" and listed(["a", "b", "c"]) == "a, b en c" and listed([]) == ""
    assert (
        counted(1, "stap", "stappen") == "1 stap" and counted(2, "stap", "stappen") == "2 stappen"
    )
    assert sentence("kan dit?") == "Kan dit?" and sentence("goed") == "Goed."
    assert dutch_date(date(2027, 3, 1)) == "1 maart 2027"
