"""Load files in the browser: upload them, see what each was recognised as, then publish or leave it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from etl.loading.load import load
from etl.parsing.dates import Answer
from etl.settings import Settings, SettingsInvalid
from etl.storage.lock import Step
from indicators.queries import settings_of
from ui import answers, navigation
from ui.address import read_context
from ui.background_job import Job
from ui.frame.header import draw_header
from ui.text import day, escape_markdown, language, note, number, say
from ui.upload import file_report, progress, running, undo, uploaded_files
from ui.upload.load_summary import LoadSummary, summarise_load
from ui.upload.questions import Answers, Questions, ask_user, collect_questions, remember_answers
from ui.upload.undo import LoadUndo
from ui.upload.uploaded_files import Upload
from warehouse.home import Home
from warehouse.tables import schema_hash

_WAIT = 60.0  # seconds, for another load to end
Action = Callable[[], None]


def _nothing() -> None: ...


def draw_page_header() -> None:
    """Draw the usual header; where no files are loaded there is no period to tell of."""
    served = answers.ask(settings_of) if answers.snapshot() else {}
    if "closing" in served and served.get("schema") == schema_hash():
        draw_header(read_context(), say("upload.title"), page="upload")
    else:
        st.title(say("upload.title"), anchor=False)


def draw_upload() -> None:
    """Choose, look, publish, result: draw one step at a time, whatever the user does in between."""
    work, settings = running.current_work(), _settings()
    if work is None:
        _choose(settings)
    elif isinstance(work, LoadUndo):
        undo.draw_undo(work, settings)
    else:
        assert isinstance(work, Upload)
        _draw_step(work, settings)


def _draw_step(work: Upload, settings: Settings) -> None:
    if not work.job.is_done:
        progress.draw_progress(work.job, say(f"upload.{work.stage}", count=len(work.paths)))
    elif progress.draw_failure(work.job):
        _stopped(work, settings)
    elif work.stage == "looking":
        _looked(work, work.job.result, settings)
    else:
        _published(work.job.result, settings)


def _choose(settings: Settings) -> None:
    note(say("upload.note"))
    uploaded_files.delete_leftovers(Home.locate())
    chosen = st.file_uploader(say("upload.choose"), accept_multiple_files=True, key="files")
    if chosen:
        progress.draw_button(
            "upload.look", lambda: _begin(chosen, settings), is_primary=True, count=len(chosen)
        )


def _begin(files: list[UploadedFile], settings: Settings) -> None:
    folder, paths = uploaded_files.plan_paths(Home.locate(), files)
    job = _job(paths, settings, before_load=lambda: uploaded_files.write_files(files, paths))
    running.begin_work(Upload(folder, paths, job))


def _look_again(work: Upload, answers: Answers, settings: Settings) -> None:
    """Look again with what was confirmed: the settings are read again with the new words."""
    work.refusals = list(remember_answers(answers, Home.locate(), settings))
    work.dates |= answers.dates
    work.job = _job(work.paths, _settings(), work.dates)


def _publish(work: Upload, settings: Settings) -> None:
    work.stage = "publishing"
    forget = partial(uploaded_files.delete_folder, work.folder)
    work.job = _job(work.paths, settings, work.dates, publish=True, after_load=forget)
    running.announce_work(work)


def _job(
    paths: list[Path],
    settings: Settings,
    dates: dict[str, Answer] | None = None,
    *,
    publish: bool = False,
    before_load: Action = _nothing,
    after_load: Action = _nothing,
) -> Job[LoadSummary]:
    """Start a load in the background: all the page knows is taken now, since the work has no page."""
    home, now, by = Home.locate(), datetime.now().replace(microsecond=0), say("upload.loader")
    answered = dict(dates or {})

    def work(on_step: Step) -> LoadSummary:
        before_load()
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
        after_load()
        return summarise_load(outcome)

    return Job(work)


def _leave(work: Upload) -> None:
    uploaded_files.delete_folder(work.folder)
    running.end_all_work()


def _looked(work: Upload, load_summary: LoadSummary, settings: Settings) -> None:
    for refusal in work.refusals:
        st.error(escape_markdown(refusal), icon=":material/error:")
    good, open_ones = load_summary.count("good"), collect_questions(load_summary)
    _summary(load_summary, open_ones)
    bar = st.container(horizontal=True)
    answers = ask_user(open_ones, settings) if open_ones.has_questions else None
    answered = bool(answers and answers.has_answers)
    with bar:
        if answers and answered:
            progress.draw_button("ask.apply", lambda: _look_again(work, answers, settings), is_primary=True)
        elif good:
            publish = partial(_publish, work, settings)
            progress.draw_button("upload.publish", publish, is_primary=True, count=good)
        elif load_summary.changes:
            progress.draw_button("upload.publish_again", partial(_publish, work, settings), is_primary=True)
        progress.draw_button("upload.leave_files", lambda: _leave(work))
    file_report.draw_file_reports(load_summary, settings)


def _summary(load_summary: LoadSummary, open_questions: Questions) -> None:
    st.markdown(say("upload.summary", parts=_counted(load_summary)))
    if not load_summary.count("good") and not open_questions.count:
        note(say("upload.nothing"))


def _counted(load_summary: LoadSummary) -> str:
    """Return "3 tệp nạp được; 1 tệp không nạp được"."""
    states = ("good", "asked", "refused", "nothing", "known")
    counts = {state: load_summary.count(state) for state in states if load_summary.count(state)}
    if load_summary.snapshot and "good" in counts:
        counts = {"loaded": counts.pop("good")} | counts
    return "; ".join(say(f"upload.count_{state}", count=number(count)) for state, count in counts.items())


def _stopped(work: Upload, settings: Settings) -> None:
    with st.container(horizontal=True):
        if work.stage == "publishing":
            progress.draw_button("upload.again", lambda: _publish(work, settings), is_primary=True)
        progress.draw_button("upload.leave_files", lambda: _leave(work))


def _published(load_summary: LoadSummary, settings: Settings) -> None:
    if load_summary.snapshot and load_summary.closing:
        published = say("outcome.published", id=load_summary.snapshot.id, closing=day(load_summary.closing))
        st.info(f"{published} {_counted(load_summary)}.", icon=":material/check_circle:")
    else:
        st.warning(say("outcome.not_published"), icon=":material/block:")
    with st.container(horizontal=True, vertical_alignment="center"):
        progress.draw_button("upload.more_files", running.end_all_work, is_primary=True)
        if load_summary.load_no is not None and load_summary.snapshot and load_summary.count("good"):
            undo.draw_undo_button(
                load_summary.load_no,
                ", ".join(file.name for file in load_summary.files if file.state == "good"),
            )
        navigation.draw_link(say("upload.to_data"), "data")
        navigation.draw_link(say("upload.to_overview"), "overview")
    file_report.draw_file_reports(load_summary, settings)


def _settings() -> Settings:
    """Read the settings with what users of this home confirmed; a fault in them ends the page."""
    try:
        return Settings.read_home(Home.locate())
    except SettingsInvalid as wrong:
        st.error(escape_markdown(wrong.sentence(language())), icon=":material/error:")
        st.stop()
