"""`python -m benelux_programme` is the command `benelux-programme`."""


def main() -> int:
    """Run the command; an interruption, also while it is imported, is no traceback."""
    try:
        from ._cli import main as run  # noqa: PLC0415  # the import takes a while

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
