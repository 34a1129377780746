"""Tables for notebooks: claims, statements and reports as rows, and as the data frames people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from wiredesk.errors import WiredeskError
from wiredesk.export.plain import harmless
from wiredesk.model.judgements import credibility, reliability, status
from wiredesk.model.views import Document

SHOWN = 50  # rows of a table that a notebook shows
LONGEST = 300  # characters of a cell that it shows

CLAIMS = {
    "id": "text", "story": "text", "kind": "text", "wording": "text", "standing": "text",
    "newsrooms": "texts", "voices": "texts", "reports": "whole", "disputed_by": "texts",
    "status": "text", "credibility": "text",
}  # fmt: skip
STATEMENTS = {
    "id": "text", "claim": "text", "story": "text", "report": "text", "outlet": "text", "published": "text",
    "text": "text", "mode": "text", "force": "text", "negated": "yes", "voice": "text", "actor": "text",
    "condition": "text", "about_first": "text", "about_last": "text", "places": "texts",
    "figure_low": "number", "figure_high": "number", "figure_unit": "text", "figure_of": "text",
    "figure_status": "text", "start": "whole", "end": "whole",
}  # fmt: skip
REPORTS = {
    "id": "text", "story": "text", "outlet": "text", "title": "text", "published": "text",
    "published_from": "text", "language": "text", "url": "text", "path": "text", "sha256": "text",
    "reliability": "text", "text": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns.  ``columns`` gives each column's kind: text, whole (number), number,
    yes (or no), texts (a list).  A cell that is not known is None.

    :meth:`rows` needs nothing else; the data frames need their own library (``wiredesk[frames]``).
    """

    name: str
    columns: dict[str, str]
    cells: tuple[tuple[Any, ...], ...]

    def rows(self) -> list[dict[str, Any]]:
        """The rows, each a dictionary by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.cells]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows())

    def __len__(self) -> int:
        return len(self.cells)

    def to_arrow(self) -> Any:
        """A pyarrow.Table with the columns' types, also where there is no row."""
        arrow = _needs("pyarrow")
        types = {
            "text": arrow.string(), "whole": arrow.int64(), "number": arrow.float64(), "yes": arrow.bool_(),
            "texts": arrow.list_(arrow.string()),
        }  # fmt: skip
        fields = arrow.schema([(name, types[kind]) for name, kind in self.columns.items()])
        return arrow.Table.from_pylist(self.rows(), schema=fields)

    def to_pandas(self) -> Any:
        """A pandas.DataFrame."""
        return _needs("pandas").DataFrame(list(self.cells), columns=list(self.columns))

    def to_polars(self) -> Any:
        """A polars.DataFrame with the columns' types, also where there is no row."""
        polars = _needs("polars")
        types = {
            "text": polars.String, "whole": polars.Int64, "number": polars.Float64, "yes": polars.Boolean,
            "texts": polars.List(polars.String),
        }  # fmt: skip
        fields = {name: types[kind] for name, kind in self.columns.items()}
        return polars.DataFrame(list(self.cells), schema=fields, orient="row")

    def _repr_html_(self) -> str:
        """The first rows for a notebook; all text is escaped."""
        head = "".join(f"<th>{escape(c)}</th>" for c in self.columns)
        body = "".join(
            "<tr>" + "".join(f'<td dir="auto">{_cell(v)}</td>' for v in row) + "</tr>"
            for row in self.cells[:SHOWN]
        )
        more = (
            f"<p>{len(self):,} rows, {SHOWN} shown</p>" if len(self) > SHOWN else f"<p>{len(self):,} rows</p>"
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = harmless(text)
    return escape(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def _needs(library: str) -> Any:
    import importlib

    try:
        return importlib.import_module(library)
    except ImportError as error:
        raise WiredeskError(
            f"{library} is not installed: `pip install {library}` or `pip install 'wiredesk[frames]'` brings "
            "it; rows() works without"
        ) from error


def claims_table(document: Document) -> Table:
    """A row a claim: where it stands, and what people decided."""
    made = document.decisions
    names = {a.id: a.name for a in document.actors}
    return _table(
        "claims",
        CLAIMS,
        [
            (
                c.id, c.story, c.kind, c.wording, c.standing.label, list(c.standing.newsrooms),
                [names.get(v, v) for v in c.standing.voices], len({s.report for s in c.statements}),
                list(c.standing.disputed_by), status(made, c.id), credibility(made, c.id),
            )
            for c in document.claims
        ],
    )  # fmt: skip


def statements_table(document: Document) -> Table:
    """A row a statement; ``start`` and ``end`` are code points of the raw input, ``figure_*`` those of
    its first figure."""
    reports = {r.id: r for r in document.reports}
    out = []
    for c in document.claims:
        for s in c.statements:
            report = reports[s.report]
            first = s.figures[0] if s.figures else None
            raw = [report.offsets.raw(span) for span in s.spans]
            out.append((
                s.id, c.id, c.story, s.report, report.outlet, report.published, s.text, s.mode.value,
                s.force.value, s.negated, s.voice.name or None, s.voice.actor,
                s.condition.of(report.text) if s.condition else None,
                s.about.first if s.about else None, s.about.last if s.about else None,
                [p.name for p in s.places], first.low if first else None, first.high if first else None,
                first.unit if first else None, first.of if first else None, first.status if first else None,
                min(r.start for r in raw), max(r.end for r in raw),
            ))  # fmt: skip
    return _table("statements", STATEMENTS, out)


def reports_table(document: Document) -> Table:
    """A row a report, with its cleaned text."""
    story = {r: s.id for s in document.stories for r in s.reports}
    return _table(
        "reports",
        REPORTS,
        [
            (
                r.id, story.get(r.id), r.outlet, r.title, r.published, r.published_from.value, r.language,
                r.url, r.path, r.sha256, reliability(document.decisions, f"outlet:{r.outlet}"), r.text,
            )
            for r in document.reports
        ],
    )  # fmt: skip


def _table(name: str, columns: dict[str, str], rows: Sequence[tuple[Any, ...]]) -> Table:
    return Table(name, dict(columns), tuple(rows))


TABLES: dict[str, Callable[[Document], Table]] = {
    "claims": claims_table,
    "statements": statements_table,
    "reports": reports_table,
}
