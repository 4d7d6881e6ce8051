"""The name of the site in the letters of any script, and other single values of the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from saltlake_sister import env
from saltlake_sister.site_address import site_address


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("松本", "xn--8pvzg"),
        ("Bücher", "xn--bcher-kva"),
        # Since 2008 these letters are part of a name; before they were written "ss" and "σ".
        ("straße", "xn--strae-oqa"),
        ("Straße", "xn--strae-oqa"),
        ("βόλος", "xn--nxasmm1c"),
    ],
)
def test_a_name_is_known_as_browsers_send_it(name, known):
    assert site_address(f"https://{name}.example").host == f"{known}.example"


@pytest.mark.parametrize(("given", "code"), [("", "USD"), ("EUR", "EUR"), (" jpy ", "JPY")])
def test_a_currency_is_known_by_its_code(monkeypatch, given, code):
    monkeypatch.setenv("CURRENCY", given)

    assert env.currency("CURRENCY", "USD") == code


@pytest.mark.parametrize("given", ["Dollar", "$", "EURO", "XYZ"])
def test_what_is_no_code_of_a_currency_is_refused(monkeypatch, given):
    monkeypatch.setenv("CURRENCY", given)

    with pytest.raises(ImproperlyConfigured, match="CURRENCY must be the ISO code"):
        env.currency("CURRENCY", "USD")
