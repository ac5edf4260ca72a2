"""Parameters that say where a reader came from, never which article is meant."""

from __future__ import annotations

from urllib.parse import unquote

# A wrong name here merges two articles into one, a missing one only keeps a copy: so names stand here whole, and
# prefixes only where a vendor owns them. Sources: the vendors' manuals of campaign links.
_PREFIXES = (
    "utm_",  # Google Analytics, and everyone after it
    "at_",  # AT Internet (BBC, France Médias Monde)
    "xtor",  # AT Internet, older
    "xts",
    "mtm_",  # Matomo
    "pk_",  # Matomo, older
    "piwik_",
    "hsa_",  # HubSpot
    "_hs",
    "mc_",  # Mailchimp
    "vero_",
    "oly_",  # Omeda
    "wt_",  # Webtrekk
    "wt.",
    "ns_",  # Comscore
    "stm_",
    "fb_",
    "rss",  # marks a reader who came from a feed, in many spellings
)
_WHOLE = """
fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id mkt_tok s_kwcid
srsltid epik rb_clickid wickedid _ga
source ref referrer referer ref_src ref_url refsrc refid
cmp cmpid cmpsrc campaign campaign_id icid ocid ncid ito ftcamp smid smtyp
feedtype feedname traffic_source traffic_medium soc_src soc_trk guccounter .tsrc
maca emc share shared spm _branch_match_id trk cvid mbid
"""
_NAMES = frozenset(_WHOLE.split())
# These say something else on other sites, so only a value that names a feed gives them away.
_NAMES_BY_VALUE = frozenset({"from", "src", "via", "partner", "origin", "mod", "output", "medium", "channel"})
_FEED_VALUES = ("rss", "feed", "atom")


def is_tracking(pair: str) -> bool:
    """Return whether a query's `name=value` is about the reader's way to the page and not about the page."""
    name, _, value = unquote(pair).lower().partition("=")
    if name in _NAMES or name.startswith(_PREFIXES):
        return True
    return name in _NAMES_BY_VALUE and value.startswith(_FEED_VALUES)
