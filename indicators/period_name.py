"""Write a period as each language does; sentences, screen and files say the same."""

from indicators.periods import Period
from languages import say
from languages.writing import day

_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def period_name(language: str, shown: Period) -> str:
    """Return the period's name: quý III/2024, tháng 06/2024, năm 2024."""
    if shown.kind == "all":
        return say(language, "period.all")
    if shown.kind == "days":
        return say(language, "period.days", first=day(language, shown.first), last=day(language, shown.last))
    year, month = shown.last.year, shown.last.month
    words = {
        "year": f"{year}",
        "month": f"{month:02}",
        "quarter": _ROMAN[-(-month // 3)],
        "half": _ROMAN[-(-month // 6)],
        "period": shown.key,
    }
    key = f"half_{words['half']}" if shown.kind == "half" else shown.kind
    return say(language, f"period.{key}", **words)
