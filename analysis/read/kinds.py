"""Which reader reads a file: told by what the file begins with where a format shows that, else by its extension."""

import gzip
import importlib
import pkgutil
import zlib
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from analysis.errors import InputError
from analysis.read import formats
from analysis.read.unpacked import too_large
from analysis.settings import settings

HEAD_BYTES = 65_536


def _modules() -> list[ModuleType]:
    names = [module.name for module in pkgutil.iter_modules(formats.__path__)]
    return [importlib.import_module(f"{formats.__name__}.{name}") for name in names]


@lru_cache(maxsize=1)
def readers() -> dict[str, ModuleType]:
    """The reader of each file extension: every module of `analysis.read.formats`."""
    return {ending: reader for reader in _modules() for ending in reader.EXTENSIONS}


@lru_cache(maxsize=1)
def _recognising() -> list[ModuleType]:
    return [reader for reader in _modules() if hasattr(reader, "recognises")]


def reader_of(path: Path, name: str) -> ModuleType:
    """The reader for a file that exists and is not too large. Raises InputError."""
    if path.is_dir():
        raise InputError("this folder cannot be opened; give yourself the permission to read it.", name)
    reader = readers().get((Path(name).suffix or path.suffix).lower())
    if reader is None:
        raise InputError(f"files of this kind are not read; give one of {', '.join(sorted(readers()))}.", name)
    if not path.is_file():
        raise InputError("there is no such file.", name)
    reader = recognised(head_of(path)) or reader
    size_bytes = path.stat().st_size
    if size_bytes > settings().max_file_mb * 1_000_000 and not getattr(reader, "IN_PIECES", False):
        raise too_large(size_bytes, name)
    return reader


def recognised(head: bytes) -> ModuleType | None:
    """The reader that knows its format by how a file begins, whatever the file is called; None where none does."""
    return next((reader for reader in _recognising() if reader.recognises(head)), None)


def head_of(path: Path) -> bytes:
    """How a file begins."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def head_unpacked(head: bytes) -> bytes:
    """How what is packed in a gzip file begins; b"" where nothing comes out."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD_BYTES)
    except (zlib.error, gzip.BadGzipFile):
        return b""
