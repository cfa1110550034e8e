"""What a saved query must say of itself, and what its writer is told when something is wrong."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import QueryRefused
from graph.newquery import write
from graph.parameters import Parameter, ParameterRefused, declare
from graph.queries import Answer, library, read
from graph.querycheck import check
from graph.values import NodeValue, PathValue, RelValue

FRONT = """\
// /// query
// id = "mine"
// version = "1.0.0"
// title = "Mine"
// question = "Which?"
// typology = "mine"
// maturity = "draft"
// caveats = ["Innocent."]
// params.days = { type = "int", default = 5, min = 1, unit = "days", help = "Days." }
// returns = ["party_id"]
// identity = ["party_id"]
// path = "p"
// anchor = { label = "Party", column = "party_id" }
// references = "ours"
// ///
"""
BODY = """\
MATCH p = (party:Party)-[:PARTY_TO]->(s:Shipment)
WHERE s.date <= $as_of AND $as_of <= s.date + duration({days: $days})
RETURN party.id AS party_id, p
"""


def written(folder: Path, text: str, name: str = "mine") -> Path:
    file = folder / f"{name}.cypher"
    file.write_text(text, encoding="utf-8")
    return file


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(QueryRefused) as refused:
        read(written(folder, text))
    return refused.value.message


def faults(folder: Path, body: str, front: str = FRONT) -> list[str]:
    return [fault.message for fault in check(read(written(folder, front + body)))]


def test_a_query_says_what_it_is(tmp_path):
    query = read(written(tmp_path, FRONT + BODY))
    assert (query.id, query.identity, query.path, query.parameters["days"].default) == (
        "mine",
        ("party_id",),
        ("p",),
        5,
    )
    assert query.cypher == FRONT + BODY, "the file is sent as it stands"


def test_everything_wrong_with_front_matter_is_told_at_once(tmp_path):
    text = FRONT.replace('id = "mine"', 'id = "other"').replace('"1.0.0"', '"one"').replace("min = 1", "min = 9")
    message = refusal(tmp_path, text + BODY)
    assert "the file is mine.cypher" in message
    assert 'version "one"' in message
    assert "its own default" in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("// /// query", "// query", "first line"),
        ("// ///\nMATCH", "MATCH", 'must end with "// ///"'),
        ('"draft"', '"perfect"', "maturity"),
        ('// typology = "mine"\n', "", "typology is missing"),
        ('// title = "Mine"', "// title = Mine", "not TOML"),
        ('identity = ["party_id"]', 'identity = ["nobody"]', "not among returns"),
        ('references = "ours"', 'references = "a book"', "references must be"),
        ('type = "int"', 'type = "number"', "is none of int"),
        ("params.days", "params.as_of", "$as_of is always given"),
        ("// path", "// colour", "colour is not a key"),
    ],
)
def test_a_fault_in_front_matter_is_said_in_words(tmp_path, old, new, said):
    assert said in refusal(tmp_path, (FRONT + BODY).replace(old, new))


@pytest.mark.parametrize(
    ("kind", "given", "taken"),
    [
        ("int", "7", 7), ("float", "0.5", 0.5), ("bool", "yes", True), ("date", "2024-02-29", date(2024, 2, 29)),
        ("country", "no", "NO"), ("countries", "ru, by", ["RU", "BY"]), ("texts", "", []),
        ("texts", ["0304"], ["0304"]),
    ],
)  # fmt: skip
def test_a_persons_text_becomes_the_value_a_parameter_takes(kind, given, taken):
    assert Parameter("x", kind, None, "Help.").read(given) == taken


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("int", "7.5"),
        ("int", True),
        ("date", "2023-02-29"),
        ("country", "XXX"),
        ("float", "a"),
        ("countries", "RU,Russia"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_may_be(kind, given):
    with pytest.raises(ParameterRefused) as refused:
        Parameter("x", kind, None, "Help.").read(given)
    assert "Help." in refused.value.next_step


def test_limits_hold_and_are_said():
    days = declare("days", {"type": "int", "default": 5, "min": 1, "max": 9, "unit": "days", "help": "Days."})
    with pytest.raises(ParameterRefused) as refused:
        days.read(10)
    assert "in days, at least 1, at most 9" in refused.value.next_step


def test_a_users_query_with_an_id_of_ours_is_told_and_not_run(workspace):
    written(workspace.queries, (FRONT + BODY).replace('id = "mine"', 'id = "licence_overdraw"'), "licence_overdraw")
    written(workspace.queries, FRONT + BODY)
    written(workspace.queries, "MATCH (n) RETURN n", "broken")
    saved = library(workspace)
    assert saved.queries["mine"].own
    assert not saved.queries["licence_overdraw"].own
    assert {problem.file.stem for problem in saved.problems} == {"licence_overdraw", "broken"}


def test_no_query_of_ours_has_a_fault():
    assert {query.id: check(query) for query in library().queries.values() if check(query)} == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (":PARTY_TO", ":PARTIES_TO", "did you mean PARTY_TO"),
        ("party:Party", "party:Company", "no label Company"),
        ("s.date + ", "s.day + ", "Shipment has no property day"),
        ("[:PARTY_TO]", "[:PARTY_TO {rol: 'x'}]", "PARTY_TO has no property rol"),
        ("[:PARTY_TO]->(s:Shipment)", "[:OWNS*]->(:Party)-[:PARTY_TO]->(s:Shipment)", "has no end"),
        ("[:PARTY_TO]->(s:Shipment)", "[:OWNS*2..]->(:Party)-[:PARTY_TO]->(s:Shipment)", "*2.. has no end"),
        ("$as_of", "date('2024-01-01')", "does not use $as_of"),
        ("$days", "5", "$days is not used"),
        ("$days", "$weeks", "$weeks is used but not declared"),
        ("s.date <=", "date() <> s.date AND s.date <=", "asks the server's clock"),
        (", p\n", "\n", "gives no column p"),
        ("RETURN", "SET party.name = 'x' RETURN", "would write"),
        ("MATCH p", "LOAD CSV FROM 'file:///etc/passwd' AS row MATCH p", "not run for a reader"),
    ],
)
def test_a_fault_in_the_cypher_is_said_before_it_is_run(tmp_path, old, new, said):
    found = faults(tmp_path, BODY.replace(old, new))
    assert any(said in message for message in found), found


def test_what_only_looks_like_a_fault_is_left_alone(tmp_path):
    body = BODY.replace("RETURN", "AND size([1, 2 * 3]) > 0 AND 'CREATE (x:Nothing) *' <> '' WITH p, party RETURN")
    assert faults(tmp_path, body.replace("[:PARTY_TO]", "[:OWNS*1..3]->(:Party)-[:PARTY_TO]")) == []


def test_a_new_query_comes_with_cases_and_nothing_wrong(workspace):
    made = write(workspace, "my_pattern")
    assert [file.stem[:4] for file in made[1:]] == ["hit-", "deco", "deco"]
    assert check(library(workspace).get("my_pattern")) == []
    with pytest.raises(Exception, match="already"):
        write(workspace, "my_pattern")


def test_paths_are_told_in_one_order_whatever_the_server_gave_first(tmp_path):
    def path(party: str, shipment: str, day: date | None) -> PathValue:
        nodes = NodeValue("Party", party, {}), NodeValue("Shipment", shipment, {"date": day})
        return PathValue(nodes, (RelValue("PARTY_TO", f"{party}>{shipment}", party, shipment, {}),))

    late, early, undated = path("A", "S2", date(2024, 2, 1)), path("B", "S1", date(2024, 1, 1)), path("C", "S3", None)
    query = read(written(tmp_path, FRONT + BODY))
    for given in ([late, early, undated, late], [undated, late, early]):
        answer = Answer(query, date(2024, 3, 1), {}, [{"party_id": "A", "p": given}], False, 0.0)
        assert answer.paths(answer.rows[0]) == [undated, early, late]
