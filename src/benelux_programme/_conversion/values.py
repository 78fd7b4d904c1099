"""Values to and from dicts, JSON and YAML, also for the pydantic models of users."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, overload

import attrs

from benelux_programme._changes.change import Change, encode_change
from benelux_programme._changes.diff import Diff
from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme._model.period import Period
from benelux_programme._model.public import is_public
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.codec import encode_value
from benelux_programme._serialization.field_specs import get_field_specs
from benelux_programme.errors import InvalidDataError, InvalidValueError

from .json_schema import build_object_schema

T = TypeVar("T")


@overload
def to_dict(value: Period) -> str: ...  # pyright: ignore[reportOverlappingOverload]
@overload
def to_dict(value: attrs.AttrsInstance) -> dict[str, Any]: ...
def to_dict(value: Any) -> Any:
    """Return any value of this library as dicts, lists, strings, numbers, true and false.

    The dict of a programme nests as the programme does, without the ids of the parents, and refers
    to a paragraph by its address ("1.1/2"). The dict of a part of a programme stands alone: it has
    the ids of the parents, and its citations in full. All omit empty values. A period is a string.
    A selection is written without its programmes, a comparison with both: `Comparison.to_dict` is
    the report about them.

    Raises:
        InvalidValueError: value is not of a public class.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> bp.to_dict(programme)["pillars"][0]["themes"][0]["citations"]
    ['1.1']
    >>> action = programme.action("police-treaty-operational")
    >>> bp.to_dict(action)["pillar"], bp.to_dict(programme.period)
    ('security', '2025-2028')
    """
    if not is_public(type(value)):
        expected = "a value of a public class, such as an Action"
        raise InvalidValueError("to_dict", "value", value, expected, "wrong-type")
    if isinstance(value, Diff):
        return value.to_dict()
    is_change = isinstance(value, Change)
    return encode_change(value) if is_change else encode_value(value, standalone=True)


def to_json(value: attrs.AttrsInstance) -> str:
    """Return what `to_dict` returns as JSON, identical on every machine.

    Raises:
        InvalidValueError: value is not of a public class.

    >>> import benelux_programme as bp
    >>> print(bp.to_json(bp.load("2025-2028")).splitlines()[1])
     "id": "2025-2028",
    """
    return json.dumps(to_dict(value), ensure_ascii=False, indent=1) + "\n"


def to_yaml(programme: Programme) -> str:
    """Return a programme as YAML, identical on every machine, which `read` accepts.

    >>> import benelux_programme as bp
    >>> bp.to_yaml(bp.load("2021-2024")).splitlines()[0]
    'id: 2021-2024'
    """
    with IMPORT_LOCK:
        import yaml  # noqa: PLC0415  # JSON does not need it

    return yaml.safe_dump(to_dict(programme), allow_unicode=True, sort_keys=False, width=100)  # pyright: ignore[reportUnknownMemberType]  # some stubs miss a type


def from_dict(cls: type[T], document: Mapping[str, Any] | str) -> T:
    """Return the value of a public class that `to_dict` wrote, or that has this form.

    Raises:
        InvalidDataError: document is not of this form; `problems` lists all mistakes.
        InvalidValueError: cls is not a public class.

    >>> import benelux_programme as bp
    >>> action = bp.load("2025-2028").action("police-treaty-operational")
    >>> bp.from_dict(bp.Action, bp.to_dict(action)) == action
    True
    >>> bp.from_dict(bp.Period, "2025").end
    datetime.date(2025, 12, 31)
    """
    if not is_public(cls):
        expected = "a public class, such as Action"
        raise InvalidValueError("from_dict", "cls", cls, expected, "wrong-type")
    with IMPORT_LOCK:
        from benelux_programme._changes.decoder import StandaloneDecoder  # noqa: PLC0415  # it imports cattrs

    value = StandaloneDecoder(document).decode(cls)
    return attrs.evolve(value) if isinstance(value, Diff) else value  # sorted


def build_core_schema(cls: type[Any], *, in_programme: bool = False) -> Any:
    """Return the pydantic core schema of a public class: an instance of it, or its document.

    The schema of a part of a programme in a programme only describes it; it validates nothing.
    """
    from pydantic_core import PydanticCustomError, core_schema  # noqa: PLC0415  # no dependency

    in_programme = in_programme or cls is Programme
    specs = get_field_specs(cls, standalone=not in_programme)
    prefix = "" if specs == get_field_specs(cls, standalone=True) else "Programme"

    def validate(value: Any) -> Any:
        try:
            return value if isinstance(value, cls) else from_dict(cls, value)
        except InvalidDataError as error:
            problems = [attrs.asdict(problem) for problem in error.problems]
            context = {"message": str(error), "problems": problems}
            raise PydanticCustomError("invalid_data", "{message}", context) from error

    def build_json_schema(_: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        def refer(inner: type) -> Any:
            schema = build_core_schema(inner, in_programme=in_programme)
            # The handler refers to the schemas inside of another only.
            return handler(core_schema.list_schema(schema))["items"]

        return build_object_schema(cls, specs, refer)

    return core_schema.no_info_plain_validator_function(
        validate,
        ref=f"benelux_programme.{prefix}{cls.__name__}",
        metadata={"pydantic_js_functions": [build_json_schema]},
        serialization=core_schema.plain_serializer_function_ser_schema(to_dict),
    )
