"""All indicators by id, in the order of showing. A new theme is a file here and a line below."""

from indicators.catalogue import one_stop, satisfaction, signing
from indicators.definition import Indicator

CATALOGUE: dict[str, Indicator] = {
    indicator.id: indicator for theme in (one_stop, signing, satisfaction) for indicator in theme.INDICATORS
}
