"""The command `mobiconseil`: the window by default, or a command without display."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if not sys.argv[1:]:
        # The icon of the desktop: straight to the window.
        from mobiconseil.cli.window import open_window

        sys.exit(open_window(None))
    from mobiconseil.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
