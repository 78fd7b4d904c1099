"""Runs the examples of a page in Pyodide: they share their names, and show their output."""

import ast
import linecache
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import TextIOBase
from typing import Any

LIMIT = 200_000
"""The characters that one example may show, so that the page stays responsive."""
LINES = 1_000
"""The lines that are shown one by one, since a page gets slow with many more."""
PAUSE = 0.1
"""The seconds between the lines that are shown together after these."""

Show = Callable[[str, str], object]
"""Shows a kind of output, "text", "error" or "html", and its content."""


class Output(TextIOBase):
    """Collects what an example prints, and shows it line by line, up to a limit."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._pending = ""
        self._left = LIMIT
        self._lines = LINES
        self._shown_at = 0.0

    def write(self, text: str, /) -> int:
        """Collect text, and show it when a line ends; of very many lines, several at once."""
        if self._left > 0:
            self._pending += text[: self._left]
            self._left -= len(text)
            if self._left <= 0:
                self._pending += "\n… (the rest is not shown)\n"
        if "\n" in self._pending and (
            self._lines > 0 or time.monotonic() >= self._shown_at + PAUSE
        ):
            self._lines -= 1
            self._shown_at = time.monotonic()
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Show what is pending."""
        if self._pending:
            self._show("text", self._pending)
            self._pending = ""

    def show(self, kind: str, content: str) -> None:
        """Show what is pending, then the content."""
        self.flush()
        if len(content) <= self._left:
            self._left -= len(content)
            self._show(kind, content)
        else:
            self.write(content)


class Session:
    """The names that examples share."""

    def __init__(self) -> None:
        self._names: dict[str, Any] = {"__name__": "__main__"}

    def run(self, name: str, sources: Iterable[str], show: Show) -> None:
        """Run sources as a prompt does: an error ends its source, and the next one is run.

        Tracebacks have the name, and count the lines of all sources together.
        """
        output = Output(show)
        text = ""
        with redirect_stdout(output), redirect_stderr(output):
            for source in sources:
                above = text.count("\n")
                text += f"{source}\n"
                linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
                self._run_source("\n" * above + source, name, output)
        output.flush()

    def _run_source(self, source: str, name: str, output: Output) -> None:
        try:
            for statement in ast.parse(source, name).body:
                if isinstance(statement, ast.Expr):
                    code = compile(ast.Expression(statement.value), name, "eval")
                    self._display(eval(code, self._names), output)  # noqa: S307  # the reader's own
                else:
                    code = compile(ast.Module([statement], []), name, "exec")
                    exec(code, self._names)  # noqa: S102  # as above
        except BaseException as error:  # noqa: BLE001  # whatever it is, the reader sees it
            if isinstance(error, EOFError):
                error.add_note("input() cannot ask in a page: write the value in the code.")
            output.show("error", _format_error(error, name))

    def _display(self, value: object, output: Output) -> None:
        if value is None:
            return
        self._names["_"] = value
        view = getattr(type(value), "_repr_html_", None)
        html = view(value) if view else None
        if html is None:
            output.write(f"{value!r}\n")
        else:
            output.show("html", html)


def _format_error(error: BaseException, name: str) -> str:
    """Format an error as Python does, from the frame of the example on."""
    frames = error.__traceback__
    while frames and frames.tb_frame.f_code.co_filename != name:
        frames = frames.tb_next
    return "".join(traceback.format_exception(error.with_traceback(frames)))
