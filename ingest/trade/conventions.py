"""What only the whole column can decide: the order of day, month and year, and the decimal sign; else it stays open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ingest.trade import values
from ingest.trade.words import tables

FEW = 0.02
"""Share of contrary values that counts as slips of the pen."""


def day_order(cells: Mapping[str, int]) -> tuple[str, str]:
    """The order in which a column's dates are written, and why; "" if its values do not decide.

    `cells`: text → how often. A value decides when it is a day in one order only ("13/05/2023").
    """
    only: Counter[str] = Counter()
    open_values = sure = 0
    example: dict[str, str] = {}
    for text, times in cells.items():
        readings = values.days(text)
        if not readings:
            continue
        if len(set(readings.values())) == 1 and len(readings) == 3:
            sure += times
        elif len(readings) == 1:
            order = next(iter(readings))
            only[order] += times
            example.setdefault(order, text)
        elif len(set(readings.values())) > 1:
            open_values += times
    if not open_values and not only:
        return "ymd", "the year stands first or the month is in words" if sure else ""
    if not only:
        return "", f"{open_values} dates can be read in more than one order and no value decides"
    best, most = only.most_common(1)[0]
    if sum(only.values()) - most <= FEW * most:
        return (
            best,
            f"“{example[best]}” can only be read so, as can {most - 1} more"
            if most > 1
            else f"“{example[best]}” can only be read so",
        )
    against = ", ".join(f"“{example[order]}” ({order})" for order in only)
    return "", f"the values contradict each other: {against}"


def decimal_sign(columns: Iterable[Mapping[str, int]], language: str, delimiter: str) -> tuple[str, str]:
    """The decimal sign of a document's numbers, and why; "" if nothing decides.

    `columns`: for each one how often a number of some shape stands there, its digits written as nines but for a zero at
    its front. First by numbers that show it, in all columns together; then by how whole numbers are written beside
    grouped ones; last by the language of the headers or a semicolon as delimiter.
    """
    shown: Counter[str] = Counter()
    open_signs: Counter[str] = Counter()
    small = large = 0
    for cells in columns:
        for text, times in cells.items():
            digits = re.sub(r"[^\d.,]", "", text)
            sign = values.decimal_sign(digits)
            if sign:
                shown[sign] += times
            elif "," in digits or "." in digits:
                open_signs["," if "," in digits else "."] += times
            elif digits:
                small, large = small + times * (len(digits) <= 3), large + times * (len(digits) > 3)
    if shown:
        best, most = shown.most_common(1)[0]
        if sum(shown.values()) - most <= FEW * most:
            return best, f"{most} numbers can only be read so"
        return "", f"{shown['.']} numbers show a decimal point and {shown[',']} a decimal comma"
    if not open_signs:
        return ".", "no number has a separator"
    sign, _ = open_signs.most_common(1)[0]
    if len(open_signs) == 1 and large:
        return sign, f"large numbers are written without grouping, so “{sign}” is the decimal sign"
    if len(open_signs) == 1 and small >= 3:
        return "," if sign == "." else ".", f"only numbers over 999 have a “{sign}”, so it groups thousands"
    if delimiter == ";":
        return ",", "the semicolon as delimiter leaves the comma for decimals"
    if language:
        comma = language in tables()["headers"]["decimal_comma"]
        return "," if comma else ".", f"the headers are in a language ({language}) that writes numbers so"
    return "", "“1,250” can be a thousand or one and a quarter, and nothing in the file decides"
