#!/usr/bin/env bash
# The light server install: a fresh environment without torch runs the matcher with its default
# encoder, and says plainly what to install for another one.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT
"${PYTHON:-python3.11}" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
if "$venv/bin/python" -c "import torch" 2>/dev/null; then
    echo "torch is installed in the light environment" >&2
    exit 1
fi
"$venv/bin/matcher" demo --top 1 --json >/dev/null
"$venv/bin/python" -c "import api.serve"
"$venv/bin/python" - <<'PY'
from matcher.embedding.loading import load_encoder
from matcher.errors import MatcherError

try:
    load_encoder("some/other-model")
except MatcherError as error:
    assert "pip install" in str(error), error
else:
    raise SystemExit("a sentence-transformers model loaded without sentence-transformers")
PY
echo "light install: 1 passed, 0 failed"
