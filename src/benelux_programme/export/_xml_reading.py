"""Reading XML safely: no document type, so no entities; and bounded in size, depth and number."""

import os
from pathlib import Path
from typing import IO, Final, TypeAlias, final
from xml.parsers import expat

from benelux_programme._model.guards import is_path, is_readable
from benelux_programme._serialization.source_map import Limits, Location, refusal
from benelux_programme._serialization.sources import content, encoded, name_of
from benelux_programme.errors import InvalidDataError


@final
class XmlElement:
    """An element.

    Attributes:
        namespace: The namespace of its name, or "".
        name: Its name.
        attributes: The attributes, by name.
        place: Where it begins.
        children: The elements in it.
        text: The characters that stand directly in it.
    """

    def __init__(self, name: str, attributes: dict[str, str], place: Location) -> None:
        namespace, _, local = name.rpartition(_SEPARATOR)
        self.namespace: str = namespace
        self.name: str = local
        self.attributes = attributes
        self.place = place
        self.children: list[XmlElement] = []
        self.text = ""

    def all(self, name: str) -> "list[XmlElement]":
        """The elements in it that have this name, in the same namespace."""
        return [one for one in self.children if (one.namespace, one.name) == (self.namespace, name)]

    def first(self, name: str) -> "XmlElement | None":
        """The first of them."""
        return next(iter(self.all(name)), None)


_SEPARATOR: Final = " "


def _parsed(text: bytes, file: str | None, limits: Limits, encoding: str | None) -> XmlElement:
    """The outermost element of XML text.

    Args:
        text: The text.
        file: The name of the file.
        limits: How much is allowed.
        encoding: The encoding of the text, whatever it says itself; None for what it says.

    Raises:
        InvalidDataError: It is not XML, or not allowed.
    """
    if len(text) > limits.max_bytes:
        raise refusal("too-large", f"larger than {limits.max_bytes} bytes", (file,))
    builder = _Builder(file, limits, encoding)
    try:
        builder.parser.Parse(text, True)
    except expat.ExpatError as error:
        message = f"not XML: {expat.ErrorString(error.code)}"
        raise refusal("syntax", message, (file, error.lineno, error.offset + 1)) from None
    except InvalidDataError:
        raise
    except (LookupError, ValueError) as error:
        raise refusal("encoding", f"not text: {error}", (file,)) from None
    return builder.root


class _Builder:
    """Builds elements from the events of the parser."""

    root: XmlElement

    def __init__(self, file: str | None, limits: Limits, encoding: str | None) -> None:
        self.parser = expat.ParserCreate(encoding, _SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self._file = file
        self._limits = limits
        self._open: list[XmlElement] = []
        self._count = 0

    def _place(self) -> Location:
        return self._file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _refuse_document_type(self, *_: object) -> None:
        raise refusal("directive", "a document type; leave it out", self._place())

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > self._limits.max_nodes:
            message = f"more than {self._limits.max_nodes} elements"
            raise refusal("too-many", message, self._place())
        if len(self._open) >= self._limits.max_depth:
            message = f"nested deeper than {self._limits.max_depth}"
            raise refusal("too-deep", message, self._place())
        element = XmlElement(name, attributes, self._place())
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        element = self._open[-1]
        element.text += text
        if len(element.text) > self._limits.max_text:
            message = f"longer than {self._limits.max_text} characters"
            raise refusal("too-long", message, element.place)


XmlSource: TypeAlias = str | os.PathLike[str] | bytes | IO[str] | IO[bytes]


def read_xml(source: XmlSource, limits: Limits) -> XmlElement:
    """The outermost element of a file, of an open file, or of text.

    Args:
        source: The path of a file, the text, or an open file. A string that begins with "<" is the
            text.
        limits: How much is allowed.

    Raises:
        InvalidDataError: It is not XML, or not allowed.
        UnreadableFileError: The file is not there, or cannot be read.
    """
    file, given = _content(source, limits)
    # Whatever encoding text speaks of, it is text by now.
    return _parsed(encoded(given), file, limits, "utf-8" if isinstance(given, str) else None)


def _content(source: object, limits: Limits) -> tuple[str | None, str | bytes]:
    """The name and the content of a file."""
    if isinstance(source, bytes):
        return None, source
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith("<"):
        return None, source.removeprefix("\ufeff")
    file = Path(source) if is_path(source) else source
    if isinstance(file, Path) or is_readable(file):
        return name_of(file) or None, content(file, limits.max_bytes)
    message = f"a {type(source).__name__} where a path, text or file belongs"
    raise refusal("wrong-type", message, (None,))
