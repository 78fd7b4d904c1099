"""The lock of imports on first use, for which a fork in another thread waits.

A process that is forked during an import has the module half made, locked by a thread that it does
not have, so that it hangs on importing it.
"""

import os
from contextlib import suppress
from threading import RLock

IMPORT_LOCK = RLock()

with suppress(AttributeError):  # Windows does not fork
    os.register_at_fork(
        before=IMPORT_LOCK.acquire,
        after_in_parent=IMPORT_LOCK.release,
        after_in_child=IMPORT_LOCK.release,
    )
