"""The files that a user has put in, kept in the home until they are loaded or left."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ui.jobs import Job
from warehouse.home import Home

_STATE = "put_in"


@dataclass
class PutIn:
    """`ids` are those of the browser's files, by which another choice of files is known."""

    ids: tuple[str, ...]
    folder: Path
    paths: list[Path]
    looking: Job | None = None
    publishing: Job | None = None

    @property
    def running(self) -> Job | None:
        return next((job for job in (self.looking, self.publishing) if job and not job.done), None)


def kept(chosen: list[UploadedFile]) -> PutIn | None:
    """The files as they were put in; another choice leaves the one before, once nothing runs with it."""
    known: PutIn | None = st.session_state.get(_STATE)
    ids = tuple(file.file_id for file in chosen)
    if known and (known.running or known.ids == ids):
        return known
    if known:
        forget(known)
    st.session_state[_STATE] = _written(ids, chosen) if chosen else None
    return st.session_state[_STATE]


def forget(files: PutIn) -> None:
    """What was loaded is in the archive; what was left is nobody's business any more."""
    shutil.rmtree(files.folder, ignore_errors=True)


def _written(ids: tuple[str, ...], chosen: list[UploadedFile]) -> PutIn:
    """In the home: what the files hold does not leave the place where all data is."""
    folder = Home.chosen().uploads / token_hex(8)
    paths = []
    for place, file in enumerate(chosen):
        # Two files may have the same name, and each is known by its own.
        path = folder / str(place) / Path(file.name).name
        path.parent.mkdir(parents=True)
        path.write_bytes(file.getbuffer())
        paths.append(path)
    return PutIn(ids, folder, paths)
