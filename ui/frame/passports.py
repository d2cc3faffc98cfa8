"""Lead from an id printed in a file back to its figure, by the search or as a link."""

import streamlit as st

from ledger.passports import Passport, find_passport
from presentation.passport_check import snapshot_of
from ui import menu, messages, navigation
from ui.address import THEN, WHOLE
from warehouse.home import Home

PARAMETER = "ma_so_lieu"  # of a link to an id: any page's address with it


def passport_parameters(passport: Passport) -> dict[str, str] | None:
    """Return the figure's page in the view and on the snapshot it was asked of; None if that one is gone."""
    if snapshot_of(Home.locate(), passport) is None:
        return None
    return {
        "chi_so": passport.indicator,
        "don_vi": passport.unit or WHOLE,
        "ky": passport.period,
        "lich": passport.calendar,
        "ban_do": passport.map or THEN,
        navigation.SNAPSHOT: passport.snapshot,
    }


def follow_passport() -> None:
    """Go where the id in the address leads, or say why it leads nowhere."""
    asked = st.query_params.get(PARAMETER)
    if asked is None:
        return
    found = find_passport(Home.locate(), asked)
    if found is None:
        messages.stop_not_found("passport", asked)
    ids = passport_parameters(found)
    if ids is None:
        messages.stop_not_found("passport_gone", found.id)
    st.switch_page(menu.script_path("indicator"), query_params=ids)
