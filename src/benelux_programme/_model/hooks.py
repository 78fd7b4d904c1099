"""Functions of packages above the model, in a module that the root package imports quickly."""

from collections.abc import Callable
from typing import Any

HOOKS: dict[str, Callable[[Any], Any]] = {}
"""To render HTML for notebooks, build schemas for pydantic, and find programmes of actions."""
