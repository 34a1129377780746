"""The commands that read: `add` once, `watch` again and again."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from wiredesk.cli.terminal import Bar, plain, rows
from wiredesk.desk import Desk, Limits
from wiredesk.errors import NothingToRead
from wiredesk.model.reading import Round
from wiredesk.model.views import Problem

F = TypeVar("F", bound=Callable[..., Any])
NAMED = 8  # problems of one kind that are printed in full; the rest are counted

_DESK = click.option(
    "--desk",
    "desk_path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="WIREDESK_DESK",
    help="The desk file; made where there is none.",
)


def limits_options(function: F) -> F:
    """The options that say how the web may be read; they arrive as ``limits``."""
    for option in reversed(
        (
            click.option(
                "--allow-network", "networks", multiple=True, metavar="CIDR",
                help="Read addresses in this network though it is not public, such as 10.0.0.0/8 or "
                "127.0.0.1. Can be given again.",
            ),
            click.option(
                "--no-robots", is_flag=True,
                help="Read what robots.txt asks to leave alone. Only if you have the right to.",
            ),
            click.option(
                "--contact", metavar="TEXT", envvar="WIREDESK_CONTACT", default="",
                help="An e-mail or web address put into the name by which servers know this program.",
            ),
            click.option(
                "--gap", type=click.FloatRange(0.0), default=1.0, show_default=True, metavar="SECONDS",
                help="The least time between two requests to one host.",
            ),
        )
    ):  # fmt: skip
        function = option(function)
    return function


def limits_of(networks: Iterable[str], no_robots: bool, contact: str, gap: float) -> Limits:
    """The limits that the options of :func:`limits_options` ask for; a usage error names a bad network."""
    import ipaddress

    for network in networks:
        try:
            ipaddress.ip_network(network.strip(), strict=False)
        except ValueError as error:
            raise click.UsageError(
                f"--allow-network {network}: {error}; expected one such as 10.0.0.0/8 or 127.0.0.1"
            ) from error
    return Limits(allowed=tuple(networks), robots=not no_robots, contact=contact, gap=gap)


def tell(problems: Iterable[Problem]) -> None:
    """Print problems on standard error: the first few of each kind in full, the rest as a count."""
    seen: Counter[str] = Counter()
    for problem in problems:
        seen[problem.code] += 1
        if not problem.code or seen[problem.code] <= NAMED:
            click.echo(plain(f"wiredesk: {problem.source}: {problem.why}; {problem.remedy}"), err=True)
    for code, count in sorted(seen.items()):
        if code and count > NAMED:
            click.echo(plain(f"wiredesk: {code}: {count - NAMED:,} more"), err=True)


@click.command(
    epilog="Examples:\n\n"
    "  wiredesk add --desk war.desk reports/ 'saved/*.html' feeds.opml --follow\n\n"
    "  wiredesk add --desk war.desk https://news.example/feed https://paper.example/2026/01/bridge"
)
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "--follow", is_flag=True, help="Also read the addresses that files name: feeds, sitemaps, OPML, lists."
)
@click.option(
    "--most", type=click.IntRange(1), default=1000, show_default=True, metavar="N",
    help="Addresses of one feed or sitemap that are read, the newest first.",
)  # fmt: skip
@limits_options
@_DESK
def add(
    sources: tuple[str, ...], follow: bool, most: int, networks: tuple[str, ...], no_robots: bool,
    contact: str, gap: float, desk_path: Path,
) -> None:  # fmt: skip
    """Read SOURCES into a desk file and keep them there, bytes and all.

    Sources are files, folders, globs, - for standard input, and addresses of pages, feeds (RSS, Atom,
    JSON), sitemaps and OPML lists, in any mixture. What cannot be read is named and loses nothing else.
    """
    limits = limits_of(networks, no_robots, contact, gap)
    with Bar() as bar, Desk(desk_path, progress=bar) as desk:
        added = desk.add(sources, limits=limits, follow=follow, most=most)
        tell(added.problems)
        counts = {"new": added.new, "known": added.known, "unreadable": len(added.problems)}
        rows([counts], tuple(counts))
        if not added.new and not added.known:
            given = ", ".join(sources[:5]) + (f" and {len(sources) - 5} more" if len(sources) > 5 else "")
            raise NothingToRead(f"no report was found in {given}; see the messages above")


def seconds(text: str) -> float:
    """A length of time, seconds or a number with s, m, h or d behind it; a usage error for any other."""
    number, unit = (text[:-1], text[-1].lower()) if text[-1:].isalpha() else (text, "s")
    try:
        found = float(number) * {"s": 1, "m": 60, "h": 3_600, "d": 86_400}[unit]
    except (ValueError, KeyError) as error:
        raise click.BadParameter(
            f"{text!r} is no length of time; expected one such as 90s, 15m, 6h or 1d"
        ) from error
    if not 0 < found < 1e9:
        raise click.BadParameter(f"{text!r} is not between a moment and thirty years")
    return found


def _interval(ctx: click.Context, param: click.Parameter, value: str) -> float:
    return seconds(value)


def _looks(ctx: click.Context, param: click.Parameter, value: str) -> tuple[float, ...]:
    return () if value.strip().lower() == "never" else tuple(seconds(v.strip()) for v in value.split(","))


@click.command(
    epilog="Examples:\n\n"
    "  wiredesk watch --desk war.desk feeds.opml https://news.example/feed\n\n"
    "  wiredesk watch --desk war.desk --once     (from cron: what was watched before, one round)"
)
@click.argument("sources", nargs=-1)
@click.option("--once", is_flag=True, help="One round, then end.")
@click.option(
    "--interval", callback=_interval, default="15m", show_default=True, metavar="TIME",
    help="How often each feed is asked, at most.",
)  # fmt: skip
@click.option(
    "--look-again", "looks", callback=_looks, default="1h,6h,1d", show_default=True, metavar="TIMES",
    help="How long after reading a report it is looked at again, for silent edits; \"never\" for not at all.",
)  # fmt: skip
@click.option(
    "--most", type=click.IntRange(1), default=1000, show_default=True, metavar="N",
    help="Reports that are read in one round, the newest first; the rest wait for the next.",
)  # fmt: skip
@limits_options
@_DESK
def watch(
    sources: tuple[str, ...], once: bool, interval: float, looks: tuple[float, ...], most: int,
    networks: tuple[str, ...], no_robots: bool, contact: str, gap: float, desk_path: Path,
) -> None:  # fmt: skip
    """Keep reading SOURCES into a desk, and say what is new.

    Sources are addresses of feeds, sitemaps, OPML lists and single pages, or files that name some;
    without any, what this desk watched before. New reports, new editions of known ones, and reports
    that were taken away are printed as they come, one JSON object a line in a pipe. It may be ended at
    any moment and goes on where it was: nothing is read twice, nothing is lost.
    """
    limits = limits_of(networks, no_robots, contact, gap)
    try:
        with Bar() as bar, Desk(desk_path, progress=bar) as desk:
            for found in desk.watch(sources, limits=limits, interval=interval, most=most, looks=looks):
                tell(found.problems)
                columns = ("kind", "outlet", "title", "url")
                if found.news:
                    rows([{c: getattr(n, c) for c in (*columns, "capture")} for n in found.news], columns)
                sys.stdout.flush()
                click.echo(summary(found), err=True)
                if once:
                    return
    except KeyboardInterrupt:
        click.echo("wiredesk: ended; the same command goes on where it was", err=True)


def summary(found: Round) -> str:
    """One round in a line."""
    kinds = Counter(n.kind for n in found.news)
    parts = [f"{kinds['report']:,} new", f"{kinds['edition']:,} edited"]
    if kinds["gone"]:
        parts.append(f"{kinds['gone']:,} gone")
    parts.append(f"{found.asked:,} lists asked, {found.unchanged:,} without news")
    if found.waiting:
        parts.append(f"{found.waiting:,} waiting")
    codes = Counter(p.code or "unreadable" for p in found.problems)
    parts += [f"{code}: {count:,}" for code, count in sorted(codes.items())]
    return "wiredesk: " + "; ".join(parts)


COMMANDS = (add, watch)
