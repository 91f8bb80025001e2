"""click in French: usage, sections, and what is wrong with a command."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

import click

_SECTIONS = {"Options": "Options", "Commands": "Commandes"}


class FrenchFormatter(click.HelpFormatter):
    """Writes help pages in French."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of use."""
        super().write_usage(prog, args, prefix or "Usage\u00a0: ")

    def section(self, name: str) -> Any:
        """Open a section under its French name."""
        return super().section(_SECTIONS.get(name, name))


class FrenchContext(click.Context):
    """Gives help pages in French."""

    formatter_class = FrenchFormatter


class FrenchCommand(click.Command):
    """A command whose help is in French."""

    context_class = FrenchContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option --help, explained in French."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Afficher cette aide."
        return option


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used: the window must start fast."""

    context_class = FrenchContext

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        """`lazy` gives, for each command, where it is (« package.module:object ») and its short help."""
        super().__init__(*args, **{"subcommand_metavar": "[COMMANDE …]", **kwargs})
        self._lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, imported now."""
        known = self._lazy.get(cmd_name)
        if known is None:
            return None
        module, _, name = known[0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commandes"):
            formatter.write_dl([(name, text) for name, (_, text) in self._lazy.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named by the first word, or say in French that there is none."""
        if args and args[0] not in self._lazy:
            raise click.UsageError(
                f"Commande inconnue\u00a0: {args[0]}. Les commandes sont\u00a0: {', '.join(self._lazy)}.", ctx
            )
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option --help, explained in French."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Afficher cette aide."
        return option


def command(name: str, **kwargs: Any) -> Callable[[Callable[..., Any]], FrenchCommand]:
    """Make a French command of a function."""
    return click.command(name, cls=FrenchCommand, options_metavar="[OPTIONS]", **kwargs)


def sentence(error: click.UsageError) -> str:
    """Return in French what is wrong with a command."""
    if isinstance(error, click.NoSuchOption):
        return f"Option inconnue\u00a0: {error.option_name}."
    if isinstance(error, click.BadOptionUsage):
        return f"L’option {error.option_name} est mal employée\u00a0: une valeur manque ou est en trop."
    if isinstance(error, click.MissingParameter):
        return f"Il manque {_name(error)}."
    if isinstance(error, click.BadParameter):
        choices = getattr(error.param and error.param.type, "choices", None)
        after = (
            f" Choix possibles\u00a0: {', '.join(choices)}." if choices else f" {error.message}" if _ours(error) else ""
        )
        return f"Valeur refusée pour {_name(error)}.{after}"
    return error.message if _ours(error) else "Un mot de la commande est en trop."


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else "un argument"
    if isinstance(error.param, click.Option):
        return f"l’option {error.param.opts[0]}"
    return f"l’argument {error.param.make_metavar(error.ctx) if error.ctx else error.param.human_readable_name}"


def _ours(error: click.UsageError) -> bool:
    """Say whether the message is already French: ours end with a full stop and hold a no-break space or « ’ »."""
    return "\u00a0" in error.message or "’" in error.message
