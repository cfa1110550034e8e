"""Facts of a notice as a whole: what kind of notice it is, what it does, its amount and its day."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading import Mention

_ACTIONS = (
    ("renew", re.compile(r"Order Renewing|renew(?:s|ed|ing) (?:the )?(?:temporary denial|TDO)", re.IGNORECASE)),
    (
        "lift",
        re.compile(
            r"Order (?:Terminating|Lifting|Vacating|Revoking)|terminat(?:es|ed|ing) (?:the )?(?:denial|order)",
            re.IGNORECASE,
        ),
    ),
    ("amend", re.compile(r"(?:Amended|Modified|Corrected) Order|Order (?:Amending|Modifying)", re.IGNORECASE)),
    ("deny_temporarily", re.compile(r"Order Temporarily Denying|Temporary Denial", re.IGNORECASE)),
    ("deny", re.compile(r"Order Denying Export Privileges|Denying Export Privileges|Order Relating to", re.IGNORECASE)),
)
_DENIAL = re.compile(
    r"(?:Denying|Denial of|Denied) Export Privileges|Order (?:Relating|Renewing|Terminating)|Temporary Denial Order",
    re.IGNORECASE,
)
_SETTLE = re.compile(
    r"\b(?:settles?|settled|settlement|civil (?:monetary )?penalty|remit(?:ted)?|assessed a penalty|agreed to pay|fined)\b",
    re.IGNORECASE,
)
_LISTING = re.compile(
    r"\b(?:added to the (?:Entity|SDN|Unverified) List|adding .{0,60} to the Entity List|placed on OFAC|Specially Designated Nationals|designat(?:ed|ion) pursuant)\b",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"(?:agreed? to (?:pay|remit|a settlement)|has remitted|remitted|pay|settles? (?:with .{0,80} )?for|for|penalty of|totaling|assessed a|in the amount of|fined) $",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:Enforcement (?:Release|Information)(?: for)?:? ?|ENFORCEMENT INFORMATION FOR ?|Dated:? ?|Issued (?:on )?)$",
    re.IGNORECASE,
)

_MOST = 50
"""Amounts looked at for the one that was paid."""


def facts_of(text: str, original: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """What the healed text as a whole says: kind, action, amount, day; each absent where it does not say.

    Mentions have their places in the original.
    """
    head = text[:4000]
    facts: dict[str, str] = {}
    if _DENIAL.search(head[:1200]) and not _SETTLE.search(head[:300]):
        facts["kind"] = "denial_order"
        facts["action"] = next((name for name, pattern in _ACTIONS if pattern.search(head)), "deny")
    elif _SETTLE.search(head):
        facts["kind"] = "penalty"
        money = [m for m in mentions if m.label == "MONEY"][:_MOST]
        said = [m for m in money if _PAY.search(" ".join(original[max(0, m.start - 90) : m.start].split()) + " ")]
        if said or money:
            facts["amount"] = (said or money)[0].value
    elif _LISTING.search(head):
        facts["kind"] = "listing"
    for m in mentions[:60]:
        if m.label == "DATE" and m.kind == "day" and m.start < 600 and m.value:
            facts["day"] = m.value
            break
    return facts
