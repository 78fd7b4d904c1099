// Prints which files of Python's own modules are loaded with the library: node modules.mjs ARCHIVE

import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const pyodide = await loadPyodide();
const extractDir = pyodide.runPython("import sysconfig; sysconfig.get_path('purelib')");
pyodide.unpackArchive(new Uint8Array(readFileSync(process.argv[2])), "xztar", { extractDir });
console.log(
  pyodide.runPython(`
import importlib
import json
import pkgutil
import sys

import benelux_programme as bp
import run.imports
import run.session

for module in pkgutil.walk_packages(bp.__path__, f"{bp.__name__}."):
    if module.name.rpartition(".")[2] not in {"__main__", "_skos", "testing"}:
        importlib.import_module(module.name)
programme = bp.load(bp.periods()[-1])
programme.search("hydrogen")
bp.read(bp.to_yaml(programme))
files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
json.dumps([file.partition(".zip/")[2] for file in files if ".zip/" in file])
`),
);
