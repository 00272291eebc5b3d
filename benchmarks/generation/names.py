"""Names of what a generated conference consists of."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

VENUES = (
    ("Addis Ababa", "Africa/Addis_Ababa"),
    ("Nairobi", "Africa/Nairobi"),
    ("Kigali", "Africa/Kigali"),
    ("Doha", "Asia/Qatar"),
    ("Geneva", "Europe/Zurich"),
    ("Bangkok", "Asia/Bangkok"),
    ("Busan", "Asia/Seoul"),
    ("Montevideo", "America/Montevideo"),
)

REGIONS = (
    ("afr", "Africa", "African"),
    ("ams", "Americas", "American"),
    ("arb", "Arab States", "Arab"),
    ("asp", "Asia-Pacific", "Asia-Pacific"),
    ("cis", "CIS", "CIS"),
    ("eur", "Europe", "European"),
)
"""Id, name, and name of its group."""

SITES = (
    ("dakar", "afr", "Africa/Dakar"),
    ("lagos", "afr", "Africa/Lagos"),
    ("nairobi", "afr", "Africa/Nairobi"),
    ("mexico-city", "ams", "America/Mexico_City"),
    ("washington", "ams", "America/New_York"),
    ("sao-paulo", "ams", "America/Sao_Paulo"),
    ("cairo", "arb", "Africa/Cairo"),
    ("riyadh", "arb", "Asia/Riyadh"),
    ("delhi", "asp", "Asia/Kolkata"),
    ("tokyo", "asp", "Asia/Tokyo"),
    ("suva", "asp", "Pacific/Fiji"),
    ("almaty", "cis", "Asia/Almaty"),
    ("moscow", "cis", "Europe/Moscow"),
    ("geneva", "eur", "Europe/Zurich"),
)
"""Id, region and zone."""

_COUNTRIES = {
    "afr": "Angola, Benin, Botswana, Burkina Faso, Burundi, Cabo Verde, Cameroon, Chad, Congo, "
    "Côte d'Ivoire, Eritrea, Eswatini, Ethiopia, Gabon, Gambia, Ghana, Guinea, Guinea-Bissau, Kenya, "
    "Lesotho, Liberia, Madagascar, Malawi, Mali, Mauritius, Mozambique, Namibia, Niger, Nigeria, Rwanda, "
    "Senegal, Seychelles, Sierra Leone, South Africa, South Sudan, Tanzania, Togo, Uganda, Zambia, Zimbabwe",
    "ams": "Argentina, Bahamas, Barbados, Belize, Bolivia, Brazil, Canada, Chile, Colombia, Costa Rica, "
    "Cuba, Dominica, Dominican Republic, Ecuador, El Salvador, Grenada, Guatemala, Guyana, Haiti, "
    "Honduras, Jamaica, Mexico, Nicaragua, Panama, Paraguay, Peru, Saint Lucia, Suriname, "
    "Trinidad and Tobago, United States, Uruguay, Venezuela",
    "arb": "Algeria, Bahrain, Comoros, Djibouti, Egypt, Iraq, Jordan, Kuwait, Lebanon, Libya, Mauritania, "
    "Morocco, Oman, Qatar, Saudi Arabia, Somalia, Sudan, Syria, Tunisia, United Arab Emirates, Yemen",
    "asp": "Australia, Bangladesh, Bhutan, Brunei, Cambodia, China, Fiji, India, Indonesia, Iran, Japan, "
    "Kiribati, Laos, Malaysia, Maldives, Marshall Islands, Micronesia, Mongolia, Myanmar, Nauru, Nepal, "
    "New Zealand, Pakistan, Palau, Papua New Guinea, Philippines, Korea, Samoa, Singapore, "
    "Solomon Islands, Sri Lanka, Thailand, Timor-Leste, Tonga, Tuvalu, Vanuatu, Viet Nam",
    "cis": "Armenia, Azerbaijan, Belarus, Kazakhstan, Kyrgyzstan, Russian Federation, Tajikistan, "
    "Turkmenistan, Uzbekistan",
    "eur": "Albania, Andorra, Austria, Belgium, Bosnia and Herzegovina, Bulgaria, Croatia, Cyprus, Czechia, "
    "Denmark, Estonia, Finland, France, Georgia, Germany, Greece, Hungary, Iceland, Ireland, Italy, "
    "Latvia, Liechtenstein, Lithuania, Luxembourg, Malta, Moldova, Monaco, Montenegro, Netherlands, "
    "North Macedonia, Norway, Poland, Portugal, Romania, San Marino, Serbia, Slovakia, Slovenia, Spain, "
    "Sweden, Switzerland, Türkiye, Ukraine, United Kingdom",
}
COUNTRIES: tuple[tuple[str, str], ...] = tuple(
    (country, region) for region, names in _COUNTRIES.items() for country in names.split(", ")
)
"""Countries with their regions."""

LARGE = (
    *(
        "Nigeria",
        "South Africa",
        "Kenya",
        "Ethiopia",
        "United States",
        "Brazil",
        "Canada",
        "Mexico",
    ),
    *("Argentina", "Egypt", "Saudi Arabia", "United Arab Emirates", "China", "Japan", "India"),
    *("Indonesia", "Korea", "Australia", "Russian Federation", "Kazakhstan", "France", "Germany"),
    *("Italy", "Spain", "Switzerland", "Türkiye", "United Kingdom", "Poland"),
)
"""Countries that send large delegations."""

THEMES = (
    *("water", "energy", "climate", "health", "education", "food", "trade", "finance", "oceans"),
    *("cities", "transport", "trust", "skills", "innovation", "inclusion", "forests", "soils"),
    *(
        "connectivity",
        "migration",
        "tourism",
        "heritage",
        "ageing",
        "youth",
        "disasters",
        "minerals",
    ),
    *("fisheries", "mountains", "space", "statistics", "housing", "sanitation", "biodiversity"),
    *("standards", "taxation", "labour", "deserts", "rivers", "islands", "chemicals", "waste"),
)

COMMITTEES = (
    *(
        "Objectives",
        "Working methods",
        "Means of implementation",
        "Strategy",
        "Capacity",
        "Technology",
    ),
    *("Partnerships", "Monitoring", "Regional initiatives", "Statutes"),
)

TEXTS = (
    *(
        "merging resolutions",
        "study Questions",
        "indicators",
        "the action plan",
        "the rules of procedure",
    ),
    *(
        "regional initiatives",
        "the budget annex",
        "definitions",
        "reporting",
        "gender",
        "small islands",
    ),
    *(
        "least developed countries",
        "transfer of technology",
        "the preamble",
        "the calendar of meetings",
    ),
)

ANGLES = (
    *("{} for villages and islands", "Paying for {}", "{}: what ten countries have learned"),
    *(
        "{} after a disaster",
        "Young people and {}",
        "Data on {}",
        "{} and the law",
        "Women lead on {}",
    ),
    *("{} across borders", "Small firms and {}", "{} in least developed countries", "Teaching {}"),
    *("{} in twenty years", "Open questions on {}", "Measuring {}", "Local authorities and {}"),
)
"""Titles of thematic sessions and side events about a theme."""

PORTFOLIOS = ("", "of economy", "of foreign affairs", "of environment", "of planning", "of science")
"""Ministers of a country: one without a portfolio named, and others."""


def titled(angle: str, theme: str) -> str:
    """Return the title of a session about a theme."""
    title = angle.format(theme)
    return title[0].upper() + title[1:]


def id_of(name: str) -> str:
    """Return an id made of a name: small letters without accents, hyphens between words."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    words = "".join(sign if sign.isalnum() else " " for sign in plain.replace("'", "")).split()
    return "-".join(words)


LANGUAGES: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "six-languages": ("Six official languages", ("ar", "en", "es", "fr", "ru", "zh")),
        "three-languages": ("English, French and Spanish", ("en", "es", "fr")),
    }
)
"""Pools of interpretation teams: name and languages."""
