"""Links on a previewed page: those to what is previewed stay inside, others lead out."""

import pytest

from editorial.previews.drawing import stay_inside

INSIDE = {"/en/one/": "/p/en/", "/ja/one/": "/p/ja/"}


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ('<a href="/en/one/">', '<a href="/p/en/">'),
        ('<a class="x" href="/en/one/#s-1">', '<a class="x" href="/p/en/#s-1">'),
        ('<a href="/ja/one/?a=1&amp;b=2">', '<a href="/p/ja/?a=1&amp;b=2">'),
        ('<form action="/en/one/#record">', '<form action="/p/en/#record">'),
        ('<a href="/en/one/two/">', '<a href="/en/one/two/">'),
        ('<a href="https://example.org/en/one/">', '<a href="https://example.org/en/one/">'),
    ],
)
def test_links_to_what_is_previewed_lead_to_the_preview(link, leads):
    assert stay_inside(link, INSIDE) == leads


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ('<a href="/en/">', '<a target="_blank" href="/en/">'),
        ('<a href="#content">', '<a href="#content">'),
        ('<a href="?city=x">', '<a href="?city=x">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
        ('<a href="/en/one/">', '<a href="/p/en/">'),
    ],
)
def test_in_a_frame_links_that_lead_out_open_a_tab(link, leads):
    assert stay_inside(link, INSIDE, new_tab=True) == leads
