"""``python -m api``: what must be in the environment before anything else is imported."""

from __future__ import annotations

import gc
import os
import tempfile

# One thread for small products: more start slower than they work, and do not survive a fork.
os.environ.setdefault("OMP_NUM_THREADS", "1")


def main() -> None:
    """Start the service."""
    gc.disable()  # until everything is loaded: nothing of it is garbage
    with tempfile.TemporaryDirectory(prefix="matcher-metrics-") as directory:
        # Where the processes keep their counts, so that any of them can tell the sum.
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", directory)
        from api.serve import main as start

        start()


if __name__ == "__main__":
    main()
