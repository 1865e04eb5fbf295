"""A small corpus annotated by hand, for tests of everything that stands on article rows; needs no language model.

Six articles of two outlets about a flood on the Danube: `bridge` and its wire copy `bridge_copy`, `flood` (a place
told by distance, a name on no map, a planned and a denied event), `odd` (markup, SQL, emoji and combining marks),
`undated` (unnamed sources, no date) and `german` (not analysed). `articles()` in no order of time;
`build_corpus(folder)` stores them under `folder`, builds the desk and returns the corpus's name.
"""

import re
from pathlib import Path

import pytest

from analysis import schema
from analysis.corpus import layout, snapshot, store
from analysis.read.article import make_article
from analysis.settings import settings

CORPUS = "flood"

BRIDGE = (
    "Bridge at Melk reopens after flood\n"
    "The bridge at Melk in Austria reopened on 2 April 2019, said Mayor Ana Ruiz. "
    "“The road is safe,” she said. Tomas Berg, an engineer from Linz, stood beside her. "
    "Austrian soldiers are clearing the banks at Melk."
)
FLOOD = (
    "Flood nears Linz\n"
    "Water reached a dam 12 km upstream of Linz on Thursday, the River Authority said. "
    "Officials said the “worst is over” near Zirbelau. "
    "Mayor Ana Ruiz will open the bridge at Melk on 8 April. "
    "The ministry denied that a dam broke on 3 April. "
    "Two people may have drowned at Zirbelau."
)
ODD = (
    "Robert'); DROP TABLE articles;--\n"
    "🌊🌊 The cafe\u0301 of Passau was flooded <script>alert(1)</script> on 5 April 2019. "
    "“**No** $5 help & no $6 boats, ![x](http://127.0.0.1/x.png)” wrote Ana Ruiz 👩‍👩‍👧 in a post from Melk."
)
UNDATED = (
    "Who opened the gates?\n"
    "A senior official, who asked not to be named because talks go on, said the gates were opened. "
    "Residents said nobody had warned them. "
    "“We saw it coming,” according to a report. "
    "The gates will be replaced, it was said."
)
GERMAN = "Hochwasser in Linz\nDie Brücke bei Melk ist wieder offen."

MELK = ("Melk", "city", "geonames:2771335", 48.2274, 15.3319, "AT")
LINZ = ("Linz", "city", "geonames:2772400", 48.3064, 14.2861, "AT")
AUSTRIA = ("Austria", "country", "geonames:2782113", 47.3333, 13.3333, "AT")
PASSAU = ("Passau", "city", "geonames:2855328", 48.5665, 13.4312, "DE")


def span(text: str, words: str, nth: int = 0) -> schema.Span:
    """Where `words` stand in `text` for the nth time, counted from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def articles() -> list[schema.Article]:
    """The six articles, annotated."""
    return [odd(), german(), bridge("Herald", "h/1"), flood(), undated(), bridge("Courier", "c/1")]


def build_corpus(folder: Path, rows: list[schema.Article] | None = None) -> str:
    """Store `rows` (the six articles) below `folder` and derive the desk. See `corpora_in` for the setting."""
    assert settings().corpora_dir == folder, "use the fixture or `corpora_in(monkeypatch, folder)` first"
    layout.describe(CORPUS, layout.About("Flood on the Danube", is_exercise=True, credit="invented", about="A test."))
    store.append(CORPUS, articles() if rows is None else rows)
    store.add_run(CORPUS, schema.Run("run-1", "2019-04-07T10:00:00", "0.1", "model", "gazetteer", "lexicons", "{}"))
    snapshot.build(CORPUS)
    return CORPUS


def corpora_in(patch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Let this process and its children keep corpora in `folder`."""
    patch.setenv("DATELINE_CORPORA_DIR", str(folder))
    patch.setattr(settings(), "corpora_dir", folder)
    return folder


def bridge(outlet: str, source: str) -> schema.Article:
    """A wire story with every layer; one text in two outlets."""
    text = BRIDGE
    places = (
        _place(text, "Melk", MELK, 0.9, nth=0), _place(text, "Melk", MELK, 0.9, nth=1),
        _place(text, "Austria", AUSTRIA, 0.99), _place(text, "Linz", LINZ, 0.8),
        _place(text, "Austrian", AUSTRIA, 0.95, demonym=True), _place(text, "Melk", MELK, 0.9, nth=2),
    )  # fmt: skip
    return _article(
        text, source, outlet, published="2019-04-03T09:30", byline="Wire",
        names=(
            _name(text, "Ana Ruiz", "person", "ruiz"), _name(text, "Tomas Berg", "person", "berg"),
            _name(text, "Melk", "place", None),
        ),
        people=(RUIZ, schema.Person("berg", "Tomas Berg", role="engineer", speaker_group="expert", pronouns=("her",))),
        places=places,
        times=(schema.Time(*span(text, "2 April 2019"), "2 April 2019", "DATE", "2019-04-02", "2019-04-02",
                           "2019-04-03", "day", "A full date.", 0.99),),
        quotes=(
            _quote(text, "The bridge at Melk in Austria reopened on 2 April 2019", "indirect", "named", "ruiz",
                   cue="said", source="Mayor Ana Ruiz", verb="say"),
            _quote(text, "“The road is safe,”", "direct", "named", "ruiz", cue="she said", source="she", verb="say"),
        ),
        events=(
            _event(text, 1, "reopened", "Bridge at Melk reopened", "OTHER", "2019-04-02", "occurred", "explicit", 0.9,
                   place_no=1, asserted_by="ruiz"),
            _event(text, 4, "clearing", "Soldiers clear the banks", "AID", "2019-04-03", "ongoing", "published", 0.6,
                   place_no=5),
        ),
    )  # fmt: skip


def flood() -> schema.Article:
    """A relative place, a name on no map, and events that were planned, denied, unsure."""
    text = FLOOD
    phrase = "12 km upstream of Linz"
    relation = schema.Relation("distance", "Linz", 12.0, 270.0, 60.0, span(text, phrase))
    dam = schema.Place(
        *span(text, phrase), phrase, "12 km upstream of Linz", "area", None, 48.31, 14.12, "AT", 4.0, 0.7,
        "12 km from Linz, against the river.", relation=relation, relation_only=True,
    )  # fmt: skip
    zirbelau = [
        schema.Place(*span(text, "Zirbelau", nth), "Zirbelau", "Zirbelau", "city", None, None, None, None, 0.0, 0.3,
                     "No place of this name is in the gazetteer.") for nth in range(2)
    ]  # fmt: skip
    melk, linz = _place(text, "Melk", MELK, 0.85), _place(text, "Linz", LINZ, 0.9, nth=0)
    return _article(
        text, "h/2", "Herald", published="2019-04-05",
        names=(_name(text, "River Authority", "organisation", "authority"), _name(text, "Ana Ruiz", "person", "ruiz")),
        people=(RUIZ, schema.Person("authority", "River Authority", is_organisation=True, speaker_group="official"),
                schema.Person("officials", "officials", speaker_group="official"),
                schema.Person("ministry", "the ministry", is_organisation=True, speaker_group="official")),
        places=(linz, dam, zirbelau[0], melk, zirbelau[1]),
        times=(schema.Time(*span(text, "Thursday"), "Thursday", "DATE", "2019-04-04", "2019-04-04", "2019-04-05", "day",
                           "The Thursday before publication.", 0.7),),
        quotes=(
            _quote(text, "Water reached a dam 12 km upstream of Linz on Thursday", "indirect", "organisation",
                   "authority", cue="said", source="the River Authority", verb="say"),
            _quote(text, "“worst is over”", "mixed", "collective", "officials", cue="Officials said",
                   source="Officials", verb="say", confidence=0.6),
            _quote(text, "that a dam broke on 3 April", "indirect", "organisation", "ministry", cue="denied",
                   source="The ministry", verb="deny"),
        ),
        events=(
            _event(text, 1, "reached", "Water reached a dam", "DISASTER", "2019-04-04", "occurred", "relative", 0.8,
                   place_no=1, asserted_by="authority"),
            _event(text, 3, "open", "Mayor opens the bridge", "OTHER", "2019-04-08", "planned", "explicit", 0.8,
                   place_no=3),
            _event(text, 4, "broke", "A dam broke", "DISASTER", "2019-04-03", "denied", "explicit", 0.7,
                   asserted_by="ministry"),
            _event(text, 5, "drowned", "Two people drowned", "DEATH", None, "hedged", "none", 0.4, place_no=4),
        ),
    )  # fmt: skip


def odd() -> schema.Article:
    """Markup, SQL and characters of more than one unit: everything comes back as it was."""
    text = ODD
    return _article(
        text, "c/2", "Courier", published="2019-04-06",
        names=(_name(text, "Ana Ruiz", "person", "ruiz"),), people=(RUIZ,),
        places=(_place(text, "Passau", PASSAU, 0.9), _place(text, "Melk", MELK, 0.9)),
        quotes=(_quote(text, "“**No** $5 help & no $6 boats, ![x](http://127.0.0.1/x.png)”", "direct", "named", "ruiz",
                       cue="wrote", source="Ana Ruiz", verb="write", channel="post"),),
        events=(_event(text, 1, "flooded", "Café <b>flooded</b>", "DISASTER", "2019-04-05", "occurred", "explicit", 0.9,
                       place_no=0),),
    )  # fmt: skip


def undated() -> schema.Article:
    """Unnamed sources of every kind; nothing in it has a date."""
    text = UNDATED
    ground = span(text, "because talks go on")
    return _article(
        text, "h/3", "Herald",
        people=(schema.Person("official", "a senior official", role="senior official", speaker_group="official"),
                schema.Person("residents", "residents", speaker_group="civilian"),
                schema.Person("report", "a report")),
        quotes=(
            _quote(text, "the gates were opened", "indirect", "anonymous", "official", cue="said",
                   source="A senior official", verb="say", anonymity_ground=ground),
            _quote(text, "nobody had warned them", "indirect", "role", "residents", cue="Residents said",
                   source="Residents", verb="say"),
            _quote(text, "“We saw it coming,”", "direct", "document", "report", cue="according to", source="a report"),
            _quote(text, "The gates will be replaced", "indirect", "unknown", None, cue="it was said", verb="say",
                   speaker_confidence=0.2),
        ),
        events=(_event(text, 1, "opened", "Gates opened", "OTHER", None, "occurred", "none", 0.5),),
    )  # fmt: skip


def german() -> schema.Article:
    """An article in another language: kept, not analysed."""
    article = make_article(GERMAN, "c/3", title="Hochwasser in Linz", outlet="Courier", published="2019-04-04")
    return _with(article, language="de", parts=_parts(GERMAN))


RUIZ = schema.Person("ruiz", "Ana Ruiz", ("Ruiz",), "mayor", "Melk", "official", ("she",))


def _with(article: schema.Article, **rows: object) -> schema.Article:
    record = {name: getattr(article, name) for name in article.__dataclass_fields__}
    return schema.Article(**(record | rows))  # type: ignore[arg-type]


def _article(
    text: str, source: str, outlet: str, *, published: str | None = None, byline: str = "", **rows: object
) -> schema.Article:
    made = make_article(
        text, source, title=text.split("\n")[0], outlet=outlet, published=published, byline=byline,
        url=f"https://example.org/{source}",
    )  # fmt: skip
    made = _with(made, run_id="run-1", parts=_parts(text), sentences=_sentences(text), **rows)
    schema.check_article(made)
    return made


def _parts(text: str) -> tuple[schema.Part, ...]:
    end = text.index("\n")
    return (schema.Part(0, end, "headline"), schema.Part(end + 1, len(text), "body"))


def _sentences(text: str) -> tuple[schema.Sentence, ...]:
    """The headline, and what lies between full stops that a space follows."""
    end = text.index("\n")
    found = [schema.Sentence(0, end, "headline")]
    for match in re.finditer(r"\S.*?(?:\.(?= )|$)", text[end + 1 :]):
        found.append(schema.Sentence(end + 1 + match.start(), end + 1 + match.end(), "body"))
    return tuple(found)


def _name(text: str, words: str, kind: str, key: str | None) -> schema.Name:
    return schema.Name(*span(text, words), words, kind, key)


def _place(text: str, words: str, known: tuple[str, str, str, float, float, str], confidence: float, *, nth: int = 0,
           demonym: bool = False) -> schema.Place:  # fmt: skip
    name, kind, gazetteer_id, lat, lon, country = known
    return schema.Place(
        *span(text, words, nth), words, name, kind, gazetteer_id, lat, lon, country,
        500.0 if kind == "country" else 0.0, confidence, f"The largest place called {name}.", demonym=demonym,
    )  # fmt: skip


def _quote(
    text: str, content: str, kind: str, naming: str, key: str | None, *, cue: str | None = None,
    source: str | None = None, confidence: float = 0.9, speaker_confidence: float = 0.9, **rest: object,
) -> schema.Quote:  # fmt: skip
    start, end = span(text, content)
    words = len(re.findall(r"\w[\w'’]*", content))

    def beside(part: str | None) -> schema.Span | None:
        if part is None:
            return None
        after = text.find(part, end)
        return (after, after + len(part)) if after >= 0 and after - end < 3 + len("said ") else span(text, part)

    return schema.Quote(
        ((start, end),), kind, naming, words, confidence, speaker_confidence, cue=beside(cue), source=beside(source),
        speaker=source, person_key=key, **rest,  # type: ignore[arg-type]
    )  # fmt: skip


def _event(
    text: str, sentence_no: int, trigger: str, title: str, type_: str, day: str | None, status: str, basis: str,
    confidence: float, *, place_no: int | None = None, asserted_by: str | None = None,
) -> schema.Event:  # fmt: skip
    sentence = _sentences(text)[sentence_no]
    start = text.index(trigger, sentence.char_start)
    after = f"{day[:8]}{int(day[8:]) + 1:02}" if day else None
    return schema.Event(
        (sentence.char_start, sentence.char_end), (start, start + len(trigger)), title, type_, day, day,
        day, after, day, after, "day" if day else "unknown", basis, status, confidence, place_no=place_no,
        asserted_by=asserted_by,
    )  # fmt: skip
