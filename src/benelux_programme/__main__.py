"""`python -m benelux_programme` is the command `benelux-programme`."""

from .cli import main

raise SystemExit(main())
