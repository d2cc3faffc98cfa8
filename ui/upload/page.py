"""Load files in the browser: upload them, see what each was recognised as, then publish or leave it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from etl.loading.load import load
from etl.parsing.dates import Answer
from etl.settings import Settings, SettingsWrong
from etl.storage.lock import Step
from indicators.queries import settings_of
from ui import answers, navigation
from ui.background_job import Job
from ui.frame.header import header
from ui.text import day, language, note, number, plain, say
from ui.upload import file_report, progress, running, undo, uploaded_files
from ui.upload.load_summary import Seen, seen
from ui.upload.questions import Answers, Questions, ask, questions, remember
from ui.upload.running import TakeBack
from ui.upload.uploaded_files import PutIn
from ui.view import view
from warehouse.home import Home
from warehouse.tables import schema

_WAIT = 60.0  # seconds, for another load to end
Act = Callable[[], None]


def _nothing() -> None: ...


def head() -> None:
    """Draw the usual header; where no files are loaded there is no period to tell of."""
    served = answers.ask(settings_of) if answers.snapshot() else {}
    if "closing" in served and served.get("schema") == schema():
        header(view(), say("upload.title"), page="upload")
    else:
        st.title(say("upload.title"), anchor=False)


def upload() -> None:
    """Choose, look, publish, result: draw one step at a time, whatever the user does in between."""
    work, settings = running.now(), _settings()
    if work is None:
        _choose(settings)
    elif isinstance(work, TakeBack):
        undo.show(work, settings)
    elif not work.job.done:
        progress.show(work.job, say(f"upload.{work.stage}", count=len(work.paths)))
    elif progress.failed(work.job):
        _stopped(work, settings)
    elif work.stage == "looking":
        _looked(work, work.job.result, settings)
    else:
        _published(work.job.result, settings)


def _choose(settings: Settings) -> None:
    note(say("upload.note"))
    uploaded_files.forget_leftovers(Home.chosen())
    chosen = st.file_uploader(say("upload.choose"), accept_multiple_files=True, key="files")
    if chosen:
        progress.button("upload.look", lambda: _begin(chosen, settings), primary=True, count=len(chosen))


def _begin(chosen: list[UploadedFile], settings: Settings) -> None:
    folder, paths = uploaded_files.places(Home.chosen(), chosen)
    job = _job(paths, settings, first=lambda: uploaded_files.write(chosen, paths))
    running.begin(PutIn(folder, paths, job))


def _look_again(work: PutIn, answers: Answers, settings: Settings) -> None:
    """Look again with what was confirmed: the settings are read again with the new words."""
    work.refusals = list(remember(answers, Home.chosen(), settings))
    work.dates |= answers.dates
    work.job = _job(work.paths, _settings(), work.dates)


def _publish(work: PutIn, settings: Settings) -> None:
    work.stage = "publishing"
    forget = partial(uploaded_files.forget, work.folder)
    work.job = _job(work.paths, settings, work.dates, publish=True, then=forget)
    running.changes_home(work)


def _job(
    paths: list[Path],
    settings: Settings,
    dates: dict[str, Answer] | None = None,
    *,
    publish: bool = False,
    first: Act = _nothing,
    then: Act = _nothing,
) -> Job[Seen]:
    """Start a load in the background: all the page knows is taken now, since the work has no page."""
    home, now, by = Home.chosen(), datetime.now().replace(microsecond=0), say("upload.loader")
    answered = dict(dates or {})

    def work(on_step: Step) -> Seen:
        first()
        outcome = load(
            paths,
            home,
            settings,
            loaded_at=now,
            dates=answered,
            loader=by,
            publish=publish,
            wait=_WAIT,
            on_step=on_step,
        )
        then()
        return seen(outcome)

    return Job(work)


def _leave(work: PutIn) -> None:
    uploaded_files.forget(work.folder)
    running.end_all()


def _looked(work: PutIn, load: Seen, settings: Settings) -> None:
    for refusal in work.refusals:
        st.error(plain(refusal), icon=":material/error:")
    good, open_ones = load.count("good"), questions(load)
    _summary(load, open_ones)
    bar = st.container(horizontal=True)
    answers = ask(open_ones, settings) if open_ones.any else None
    answered = bool(answers and answers.any)
    with bar:
        if answers and answered:
            progress.button("ask.apply", lambda: _look_again(work, answers, settings), primary=True)
        elif good:
            publish = partial(_publish, work, settings)
            progress.button("upload.publish", publish, primary=True, count=good)
        elif load.changes:
            progress.button("upload.publish_again", partial(_publish, work, settings), primary=True)
        progress.button("upload.leave_files", lambda: _leave(work))
    file_report.files(load, settings)


def _summary(load: Seen, open_ones: Questions) -> None:
    st.markdown(say("upload.summary", parts=_counted(load)))
    if not load.count("good") and not open_ones.count:
        note(say("upload.nothing"))


def _counted(load: Seen) -> str:
    """Return "3 tệp nạp được; 1 tệp không nạp được"."""
    states = ("good", "asked", "refused", "nothing", "known")
    counts = {state: load.count(state) for state in states if load.count(state)}
    if load.snapshot and "good" in counts:
        counts = {"loaded": counts.pop("good")} | counts
    return "; ".join(say(f"upload.count_{state}", count=number(count)) for state, count in counts.items())


def _stopped(work: PutIn, settings: Settings) -> None:
    with st.container(horizontal=True):
        if work.stage == "publishing":
            progress.button("upload.again", lambda: _publish(work, settings), primary=True)
        progress.button("upload.leave_files", lambda: _leave(work))


def _published(load: Seen, settings: Settings) -> None:
    if load.snapshot and load.closing:
        published = say("outcome.published", id=load.snapshot.id, closing=day(load.closing))
        st.info(f"{published} {_counted(load)}.", icon=":material/check_circle:")
    else:
        st.warning(say("outcome.not_published"), icon=":material/block:")
    with st.container(horizontal=True, vertical_alignment="center"):
        progress.button("upload.more_files", running.end_all, primary=True)
        if load.load_no is not None and load.snapshot and load.count("good"):
            undo.offer(load.load_no, ", ".join(file.name for file in load.files if file.state == "good"))
        navigation.link(say("upload.to_data"), "data")
        navigation.link(say("upload.to_overview"), "overview")
    file_report.files(load, settings)


def _settings() -> Settings:
    """Read the settings with what users of this home confirmed; a fault in them ends the page."""
    try:
        return Settings.of(Home.chosen())
    except SettingsWrong as wrong:
        st.error(plain(wrong.sentence(language())), icon=":material/error:")
        st.stop()
