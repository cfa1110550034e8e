"""What the reading room says when it cannot go on."""

from __future__ import annotations


class ReadingRefused(Exception):  # noqa: N818  (a refusal is said to a person; it is not a fault)
    """Input that cannot be read: `message` says what is wrong, `next_step` what to do."""

    exit_code: int = 3

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step
