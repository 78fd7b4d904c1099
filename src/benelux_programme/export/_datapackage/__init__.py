"""A Data Package: a folder of tables, with the descriptors that programs need to check them."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from benelux_programme._programme.programme import Programme
from benelux_programme.export._csv import format_csv
from benelux_programme.export._documents import list_distinct_programmes
from benelux_programme.export._files import write_folder_atomically

from .descriptors import build_csvw_metadata, build_package_descriptor
from .rows import build_rows
from .schema import build_table_schemas


def datapackage(
    programmes: Programme | Iterable[Programme],
    folder: str | os.PathLike[str],
    *,
    overwrite: bool = False,
) -> Path:
    """Write programmes as a Data Package: CSV files whose rows refer to each other.

    Two descriptors, `datapackage.json` (Data Package, version 2) and `csv-metadata.json` (CSV on
    the Web), give the types, keys, foreign keys and descriptions of all columns; the first also
    gives the sizes and hashes of the files. Pillars, themes, actions, partners, references and
    policy fields have a table each, whose key is the full id; relations between them are in linking
    tables such as `action_partners`; all texts are in `texts`, one row per language. The files are
    the same on every machine, and lines end in a line feed.

    The package loses nothing that a programme contains. It states the licence only of unmodified
    bundled programmes.

    Args:
        programmes: The programme, or several with different ids.
        folder: The folder to write, completely or not at all; the folders above it are created,
            and removed again if writing fails. It cannot be the current folder.
        overwrite: Whether to replace an earlier package, with the files that file managers add to
            it (`.DS_Store`, `Thumbs.db` and `desktop.ini`). On Linux and macOS the folder contains
            the old package or the new one at every moment, even if the process is killed. On
            Windows, and on file systems that cannot exchange folders, it is absent for a moment.

    Returns:
        The path of `datapackage.json`.

    Raises:
        InvalidValueError: There is no programme, or two have the same id.
        UnwritableFileError: folder cannot be written; or is not empty and overwrite is false; or
            contains files that are not part of a package.

    >>> import benelux_programme as bp
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = bp.export.datapackage(map(bp.load, bp.periods()), f"{folder}/programmes")
    ...     print(path.name, (path.parent / "pillars.csv").read_text().splitlines()[1])
    datapackage.json 2021-2024/internal-market,2021-2024,1,internal-market,1
    """
    listed = list_distinct_programmes(programmes, "datapackage")
    tables = build_table_schemas()
    files = {
        tables[name].file_name: format_csv(
            [[column.name for column in tables[name].columns], *rows]
        ).encode()
        for name, rows in build_rows(listed, tables).items()
    }
    descriptors = {
        "datapackage.json": build_package_descriptor(listed, tables.values(), files),
        "csv-metadata.json": build_csvw_metadata(listed, tables.values()),
    }
    for name, descriptor in descriptors.items():
        files[name] = f"{json.dumps(descriptor, ensure_ascii=False, indent=1)}\n".encode()
    write_folder_atomically(Path(folder), files, overwrite=overwrite)
    return Path(folder) / "datapackage.json"
