"""Storage: files are written atomically, whole or not at all, and so much of them is read at most."""

from scheduler.storage.atomic_writes import (
    copy_atomically,
    folder_atomically,
    make_folder,
    move_new,
    replace_atomically,
    sync,
    sync_folder,
    take,
    without_room,
    write_atomically,
    write_out,
)
from scheduler.storage.content import LARGEST_FILE, MissingError, UnreadableError, content_of
from scheduler.storage.locks import Said, held, silent

__all__ = [
    "LARGEST_FILE",
    "MissingError",
    "Said",
    "UnreadableError",
    "content_of",
    "copy_atomically",
    "folder_atomically",
    "held",
    "make_folder",
    "move_new",
    "replace_atomically",
    "silent",
    "sync",
    "sync_folder",
    "take",
    "without_room",
    "write_atomically",
    "write_out",
]
