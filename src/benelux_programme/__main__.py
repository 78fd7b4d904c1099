"""`python -m benelux_programme` is the command `benelux-programme`."""

from ._cli.main import main

raise SystemExit(main())
