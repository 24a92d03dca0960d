"""CSV and Excel to rows of text: encodings, separators, dates and numbers as Dutch offices write.

Nothing is guessed about meaning here; a cell is the text that a person would see in it.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from matcher.errors import DataError

SEPARATORS = ";,\t"
LONGEST_CELL = 131_072
LARGEST_WORKBOOK = 1 << 30  # bytes, unpacked
# A spreadsheet runs a cell that begins with one of these.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"

Lines = Iterator[tuple[int, list[str]]]


def rows(data: bytes, name: str) -> tuple[int, Lines]:
    """How many lines a table has, about, and its rows with their line number, first row 1.

    Raises
    ------
    DataError
        When the bytes are no table; also while the rows are read.
    """
    if data.startswith(b"PK\x03\x04"):
        return _excel(data, name)
    if data.startswith(_OLD_EXCEL):
        raise DataError(f"{name}: dit is een oud Excel-bestand (.xls); sla het op als .xlsx")
    text = _text(data, name)
    separator = sniff(text)
    return text.count("\n") + 1, _csv(text, separator, name)


def _text(data: bytes, name: str) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        else:
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise DataError(f"{name}: dit is geen tabel; toegestaan: CSV of Excel (.xlsx)")
    return text


def sniff(text: str) -> str:
    """The separator that stands most often in the first line with words, outside quotes."""
    first = re.search(r"[^\r\n]*\S[^\r\n]*", text)
    bare = "".join((first[0] if first else "").split('"')[::2])
    return max(SEPARATORS, key=lambda sign: (bare.count(sign), -SEPARATORS.index(sign)))


def _csv(text: str, separator: str, name: str) -> Lines:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise DataError(
                f"{name} regel {reader.line_num}: geen geldige CSV ({error}); "
                "sla het bestand opnieuw op als CSV"
            ) from None
        yield reader.line_num, [_shown(cell) for cell in cells]


def _shown(cell: str) -> str:
    """Our own guard against formulas taken off again."""
    if cell.startswith("'") and cell[1:].startswith(FORMULA):
        return cell[1:]
    return cell


def _excel(data: bytes, name: str) -> tuple[int, Lines]:
    try:
        import openpyxl
    except ImportError:  # pragma: no cover
        raise DataError(
            f"{name}: voor Excel is openpyxl nodig: pip install 'openpyxl>=3.1'"
        ) from None
    broken = f"{name}: kan dit Excel-bestand niet lezen; sla het opnieuw op als .xlsx of als CSV"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # A damaged workbook can fail in any of the libraries below openpyxl.
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                if sum(part.file_size for part in parts.infolist()) > LARGEST_WORKBOOK:
                    raise DataError(f"{name}: het Excel-bestand is te groot; splits het in delen")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            total = sheet.max_row or 0
        except DataError:
            raise
        except Exception:
            raise DataError(broken) from None

    def lines() -> Lines:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            cells = iter(sheet.iter_rows(values_only=True))
            number = 0
            while True:
                number += 1
                try:
                    row = next(cells)
                    shown = [_cell(value) for value in row]
                except StopIteration:
                    break
                except Exception:
                    raise DataError(broken) from None
                yield number, shown
        book.close()

    return total, lines()


def _cell(value: Any) -> str:
    """A cell as text: whole numbers without point, decimals with comma, days as dd-mm-jjjj."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ja" if value else "Nee"
    if isinstance(value, datetime | date):
        return value.strftime("%d-%m-%Y") if value.year >= 1000 else str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else _comma(value)
    return str(value)


def _comma(value: float) -> str:
    return str(value).replace(".", ",")


def write_csv(header: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """CSV as Dutch Excel opens it: semicolons, UTF-8 with byte order mark, formulas disarmed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    for line in lines:
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in line])
    return out.getvalue().encode("utf-8-sig")
