// Runs Python in a worker: the page stays responsive, and ends the worker to stop an example.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const base = new URL(".", import.meta.url);
const fetchPlainly = globalThis.fetch;
let received = 0;
let running = 0;

/** Fetch a file, and report how many bytes arrived, or that none does: Pyodide would wait. */
async function fetchCounted(url) {
  const response = await fetchPlainly(url).catch((error) => error);
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
  return response.body.pipeThrough(counter);
}

/** Fetch a file of Pyodide, compressed whatever the server does; it compiles Python meanwhile. */
globalThis.fetch = async (url) => {
  const body = await fetchCounted(`${url}.zlib`);
  return new Response(body.pipeThrough(new DecompressionStream("deflate")), {
    headers: { "Content-Type": "application/wasm" },
  });
};

function report(message) {
  postMessage({ type: "crashed", message });
}

function fetchWhilePythonWaits(name) {
  const request = new XMLHttpRequest();
  request.open("GET", new URL(`${name}.tar.xz`, base), false);
  request.responseType = "arraybuffer";
  postMessage({ type: "status", cell: running, word: "progress" });
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${request.responseURL}`);
  postMessage({ type: "status", cell: running, word: "running" });
  return request.response;
}

async function start() {
  const [pyodide, archive] = await Promise.all([
    loadPyodide({
      indexURL: new URL("pyodide/", base).href,
      stdin: () => null,
      env: { CI: "true" }, // with which Hypothesis accepts a slow machine
    }),
    fetchCounted(new URL("packages.tar.xz", base)).then((body) => new Response(body).arrayBuffer()),
  ]);
  const extractDir = pyodide.runPython("import sysconfig; sysconfig.get_path('purelib')");
  const unpack = (content) => pyodide.unpackArchive(content, "xztar", { extractDir });
  unpack(archive);
  pyodide.pyimport("run.imports").load_when_imported((name) => unpack(fetchWhilePythonWaits(name)));
  const session = pyodide.pyimport("run.session").Session();
  globalThis.fetch = fetchPlainly;
  postMessage({ type: "ready" });
  return { pyodide, session };
}

function handle({ pyodide, session }, { type, cell, name, sources, content }) {
  if (type === "file") {
    pyodide.FS.writeFile(name, content);
  } else {
    running = cell;
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
