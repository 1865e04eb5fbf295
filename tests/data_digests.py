"""The digests in data/README.md. `python -m tests.data_digests` writes them anew after data was changed on purpose."""

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "data" / "README.md"
ROW = re.compile(r"^(\| `([^`]+)` \|.*\| )`([0-9a-f]{12}|-)`( \|)$", flags=re.MULTILINE)


def digest(path: Path) -> str:
    """The first 12 digits of the SHA-256 of a file, or of all files of a folder with their names."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    whole = hashlib.sha256()
    for file in sorted(file for file in path.rglob("*") if file.is_file()):
        whole.update(str(file.relative_to(path)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:12]


def listed() -> dict[str, str]:
    """File or folder → digest as data/README.md gives it."""
    return {name: value for _, name, value, _ in ROW.findall(README.read_text(encoding="utf-8"))}


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(ROW.sub(lambda row: f"{row[1]}`{digest(ROOT / row[2])}`{row[4]}", text), encoding="utf-8")
