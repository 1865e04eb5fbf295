"""What the words around a name tell of its kind, and names that only those words give away.

"…, the duty hydrologist of the office," makes a person of what stands before it, a first name does so of a pair of
words, "near" and "towards" make a place of a single word. Leaves what other sentences tell to consistency.py.
"""

from collections import defaultdict
from functools import cache

from spacy.tokens import Doc, Token

from analysis import lexicons
from analysis.document import Document
from analysis.names import role_nouns
from analysis.names.recognise import DAYS, Mention, is_capitalised, is_shouted, names_its_kind

NOT_PERSON = frozenset({"organisation", "place", "other"})
TOWARDS = frozenset({"in", "near", "outside", "across", "toward", "towards", "above", "between", "around", "from"})
BESIDE = frozenset({"near", "outside", "toward", "towards", "above", "below"})
TERRAIN = frozenset({"basin", "valley", "delta", "peninsula", "gorge", "reservoir", "plateau", "coast", "highlands",
                     "lowlands", "estuary", "plain", "mountains", "hills", "desert", "strait"})  # fmt: skip
RELATIVE = frozenset({"who", "whose"})
PERSON_WORDS = (2, 3)  # words of a name that may be a person's


def settle(document: Document, mentions: list[Mention]) -> list[Mention]:
    """`mentions` with the kinds that their surroundings tell, without words that are no names, with missed persons."""
    doc = document.doc
    kept = [part for mention in mentions if not _is_common_word(doc, mention) for part in _parted(doc, mention)]
    kept = [_told_person(doc, mention) for mention in kept]
    kept = _told_organisations(document, kept)
    kept = _told_places(doc, kept)
    return _with_missed_persons(document, kept)


def _is_common_word(doc: Doc, mention: Mention) -> bool:
    """Whether a single word is capital only as the first of its sentence, or a day: "Teachers", "Nobody", "Friday"."""
    if mention.end - mention.start != 1:
        return False
    token = doc[mention.start]
    if token.text in DAYS:
        return True
    if not (token.is_sent_start or token.i == 0 or doc[token.i - 1].is_quote) or token.is_upper and len(token) > 1:
        return False
    return token.lower_ in _indefinite() or token.lower_ in lexicons.words("roles", "noun", naming="collective")


@cache
def _indefinite() -> frozenset[str]:
    """Pronouns and quantifiers that stand for persons without naming them."""
    ends = ("body", "one", "thing")
    starts = ("no", "some", "any", "every")
    return frozenset(s + e for s in starts for e in ends) | {
        "others", "all", "both", "many", "most", "few", "several", "none", "each", "neither", "either", "we", "you",
        "they", "he", "she", "it", "i", "who", "what", "people", "men", "women", "folks", "volunteers", "families",
    }  # fmt: skip


def _looks_personal(words: tuple[str, ...]) -> bool:
    """Whether two or three plain words, none of an organisation or a place, could be first name and surname."""
    low, high = PERSON_WORDS
    plain = all(
        word.replace("-", "").replace("’", "").replace("'", "").isalpha() and word[:1].isupper() for word in words
    )
    return low <= len(words) <= high and plain and not any(w.isupper() for w in words) and not names_its_kind(words)


def _words(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    return tuple(token.text for token in doc[start:end])


@cache
def _first_names() -> frozenset[str]:
    return lexicons.words("first_names", "name")


def _parted(doc: Doc, mention: Mention) -> list[Mention]:
    """ "Ana Ruiz of the Harbour Office", taken for one organisation, as the person and the organisation."""
    of = next((i for i in range(mention.start, mention.end) if doc[i].lower_ == "of"), None)
    if mention.kind == "person" or of is None or not _looks_personal(_words(doc, mention.start, of)):
        return [mention]
    start = of + 2 if of + 1 < mention.end and doc[of + 1].lower_ == "the" else of + 1
    if start >= mention.end or not (doc[mention.start].text in _first_names() or _speaks(doc, mention)):
        return [mention]
    return [Mention(mention.start, of, "person"), Mention(start, mention.end, mention.kind)]


def _speaks(doc: Doc, mention: Mention) -> bool:
    """Whether a verb of speech stands right beside the name."""
    beside = [doc[i].lower_ for i in (mention.start - 1, mention.end) if 0 <= i < len(doc)]
    return any(word in _speech_forms() for word in beside)


@cache
def _speech_forms() -> frozenset[str]:
    return frozenset(form for row in lexicons.rows("speech_verbs") for form in row["forms"].split())


def _told_person(doc: Doc, mention: Mention) -> Mention:
    """A person by first name, by a personal role in apposition behind, or by "who"."""
    words = _words(doc, mention.start, mention.end)
    if mention.kind not in NOT_PERSON or not _looks_personal(words):
        return mention
    behind = role_nouns.apposition_head(doc, mention.end)
    has_role = behind is not None and role_nouns.is_of_persons(behind.lower_)
    if has_role or words[0] in _first_names() or (mention.kind != "place" and _has_who(doc, mention.end)):
        return mention._replace(kind="person")
    return mention


def _has_who(doc: Doc, end: int) -> bool:
    i = end + 1 if end < len(doc) and doc[end].text == "," else end
    return i < len(doc) and doc[i].text in RELATIVE


def _told_organisations(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The outlet itself, and what stands in apposition to a noun for a firm: "the operator, Donau Nord,"."""
    doc = document.doc
    outlet = document.outlet.strip()
    found = []
    for mention in mentions:
        if mention.kind in ("person", "other", "place"):
            text = doc[mention.start : mention.end].text
            single_of_outlet = text == outlet and mention.kind != "place"
            if single_of_outlet or (mention.kind == "person" and _is_of_firm(doc, mention.start)):
                mention = mention._replace(kind="organisation")
        found.append(mention)
    return found


def _is_of_firm(doc: Doc, start: int) -> bool:
    """Whether "the operator," or "its owner," stands before: a noun that the list keeps for organisations."""
    if start < 3 or doc[start - 1].text != "," or doc[start - 2].pos_ != "NOUN":
        return False
    led = doc[start - 3].pos_ in ("DET", "PRON", "ADJ", "NOUN")
    return led and doc[start - 2].lower_ in lexicons.words("roles", "noun", naming="organisation")


def _told_places(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """A single word, taken for a person, that mostly stands as places do: "near X", "the X basin", "between A and X".

    One taken for an organisation is a place where it always stands so, and beside no word that goes with firms, too.
    """
    surnames = {doc[m.end - 1].text for m in mentions if m.kind == "person" and m.end - m.start > 1}
    firsts = {doc[m.start].text for m in mentions if m.kind == "person" and m.end - m.start > 1}
    candidates: dict[tuple[str, str], list[bool]] = defaultdict(list)
    before: Mention | None = None
    for mention in mentions:
        if mention.end - mention.start == 1 and _may_be_place(doc, mention):
            where = TOWARDS if mention.kind == "person" else BESIDE
            located = _is_located(doc, mention.start, where) or _names_terrain(doc, mention)
            located = located or (before is not None and _is_beside_place(doc, before, mention, where))
            candidates[mention.kind, doc[mention.start].text].append(located)
        before = mention
    taken = {i for mention in mentions for i in range(mention.start, mention.end)}
    words = {word for _kind, word in candidates}
    for token in doc:  # where the model saw no name, the word may stand more plainly
        if token.text in words and token.i not in taken:
            bare = Mention(token.i, token.i + 1, "person")
            located = _is_located(doc, bare.start, TOWARDS) or _names_terrain(doc, bare)
            for kind in ("person", "organisation"):
                if (kind, token.text) in candidates:
                    candidates[kind, token.text].append(located)
    never = surnames | firsts | _first_names()
    places = {
        (kind, word)
        for (kind, word), located in candidates.items()
        if word not in never and (all(located) if kind == "organisation" else 2 * sum(located) >= len(located))
    }
    return [
        m._replace(kind="place") if m.end - m.start == 1 and (m.kind, doc[m.start].text) in places else m
        for m in mentions
    ]


def _may_be_place(doc: Doc, mention: Mention) -> bool:
    return mention.kind == "person" or (mention.kind == "organisation" and not doc[mention.start].is_upper)


def _is_beside_place(doc: Doc, before: Mention, mention: Mention, where: frozenset[str]) -> bool:
    """Whether "and" joins the name to a place that stands as places do: "between Melk and X"."""
    joined = before.end == mention.start - 1 and doc[before.end].lower_ in ("and", "or", ",")
    return joined and before.kind == "place" and _is_located(doc, before.start, where)


def _is_located(doc: Doc, start: int, where: frozenset[str]) -> bool:
    """Whether a word of `where` stands before, perhaps with "the" between: "in the Wachau"."""
    if start > 1 and doc[start - 1].lower_ == "the":
        start -= 1
    return start > 0 and doc[start - 1].lower_ in where


def _names_terrain(doc: Doc, mention: Mention) -> bool:
    """Whether a noun for terrain follows ("the Eferding basin"), or where the place lies ("the Wachau, between …")."""
    led = mention.start > 0 and doc[mention.start - 1].lower_ == "the"
    behind = [token.lower_ for token in doc[mention.end : mention.end + 2]]
    return led and bool(behind) and (behind[0] in TERRAIN or (behind[0] == "," and behind[-1] in ("between", "near")))


def _with_missed_persons(document: Document, mentions: list[Mention]) -> list[Mention]:
    """First name and surname, or a pair of names before a personal role, where the model saw no name."""
    doc = document.doc
    taken = bytearray(len(doc))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    added: list[Mention] = []
    i = 0
    while i < len(doc):
        end = i
        while end < len(doc) and end - i < 4 and not taken[end] and _is_part(doc[end], begins=end == i):
            end += 1
        if end - i >= PERSON_WORDS[0] and not (end < len(doc) and taken[end]) and not (i > 0 and taken[i - 1]):
            whole = document.in_story(doc[i].idx, doc[end - 1].idx + len(doc[end - 1]))
            if whole and _is_missed_person(doc, i, end):
                added.append(Mention(i, end, "person"))
        i = max(end, i + 1)
    return sorted([*mentions, *added])


def _is_part(token: Token, *, begins: bool) -> bool:
    return (
        token.pos_ == "PROPN" and is_capitalised(token) and not token.is_upper and token.text not in DAYS
        and (begins or not token.is_sent_start)
    )  # fmt: skip


def _is_missed_person(doc: Doc, start: int, end: int) -> bool:
    words = _words(doc, start, end)
    if not _looks_personal(words) or is_shouted(doc[start]) or words[0] in lexicons.words("titles", "title"):
        return False
    behind = role_nouns.apposition_head(doc, end)
    return words[0] in _first_names() or (behind is not None and role_nouns.is_of_persons(behind.lower_))
