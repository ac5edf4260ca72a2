"""End to end against a bare loop on the same pages, in turns.

make bench                     600 pages made from the demo newsroom's stories, and the event coder's speed
make bench PAGES=folder        saved *.html pages
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench.coder import coder_speed
from tests.bench.process import Measured, cores, measure

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, help="folder of saved *.html pages (default: made from the demo's)")
    parser.add_argument("--count", type=int, default=600, help="pages to make (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of both, in turns (default: %(default)s)")
    parser.add_argument("--skip-coder", action="store_true", help="leave the event coder's own speed out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        pages = args.pages or make_pages(Path(scratch) / "pages", args.count)
        end_to_end(pages, Path(scratch), args.rounds)
    if not args.skip_coder:
        coder_speed(args.pages)


def make_pages(folder: Path, count: int) -> Path:
    """Write pages of real pages' weight, made from the demo's stories with a fixed seed."""
    from pipeline.newsroom.pages import make_pages as made

    folder.mkdir()
    for number, (_, html) in enumerate(made(count=count, seed=1)):
        (folder / f"{number:05}.html").write_bytes(html)
    return folder


def end_to_end(pages: Path, scratch: Path, rounds: int) -> None:
    """Run both in turns and print articles a second, CPU and memory of each, and the ratio pair by pair."""
    sizes = sorted(path.stat().st_size for path in pages.glob("*.html"))
    say(f"{len(sizes)} pages, median {median(sizes) / 1000:.0f} kB; {cores()} cores; {rounds} rounds in turns")
    ratios = []
    with serving(pages) as port:
        feeds = scratch / "feeds.yaml"
        feeds.write_text(f"- id: bench\n  url: http://127.0.0.1:{port}/feed.xml\n", encoding="utf-8")
        for turn in range(rounds):
            bare = measure([sys.executable, "-m", "tests.bench.bare", str(port), str(scratch / "bare.parquet")], ROOT)
            ours = measure(attache(feeds, scratch / f"lake{turn}"), ROOT)
            report = json.loads(ours.output)
            tell("bare loop", bare, int(bare.output), "")
            articles = report["books"]["articles"]
            tell("attache", ours, articles, f"{report['books']['events']} events")
            ratios.append((articles / ours.wall_s) / (int(bare.output) / bare.wall_s))
    say(
        f"articles a second, attache / bare loop: median {median(ratios):.2f} ({', '.join(f'{r:.2f}' for r in ratios)})"
    )


def attache(feeds: Path, lake: Path) -> list[str]:
    """Return the command that is measured: a whole run, from start to published lake."""
    flags = ["--host-delay", "0", "--host-concurrency", "16", "--allow-private-networks", "--json"]
    return [sys.executable, "-m", "pipeline", "run", "--feeds", str(feeds), "--output", str(lake), *flags]


def tell(name: str, measured: Measured, articles: int, more: str) -> None:
    """Print one run."""
    say(
        f"  {name:10} {articles:5d} articles  {articles / measured.wall_s:6.1f}/s  "
        f"{1000 * measured.cpu_s / max(articles, 1):5.1f} CPU ms each  peak {measured.peak_mb:4.0f} MB  {more}"
    )


@contextmanager
def serving(pages: Path) -> Iterator[int]:
    """Serve a folder of pages; the port is yielded."""
    command = [sys.executable, "-m", "tests.bench.server", str(pages)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the page server has no pipes")
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def say(text: str) -> None:
    """Print one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
