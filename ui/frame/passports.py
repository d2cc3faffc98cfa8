"""Lead from an id printed in a file back to its figure, by the search or as a link."""

import streamlit as st

from ledger.passports import Passport, find
from reports.passport_check import snapshot_of
from ui import menu, messages, navigation
from ui.view import THEN, WHOLE
from warehouse.home import Home

PARAMETER = "ma_so_lieu"  # of a link to an id: any page's address with it


def address_of(found: Passport) -> dict[str, str] | None:
    """Return the figure's page in the view and on the snapshot it was asked of; None if that one is gone."""
    if snapshot_of(Home.chosen(), found) is None:
        return None
    return {
        "chi_so": found.indicator,
        "don_vi": found.unit or WHOLE,
        "ky": found.period,
        "lich": found.calendar,
        "ban_do": found.map or THEN,
        navigation.SNAPSHOT: found.snapshot,
    }


def follow() -> None:
    """Go where the id in the address leads, or say why it leads nowhere."""
    asked = st.query_params.get(PARAMETER)
    if asked is None:
        return
    found = find(Home.chosen(), asked)
    if found is None:
        messages.not_found("passport", asked)
    ids = address_of(found)
    if ids is None:
        messages.not_found("passport_gone", found.id)
    st.switch_page(menu.script("indicator"), query_params=ids)
