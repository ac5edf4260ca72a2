"""The reference: the least a program must do for the same articles.

aiohttp, two processes of trafilatura with the options that Attaché uses, one Parquet file; no manners, no dedupe, no
metadata of its own, no events, no guarantees. python -m tests.bench.bare PORT COUNT OUT.parquet
"""

from __future__ import annotations

import asyncio
import re
import sys
from concurrent.futures import ProcessPoolExecutor

import aiohttp
import pyarrow as pa
import pyarrow.parquet as pq

WORKERS = 2
IN_FLIGHT = 16


def extract(body: bytes, url: str) -> tuple[str, str]:
    """Return an address and the text of its page."""
    import trafilatura

    document = trafilatura.bare_extraction(
        body, url=url, fast=True, include_comments=False, deduplicate=False, with_metadata=False
    )
    return url, (document.text or "") if document else ""


async def collect(port: int, pool: ProcessPoolExecutor) -> list[tuple[str, str]]:
    """Fetch and extract every page of the feed."""
    loop = asyncio.get_running_loop()
    room = asyncio.Semaphore(IN_FLIGHT)
    async with aiohttp.ClientSession() as session:

        async def one(url: str) -> tuple[str, str]:
            async with room, session.get(url) as response:
                body = await response.read()
            return await loop.run_in_executor(pool, extract, body, url)

        async with session.get(f"http://127.0.0.1:{port}/feed.xml") as response:
            urls = re.findall(r"<item>.*?<link>(.*?)</link>", await response.text())
        return list(await asyncio.gather(*(one(url) for url in urls)))


def main() -> None:
    """Run once."""
    port, out = int(sys.argv[1]), sys.argv[2]
    with ProcessPoolExecutor(WORKERS) as pool:
        rows = [row for row in asyncio.run(collect(port, pool)) if row[1]]
    pq.write_table(
        pa.table({"url": [row[0] for row in rows], "text": [row[1] for row in rows]}), out, compression="zstd"
    )
    sys.stdout.write(f"{len(rows)}\n")


if __name__ == "__main__":
    main()
