"""Skills-based matching of E-portfolios and vacancies."""

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Shortlist
from matcher.domain.vacancy import Vacancy
from matcher.engine import Matcher
from matcher.errors import MatcherError
from matcher.exchange.jsonl import read_portfolios, read_vacancies
from matcher.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Matcher",
    "MatcherError",
    "Portfolio",
    "Settings",
    "Shortlist",
    "Vacancy",
    "read_portfolios",
    "read_vacancies",
]
