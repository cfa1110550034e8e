"""What Thirdport says when it cannot go on: one sentence on what is wrong, one on what to do next."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  (a refusal is said to a person; it is not a fault)
    """A condition a person can mend. `message` says what is wrong, `next_step` what to do.

    Exit codes are the command line's contract, listed in docs/cli.md:
    1 the answer is "no" (a check failed), 2 wrong usage, 3 input that could not be read,
    4 the graph server cannot be used, 5 the workspace cannot be used.
    """

    exit_code = 1

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class InputRefused(Refusal):
    """Input that could not be read at all."""

    exit_code = 3


class ServerRefused(Refusal):
    """The graph server is down, too old, locked, or does not accept us."""

    exit_code = 4


class QueryRefused(Refusal):
    """A query that may not run, or that the server cannot understand."""

    exit_code = 2


class QueryStopped(QueryRefused):
    """A query that was stopped at its time limit."""

    exit_code = 1


class WorkspaceRefused(Refusal):
    """There is no workspace here, or it cannot be used."""

    exit_code = 5
