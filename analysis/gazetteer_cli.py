"""`python -m analysis gazetteer`: the user's own layer of the gazetteer, from the command line."""

from pathlib import Path
from typing import Annotated

import typer

from analysis.errors import InputError
from analysis.sentences import one_line
from analysis.settings import settings

MOST_ROWS_TOLD = 20
app = typer.Typer(
    no_args_is_help=True,
    help="Places of your own: import, silence and look up names, and say where an outlet is at home.",
)
Option, Argument = typer.Option, typer.Argument
Names = Annotated[list[str], Argument(metavar="NAME…", help="Names as articles write them.")]


@app.command("import")
def import_(
    file: Annotated[Path, Argument(metavar="FILE", help="A GeoNames dump (.txt, .zip) or a .csv of places.")],
) -> None:
    """Add the places of a file.

    A GeoNames dump (allCountries.zip, IQ.txt: download.geonames.org/export/dump) is added beside the shipped places; an
    import that was interrupted goes on where it stopped. A table of your own (first line: name, lat, lon and, where
    known, kind, aliases between "|", country, population, radius_km; decimal degrees) wins over all other places of its
    names. Rows that cannot be used are told by number; the exit code is then 1, and the rest are added.
    """
    from analysis.places.gazetteer import gazetteer
    from analysis.places.imports import import_file
    from analysis.places.own import Layer
    from analysis.progress import bar

    with Layer(Path(settings().own_gazetteer)) as layer, bar() as show:
        report = import_file(
            file,
            layer,
            gazetteer().look_up,
            lambda done, total: show.advance(f"Importing {file.name}", done, total, ""),
        )
    for number, doubt in report.doubts[:MOST_ROWS_TOLD]:
        typer.echo(one_line(f"line {number}: {doubt}."), err=True)
    for number, failure in report.failures[:MOST_ROWS_TOLD]:
        typer.echo(one_line(f"line {number} was left out: {failure}."), err=True)
    if len(report.failures) > MOST_ROWS_TOLD:
        typer.echo(f"… and {len(report.failures) - MOST_ROWS_TOLD:,} more.", err=True)
    typer.echo(f"{report.added:,} places added, {len(report.failures):,} rows left out.")
    raise typer.Exit(1 if report.failures else 0)


@app.command()
def find(name: Annotated[str, Argument(metavar="NAME", help="A name as articles write it.")]) -> None:
    """Show the places that a name may mean, the largest first."""
    from analysis.places.gazetteer import gazetteer

    entries = gazetteer().look_up(name)
    for entry in entries:
        where = ", ".join(part for part in (entry.admin2, entry.admin1, entry.country) if part)
        typer.echo(
            one_line(f"{entry.name} ({entry.kind}; {where})  {entry.lat:.4f}, {entry.lon:.4f}  {entry.gazetteer_id}")
        )
    if not entries:
        typer.echo(f"No place is called {one_line(name)}, or the name is silenced.")


@app.command()
def deny(names: Annotated[list[str] | None, Argument(metavar="NAME…", help="Names; none: list them.")] = None) -> None:
    """Silence names: they are no places from now on. Without a name: list those that are silenced."""
    from analysis.places.own import Layer

    with Layer(Path(settings().own_gazetteer)) as layer:
        layer.deny(names or ())
        for name in layer.denied():
            typer.echo(one_line(name))


@app.command()
def allow(names: Names) -> None:
    """Take back `deny`."""
    from analysis.places.own import Layer

    with Layer(Path(settings().own_gazetteer)) as layer:
        layer.allow(names)


@app.command()
def home(
    outlet: Annotated[str | None, Argument(metavar="OUTLET", help='As articles give it; "*": all others.')] = None,
    place: Annotated[str | None, Argument(metavar="PLACE", help='A name, or "lat, lon" in degrees.')] = None,
    corpus: Annotated[str, Option(metavar="CORPUS", help="PLACE is the home of this corpus.")] = "",
    learn: Annotated[str, Option(metavar="CORPUS", help="Learn the homes of the outlets of a corpus.")] = "",
    forget: Annotated[bool, Option("--forget", help="Forget the home of OUTLET.")] = False,
) -> None:
    """Say where an outlet is at home: of places of one name, it means the one nearest to it.

    Without OUTLET: list the homes. `--corpus NAME PLACE`: where the articles of a corpus are from, of whose outlet
    nothing is known (`--corpus NAME --forget` takes it back). `--learn CORPUS` takes homes from the places of the
    articles in a corpus; articles processed from then on use them.
    """
    from analysis.places.gazetteer import gazetteer
    from analysis.places.home import learn_by_outlet
    from analysis.places.own import CORPUS_HOME, Layer

    if corpus:
        from analysis.corpus import layout

        layout.check_name(corpus)
        outlet, place = CORPUS_HOME + corpus, outlet
    with Layer(Path(settings().own_gazetteer)) as layer:
        if learn:
            from analysis.corpus import store

            for name, found in learn_by_outlet(
                (a.outlet, a.places) for a in store.read(learn, ("outlet", "places"))
            ).items():
                layer.set_home(name, found)
        elif outlet and forget:
            layer.set_home(outlet, None)
        elif outlet and place:
            try:
                layer.set_home(outlet, gazetteer().home_at(place))
            except ValueError as error:
                raise InputError(f"{place[:60]!r} is no place known here ({error}).") from None
        for name, at in layer.homes().items():
            typer.echo(one_line(f"{name}: {at.name} ({at.lat:.2f}, {at.lon:.2f})"))
