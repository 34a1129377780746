"""The command of alerts."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path

import click

from wiredesk.cli.options import DESK_FILE
from wiredesk.cli.terminal import plain
from wiredesk.desk import now


@click.command(
    epilog="Examples:\n\n\b\n"
    "  wiredesk alerts --desk war.desk --once\n"
    "  wiredesk alerts --desk war.desk --webhook https://chat.example/hook --mail desk@paper.example"
)
@DESK_FILE
@click.option("--once", is_flag=True, help="Look once and end; without, go on until stopped.")
@click.option("--every", default=60, show_default=True, type=click.IntRange(1), help="Seconds between looks.")
@click.option("--everything", is_flag=True, help="The first time, tell what the desk already holds, too.")
@click.option("--webhook", multiple=True, metavar="URL", help="POST a JSON Feed here.")
@click.option("--allow-network", multiple=True, metavar="NETWORK", help="A private network a webhook is in.")
@click.option("--mail", multiple=True, metavar="TO", help="Mail to this address.")
@click.option(
    "--smtp", default="localhost", show_default=True, metavar="HOST[:PORT]", help="The mail server."
)
@click.option("--sender", default="wiredesk@localhost", show_default=True, help="Who the mail is from.")
def alerts(
    desk_path: Path,
    once: bool,
    every: int,
    everything: bool,
    webhook: tuple[str, ...],
    allow_network: tuple[str, ...],
    mail: tuple[str, ...],
    smtp: str,
    sender: str,
) -> None:
    """Tell what is new in substance: a claim, figure, voice, reversal or edition; never a further copy.

    Alerts are printed, and sent where asked. What was told is remembered beside the desk file, and
    the first look only notes where the desk stands. Secrets come from the environment:
    WIREDESK_WEBHOOK_SECRET signs webhooks, WIREDESK_SMTP_USER and WIREDESK_SMTP_PASSWORD log in.
    """
    from wiredesk.alerts.channels import Mail, Webhook, told
    from wiredesk.alerts.watch import Send, Watch
    from wiredesk.export.feeds import Entry, to_json_feed
    from wiredesk.gather.guard import networks

    try:
        allowed = networks(allow_network)
    except ValueError as error:
        raise click.UsageError(f"--allow-network: {error}") from error

    def shown(found: tuple[Entry, ...]) -> None:
        for entry in found:
            if sys.stdout.isatty():
                click.echo(plain(told(entry)) + "\n")
            else:
                click.echo(json.dumps(to_json_feed([entry], "")["items"][0], ensure_ascii=False))

    channels: dict[str, Send] = {"screen": shown}
    for url in webhook:
        channels[f"webhook {url}"] = Webhook(url, allowed, os.environ.get("WIREDESK_WEBHOOK_SECRET", ""))
    if mail:
        user, password = (os.environ.get(f"WIREDESK_SMTP_{n}", "") for n in ("USER", "PASSWORD"))
        channels[f"mail {', '.join(mail)}"] = Mail(mail, sender, smtp, user, password)
    watch, stopped = Watch(desk_path), threading.Event()
    if not once:
        signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    while True:
        made = watch.round(channels, now(), everything)
        if made.armed:
            click.echo("wiredesk: noted where the desk stands; what comes from now on is told", err=True)
        for name, why in made.failed.items():
            click.echo(plain(f"wiredesk: {name}: {why}"), err=True)
        if once:
            if made.failed:
                sys.exit(1)
            return
        try:
            if stopped.wait(every):
                return
        except KeyboardInterrupt:
            return
