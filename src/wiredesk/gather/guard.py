"""Which addresses of the Internet may be connected to.

An address that someone else chose (in a feed, a redirect, a sitemap) must not make this program
knock at doors that only this machine or its network can reach: a router, a database, the metadata
service of a cloud.  What is checked is the address really connected to, at every connection, so
neither a redirect nor a name that points elsewhere the second time (DNS rebinding) gets past.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: Public by their number, yet not of the public Internet: the wire server of one cloud (Azure);
#: site-local and discard-only addresses (RFC 3879, 6666), benchmarking (RFC 5180), which older
#: tables of the standard library call global.
NOT_PUBLIC: tuple[Network, ...] = tuple(
    ipaddress.ip_network(n)
    for n in (
        "168.63.129.16/32", "192.88.99.0/24", "192.0.0.0/24", "fec0::/10", "100::/64", "2001:2::/48",
        "2001:db8::/32", "3fff::/20", "5f00::/16",
    )
)  # fmt: skip
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


def networks(given: Iterable[str]) -> tuple[Network, ...]:
    """Networks as given ("10.0.0.0/8", "::1", "127.0.0.1"); ValueError names one that is none."""
    return tuple(ipaddress.ip_network(n.strip(), strict=False) for n in given)


def refusal(text: str, allowed: Iterable[Network] = ()) -> str | None:
    """Why an IP address is not connected to, in words, or None where it may be.

    An IPv6 address that stands for an IPv4 one (mapped, compatible, 6to4, Teredo, NAT64) is judged
    by that one.  ``allowed`` are networks that may be connected to whatever they are.
    """
    try:
        address: Address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return f"{text} is no IP address"
    allowed = tuple(allowed)
    for one in (address, *_inside(address)):
        if any(one in network for network in allowed):
            return None
    for one in (address, *_inside(address)):
        if why := _not_public(one):
            return f"{text} is {why}"
    return None


def _inside(address: Address) -> tuple[ipaddress.IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address stands for or leads to."""
    if not isinstance(address, ipaddress.IPv6Address):
        return ()
    out = [a for a in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if a is not None]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        out.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(out)


def _not_public(one: Address) -> str | None:
    if one.is_loopback:
        return "a loopback address (this machine)"
    if one.is_link_local:
        return "a link-local address (as are the metadata services of clouds)"
    if one.is_multicast:
        return "a multicast address"
    if one.is_unspecified:
        return "the unspecified address (this machine)"
    if isinstance(one, ipaddress.IPv6Address) and one.ipv4_mapped is not None:
        return None  # judged by the IPv4 address in it
    if one in _NAT64_LOCAL:
        return "a local translation address"
    if not one.is_global or any(one in network for network in NOT_PUBLIC):
        return "not an address of the public Internet"
    return None
