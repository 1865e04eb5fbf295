"""Temporal expressions found in a text: rules over word classes, the longest match wins.

A rule's pattern is a row of elements: a word, alternatives `early|late`, a class in braces `{month}` (`{n:count}` to
name it, `{month}|{season}` to choose), a group `( … | … )`, each with `?` if it may be missing, and `<name>` for the
pattern of the rule `<name>`; `_` is a comma. There is no repetition, so matching is linear in the text: each word
becomes one symbol, each rule a regular expression over symbols, tried only where its first symbol stands.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.times.lexicon import Rule, rules, word_classes
from analysis.times.words import Word

_TOKEN = re.compile(r"\(|\)\??|<[^>]+>\??|[^\s()<>]+|\|")
_NUMBER_SIGNATURES = (
    "n", "n day hour two", "n day two", "n hour two", "n two", "n year", "n oldyear", "n spokenday spokenhour",
    "n spokenday", "n number spokenday spokenhour", "n number spokenday", "n number", "n year number", "ordinal",
    "ordinal day", "holiday", "iso", "figures", "range", "clock", "military", "decade", "shortyear", "ampm",
    "zoneplace",
)  # fmt: skip
OTHER = "\ue000"


class Mention(NamedTuple):
    """A match of one rule; `slots` holds the words of its named classes."""

    char_start: int
    char_end: int
    rule: Rule
    slots: dict[str, Word]
    first_word: int  # position in the words of the sentence
    words: tuple[Word, ...]


class _Compiled(NamedTuple):
    rule: Rule
    pattern: re.Pattern[str]
    names: dict[str, str]  # group name → slot name


class Grammar:
    """All rules compiled. Use `grammar()`."""

    def __init__(self, all_rules: tuple[Rule, ...]) -> None:
        self._parts = {rule.name: rule.pattern for rule in all_rules if rule.name.startswith("<")}
        own = [rule for rule in all_rules if not rule.name.startswith("<")]
        parsed = [(rule, _Parser(rule.pattern, self._parts).parse()) for rule in own]
        literals = {atom for _, nodes in parsed for atom in _atoms(nodes) if not atom.startswith("{")}
        self._symbols = _signatures(literals)
        self._literals = literals
        by_atom: dict[str, str] = {}
        for signature, symbol in self._symbols.items():
            for atom in signature:
                by_atom[atom] = by_atom.get(atom, "") + symbol
        self._starting: dict[str, list[_Compiled]] = {}
        for rule, nodes in parsed:
            names: dict[str, str] = {}
            compiled = _Compiled(rule, re.compile(_regex(nodes, by_atom, names)), names)
            for symbol in {s for atom in _first(nodes)[0] for s in by_atom.get(atom, "")}:
                self._starting.setdefault(symbol, []).append(compiled)

    def symbols(self, words: list[Word]) -> str:
        """One symbol a word; words with the same classes have the same symbol."""
        return "".join(map(self._symbol, words))

    def _symbol(self, word: Word) -> str:
        atoms = {"{" + name for name in word.classes}
        if word.lower in self._literals:
            atoms.add(word.lower)
        return self._symbols.get(frozenset(atoms), OTHER)

    def matches(self, words: list[Word], symbols: str, position: int) -> list[Mention]:
        """The mentions that begin at a word, the longest first, those of equal length in the order of the rules."""
        found = []
        for compiled in self._starting.get(symbols[position], ()):
            match = compiled.pattern.match(symbols, position)
            if match is None or match.end() == position:
                continue
            slots: dict[str, Word] = {}
            for group, slot in compiled.names.items():
                if match.start(group) >= 0:
                    slots.setdefault(slot, words[match.start(group)])
            own = tuple(words[position : match.end()])
            found.append(Mention(own[0].char_start, own[-1].char_end, compiled.rule, slots, position, own))
        found.sort(key=lambda mention: -len(mention.words))
        return found


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of data/lexicons/times_rules.csv, compiled once."""
    return Grammar(rules())


class _Symbol(NamedTuple):
    atoms: tuple[str, ...]
    slot: str | None
    optional: bool


class _Group(NamedTuple):
    branches: tuple[tuple["_Symbol | _Group", ...], ...]
    optional: bool


_Node = _Symbol | _Group


class _Parser:
    """A pattern as a tree of symbols and groups."""

    def __init__(self, pattern: str, parts: dict[str, str]) -> None:
        self._tokens = _TOKEN.findall(pattern)
        self._parts = parts
        self._at = 0

    def parse(self) -> tuple[_Node, ...]:
        return _one(self._branches(None))

    def _branches(self, closing: str | None) -> list[tuple[_Node, ...]]:
        branches: list[tuple[_Node, ...]] = []
        nodes: list[_Node] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if closing and token.startswith(")"):
                break
            self._at += 1
            if token == "|":
                branches.append(tuple(nodes))
                nodes = []
            elif token == "(":
                inner = self._branches(")")
                nodes.append(_Group(tuple(inner), self._tokens[self._at].endswith("?")))
                self._at += 1
            elif token.startswith("<"):
                name = token.rstrip("?")
                nodes.append(_Group((_Parser(self._parts[name], self._parts).parse(),), token.endswith("?")))
            else:
                nodes.append(_symbol(token))
        branches.append(tuple(nodes))
        return branches


def _one(branches: list[tuple[_Node, ...]]) -> tuple[_Node, ...]:
    return branches[0] if len(branches) == 1 else (_Group(tuple(branches), False),)


def _symbol(token: str) -> _Symbol:
    optional = token.endswith("?") and len(token) > 1
    atoms, slot = [], None
    for choice in (token[:-1] if optional else token).split("|"):
        if choice.startswith("{"):
            name, _, alias = choice.strip("{}").partition(":")
            atoms.append("{" + name)
            slot = slot or alias or name
        else:
            atoms.append("," if choice == "_" else choice)
    return _Symbol(tuple(atoms), slot, optional)


def _atoms(nodes: tuple[_Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, _Symbol):
            yield from node.atoms
        else:
            for branch in node.branches:
                yield from _atoms(branch)


def _first(nodes: tuple[_Node, ...]) -> tuple[set[str], bool]:
    """The atoms a row of nodes may begin with, and whether it may be empty."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, _Symbol):
            found.update(node.atoms)
            empty = node.optional
        else:
            inner = [_first(branch) for branch in node.branches]
            found.update(atom for atoms, _ in inner for atom in atoms)
            empty = node.optional or any(may_be_empty for _, may_be_empty in inner)
        if not empty:
            return found, False
    return found, True


def _regex(nodes: tuple[_Node, ...], by_atom: dict[str, str], names: dict[str, str]) -> str:
    pieces = []
    for node in nodes:
        if isinstance(node, _Symbol):
            symbols = "".join(sorted({s for atom in node.atoms for s in by_atom.get(atom, "")})) or "\uf8ff"
            piece = f"[{symbols}]"
            if node.slot:
                group = f"g{len(names)}"
                names[group] = node.slot
                piece = f"(?P<{group}>{piece})"
        else:
            piece = "(?:" + "|".join(_regex(branch, by_atom, names) for branch in node.branches) + ")"
        pieces.append(piece + ("?" if node.optional else ""))
    return "".join(pieces)


def _signatures(literals: set[str]) -> dict[frozenset[str], str]:
    """Every set of atoms a word can have, each with its own symbol."""
    signatures = {frozenset("{" + name for name in names.split()) for names in _NUMBER_SIGNATURES}
    for word, classes in word_classes().items():
        atoms = {"{" + name for name in classes}
        signatures.add(frozenset(atoms))
        if word in literals:
            signatures.add(frozenset(atoms | {word}))
    signatures.update(frozenset({literal}) for literal in literals if literal not in word_classes())
    signatures.add(frozenset({"#", "{n"}))
    ordered = sorted(signatures, key=sorted)
    return {signature: chr(ord(OTHER) + 1 + number) for number, signature in enumerate(ordered)}
