"""`python -m pipeline.newsroom`: open until interrupted."""

from __future__ import annotations

import signal
import subprocess
import sys
from urllib.request import urlopen

from pipeline.newsroom.feeds import FEEDS


def test_it_names_its_feeds_serves_them_and_closes_on_interrupt() -> None:
    command = [sys.executable, "-m", "pipeline.newsroom"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(len(FEEDS) + 1)]
        try:
            with urlopen(lines[0].split()[0], timeout=5) as response:
                assert response.read().startswith(b"<?xml")
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
    assert "Ctrl-C" in lines[-1]
