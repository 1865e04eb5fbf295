"""Every format and every kind of bad input, read from real files."""

import json
import textwrap
from pathlib import Path

import pytest

from analysis.read import files_in, formats, read_file, read_text, readers
from analysis.read.reading import Reading
from analysis.settings import settings

STORY = "The dam above the town held through the night, engineers said. Nobody was hurt."
PAGE = """<!doctype html><html><head><title>Dam holds | The Daily</title>
<meta property="og:site_name" content="The Daily"><link rel="canonical" href="https://daily.example/dam">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Dam holds",
"datePublished": "2016-11-03T08:00:00+01:00", "author": {"@type": "Person", "name": "Jane Doe"}}</script></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Dam holds</h1>
<p>The dam above the town held through the night, engineers said on Thursday after two days of heavy rain.</p>
<p>Nobody was hurt. The mayor said that the lower streets would stay closed until the water falls below two metres.</p>
<p>Volunteers had filled more than four thousand sandbags along the quay, according to the fire brigade of the town.</p>
</article><footer>© The Daily</footer></body></html>"""


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def one(path: Path, label: str = "") -> Reading:
    (reading,) = read_file(path, label)
    return reading


def refusal(path: Path) -> str:
    reading = one(path)
    assert reading.article is None
    assert reading.sentence.startswith(path.name)
    assert reading.sentence.endswith(".")
    assert "\n" not in reading.sentence
    return reading.sentence


def test_every_reader_says_what_it_reads() -> None:
    assert {".txt", ".html", ".jsonl", ".csv"} <= set(readers())
    for ending, reader in readers().items():
        assert ending.startswith(".") and ending == ending.lower()
        assert reader.NAME and reader.__doc__ and callable(reader.read)


def test_the_reader_of_the_document_is_found_and_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = (Path(__file__).parents[2] / "docs" / "add-a-reader.md").read_text(encoding="utf-8")
    code = textwrap.dedent(document.split("```python\n")[1].split("   ```")[0])
    (tmp_path / "several_texts_example.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    readers.cache_clear()
    try:
        found = list(read_file(written(tmp_path, "a.texts", f"{STORY}\n=====\n\n===\n{STORY}")))
    finally:
        readers.cache_clear()
    assert [reading.article is not None for reading in found] == [True, False, True]
    assert found[1].sentence.startswith("a.texts, text 2: ")


# Plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_the_encodings_of_old_and_new_programs(tmp_path: Path, encoding: str) -> None:
    text = f"“{STORY}” – Café Zürich\nThe second line."
    article = one(written(tmp_path, "a.txt", text.encode(encoding))).article
    assert article is not None
    assert article.text == text


def test_line_breaks_of_windows_are_read_as_line_breaks(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.txt", b"One.\r\n\r\nTwo.\rThree.")).article
    assert article is not None and article.text == "One.\n\nTwo.\nThree."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 and so on", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"text \x00\x01\x02 text", "binary"),
        ("Плотина выше города выдержала".encode("cp1251"), "neither UTF-8 nor Windows-1252"),
        ("ダムは一晩中持ちこたえた".encode("shift_jis"), "neither UTF-8 nor Windows-1252"),
        ("Café Zürich\n".encode() + b"the \xe9 broke here", "line 2 is damaged"),
        (b"\xff\xfea", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(written(tmp_path, "a.txt", content))


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # a sparse file: nothing is written
    sentence = refusal(path)
    assert "50 MB" in sentence and f"{settings().max_file_mb} MB" in sentence


def test_a_file_of_another_kind_names_the_kinds_that_are_read(tmp_path: Path) -> None:
    assert ".csv, " in refusal(written(tmp_path, "a.exe", b"MZ"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nowhere.txt")


def test_the_label_stands_for_the_name_of_the_file(tmp_path: Path) -> None:
    reading = one(written(tmp_path, "0001.txt", STORY), "My article.txt")
    assert reading.article is not None and reading.article.source == reading.where == "My article.txt"


# JSON Lines


def test_json_lines_by_any_name_of_their_fields(tmp_path: Path) -> None:
    record = {"Headline": "Dam holds", "article text": STORY, "media_name": "The Daily", "link": "https://d.example/1",
              "authors": ["Jane Doe", "Joe Roe"], "publish_date": "2016-11-03T10:00:00+03:00"}  # fmt: skip
    article = one(written(tmp_path, "a.jsonl", json.dumps(record))).article
    assert article is not None
    assert (article.title, article.text, article.outlet) == ("Dam holds", STORY, "The Daily")
    assert (article.byline, article.url) == ("Jane Doe, Joe Roe", "https://d.example/1")
    assert (article.published, article.utc_offset) == ("2016-11-03T10:00:00", "+03:00")
    assert (article.published_basis, article.published_precision) == ("given", "minute")


def test_a_broken_line_does_not_stop_the_others(tmp_path: Path) -> None:
    good = json.dumps({"text": STORY})
    lines = [good, '{"text": "broken', '["no object"]', '{"text": ""}', '{"words": "no text field"}',
             '{"text": "half \\ud83d a character"}', '{"text": "a \\u0000 in it"}', "[" * 100_000, good]  # fmt: skip
    readings = list(read_file(written(tmp_path, "a.jsonl", "\n".join(lines))))
    assert [reading.article is not None for reading in readings] == [True] + [False] * 7 + [True]
    for number, reading in enumerate(readings[1:8], start=2):
        assert reading.sentence.startswith(f"a.jsonl, line {number}: ") and reading.sentence.endswith(".")
    assert '"words"' in readings[4].sentence


def test_one_object_over_several_lines_is_one_article(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.json", json.dumps({"title": "Dam", "text": STORY}, indent=2))).article
    assert article is not None and (article.title, article.text) == ("Dam", STORY)
    listed = json.dumps({"count": 2, "articles": [{"text": STORY}, {"body": f"{STORY} Again."}]}, indent=1)
    assert [reading.article is not None for reading in read_file(written(tmp_path, "b.json", listed))] == [True, True]


def test_a_broken_list_or_object_is_one_sentence_and_not_one_for_each_line(tmp_path: Path) -> None:
    whole = json.dumps([{"text": STORY}, {"text": STORY}], indent=2)
    assert "line 3" in refusal(written(tmp_path, "a.json", whole.replace('"text":', '"text"', 1)))
    assert "nested too deep" in refusal(written(tmp_path, "b.json", "[" * 100_000))


def test_a_text_is_text_or_its_paragraphs(tmp_path: Path) -> None:
    def read(value: object) -> Reading:
        return one(written(tmp_path, "a.jsonl", json.dumps({"text": value})))

    article = read(["The dam held.", "Nobody was hurt."]).article
    assert article is not None and article.text == "The dam held.\n\nNobody was hurt."
    for value in (5, True, None, {"html": STORY}, [1, 2], []):
        assert "there is no text" in read(value).sentence


def test_one_list_of_objects_is_read_too(tmp_path: Path) -> None:
    records = [{"text": STORY}, "no object", {"text": STORY, "id": "b"}]
    readings = list(read_file(written(tmp_path, "a.json", json.dumps(records, indent=2))))
    assert [reading.article is not None for reading in readings] == [True, False, True]
    assert readings[1].sentence.startswith("a.json, item 2: ")


def test_the_same_record_twice_has_one_id_but_ids_of_their_own_tell_records_apart(tmp_path: Path) -> None:
    lines = [{"text": STORY}, {"text": STORY}, {"text": STORY, "id": "b"}, {"text": STORY, "outlet": "The Daily"}]
    found = read_file(written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines))))
    ids = [reading.article.article_id for reading in found if reading.article]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_pasted_and_uploaded_are_the_same_article(tmp_path: Path) -> None:
    pasted, uploaded = read_text(STORY).article, one(written(tmp_path, "a.txt", STORY)).article
    assert pasted and uploaded and pasted.article_id == uploaded.article_id


def test_a_date_that_cannot_be_read_costs_the_date_not_the_article(tmp_path: Path) -> None:
    reading = one(written(tmp_path, "a.jsonl", json.dumps({"text": STORY, "published": "03/11/2016"})))
    assert reading.article is not None and reading.article.published is None
    assert reading.article.published_basis == "none"
    assert "two ways" in reading.sentence and "kept without a date" in reading.sentence


# Tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_with_any_delimiter_and_columns_in_any_order(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["Publication", "Body", "Pub_Date", "Headline"],
        ["The Daily", f'"{STORY}\n\nMore."', "Nov 3, 2016", "Dam holds"],
    ]
    rows[1][2] = f'"{rows[1][2]}"'
    article = one(written(tmp_path, "a.csv", "\ufeff" + "\n".join(delimiter.join(row) for row in rows))).article
    assert article is not None
    assert article.text == f"{STORY}\n\nMore."
    assert (article.outlet, article.title, article.published) == ("The Daily", "Dam holds", "2016-11-03")


def test_a_table_without_a_column_of_text_names_what_it_found_and_what_it_takes(tmp_path: Path) -> None:
    sentence = refusal(written(tmp_path, "a.csv", "Name,Price\nTea,3\n"))
    assert '"Name", "Price"' in sentence and '"text", "body"' in sentence


def test_a_small_table_does_not_make_the_next_one_unreadable(tmp_path: Path) -> None:
    refusal(written(tmp_path, "small.csv", "a,b\n"))
    assert one(written(tmp_path, "large.csv", f"title,text\nDam,{'Long story. ' * 50}\n")).article is not None


def test_a_reader_that_breaks_is_told_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_source: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(readers()[".txt"], "read", broken)
    assert "failed on this file (ZeroDivisionError)" in refusal(written(tmp_path, "a.txt", STORY))


def test_a_bad_row_does_not_stop_the_others(tmp_path: Path) -> None:
    rows = ["title,text", f"A,{STORY.replace(',', '')}", "B,", "C", f"D,{STORY.replace(',', '')} Again."]
    readings = list(read_file(written(tmp_path, "a.csv", "\n".join(rows))))
    assert [reading.article is not None for reading in readings] == [True, False, False, True]
    assert readings[1].sentence.startswith("a.csv, row 3: there is no text")


def test_a_missing_quotation_mark_that_swallows_the_file_is_told(tmp_path: Path) -> None:
    content = 'title,text\nA,"' + "word " * (settings().max_article_chars // 4)
    assert "closing quotation mark" in one(written(tmp_path, "a.csv", content)).sentence


# Saved pages


def test_a_saved_page_gives_article_title_date_byline_and_outlet(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.html", PAGE)).article
    assert article is not None
    assert "Volunteers had filled" in article.text and "Home" not in article.text
    assert (article.title, article.byline, article.outlet) == ("Dam holds", "Jane Doe", "The Daily")
    assert (article.published, article.published_basis) == ("2016-11-03T08:00:00", "page")
    assert article.url == "https://daily.example/dam"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><body><a href='/'>Home</a><p>Sign in</p></body></html>",
        "<" * 5_000,
        "<p>" * 50_000,
    ],
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    assert refusal(written(tmp_path, "a.html", page))


def test_a_page_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace(
        "Nobody was hurt.", "Никто не пострадал."
    )
    article = one(written(tmp_path, "a.html", page.replace("©", "").encode("cp1251"))).article
    assert article is not None and "Никто не пострадал." in article.text


# Pasted text and folders


def test_a_pasted_text_with_its_date() -> None:
    article = read_text(STORY, title=" Dam holds ", outlet="The Daily", published="3 November 2016").article
    assert article is not None and (article.title, article.published) == ("Dam holds", "2016-11-03")


@pytest.mark.parametrize(
    ("text", "published"), [("", None), (" \n", None), ("a\0b", None), ("\ud800", None), (STORY, "soon")]
)
def test_a_pasted_text_that_cannot_be_read(text: str, published: str | None) -> None:
    reading = read_text(text, published=published)
    assert reading.article is None and reading.sentence.endswith(".")


def test_a_folder_is_walked_for_files_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "deep/a.CSV", "readme.md", ".git/c.txt", ".hidden.txt"):
        written(tmp_path, name, STORY)
    assert [source.path.name for source in files_in([tmp_path])] == ["b.txt", "a.CSV"]


def test_a_file_in_a_folder_is_known_by_its_way_from_there(tmp_path: Path) -> None:
    for folder in ("b", "a"):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder, "x.txt", STORY)
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    assert [source.label for source in files_in([tmp_path])] == ["a/x.txt", "b/x.txt"]


def test_a_file_that_goes_while_others_are_read_is_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        written(tmp_path, name, STORY)
    sources = list(files_in([tmp_path]))
    (tmp_path / "a.txt").unlink()
    first, second = (one(source.path, source.label) for source in sources)
    assert "a.txt: there is no such file" in first.sentence and second.article is not None


def test_only_what_can_be_printed_of_a_files_name_is_kept(tmp_path: Path) -> None:
    reading = one(written(tmp_path, "a\udcff\x1b[1m\n\u202eb.txt", STORY))
    assert reading.article is not None
    assert reading.where == reading.article.source == "a[1mb.txt"
    assert len(one(written(tmp_path, "c.txt", STORY), "c" * 500 + ".txt").where) == 120
