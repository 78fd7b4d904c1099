// Runs Python in a worker: the page stays responsive, and ends the worker to stop an example.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const base = new URL(".", import.meta.url);
const fetchPlainly = globalThis.fetch;
let received = 0;

/** Fetch a file, and report how many bytes arrived, or that none does: Pyodide would wait. */
globalThis.fetch = async (url, ...options) => {
  const response = await fetchPlainly(url, ...options).catch((error) => error);
  if (!response.ok) {
    const message = `${response.status ?? response.message} ${url}`;
    report(message);
    throw new Error(message);
  }
  const counter = new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      postMessage({ type: "progress", received });
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), response);
};

function report(message) {
  postMessage({ type: "crashed", message });
}

async function start() {
  const [pyodide, archive] = await Promise.all([
    loadPyodide({ indexURL: new URL("pyodide/", base).href, stdin: () => null }),
    fetch(new URL("packages.zip", base)).then((response) => response.arrayBuffer()),
  ]);
  const extractDir = pyodide.runPython("import sysconfig; sysconfig.get_path('purelib')");
  pyodide.unpackArchive(archive, "zip", { extractDir });
  const session = pyodide.pyimport("run.session").Session();
  globalThis.fetch = fetchPlainly;
  postMessage({ type: "ready" });
  return { pyodide, session };
}

function handle({ pyodide, session }, { type, cell, name, sources, content }) {
  if (type === "file") {
    pyodide.FS.writeFile(name, content);
  } else {
    postMessage({ type: "started", cell });
    session.run(name, pyodide.toPy(sources), (kind, text) =>
      postMessage({ type: "output", cell, kind, text }),
    );
    postMessage({ type: "finished", cell });
  }
}

const started = start();
let last = started;

onmessage = ({ data }) => {
  last = last.then(async () => handle(await started, data));
  last.catch((error) => report(error.message));
};
started.catch((error) => report(error.message));
