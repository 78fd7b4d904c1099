// Runs Python in a worker: the page stays responsive, and ends the worker to stop an example.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const base = new URL(".", import.meta.url);
const fetchPlainly = globalThis.fetch;
let received = 0;

/** Fetch a file, and report how many bytes arrived. */
globalThis.fetch = async (...request) => {
  const response = await fetchPlainly(...request);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const counter = new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      postMessage({ type: "progress", received });
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), response);
};

async function start() {
  const [pyodide, archive] = await Promise.all([
    loadPyodide({ indexURL: new URL("pyodide/", base).href }),
    fetch(new URL("packages.zip", base)).then((response) => response.arrayBuffer()),
  ]);
  const extractDir = pyodide.runPython("import sysconfig; sysconfig.get_path('purelib')");
  pyodide.unpackArchive(archive, "zip", { extractDir });
  const session = pyodide.pyimport("run.session").Session();
  postMessage({ type: "ready" });
  return { pyodide, session };
}

function handle({ pyodide, session }, { type, cell, sources, name, content }) {
  if (type === "file") {
    pyodide.FS.writeFile(name, content);
  } else {
    postMessage({ type: "started", cell });
    session.run(pyodide.toPy(sources), (kind, text) =>
      postMessage({ type: "output", cell, kind, text }),
    );
    postMessage({ type: "finished", cell });
  }
}

const started = start();
let last = started;
const report = (error) => postMessage({ type: "crashed", message: String(error) });

onmessage = ({ data }) => {
  last = last.then(async () => handle(await started, data));
  last.catch(report);
};
started.catch(report);
