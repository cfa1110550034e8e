"""The command `thirdport`: mounts each room's `commands` folder; a refusal becomes words and an exit code."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import typer

ROOMS = ("graph", "ingest", "nlp", "dashboard")


def build_app() -> typer.Typer:
    """The whole command line.

    A module of a room's `commands` folder has an `app`; its `NAME`, if it has one, makes it a group.
    """
    app = typer.Typer(
        name="thirdport",
        help="Finds circumvention of export controls in licences, denials, notices and trade records.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for room in ROOMS:
        commands = importlib.import_module(f"{room}.commands")
        for module in sorted(module.name for module in pkgutil.iter_modules(commands.__path__)):
            part = importlib.import_module(f"{commands.__name__}.{module}")
            app.add_typer(part.app, name=getattr(part, "NAME", None))
    return app


def main() -> None:
    """Run the command line. A refusal prints what is wrong and what to do next, never a traceback."""
    try:
        build_app()()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        typer.echo("Interrupted; run the same command again to go on.", err=True)
        raise SystemExit(130) from None
    except Exception as error:
        code = getattr(error, "exit_code", None)
        if not isinstance(code, int) or not hasattr(error, "next_step"):
            raise
        typer.echo(f"thirdport: {error}", err=True)
        if error.next_step:
            typer.echo(f"  {error.next_step}", err=True)
        raise SystemExit(code) from None


if __name__ == "__main__":
    main()
