"""A cattrs converter for classes of users that contain values of the library."""

from cattrs.preconf.json import JsonConverter, make_converter

from benelux_programme._model.public import is_public

from .values import from_dict, to_dict


def converter() -> JsonConverter:
    """Return a cattrs converter for JSON, with `to_dict` and `from_dict` for the public classes.

    It converts attrs classes and dataclasses of your own that contain values of this library.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> @attrs.frozen
    ... class Delivery:
    ...     action: bp.Action
    ...     done: bool
    ...
    >>> action = bp.load("2025-2028").action("police-treaty-operational")
    >>> delivery = Delivery(action=action, done=True)
    >>> converter = bp.converter()
    >>> converter.loads(converter.dumps(delivery), Delivery) == delivery
    True
    """
    converter = make_converter()
    converter.register_unstructure_hook_func(is_public, to_dict)
    converter.register_structure_hook_func(is_public, lambda value, cls: from_dict(cls, value))
    return converter
