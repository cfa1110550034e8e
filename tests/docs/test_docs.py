"""The documents say what the code does."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["schema.md", "sources.md", "queries.md", "cli.md"])
def test_a_generated_page_is_what_the_code_says(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generator().page(name), "run `make docs`"


def test_every_link_between_documents_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


def test_every_command_a_document_names_exists() -> None:
    known = set(re.findall(r"^## thirdport (.+)$", generator().page("cli.md"), flags=re.M))
    groups = {command.split()[0] for command in known if " " in command}
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for words in re.findall(
            r"(?:^\s*|`)thirdport ([a-z][a-z-]*(?: [a-z][a-z-]*)?)", page.read_text(encoding="utf-8"), flags=re.M
        ):
            first = words.split()[0]
            named = words if first in groups and " " in words else first
            assert named in known | groups, f"{page.relative_to(ROOT)} names `thirdport {words}`"


def test_the_lock_files_hold_names_versions_and_hashes_only() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        for line in lock.read_text(encoding="utf-8").splitlines():
            assert re.fullmatch(r"(\S+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?)", line), (
                f"{lock.name}: {line}"
            )


def test_the_rooms_import_downwards_only() -> None:
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_help_of_the_command_comes_quickly_enough_to_be_asked_for() -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import thirdport; thirdport.build_app()"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(re.findall(r"\|\s+(\w+)$", run.stderr, flags=re.M))
    assert not loaded & {"spacy", "streamlit", "pandas", "splink", "followthemoney"}
