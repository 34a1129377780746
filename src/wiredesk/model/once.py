"""What is worked out of a frozen value when it is first asked for, and kept with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as once
else:

    class once:  # noqa: N801 - a decorator, as "property" is
        """``functools.cached_property`` without the lock that it takes before Python 3.12, which costs more
        than most of what is kept here: 600 such values for every news article.  Two threads that ask at once
        both work it out, and get the same."""

        def __init__(self, work: Any) -> None:
            self.work = work
            self.__doc__ = work.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self.name = name

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self.name] = self.work(instance)
            return value


__all__ = ["once"]
