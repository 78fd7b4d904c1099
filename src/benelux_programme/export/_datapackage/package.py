"""A Data Package: tables in a folder, with all that programs need to read and check them."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from benelux_programme._programme.programme import Programme
from benelux_programme.export._arguments import a_folder, some_programmes
from benelux_programme.export._csv import separated
from benelux_programme.export._files import write_folder

from .descriptors import csv_on_the_web, data_package, file
from .rows import filled_tables


def datapackage(
    programmes: Programme | Iterable[Programme],
    folder: str | os.PathLike[str],
    *,
    overwrite: bool = False,
) -> Path:
    """Write programmes as a Data Package: CSV files whose rows refer to each other.

    Beside the tables stand `datapackage.json` (Data Package, version 2) and `csv-metadata.json`
    (CSV on the Web), with the types, keys, foreign keys and descriptions of all columns, and the
    sizes and hashes of the files. Pillars, themes, actions, partners, references and policy fields
    are a table each, told by their full id; what they name is in linking tables such as
    `action_partners`; everything in words is in `texts`, a row a language. The files are the same
    on every machine, and lines end in a line feed.

    It loses nothing that a programme holds. It gives the licence only for the programmes of this
    library, as they are.

    Args:
        programmes: The programme, or several with different ids.
        folder: Where the package is to be. Either the whole package is there afterwards or nothing
            has changed.
        overwrite: Whether it may take the place of an earlier package.

    Returns:
        The path of `datapackage.json`.

    Raises:
        InvalidValueError: There is no programme, or two have the same id; or the folder is no path.
        UnwritableFileError: It cannot be written; or there is a folder already that is not empty,
            or, even with `overwrite`, one that holds other files.

    >>> import benelux_programme as bp
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = datapackage(map(bp.load, bp.periods()), f"{folder}/programmes")
    ...     print(path.name, (path.parent / "pillars.csv").read_text().splitlines()[1])
    datapackage.json 2021-2024/internal-market,2021-2024,1,internal-market,1
    """
    some = some_programmes(programmes, "datapackage")
    path = a_folder(folder, "datapackage")
    tables = filled_tables(some)
    files = {
        file(table): separated([[column.name for column in table.columns], *table.rows]).encode()
        for table in tables
    }
    descriptors = {
        "datapackage.json": data_package(some, tables, files),
        "csv-metadata.json": csv_on_the_web(some, tables),
    }
    for name, descriptor in descriptors.items():
        files[name] = f"{json.dumps(descriptor, ensure_ascii=False, indent=1)}\n".encode()
    write_folder(path, files, overwrite=overwrite)
    return path / "datapackage.json"
