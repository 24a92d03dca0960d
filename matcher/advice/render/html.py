"""A document as one HTML page: no scripts, nothing loaded from elsewhere, made to be printed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from matcher.advice.render.document import Document

TEMPLATES = Path(__file__).parent / "templates"


def as_html(document: Document) -> str:
    """The whole page; every text is escaped."""
    return _template().render(document=document)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["kind"] = lambda block, name: type(block).__name__ == name
    return environment.get_template("document.html")
