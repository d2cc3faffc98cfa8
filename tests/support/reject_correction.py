"""A list of rejects as a person corrects it: opened, cells written over, saved under another name."""

import fastexcel

from tests.support.source_files import write_xlsx


def sheets_of(path):
    """Cells as a person sees them: rows of texts, by sheet."""
    book = fastexcel.read_excel(path)
    return {
        name: [
            [None if cell != cell else cell for cell in line]
            for line in book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            .to_pandas()
            .to_numpy(dtype=object, na_value=None)
            .tolist()
        ]
        for name in book.sheet_names
    }


def changed(path, change):
    """The workbook saved again under another name, each of its rows below the headings changed."""
    sheets = sheets_of(path)
    for lines in sheets.values():
        top = next(place for place, line in enumerate(lines) if "STT" in line)
        for line in lines[top + 1 :]:
            change(dict(zip(lines[top], range(len(line)), strict=True)), line)
    return write_xlsx(path.with_stem(f"{path.stem}-da-sua"), *sheets.values(), names=list(sheets))


def cell(heading, value):
    def change(places, line):
        line[places[heading]] = value

    return change
