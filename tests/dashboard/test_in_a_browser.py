"""The dashboard in a real Chromium on a small invented world: every page and click, and nothing leaves this machine.

The fixture `site` fails a test whose page wrote an error to the console or asked anything of another machine.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

NORDHAVEN = "NORDHAVEN ORBITAL SUPPLY LLC"


def said(site: Any, words: str) -> None:
    """Wait until the page shows these words."""
    site.page.get_by_text(words).first.wait_for()


def chosen(site: Any, name: str) -> None:
    """Search for a name and open the first that fits."""
    site.open(f"explore?q={quote(name)}")
    site.page.get_by_role("button", name="Open", exact=True).first.click()
    site.settle()
    site.picture()


def labelled(site: Any, part: str) -> str:
    """Id of the thing in the picture whose label has these words."""
    return next(id_ for label, id_ in site.things().items() if part.casefold() in label.casefold())


def panel(site: Any) -> Any:
    return site.page.locator(".st-key-panel")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "What we know"),
        ("explore", "Search for a party to begin"),
        ("queries", "Denied party still trading"),
        ("findings", "What the saved queries found"),
        ("sources", "dpl_2022-03.txt"),
    ],
)
def test_every_page_opens_by_its_address(site: Any, path: str, words: str) -> None:
    site.open(path)
    if words.endswith(".txt"):  # drawn on a canvas, not written
        site.page.get_by_text("What was not read, and why").wait_for()
    else:
        said(site, words)


def test_the_start_page_says_what_is_here_and_what_to_look_at(site: Any) -> None:
    page = site.open()
    figures = page.locator(".tp-figures").inner_text()
    assert re.search(r"2\s*documents", figures)
    assert re.search(r"11\s*rows kept", figures)
    page.get_by_text("Read it").first.click()
    said(site, "Why, step by step")
    assert "finding=F-" in page.url


def test_a_search_leads_to_the_network_and_a_click_to_the_evidence(site: Any) -> None:
    chosen(site, "nordhaven orbital")
    assert any("DENIAL" in label for label in site.things())
    panel(site).locator("mark").first.wait_for()
    assert NORDHAVEN in panel(site).inner_text()
    site.click_thing(labelled(site, "DENIAL"))
    said(site, "87 F.R. 11111")
    assert "dpl_2022-03.txt" in panel(site).inner_text()


def test_a_misspelt_name_is_found(site: Any) -> None:
    site.open("explore?q=nordhavn%20orbitall")
    said(site, NORDHAVEN)


def test_a_declaration_is_found_by_its_number(site: Any) -> None:
    site.open("explore?q=EXP-0002")
    said(site, "shipment, by this number")


def test_a_name_nobody_has_says_so_and_what_to_try(site: Any) -> None:
    site.open("explore?q=zzyzzx%20qwrt")
    said(site, "Nothing fits")


def test_a_click_on_a_line_shows_its_sentence_and_the_words_it_rests_on(site: Any) -> None:
    chosen(site, "nordhaven orbital")
    sentence = next(tip for tip in site.links() if "is named in" in tip)
    site.click_link(site.links()[sentence])
    said(site, "link: named in")
    assert panel(site).locator("mark").first.inner_text()
    assert "is named in" in panel(site).inner_text()


def test_a_derived_line_says_that_no_document_states_it(site: Any) -> None:
    chosen(site, "nordhaven orbital")
    sentence = next(tip for tip in site.links() if "derived" in tip)
    site.click_link(site.links()[sentence])
    said(site, "derived by a rule, not stated")


def test_a_double_click_opens_a_thing_further_and_moves_nothing_that_was_placed(site: Any) -> None:
    chosen(site, "nordhaven orbital")
    before = site.things()
    places = {id_: site.picture().evaluate(f"(stage) => stage.placeOf({id_!r})") for id_ in before.values()}
    site.click_thing(labelled(site, "Brightfield"), twice=True)
    site.settle()
    after = site.things()
    assert set(before.values()) < set(after.values())
    assert {id_: site.picture().evaluate(f"(stage) => stage.placeOf({id_!r})") for id_ in places} == places
    site.page.get_by_role("button", name="Undo").click()
    site.settle()
    site.page.wait_for_timeout(500)
    assert len(site.things()) <= len(after)


def test_a_reload_brings_the_same_picture_back(site: Any) -> None:
    chosen(site, "nordhaven orbital")
    site.click_thing(labelled(site, "Brightfield"), twice=True)
    before = site.things()
    site.open(site.page.url.removeprefix(site.address + "/"))
    assert site.things() == before


def test_hiding_takes_a_thing_out_until_it_is_shown_again(site: Any) -> None:
    chosen(site, "nordhaven orbital")
    country = labelled(site, "United Arab Emirates")
    site.click_thing(country)
    site.page.get_by_role("button", name="Hide it").click()
    site.page.get_by_role("button", name="Show the 1 hidden").wait_for()
    site.settle()
    assert country not in site.things().values()
    site.page.get_by_role("button", name="Show the 1 hidden").click()
    site.settle()
    site.page.wait_for_timeout(800)
    assert country in site.things().values()


def test_the_picture_has_a_name_and_a_keyboard(site: Any) -> None:
    chosen(site, "nordhaven orbital")
    stage = site.picture()
    assert "things" in stage.get_attribute("aria-label")
    stage.focus()
    for key in ("f", "+", "-", "ArrowLeft", "n", "n", "Enter"):
        site.page.keyboard.press(key)
    site.page.wait_for_timeout(700)
    site.settle()
    assert "pick=node" in site.page.url
    assert site.page.locator(".heard").inner_text()


def test_the_legend_names_every_kind_that_is_drawn(site: Any) -> None:
    chosen(site, "nordhaven orbital")
    site.picture()
    legend = site.page.locator(".legend").inner_text()
    for words in ("party", "shipment", "denial", "derived by a rule", "stated by a document"):
        assert words in legend


def test_a_query_is_run_from_its_form_and_its_answer_can_be_saved(site: Any, hostile: dict[str, str]) -> None:
    page = site.open("queries?query=denied_party_still_trading")
    page.get_by_role("button", name="Run").click()
    said(site, "1 hit")
    assert "run=1" in page.url
    assert labelled(site, NORDHAVEN[:9])
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert [row["party"] for row in rows] == [NORDHAVEN]


def test_a_query_that_finds_nothing_says_what_to_do(site: Any) -> None:
    site.open("queries?query=fifty_percent_owned&run=1")
    said(site, "No hit")


def test_a_finding_shows_the_words_of_every_step(site: Any) -> None:
    page = site.open()
    page.get_by_text("Read it").first.click()
    said(site, "Why, step by step")
    site.settle()
    marked = page.locator(".tp-hop mark").all_inner_texts()
    assert any(NORDHAVEN in words for words in marked)
    assert any("Nordhaven Orbital Supply LLC" in words for words in marked)
    said(site, "It may be innocent")
    assert labelled(site, "DENIAL")


def test_a_finding_is_dismissed_only_with_a_reason_and_keeps_it(site: Any) -> None:
    page = site.open("findings")
    site.open(_second_finding(site))
    page.get_by_role("button", name="Dismiss").click()
    said(site, "is not dismissed without a reason")
    page.get_by_label("Reason").fill("Same business centre, 200 tenants")
    page.get_by_label("Reason").blur()
    site.settle()
    page.get_by_role("button", name="Dismiss").click()
    said(site, "“Same business centre, 200 tenants”")
    page.reload()
    said(site, "“Same business centre, 200 tenants”")


def _second_finding(site: Any) -> str:
    """Address of the finding with the lower score."""
    site.open()
    site.page.get_by_text("Read it").nth(1).click()
    said(site, "Why, step by step")
    return str(site.page.url.removeprefix(site.address + "/"))


def test_a_document_tells_how_it_was_read(site: Any, world: Path) -> None:
    import json

    trade = next(p for p in (world / "records").glob("*.json") if json.loads(p.read_text())["source"] == "trade")
    site.open(f"sources?document={trade.stem}")
    said(site, "exports_2024.csv")
    said(site, "How its columns were understood")


@pytest.mark.parametrize("kind", ["script", "formula", "backwards", "endless"])
def test_a_name_made_to_do_harm_stays_text_on_every_page(site: Any, hostile: dict[str, str], kind: str) -> None:
    typed = {"script": "window hacked", "formula": "HYPERLINK evil", "backwards": "Harmless", "endless": "Endless"}[
        kind
    ]
    site.open(f"explore?q={quote(typed)}")
    site.page.get_by_role("button", name="Open", exact=True).first.wait_for()
    chosen(site, typed)
    shown = panel(site).locator("h2").first.inner_text()
    wanted = {
        "script": hostile["script"],
        "formula": hostile["formula"],
        "backwards": "Harmless ⟨U+202E⟩",
        "endless": "QQQ… (+",
    }
    assert wanted[kind] in shown
    site.page.get_by_text("The same as tables").click()
    site.page.wait_for_timeout(500)
    assert site.page.evaluate("window.hacked") is None
    assert site.page.locator("img[src='x'], a[href*='evil']").count() == 0
    assert site.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


def test_an_empty_workspace_says_what_to_do_next_on_every_page(empty_site: Any) -> None:
    for path in ("", "explore", "queries", "findings", "sources"):
        empty_site.open(path)
        said(empty_site, "thirdport ingest")
