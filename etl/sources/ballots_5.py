"""Define ballots with five levels (SIPAS, QĐ 2640/QĐ-BNV): an answer for each aspect and one for all."""

from etl.sources import ballot

BALLOTS_5 = ballot.source("ballots_5", levels=5, satisfied_from=4)
