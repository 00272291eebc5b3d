"""Tasks: which session takes which, searched in turn with the places of the sessions.

`joint.py` is the door; it alternates between the two, and neither step makes a schedule worse.
"""
