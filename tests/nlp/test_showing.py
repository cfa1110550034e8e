"""The page of readings: what it shows, what it keeps to itself, and that a hostile text stays a text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from nlp.errors import ReadingRefused
from nlp.lines import write_aside
from nlp.reading import ENTITY_LABELS, Fact, Mention, Reading, Relation
from nlp.showing import Shown, above, page, texts_of

HOSTILE = (
    '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"> \' " Harmless \u202egnidarT \x00 \u200b'
)


def reading(text: str, *spans: tuple[str, str, float], relations: tuple[Relation, ...] = (), **more: Any) -> Reading:
    """A reading with a mention for each of these words, in the order given."""
    mentions = [
        Mention(f"e{n}", text.index(w), text.index(w) + len(w), label, w, rule="a rule", confidence=sure)
        for n, (w, label, sure) in enumerate(spans, 1)
    ]
    return Reading(text, tuple(mentions), relations, **more)


def sale(*, hedged: bool = False) -> Reading:
    text = "Arvo Ltd sold pumps to Belmar Ltd."
    said = Relation("e1", "e3", "SUPPLIED", 0, len(text), "supply: sold to", 0.8, hedged)
    spans = (("Arvo Ltd", "ORG", 0.97), ("pumps", "ITEM", 0.75), ("Belmar Ltd", "ORG", 0.6))
    return reading(text, *spans, relations=(said,))


class Tags(HTMLParser):
    """Every tag of a page with its attributes, every id, and every target of a link."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def all(self, name: str) -> list[str]:
        return [value for one, value in self.attributes if one == name]


def tags(html: str) -> Tags:
    found = Tags()
    found.feed(html)
    return found


def test_every_mention_has_its_label_in_words_and_says_rule_and_confidence() -> None:
    html = page("file", [Shown("one", sale())])
    assert html.count("<b>ORG</b>") == 2
    assert "<b>ITEM</b>" in html
    assert 'title="ITEM: 0.75 sure\na rule"' in html
    assert 'class="ITEM mid"' in html
    assert 'class="ORG low"' in html


def test_a_relation_is_a_sentence_with_the_words_that_state_it_and_leads_to_its_mentions() -> None:
    html = page("file", [Shown("one", sale())])
    assert re.search(r'<a href="#t1-e1">Arvo Ltd</a> supplied <a href="#t1-e3">Belmar Ltd</a>', html)
    assert "<q>Arvo Ltd sold pumps to Belmar Ltd.</q>" in html
    found = tags(html)
    assert {target[1:] for target in found.all("href")} <= set(found.all("id"))


def test_what_is_only_alleged_is_marked_in_words() -> None:
    assert "not said as fact" in page("file", [Shown("one", sale(hedged=True))])
    assert "not said as fact" not in page("file", [Shown("one", sale())])


def test_below_the_floor_nothing_is_told_and_the_page_says_how_much() -> None:
    html = page("file", [Shown("one", sale())], floor=0.7)
    assert html.count("<mark id=") == 2
    assert "supplied" not in html
    assert "at least 0.70 sure" in html
    assert "1 mention below that" in html


def test_a_relation_goes_when_one_of_its_mentions_goes() -> None:
    assert above(sale(), 0.7).relations == ()
    assert above(sale(), 0.5) == sale()


def test_what_was_only_partly_read_is_said_and_an_empty_text_is_called_empty() -> None:
    html = page(
        "file", [Shown("one", Reading("ООО", language="ru", partly="Not all of it.")), Shown("two", Reading(" "))]
    )
    assert "Only partly read.</strong> Not all of it." in html
    assert "This text is empty." in html


def test_facts_of_the_notice_stand_in_a_table_with_their_words() -> None:
    text = "Order Denying Export Privileges"
    html = page("file", [Shown("one", Reading(text, facts=(Fact("kind", "denial_order", 0, 13, "titles"),)))])
    assert '<th scope="row">kind</th><td>denial_order</td>' in html
    assert ">Order Denying</td>" in html


def test_a_hostile_text_stays_a_text_wherever_it_stands() -> None:
    mention = Mention("e1", 0, len(HOSTILE), "ORG", HOSTILE, kind=HOSTILE, value=HOSTILE + "x", rule=HOSTILE)
    said = Relation("e1", "e1", "OFFICER_OF", 0, len(HOSTILE), HOSTILE, role=HOSTILE)
    fact = Fact("kind", HOSTILE, 0, len(HOSTILE), HOSTILE, about="e1")
    html = page(HOSTILE, [Shown(HOSTILE, Reading(HOSTILE, (mention,), (said,), "en", HOSTILE, (fact,)))] * 2)
    found = tags(html)
    assert not {"script", "img", "link", "iframe"} & set(found.tags)
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert not re.search("[\x00\u202e\u200b]", html)
    assert "202E" in html
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in html


def test_joiners_that_a_script_needs_are_left_alone_and_those_hidden_in_a_latin_name_are_shown() -> None:
    html = page("file", [Shown("one", Reading("می\u200cشود Za\u200crya"))])
    assert "می\u200cشود" in html
    assert "Za<span" in html


def test_the_page_asks_nobody_for_anything() -> None:
    html = page("file", [Shown("one", sale())])
    assert "default-src 'none'" in html
    assert not re.search(r"(?:https?:)?//\w", html)
    assert "url(" not in html
    assert "@import" not in html


def test_a_text_file_is_one_text_and_json_lines_are_several(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('{"text": "braces are no lines"}', encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "1", "text": "one"}\n{"id": "2", "text": "two"}\n', encoding="utf-8")
    assert [one.text for one in texts_of(tmp_path / "a.txt")] == ['{"text": "braces are no lines"}']
    assert [one.text for one in texts_of(tmp_path / "b.jsonl")] == ["one", "two"]


def test_the_command_writes_a_page_that_is_there_whole(tmp_path: Path) -> None:
    from nlp.commands.nlp import app

    (tmp_path / "a.txt").write_text("Arvo Technika GmbH sold pumps to Iran.", encoding="utf-8")
    run = CliRunner().invoke(
        app, ["show", str(tmp_path / "a.txt"), "--out", str(tmp_path / "p.html"), "--floor", "0.5"]
    )
    assert run.exit_code == 0, run.output
    html = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert "Arvo Technika GmbH<b>ORG</b>" in html
    assert [one.name for one in tmp_path.iterdir() if "aside" in one.name] == []


def test_a_page_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadingRefused, match="cannot be written"):
        write_aside(tmp_path / "nowhere" / "p.html", ["a"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser_the_page_is_readable_by_keyboard_and_nothing_hostile_runs(
    browser: Any, tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "p.html"
    file.write_text(page(HOSTILE, [Shown("one", sale()), Shown("two", Reading(HOSTILE))]), encoding="utf-8")
    view = browser.new_page(viewport={"width": 420, "height": 800}, color_scheme=scheme)
    errors: list[str] = []
    asked: list[str] = []
    view.on("console", lambda message: errors.append(message.text))
    view.on("request", lambda request: asked.append(request.url))
    view.goto(file.as_uri())
    assert view.evaluate("window.hacked") is None
    assert view.evaluate("document.documentElement.scrollWidth") <= 420
    for _ in range(40):
        view.keyboard.press("Tab")
        if view.evaluate("document.activeElement.tagName") == "MARK":
            break
    why = view.evaluate("getComputedStyle(document.activeElement, '::after').content")
    assert "0.97 sure" in why
    view.locator("#show-ORG").uncheck()
    assert view.locator("mark.ORG b").first.is_hidden()
    assert view.locator("mark.ITEM b").first.is_visible()
    assert _contrast(view) >= 4.5
    view.close()
    assert errors == []
    assert asked == [file.as_uri()]


def _contrast(view: Any) -> float:
    """The least contrast between a label's letters and its ground."""
    return float(
        view.evaluate(
            """() => {
            const style = getComputedStyle(document.documentElement);
            const light = (name) => {
                const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
                const brush = canvas.getContext('2d');
                brush.fillStyle = style.getPropertyValue(name);
                brush.fillRect(0, 0, 1, 1);
                const parts = [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => v / 255)
                    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
            };
            const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const labels = LABELS;
            return Math.min(...labels.map((label) => ratio(light('--' + label), light('--on'))),
                ratio(light('--ink'), light('--paper')), ratio(light('--soft'), light('--desk')));
        }""".replace("LABELS", str(list(ENTITY_LABELS)))
        )
    )
