"""Define ballots at the counter, with three levels: hài lòng and rất hài lòng are satisfied."""

from etl.sources import ballot

BALLOTS_3 = ballot.source("ballots_3", levels=3, satisfied_from=2)
