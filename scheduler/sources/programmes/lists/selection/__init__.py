"""Which rows of a list are its sessions: below which headings, in which state, alone or several as one."""
