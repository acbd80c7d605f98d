"""What a session amounts to: everything here is computed from the session alone."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.session import Answer, Outcome, Session


@dataclass(frozen=True, slots=True)
class Coverage:
    """Key points covered, of those that could be."""

    covered: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where there was nothing to cover."""
        return self.covered / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Report:
    """A view of one session; build it with `Report(session)`."""

    session: Session

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All questions drawn, in the order asked."""
        return self.session.answers

    def count(self, outcome: Outcome) -> int:
        """How many questions ended so."""
        return sum(answer.outcome is outcome for answer in self.answers)

    @property
    def rated(self) -> tuple[Answer, ...]:
        """The answers that the candidate rated."""
        return tuple(answer for answer in self.answers if answer.rating is not None)

    @property
    def unrated(self) -> int:
        """Answers given but not rated."""
        return sum(answer.given and answer.rating is None for answer in self.answers)

    @property
    def solid_or_strong(self) -> int:
        """Rated answers at 3 or 4."""
        return sum(answer.solid_or_strong for answer in self.rated)

    @property
    def coverage(self) -> Coverage:
        """Over the rated answers whose bank names key points, or whose answer offers some."""
        return Coverage(
            sum(answer.covered for answer in self.rated),
            sum(len(answer.required) for answer in self.rated),
        )

    @property
    def sure_and_wrong(self) -> tuple[Answer, ...]:
        """Confidence 4-5, rating 1-2: what to look at first."""
        return tuple(answer for answer in self.answers if answer.sure_and_wrong)

    @property
    def sentence(self) -> str:
        """The one sentence that the report leads with."""
        if not self.rated:
            return self._sentence_unrated()
        parts = [f"{self.solid_or_strong} of {len(self.rated)} solid or strong."]
        coverage = self.coverage
        if coverage.of:
            parts.append(f"You covered {coverage.covered} of {coverage.of} key points.")
        if self.sure_and_wrong:
            parts.append(f"Sure and wrong on {len(self.sure_and_wrong)}.")
        if self.unrated:
            parts.append(f"{self.unrated} not rated yet.")
        return " ".join(parts)

    def _sentence_unrated(self) -> str:
        given = sum(answer.given for answer in self.answers)
        if given:
            return f"{given} of {len(self.answers)} answered, none rated yet."
        return "No question was answered."
