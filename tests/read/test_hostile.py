"""Hostile and broken files: each refused in one sentence that says what, where and what to do; what is good is read."""

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.read import read_file, readers
from analysis.read.kinds import reader_of
from analysis.read.reading import Reading, Source
from analysis.read.standard_input import laid_out, sources
from analysis.settings import settings
from tests.read import made
from tests.read.made import DAM, FIXTURES, STREETS
from tests.read.test_formats import written

LAUGHS = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SECRET = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
MANY = 1_000_000


def refusal(path: Path) -> str:
    """The one sentence with which a file is refused."""
    (reading,) = read_file(path)
    assert reading.article is None
    assert reading.sentence.startswith(path.name) and reading.sentence.endswith(".") and "\n" not in reading.sentence
    return reading.sentence


# What unpacks


def test_a_zip_bomb_is_left_at_its_limit_and_the_other_files_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "a.zip", made.zipped({"bomb.csv": b"0" * 60_000_000, "good.txt": DAM}))
    bomb, good = read_file(path)
    assert bomb.sentence.startswith("a.zip/bomb.csv: it swells to more than 200 times its size")
    assert good.article is not None and good.article.text == DAM


def test_many_files_that_swell_together_are_refused_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "max_unpacked_mb", 1)
    path = written(tmp_path, "a.zip", made.zipped({f"{n}.txt": f"{n} {DAM} " * 3_000 for n in range(9)}))
    readings = list(read_file(path))
    assert [reading.article is not None for reading in readings] == [True] * 2 + [False] * 7
    assert "more than 1 MB come out of it (DATELINE_MAX_UNPACKED_MB)" in readings[2].sentence


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.warc.gz"])
def test_a_gzip_bomb(tmp_path: Path, name: str) -> None:
    head = b"WARC/1.0\r\nContent-Length: 60000000\r\n\r\n" if "warc" in name else b""
    assert "swells to more than 200 times" in refusal(written(tmp_path, name, gzip.compress(head + b"0" * 60_000_000)))


def test_a_word_file_that_swells(tmp_path: Path) -> None:
    assert "swells to more than 200 times" in refusal(written(tmp_path, "a.docx", made.docx(["0" * 60] * 250_000)))


def test_an_archive_of_a_million_members_is_refused_before_they_are_listed(tmp_path: Path) -> None:
    assert "more than 100,000 files" in refusal(written(tmp_path, "a.zip", made.many_members(MANY)))


def test_names_that_lead_out_of_the_archive_are_told_and_never_used(tmp_path: Path) -> None:
    names = ["../up.txt", "/abs.txt", "C:\\x.txt", "a/../../b.txt", "..\\w.txt"]
    path = written(tmp_path, "a.zip", made.zipped({**dict.fromkeys(names, DAM), "good.txt": STREETS}))
    *led_out, good = read_file(path)
    assert len(led_out) == len(names) and good.article is not None
    assert all("leads out of the archive" in reading.sentence for reading in led_out)
    assert [found.name for found in tmp_path.rglob("*")] == ["a.zip"]


def test_archives_within_archives_are_not_opened(tmp_path: Path) -> None:
    inner = made.zipped({"a.txt": DAM})
    nested, good = read_file(written(tmp_path, "a.zip", made.zipped({"in.zip": inner, "good.txt": DAM})))
    assert nested.sentence.startswith("a.zip/in.zip: an archive within an archive is not read")
    assert good.article is not None
    disguised = refusal(written(tmp_path, "b.zip", made.zipped({"in.txt": inner})))
    assert "archive within an archive" in disguised
    twice = gzip.compress(gzip.compress(b"text"))
    assert "packed twice" in refusal(written(tmp_path, "c.txt.gz", twice))


def test_what_in_an_archive_is_not_read_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "a.zip", made.zipped({"x.xlsx": "x", "y.pdf": "y", "good.txt": DAM}))
    good, told = read_file(path)
    assert good.article is not None
    assert told.sentence.startswith('a.zip: 2 files in it are of a kind that is not read ("x.xlsx", "y.pdf")')
    assert refusal(written(tmp_path, "b.zip", made.zipped({}))) == "b.zip: the archive is empty."
    assert "empty" in refusal(written(tmp_path, "c.zip", made.zipped({"__MACOSX/a.txt": "x", ".hidden.txt": "y"})))


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    data = bytearray(made.zipped({"a.txt": DAM}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in refusal(written(tmp_path, "a.zip", bytes(data)))


# What is cut off


@pytest.mark.parametrize("name", ["a.zip", "a.docx"])
def test_a_cut_off_zip_or_word_file(tmp_path: Path, name: str) -> None:
    whole = made.docx(made.NEXIS) if name == "a.docx" else made.zipped({"a.txt": DAM})
    for end in (len(whole) // 2, len(whole) - 5, 40):
        assert "damaged or cut off" in refusal(written(tmp_path, name, whole[:end]))


def test_a_cut_off_gzip(tmp_path: Path) -> None:
    packed = gzip.compress(b"\n".join(json.dumps({"text": f"{DAM} {n}"}).encode() for n in range(500)))
    assert "damaged or cut off" in refusal(written(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2]))


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_off_web_archive_keeps_what_came_before(tmp_path: Path, packed: bool) -> None:
    pages = [(f"https://d.example/{n}", "text/html", made.page() + b"<!-- %d -->" % n) for n in range(3)]
    whole = made.warc(pages, packed)
    readings = list(read_file(written(tmp_path, "a.warc", whole[: len(whole) - len(whole) // 6])))
    assert len([reading for reading in readings if reading.article]) >= 2
    assert any("cut off" in reading.sentence for reading in readings)


@pytest.mark.parametrize("name", ["feed.rss", "newsml.xml"])
def test_a_cut_off_feed_keeps_what_came_before(tmp_path: Path, name: str) -> None:
    whole = (FIXTURES / name).read_bytes()
    first, *_others, last = read_file(written(tmp_path, name, whole[:-60]))
    assert first.article is not None
    assert "no well-formed XML" in last.sentence and "before it were read" in last.sentence


def test_a_cut_off_rtf_is_told(tmp_path: Path) -> None:
    whole = (FIXTURES / "nexis.rtf").read_bytes()
    *found, last = read_file(written(tmp_path, "a.rtf", whole.rstrip()[:-40]))
    assert found[0].article is not None and "cut off" in last.sentence


# XML


@pytest.mark.parametrize("head", [LAUGHS, SECRET])
@pytest.mark.parametrize("name", ["feed.rss", "feed.atom", "newsml.xml"])
def test_entities_of_xml_are_refused(tmp_path: Path, name: str, head: str) -> None:
    text = (FIXTURES / name).read_text().replace("?>", f"?>{head}", 1).replace("Dam holds", "&b;&a;")
    assert "declares entities" in refusal(written(tmp_path, name, text.encode()))


def test_entities_in_a_word_file_are_refused(tmp_path: Path) -> None:
    assert "declares entities" in refusal(written(tmp_path, "a.docx", made.docx([DAM], LAUGHS)))


def test_xml_deeper_than_any_feed(tmp_path: Path) -> None:
    assert "XML" in refusal(written(tmp_path, "a.rss", b"<rss>" + b"<item>" * 100_000))


# Size, names, encodings, emptiness


def test_a_page_of_100_mb_is_refused_unread_and_one_of_too_much_markup_unparsed(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    with page.open("wb") as file:
        file.truncate(100_000_000)
    assert "100 MB; at most 20 MB" in refusal(page)
    assert "MB of markup" in refusal(written(tmp_path, "b.html", b"<html>" + b"<p>a</p>" * 800_000))
    assert "60,000 tags" in refusal(written(tmp_path, "d.html", b"<html>" + b"<p>a</p>" * 50_000))
    embedded = made.page().replace(b"<h1>", b'<img src="data:image/png;base64,' + b"A" * 9_000_000 + b'"><h1>')
    (reading,) = read_file(written(tmp_path, "c.html", embedded))
    assert reading.article is not None and reading.article.title == "Dam holds"


@pytest.mark.parametrize("ending", sorted(readers()))
def test_an_empty_file_of_any_kind(tmp_path: Path, ending: str) -> None:
    for content in (b"", b" \n"):
        assert refusal(written(tmp_path, f"a{ending}", content))


@pytest.mark.parametrize("called", [".txt", ".csv", ".jsonl", ".html", ".docx", ".zip"])
@pytest.mark.parametrize(
    "name", ["page.html", "factiva.html", "nexis.rtf", "feed.rss", "newsml.xml", "a.docx", "a.warc"]
)
def test_a_file_is_read_as_what_it_is_and_not_as_what_it_is_called(tmp_path: Path, name: str, called: str) -> None:
    if name == "a.docx":
        content = made.docx(made.NEXIS)
    elif name == "a.warc":
        content = made.warc([("https://d.example", "text/html", made.page())], packed=True)
    else:
        content = (FIXTURES / name).read_bytes()
    found = list(read_file(written(tmp_path, f"lie{called}", content)))
    rightly = list(read_file(written(tmp_path, name, content)))
    ids = [reading.article and reading.article.article_id for reading in found]
    assert any(ids) and ids == [reading.article and reading.article.article_id for reading in rightly]


@pytest.mark.parametrize("ending", [".docx", ".zip", ".gz", ".rtf", ".warc", ".rss", ".newsml", ".xml"])
def test_plain_text_under_a_wrong_name_is_refused(tmp_path: Path, ending: str) -> None:
    assert refusal(written(tmp_path, f"a{ending}", DAM.encode()))


def test_one_line_in_another_encoding_costs_that_line(tmp_path: Path) -> None:
    good = json.dumps({"text": f"Café: {DAM}"}, ensure_ascii=False).encode()
    bad = json.dumps({"text": "Плотина выше города выдержала ночь"}, ensure_ascii=False).encode("cp1251")
    first, broken, last = read_file(written(tmp_path, "a.jsonl", b"\n".join([good, bad, good + b" "])))
    assert first.article is not None and last.article is not None
    assert broken.sentence.startswith("a.jsonl, line 2: line 2 is neither UTF-8 nor Windows-1252")
    rows = b"title,text\nA,one\n" + "B,Плотина\n".encode("cp1251") + b"C,three\n"
    one, broken, three = read_file(written(tmp_path, "a.csv", rows))
    assert one.article is not None and three.article is not None and "line 3" in broken.sentence


def test_a_file_wholly_in_another_encoding_is_told_once(tmp_path: Path) -> None:
    rows = "title,text\n" + "Б,Плотина выше города\n" * 500
    readings = list(read_file(written(tmp_path, "a.csv", rows.encode("cp1251"))))
    assert len(readings) <= 20 and "neither UTF-8" in readings[-1].sentence


def test_utf_16_is_read_in_tables_and_lines(tmp_path: Path) -> None:
    (row,) = read_file(written(tmp_path, "a.csv", f"title,text\nCafé,{STREETS}\n".encode("utf-16")))
    assert row.article is not None and row.article.title == "Café"


def test_a_missing_quotation_mark_costs_what_it_swallows_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = ["title,text", 'A,"' + "word " * 250_000, *(f"R{number},{STREETS}" for number in range(3))]
    bad, *good = read_file(written(tmp_path, "a.csv", "\n".join(rows).encode()))
    assert "closing quotation mark" in bad.sentence and "a.csv, row 2" in bad.sentence
    assert [reading.article.title for reading in good if reading.article] == ["R0", "R1", "R2"]


def test_nothing_on_standard_input_is_a_sentence() -> None:
    with pytest.raises(InputError, match="standard input: nothing came in; pipe articles"), laid_out(io.BytesIO()):
        pass
    with sources([FIXTURES / "page.html"]) as found:
        assert [source.label for source in found] == ["page.html"]


def test_too_much_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "max_unpacked_mb", 1)
    with pytest.raises(InputError, match="more than 1 MB came in"), laid_out(io.BytesIO(b"0" * 2_000_000)):
        pass


# Memory


MEASURED = """
import resource, sys
from pathlib import Path
from analysis.read import read_file
articles = sum(reading.article is not None for reading in read_file(Path(sys.argv[1])))
print(articles, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def peak_mb(path: Path) -> tuple[int, int]:
    """Articles read, and the most memory (MB) that a process took for them."""
    done = subprocess.run([sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True)
    articles, peak = done.stdout.split()
    return int(articles), int(peak)


def of_size(name: str, count: int) -> bytes:
    text = (DAM + " ") * 20
    if name == "a.csv":
        return b"id,text\n" + "".join(f"{n},{text.replace(',', '')}\n" for n in range(count)).encode()
    if name in ("a.jsonl", "a.jsonl.gz"):
        lines = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n in range(count)).encode()
        return gzip.compress(lines, 1) if name.endswith("z") else lines
    if name == "a.rss":
        item = "<item><guid>{}</guid><description>{}</description></item>"
        return f"<rss><channel>{''.join(item.format(n, text) for n in range(count))}</channel></rss>".encode()
    return made.zipped({f"{n}.txt": f"{n} {text}" for n in range(count // 4)})


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.jsonl.gz", "a.rss", "a.zip"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, name: str) -> None:
    small = peak_mb(written(tmp_path, name, of_size(name, 4_000)))
    large = peak_mb(written(tmp_path, name, of_size(name, 16_000)))
    assert large[0] == 4 * small[0]
    assert large[1] < small[1] + 40, f"{small[1]} MB for a quarter, {large[1]} MB for the whole"


# Anything


GOOD = {path.name: path.read_bytes() for path in FIXTURES.iterdir()} | {
    "a.docx": made.docx(made.NEXIS),
    "a.zip": made.zipped({"a.txt": DAM, "b.rss": (FIXTURES / "feed.rss").read_bytes()}),
    "a.warc": made.warc([("https://d.example", "text/html", made.page())], packed=False),
    "a.warc.gz": made.warc([("https://d.example", "text/html", made.page())], packed=True),
    "a.jsonl.gz": gzip.compress(b'{"text": "The dam held."}\n'),
}


@pytest.mark.parametrize("name", sorted(GOOD))
@effort(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=12)), min_size=1, max_size=6),
    keep=st.floats(0.2, 1),
)
def test_whatever_is_changed_in_a_file_only_sentences_come_of_it(name: str, cuts, keep: float, tmp_path: Path) -> None:
    data = GOOD[name]
    for place, length, inserted in cuts:
        at = int(place * len(data))
        data = data[:at] + inserted + data[at + length :]
    path = written(tmp_path, name, data[: int(keep * len(data))])
    try:
        found = list(reader_of(path, name).read(Source(path, name)))
    except InputError as problem:
        found = [Reading(None, name, str(problem))]
    assert (
        found
        or path.stat().st_size == 0
        or name.startswith("a.warc")
        or name in ("mediacloud.csv", "trafilatura.jsonl")
    )
    for reading in found:
        assert reading.article is not None or reading.sentence
        assert "failed on this file" not in reading.sentence
