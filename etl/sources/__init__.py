"""List the sources that can be read, by name. Another one is a file beside this and a line here."""

from etl.sources.ballots import BALLOTS_3, BALLOTS_5
from etl.sources.box import BOX
from etl.sources.case_totals import CASE_TOTALS
from etl.sources.cases import CASES
from etl.sources.definition import Source
from etl.sources.document_totals import DOCUMENT_TOTALS
from etl.sources.documents import DOCUMENTS

_ALL = (CASES, DOCUMENTS, BALLOTS_5, BALLOTS_3, BOX, CASE_TOTALS, DOCUMENT_TOTALS)
SOURCES: dict[str, Source] = {source.name: source for source in _ALL}
