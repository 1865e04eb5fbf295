"""The rules of docs/architecture.md, held by the machine."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE_LINES = 500

# Data flows down this list and never back up: a package imports only from itself and from those above it.
FLOW = (
    ("analysis.errors", "analysis.sentences", "analysis.settings", "analysis.schema"),
    ("analysis.lexicons", "analysis.provenance"),
    ("analysis.read", "analysis.parts"),
    ("analysis.language", "analysis.document"),
    ("analysis.names",),
    ("analysis.places",),
    ("analysis.times",),
    ("analysis.quotes",),
    ("analysis.events",),
    ("analysis.annotate", "analysis.interchange"),
    ("analysis.charts",),
    ("analysis.corpus",),
    ("analysis.batch", "analysis.progress", "analysis.builtin", "analysis.api"),
    ("analysis.desk",),
    ("analysis.evaluate",),
    (
        "analysis.streams",
        "analysis.gazetteer_cli",
        "analysis.whole_corpora_cli",
        "analysis.corpora_cli",
        "analysis.cli",
        "analysis.__main__",
    ),
)
ANYONE_MAY_IMPORT_NOTHING_OF = {
    "analysis": ("streamlit", "pages"),
    "pages": (
        "spacy",
        "duckdb",
        "deltalake",
        "tantivy",
        "analysis.corpus.store",
        "analysis.annotate",
        "analysis.batch",
    ),
    "analysis/charts": ("analysis.corpus.store", "analysis.corpus.queries", "duckdb", "deltalake", "spacy"),
}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def step(module: str) -> int | None:
    return next((i for i, row in enumerate(FLOW) if any(within(module, package) for package in row)), None)


@pytest.mark.parametrize("folder", ANYONE_MAY_IMPORT_NOTHING_OF)
def test_no_package_knows_what_it_should_not(folder: str) -> None:
    banned = ANYONE_MAY_IMPORT_NOTHING_OF[folder]
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in [*modules(folder), *([ROOT / "app.py"] if folder == "pages" else [])]
        for name in imported(path)
        if any(within(name, ban) for ban in banned)
    ]
    assert not wrong, "\n".join(wrong)


def test_data_flows_one_way() -> None:
    wrong = []
    for path in modules("analysis"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        here = step(module)
        if module == "analysis":
            continue
        assert here is not None, f"{module} stands nowhere in FLOW"
        for name in imported(path):
            there = step(name)
            if there is not None and there > here:
                wrong.append(f"{module} imports {name}, which comes after it")
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_no_module_outgrows_a_reader() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for folder in ("analysis", "pages")
        for path in modules(folder)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE_LINES
    ]
    assert not long, "\n".join(long)
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 80


def test_article_text_has_no_way_into_html() -> None:
    sinks = re.compile(
        r"unsafe_allow_html\s*=\s*True|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|\bexec\("
    )
    wrong = []
    for path in [ROOT / "app.py", *modules("pages"), *modules("analysis"), *(ROOT / "pages").rglob("*.js")]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if sinks.search(line):
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not wrong, "\n".join(wrong)


def test_the_only_css_is_one_static_file() -> None:
    users = [path for path in [ROOT / "app.py", *modules("pages")] if "st.html(" in path.read_text(encoding="utf-8")]
    assert [path.name for path in users] == ["theme.py"]
    tree = ast.parse(users[0].read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.html"]
    assert [ast.unparse(call) for call in calls] == ["st.html(_rules())"]
    rules = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "_rules")
    formatted = [ast.unparse(node.value) for node in ast.walk(rules) if isinstance(node, ast.FormattedValue)]
    assert not rules.args.args
    assert formatted == ["(FOLDER / 'shell.css').read_text(encoding='utf-8')"]


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for folder in ("analysis", "pages")
        for path in modules(folder)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        and path.read_text(encoding="utf-8").strip()
    ]
    assert not silent, "\n".join(silent)
