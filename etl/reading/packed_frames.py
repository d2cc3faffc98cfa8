"""Hold data frames in compressed form in memory, block by block, until they are needed."""

from collections.abc import Iterator, Sequence

import pandas as pd
import pyarrow as pa
from pyarrow import feather


class PackedFrames:
    """Hold frames of the same columns, in the order in which they were added."""

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self._columns = list(columns)
        self._blocks: list[pa.Buffer] = []
        self._rows = 0

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[pd.DataFrame]:
        for block in self._blocks:
            yield feather.read_feather(pa.BufferReader(block))

    def add(self, frame: pd.DataFrame) -> None:
        if frame.empty:
            return
        stream = pa.BufferOutputStream()
        feather.write_feather(frame[self._columns], stream, compression="zstd")
        self._blocks.append(stream.getvalue())
        self._rows += len(frame)

    def to_frame(self) -> pd.DataFrame:
        frames = list(self)
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=self._columns)
