"""Every command that a document prints is run, as printed, in the order of the page, in an empty folder."""
