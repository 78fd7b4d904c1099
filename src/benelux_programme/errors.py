"""Every error this library raises on purpose. All derive from `BeneluxProgrammeError`.

The wording of messages is not part of the interface; the attributes are.
"""

__all__ = [
    "BeneluxProgrammeError",
    "InvalidValueError",
    "MissingLanguageError",
    "NotInForceError",
    "UnknownIdError",
    "UnknownPeriodError",
    "UnknownRevisionError",
]


class BeneluxProgrammeError(Exception):
    """The base of every error of this library."""


class InvalidValueError(BeneluxProgrammeError, ValueError):
    """A value that a class of the model cannot hold.

    Attributes:
        owner: The name of the class, such as `"Action"`.
        attribute: The attribute, or the path to it, such as `"pillars[0].themes[2].id"`.
        value: What was given.
        expected: What would have been right, as a phrase.
    """

    def __init__(self, owner: str, attribute: str, value: object, expected: str) -> None:
        super().__init__(owner, attribute, value, expected)
        self.owner = owner
        self.attribute = attribute
        self.value = value
        self.expected = expected

    def __str__(self) -> str:
        return f"{self.owner}.{self.attribute}: {shorten(repr(self.value))} is not {self.expected}"


class MissingLanguageError(BeneluxProgrammeError, ValueError):
    """A text was asked for in a language it does not have, or in no language we know.

    Attributes:
        language: The language asked for.
        available: The languages there are.
    """

    def __init__(self, language: str, available: tuple[str, ...]) -> None:
        super().__init__(language, available)
        self.language = language
        self.available = available

    def __str__(self) -> str:
        return f"no text in {self.language!r}; there is one in {', '.join(self.available)}"


class UnknownIdError(BeneluxProgrammeError, KeyError):
    """Nothing of that kind has this id (or, for a partner, this name or code).

    Attributes:
        kind: What was looked for, such as `"action"`.
        key: What was asked.
        where: The programme that was searched.
        suggestions: Near ones that exist, best first.
    """

    def __init__(self, kind: str, key: object, where: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(kind, key, where, suggestions)
        self.kind = kind
        self.key = key
        self.where = where
        self.suggestions = suggestions

    def __str__(self) -> str:
        message = f"no {self.kind} {shorten(repr(self.key))} in programme {self.where}"
        if self.suggestions:
            message += f"; did you mean {' or '.join(map(repr, self.suggestions))}?"
        return message


class UnknownPeriodError(BeneluxProgrammeError, KeyError):
    """No programme of that period is bundled.

    Attributes:
        period: What was asked.
        known: The periods there are.
    """

    def __init__(self, period: object, known: tuple[str, ...]) -> None:
        super().__init__(period, known)
        self.period = period
        self.known = known

    def __str__(self) -> str:
        return f"no programme {shorten(repr(self.period))}; there is {', '.join(self.known)}"


class UnknownRevisionError(BeneluxProgrammeError, KeyError):
    """The programme has no such revision.

    Attributes:
        period: The period of the programme.
        revision: What was asked.
        known: The revisions there are.
    """

    def __init__(self, period: str, revision: object, known: tuple[int, ...]) -> None:
        super().__init__(period, revision, known)
        self.period = period
        self.revision = revision
        self.known = known

    def __str__(self) -> str:
        known = ", ".join(map(str, self.known))
        return f"programme {self.period} has no revision {self.revision!r}; there is {known}"


class NotInForceError(BeneluxProgrammeError, LookupError):
    """No bundled programme covers that day.

    Attributes:
        day: The day asked for, as an ISO 8601 date.
        known: The periods there are.
    """

    def __init__(self, day: str, known: tuple[str, ...]) -> None:
        super().__init__(day, known)
        self.day = day
        self.known = known

    def __str__(self) -> str:
        return f"no programme covers {self.day}; there is one for {', '.join(self.known)}"


def shorten(text: str, limit: int = 80) -> str:
    """`text`, cut in its middle if it is longer than `limit`, for messages.

    >>> shorten("x" * 100, 9)
    'xxxx…xxxx'
    """
    half = limit // 2
    return text if len(text) <= limit else f"{text[:half]}…{text[-half:]}"
