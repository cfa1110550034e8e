"""The first lines of a query of one's own: a file with front matter, and cases beside it."""

from __future__ import annotations

import re
from pathlib import Path

from graph.errors import Refusal
from graph.queries import PROJECT
from graph.workspace import Workspace

_QUERY = """\
// /// query
// id = "{id}"
// version = "0.1.0"
// title = "{title}"
// question = "Which parties …?"
// typology = "{id}"
// maturity = "draft"
// severity = "medium"
// caveats = ["What an innocent hit looks like."]
// params.window_days = {{ type = "int", default = 180, min = 1, unit = "days", help = "How far back. 180: say why." }}
// returns = ["party_id", "party", "shipments"]
// identity = ["party_id"]
// path = "p"
// anchor = {{ label = "Party", column = "party_id" }}
// hubs = "Known forwarders, agents and banks are left out."
// references = "ours"
// ///
MATCH p = (party:Party)-[acted:PARTY_TO]->(shipment:Shipment)
WHERE acted.role = 'consignee'
  AND party.intermediary IS NULL
  AND shipment.date <= $as_of AND $as_of <= shipment.date + duration({{days: $window_days}})
  AND shipment.destination <> party.country
WITH party, shipment, p
ORDER BY shipment.date, shipment.id
WITH party, count(DISTINCT shipment.id) AS shipments, collect(p) AS p
RETURN party.id AS party_id, party.name AS party, shipments, p
ORDER BY shipments DESC, party_id
"""

_CASES = {
    "hit-goods-go-elsewhere-than-the-consignee": """\
// # What the query must find, said by the file's name; columns that are not named are not compared.
// as_of = 2024-12-31
// expect = [{{ party_id = "P1", shipments = 1 }}]
CREATE (p:Party {{id: 'P1', name: 'Consignee', country: 'AE'}}),
       (p)-[:PARTY_TO {{role: 'consignee'}}]->(:Shipment {{id: 'S1', date: date('2024-12-01'), destination: 'KG'}})
""",
    "decoy-goods-go-to-the-consignees-own-country": """\
// # A look-alike that must not be found: one thing is different.
// as_of = 2024-12-31
// expect = []
CREATE (p:Party {{id: 'P1', name: 'Consignee', country: 'AE'}}),
       (p)-[:PARTY_TO {{role: 'consignee'}}]->(:Shipment {{id: 'S1', date: date('2024-12-01'), destination: 'AE'}})
""",
    "decoy-shipped-long-before-the-window": """\
// as_of = 2024-12-31
// expect = []
CREATE (p:Party {{id: 'P1', name: 'Consignee', country: 'AE'}}),
       (p)-[:PARTY_TO {{role: 'consignee'}}]->(:Shipment {{id: 'S1', date: date('2023-12-01'), destination: 'KG'}})
""",
}


def write(workspace: Workspace, name: str) -> list[Path]:
    """Write the files of a new query; the query first. Raises `Refusal` if the name cannot be used or is taken."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise Refusal(f"{name!r} cannot be the id of a query.", "Use lower-case letters, digits and _, a letter first.")
    file = workspace.queries / f"{name}.cypher"
    if file.exists() or (PROJECT / f"{name}.cypher").exists():
        raise Refusal(f"There is a query {name} already.", "Choose another id.")
    folder = workspace.queries / name
    folder.mkdir(parents=True, exist_ok=True)
    made = [file]
    for case, text in _CASES.items():
        made.append(folder / f"{case}.cypher")
        made[-1].write_text(text.format(), encoding="utf-8")
    file.write_text(_QUERY.format(id=name, title=name.replace("_", " ").capitalize()), encoding="utf-8")
    return made
