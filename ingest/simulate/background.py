"""What stands around the schemes: statements of end use, refused applications, notices of penalties."""

from __future__ import annotations

from datetime import date

from ingest.simulate.world import LicenceRow, Notice, Statement, World, days_after

_REASONS = ("risk of diversion", "end use not credible", "consignee did not answer the authority's questions")


def background(world: World) -> None:
    """Add statements for most granted licences, a few refused applications, and notices about ordinary cases."""
    _statements(world)
    _refusals(world)
    _notices(world)


def _statements(world: World) -> None:
    rng = world.rng("statements")
    stated = {statement.licence_id for statement in world.statements}
    for row in list(world.licences):
        if row.licence_id in stated or row.end_user is None or rng.random() > 0.85:
            continue
        stated.add(row.licence_id)
        user, goods = row.end_user, row.goods
        goods_named = f"{row.quantity:g} {goods.unit} of {goods.description.lower()}"
        text = (
            f"We, {user.name}, certify that the {goods_named} will be used for {row.end_use} and will not be used for "
            "weapons nor re-exported without the consent of the authority."
        )
        world.statements.append(
            Statement(f"EUS-{600 + len(world.statements)}", row.licence_id, days_after(row.applied_on, -7),
                      user.officers[0] if user.officers else "", user, goods, row.quantity, row.end_use, text)
        )  # fmt: skip


def _refusals(world: World) -> None:
    rng = world.rng("refusals")
    makers = [firm for firm in world.firms if firm.activity.startswith("manufacture")]
    traders = [firm for firm in world.firms if firm.activity.startswith("non-specialised")]
    controlled = [goods for goods in world.goods if goods.control_code]
    for number in range(12):
        applied = days_after(date(2023, 1, 9), rng.randrange(600))
        buyer = rng.choice(traders)
        world.licences.append(
            LicenceRow(f"EXA-{3000 + number}", "refused", rng.choice(makers), buyer, rng.choice(controlled),
                       float(rng.randrange(2, 60)), applied, days_after(applied, rng.randrange(40, 140)),
                       end_user=buyer, end_use="resale", reason=rng.choice(_REASONS),
                       published_from=days_after(applied, 150))
        )  # fmt: skip


def _notices(world: World) -> None:
    rng = world.rng("notices")
    makers = [
        firm
        for firm in world.firms
        if firm.activity.startswith("manufacture") and firm.country in ("US", "GB", "DE", "NL")
    ]
    for number in range(14):
        firm, goods = rng.choice(makers), rng.choice([goods for goods in world.goods if goods.control_code])
        day = days_after(date(2023, 4, 1), rng.randrange(850))
        amount = rng.randrange(12, 900) * 1000
        world.notices.append(
            Notice(
                f"ENF-{day.year}-{number + 1:02d}",
                day,
                f"{firm.name} settles for ${amount:,}",
                f"{firm.name}, of {firm.address}, agreed to pay ${amount:,} for failing to keep records of exports of "
                f"{goods.description.lower()} classified under ECCN {goods.control_code}. "
                f"The company disclosed the matter itself. No diversion was found.",
            )
        )
