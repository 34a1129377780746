"""What amounts are measured in: currencies, measures, spans of time, by their printed names.

Units are named, never converted: "5 miles" and "8 km" stay what the report printed.
"""

from __future__ import annotations

from collections.abc import Mapping

CURRENCY_SIGNS: dict[str, str] = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "nt$": "TWD", "r$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR",
    "₽": "RUB", "₪": "ILS", "₩": "KRW", "₺": "TRY", "₦": "NGN", "₴": "UAH", "฿": "THB", "₱": "PHP",
    "rs.": "INR", "rs": "INR", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "inr": "INR",
    "rmb": "CNY", "kes": "KES", "ksh": "KES", "pkr": "PKR", "afn": "AFN", "aed": "AED",
}  # fmt: skip

_CURRENCY_NAMES: dict[str, str] = {
    "dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR",
    "ruble": "RUB", "rouble": "RUB", "shekel": "ILS", "franc": "CHF", "peso": "peso", "lira": "TRY",
    "afghani": "AFN", "dinar": "dinar", "dirham": "dirham", "riyal": "riyal", "rial": "IRR", "won": "KRW",
    "naira": "NGN", "rand": "ZAR", "zloty": "PLN", "krona": "SEK", "krone": "krone", "hryvnia": "UAH",
    "cent": "cent", "penny": "penny", "pence": "penny", "guilder": "NLG", "mark": "DEM", "birr": "ETB",
    "cedi": "GHS", "taka": "BDT", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "toman": "toman",
    "crown": "crown",
    "pound sterling": "GBP", "sterling": "GBP", "us dollar": "USD", "u.s. dollar": "USD",
    "american dollar": "USD", "canadian dollar": "CAD", "australian dollar": "AUD",
    "hong kong dollar": "HKD", "swiss franc": "CHF", "pakistani rupee": "PKR", "indian rupee": "INR",
    "syrian pound": "SYP", "egyptian pound": "EGP", "lebanese pound": "LBP", "british pound": "GBP",
    "turkish lira": "TRY", "iraqi dinar": "IQD", "saudi riyal": "SAR", "bitcoin": "BTC",
}  # fmt: skip

_MEASURES: dict[str, str] = {
    "ton": "ton", "tonne": "tonne", "metric ton": "tonne", "kiloton": "kiloton", "megaton": "megaton",
    "kilometer": "km", "kilometre": "km", "km": "km", "meter": "m", "metre": "m", "centimeter": "cm",
    "centimetre": "cm", "cm": "cm", "millimeter": "mm", "millimetre": "mm", "mm": "mm",
    "mile": "mile", "nautical mile": "nautical mile", "yard": "yard", "inch": "inch", "mi": "mile",
    "square kilometer": "km2", "square kilometre": "km2", "sq km": "km2", "square mile": "mile2",
    "sq mile": "mile2", "square meter": "m2", "square metre": "m2", "square foot": "foot2",
    "cubic meter": "m3", "cubic metre": "m3", "cubic foot": "foot3", "hectare": "hectare", "acre": "acre",
    "kilogram": "kg", "kilo": "kg", "kg": "kg", "gram": "g", "milligram": "mg", "lb": "pound",
    "ounce": "ounce", "liter": "litre", "litre": "litre", "gallon": "gallon", "barrel": "barrel",
    "degree": "degree", "degree celsius": "°C", "degree fahrenheit": "°F", "°c": "°C", "°f": "°F",
    "°": "degree",
    "watt": "W", "kilowatt": "kW", "megawatt": "MW", "gigawatt": "GW", "kw": "kW", "mw": "MW", "gw": "GW",
    "mph": "mph", "kph": "kph", "km/h": "kph", "knot": "knot", "byte": "B", "megabyte": "MB",
    "gigabyte": "GB", "terabyte": "TB", "gb": "GB", "mb": "MB", "basis point": "basis point",
    "bushel": "bushel", "mile an hour": "mph", "mile per hour": "mph",
    "kilometer an hour": "kph", "kilometre an hour": "kph", "kilometer per hour": "kph",
    "kilometre per hour": "kph", "decibel": "dB", "volt": "V", "hertz": "Hz", "ft": "foot",
    "magnitude": "magnitude",
}  # fmt: skip

_PERCENT: dict[str, str] = {
    "%": "percent", "percent": "percent", "per cent": "percent", "pct": "percent", "pc": "percent",
    "per-cent": "percent", "percentage point": "percentage point", "percent point": "percentage point",
}  # fmt: skip

_TIME: dict[str, str] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "night", "week": "week",
    "month": "month", "year": "year", "decade": "decade", "century": "century", "fortnight": "fortnight",
    "weekend": "weekend", "working day": "day", "calendar year": "year", "hr": "hour", "min": "minute",
}  # fmt: skip

TIME_UNITS = frozenset(_TIME.values())

_IRREGULAR = {"inch": "inches", "foot": "feet", "century": "centuries", "penny": "pennies",
              "krona": "kronor", "krone": "kroner", "zloty": "zlotys"}  # fmt: skip


def _plurals(names: dict[str, str]) -> dict[str, str]:
    out = dict(names)
    for name, unit in names.items():
        first, _, rest = name.partition(" ")
        if rest.startswith(("an ", "per ", "celsius", "fahrenheit")):
            out[f"{first}s {rest}"] = unit
        elif name in _IRREGULAR:
            out[_IRREGULAR[name]] = unit
        elif name.endswith("foot"):
            out[name[:-4] + "feet"] = unit
        elif name[-1].isalpha():
            out[name + "s"] = unit
    return out


UNITS: dict[str, str] = {
    **_plurals(_TIME),
    **_plurals(_MEASURES),
    **_plurals(_CURRENCY_NAMES),
    **_plurals(_PERCENT),
    "foot": "foot",
    "feet": "foot",
}
"""Printed name, folded to lower case, to unit."""

MEASURES: Mapping[str, tuple[str, float]] = {
    "km": ("m", 1000.0), "m": ("m", 1.0), "cm": ("m", 0.01), "mm": ("m", 0.001), "mile": ("m", 1609.344),
    "nautical mile": ("m", 1852.0), "yard": ("m", 0.9144), "foot": ("m", 0.3048), "inch": ("m", 0.0254),
    "ton": ("kg", 1000.0), "tonne": ("kg", 1000.0), "kg": ("kg", 1.0), "g": ("kg", 0.001),
    "pound": ("kg", 0.45359), "ounce": ("kg", 0.02835),
    "hectare": ("m2", 1e4), "acre": ("m2", 4046.86), "km2": ("m2", 1e6), "mile2": ("m2", 2.58999e6),
    "m2": ("m2", 1.0), "foot2": ("m2", 0.092903),
    "litre": ("litre", 1.0), "gallon": ("litre", 3.785),
    "kph": ("kph", 1.0), "mph": ("kph", 1.609344), "knot": ("kph", 1.852),
}  # fmt: skip
"""What each unit of measure is in one that can be compared.  A ton is taken for a tonne: the short and the
long one lie within the tenth that two units leave open."""
