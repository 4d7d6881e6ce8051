"""The site stays light: what a reader's device loads, and what a worker keeps in memory."""

import pytest

from benchmarks import server
from tests.crawl import path_of

pytestmark = [pytest.mark.browser, pytest.mark.proof]

HOME_BYTES = 100_000
HOME_REQUESTS = 8
FONT_BYTES = 60_000
# The words of seven languages stay in memory, once a reader of each has come.
WORKER_MEGABYTES = 165
# Of these, as the workers share what is loaded before they part.
OWN_MEGABYTES = 118


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """Serve the seed content as `make run` does; return the running server."""
    data_dir = tmp_path_factory.mktemp("shipped")
    server.prepare(data_dir)
    with server.Server(
        data_dir, "saltlake_sister.wsgi:application", "saltlake_sister.settings"
    ) as running:
        yield running


def loaded(page, address):
    """Open an address; return the size on the wire of everything that was loaded, by address."""
    sizes = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    addresses = {}
    session.on(
        "Network.responseReceived",
        lambda event: addresses.update({event["requestId"]: event["response"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(address)
    page.wait_for_timeout(1000)
    return {addresses[key]: size for key, size in sizes.items() if key in addresses}


@pytest.mark.parametrize("language", ["en", "ja", "uk"])
def test_the_home_page_is_light(shipped, page, language):
    sizes = loaded(page, f"http://{server.HOST}:{shipped.port}/{language}/")

    fonts = sum(size for address, size in sizes.items() if address.endswith(".woff2"))
    assert len(sizes) <= HOME_REQUESTS, sorted(sizes)
    assert sum(sizes.values()) <= HOME_BYTES, sizes
    assert fonts <= FONT_BYTES


def test_a_worker_stays_small(shipped):
    paths = [path_of(address) for address in server.addresses(shipped.get)]

    for number in range(1000):
        shipped.get(paths[number % len(paths)])

    assert shipped.resident_megabytes() <= WORKER_MEGABYTES
    assert shipped.proportional_megabytes() <= OWN_MEGABYTES
