"""What a user may set, by environment variable (DATELINE_…) or a `.env` file beside app.py."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


class Settings(BaseSettings):
    """All settings with their defaults; `docs/settings.md` is checked against these by a test."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", env_file=ROOT / ".env", extra="ignore")

    model: str = Field(str(DATA / "model"), description="spaCy pipeline: a folder, or the name of an installed package")
    corpora_dir: Path = Field(DATA / "corpora", description="folder that holds the processed corpora")
    truth_uri: str = Field(
        "", description="where the article tables lie if not in corpora_dir, e.g. s3://bucket/dateline"
    )
    storage_options: dict[str, str] = Field(
        default_factory=dict, description="access to truth_uri as JSON, in the names that delta-rs uses"
    )
    gazetteer: Path = Field(
        DATA / "gazetteer" / "gazetteer.sqlite.xz", description="packed gazetteer; unpacked beside itself on first use"
    )
    own_gazetteer: Path = Field(
        DATA / "gazetteer" / "own.sqlite", description="the user's own places, silenced names and homes of outlets"
    )
    place_confidence: float = Field(
        0.33, ge=0, le=1, description="places surer than this are put on the map; the rest are kept without coordinates"
    )
    geocoder: Literal["", "nominatim", "photon", "geonames"] = Field(
        "", description="online geocoder for names on no map, one click a name; empty: none"
    )
    geocoder_domain: str = Field("", description="host of that geocoder, e.g. nominatim.example.org")
    geocoder_user: str = Field("", description="who asks: the User-Agent for Nominatim and Photon, else the user name")
    workers: int = Field(0, ge=0, description="processes for large corpora; 0 = one for each core")
    max_file_mb: int = Field(20, gt=0, description="largest input file accepted, in megabytes")
    max_unpacked_mb: int = Field(4000, gt=0, description="most that one archive may unpack to, in megabytes")
    max_article_chars: int = Field(200_000, gt=0, description="longest article that is analysed, in characters")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
