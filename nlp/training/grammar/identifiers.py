"""Numbers that name one party or thing: passports, tax and company numbers, IMO numbers, phones, e-mails."""

from __future__ import annotations

import random
import re

from nlp.training.grammar.rules import digits, letters


def identifier(rng: random.Random, kind: str) -> str:
    """A number of a kind: passport, tax, reg, imo, mmsi, phone, email, licence, inmate, case, swift, lei, account."""
    if kind == "imo":
        body = digits(rng, 6)
        return body + str(sum(int(d) * w for d, w in zip(body, range(7, 1, -1), strict=True)) % 10)
    if kind == "lei":
        body = digits(rng, 4) + "00" + letters(rng, 12)
        return body + f"{98 - int(''.join(str(int(sign, 36)) for sign in body + '00')) % 97:02d}"
    if kind == "email":
        return f"info@{letters(rng, 6).lower()}.com"
    if kind == "phone":
        return f"+{digits(rng, 2)} {digits(rng, 3)} {digits(rng, 3)} {digits(rng, 4)}"
    if kind == "passport":
        return letters(rng, 1) + digits(rng, 8)
    return digits(rng, 9)


def like(rng: random.Random, text: str) -> str:
    """Another number of the same shape: digits for digits, letters for letters."""
    if re.search(r"\bIMO\b", text) and re.search(r"\d{7}", text):
        return re.sub(r"\d{7}", lambda _: identifier(rng, "imo"), text)
    return re.sub(r"\d+", lambda found: digits(rng, len(found[0])), text)
