#!/usr/bin/env bash
# Pins anew: names, versions and hashes only. run.lock is what the product needs, test.lock adds what its tests need.
# pyicu is replaced by pyicu-wheels (docs/decisions/002): the same module, as wheels, so that no compiler is needed.
set -euo pipefail
cd "$(dirname "$0")/.."
common=(--quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
        --no-emit-find-links --no-emit-package pyicu "$@")
uv pip compile "${common[@]}" pyproject.toml --extra build -o requirements/run.lock
uv pip compile "${common[@]}" pyproject.toml --extra build --extra test --extra postgres -c requirements/run.lock -o requirements/test.lock
