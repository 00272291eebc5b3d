"""`python -m scheduler.cli`, for where the command itself is not on the path."""

import sys

from scheduler.cli.app import main

sys.exit(main())
