"""The commands of `python -m analysis`. Each reads its help like a manual page."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis.interchange import annotate_lines

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Turn news articles into places, times, quotes and events.")


@app.command()
def annotate(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl", help='One article a line; "-" is standard input.')],
    target: Annotated[str, typer.Argument(metavar="OUT.jsonl", help='One annotated article a line; "-" is standard output.')],
    no_clean: Annotated[bool, typer.Option("--no-clean", help="Take the whole text as body.")] = False,
    workers: Annotated[int, typer.Option(help="Processes to use.")] = 1,
) -> None:
    """Annotate a file of articles, one JSON object a line, in the same order."""
    lines = sys.stdin if source == "-" else Path(source).open(encoding="utf-8")
    out = sys.stdout if target == "-" else Path(target).open("w", encoding="utf-8")
    failed = False
    for record in annotate_lines(lines, clean=not no_clean):
        failed = failed or "error" in record
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
    out.flush()
    raise typer.Exit(1 if failed else 0)


@app.callback()
def main() -> None:
    """Turn news articles into places, times, quotes and events."""
