// Runs pytest in Pyodide: node tests.mjs ROOT TEST…

import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [root, ...tests] = process.argv.slice(2);
const pyodide = await loadPyodide({ env: { HOME: "/home/pyodide", HYPOTHESIS_PROFILE: "quick" } });
const archive = readFileSync(new URL("packages.tar.xz", import.meta.url));
const extractDir = pyodide.runPython("import sysconfig; sysconfig.get_path('purelib')");
pyodide.unpackArchive(new Uint8Array(archive), "xztar", { extractDir });
pyodide.FS.mkdir("/project");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, "/project");
process.exitCode = pyodide.runPython(`
import os
import subprocess
import sys
import threading
import types

import pytest


def skip_for_lack_of(what):
    def skip(name, *_, **__):
        if str(name).startswith("__"):
            raise AttributeError(name)
        pytest.skip(f"there are no {what}", allow_module_level=True)

    return skip


subprocess.Popen = skip_for_lack_of("processes")
threading.Thread.start = skip_for_lack_of("threads")
sys.modules["jsonschema"] = types.ModuleType("jsonschema")
sys.modules["jsonschema"].__getattr__ = skip_for_lack_of("compiled modules")
sys.dont_write_bytecode = True
os.chdir("/project")
lambda tests: int(pytest.main([
    "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib -m 'not package' -q -rs", *tests
]))
`)(pyodide.toPy(tests));
