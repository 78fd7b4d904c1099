"""Runs what AnyIO runs in threads without them: an event loop that goes on while it is called."""

import asyncio
import inspect
import time
from asyncio.events import _get_running_loop, _set_running_loop
from collections.abc import Awaitable, Callable, Generator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class EventLoop(asyncio.BaseEventLoop):
    """An event loop that waits for its own tasks only, and may run inside another."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = self
        self._ready: Any  # the callbacks that can run now

    def run(self, function: Callable[[], Awaitable[T]]) -> T:
        """Run a function and then the other tasks until all of them wait."""
        outer = _get_running_loop()
        _set_running_loop(None)
        try:
            return self.run_until_complete(self._run_until_idle(function))
        finally:
            _set_running_loop(outer)

    async def _run_until_idle(self, function: Callable[[], Awaitable[T]]) -> T:
        try:
            return await function()
        finally:
            while self._ready:  # noqa: ASYNC110  # no event says that all wait
                await asyncio.sleep(0)

    def select(self, timeout: float | None) -> tuple[()]:
        """Sleep until a task goes on; from outside comes nothing that could wake it."""
        if timeout is None:
            raise RuntimeError("without threads, nothing ends this wait")
        time.sleep(timeout)
        return ()

    def _process_events(self, _: object) -> None:
        pass

    def _write_to_self(self) -> None:
        pass


class Portal:
    """What `anyio.from_thread.BlockingPortal` is for a test client, in the thread that calls."""

    def __init__(self) -> None:
        self._loop = EventLoop()
        self._tasks: set[asyncio.Task[None]] = set()

    def call(self, function: Callable[..., Any], *args: object) -> Any:
        """Call a function in the event loop, and return its result, for which it waits."""

        async def call() -> Any:
            result = function(*args)
            return await result if inspect.isawaitable(result) else result

        return self._loop.run(call)

    def start_task_soon(
        self, function: Callable[..., Awaitable[T]], *args: object, name: object = None
    ) -> Future[T]:
        """Start a task, which runs during calls, and return a future of its result."""
        future: Future[T] = Future()

        async def run() -> None:
            try:
                future.set_result(await function(*args))
            except BaseException as error:  # noqa: BLE001  # whoever asks for the result gets it
                future.set_exception(error)

        task = self._loop.create_task(run(), name=name)
        self._tasks.add(task)  # the event loop keeps only weak references
        task.add_done_callback(self._tasks.discard)
        return future

    def stop(self) -> None:
        """Cancel the tasks and close the event loop."""
        for task in self._tasks:
            task.cancel()
        self._loop.run(self._loop.shutdown_asyncgens)
        self._loop.close()


@contextmanager
def start_blocking_portal(*_: object, **_options: object) -> Generator[Portal]:
    """Replace the function of `anyio.from_thread`, whose portal is in a thread."""
    portal = Portal()
    try:
        yield portal
    finally:
        portal.stop()


async def run_sync(function: Callable[..., T], *args: object, **_options: object) -> T:
    """Replace the function of `anyio.to_thread`, which calls the function in a thread."""
    return function(*args)
