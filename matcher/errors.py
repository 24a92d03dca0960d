"""The errors a user of the matcher can meet: one sentence each, always with the next step."""

from __future__ import annotations


class MatcherError(Exception):
    """Base of all errors that a user can mend; the message says what was found and what to do."""


class DataError(MatcherError):
    """Input records are wrong; carries every problem found, not only the first.

    Parameters
    ----------
    problems : sequence of str
        One line a problem, already worded for the user.
    """

    def __init__(self, problems: list[str] | str) -> None:
        self.problems = [problems] if isinstance(problems, str) else list(problems)
        super().__init__("\n".join(self.problems))


class VocabularyError(DataError):
    """The vocabulary tables contradict themselves or cannot be read."""


class SnapshotError(MatcherError):
    """A saved artefact (pool, encoder) is missing, broken, or made by other versions."""


class SettingsError(DataError):
    """Settings name something that does not exist or lies outside its range."""
