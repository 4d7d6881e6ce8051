"""What people and programs send who mean no good, as strategies for hypothesis."""

from hypothesis import strategies as st

MARKUP = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea></form><form action=//evil.example>",
    "<!--",
    "&lt;b&gt;&#0;",
    "javascript:alert(1)",
]
TEMPLATES = [
    "{{ 7|add:7 }}",
    "{% debug %}",
    "{number}",
    "{name}{link}",
    "${7*7}",
    "%(name)s",
    "%s%n",
]
SQL = ["'; DROP TABLE involvement_submission; --", "' OR 1=1 /*", "\\'", "$$;SELECT pg_sleep(9)"]
FORMULAS = ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "|cmd"]
HEADERS = ["\r\nBcc: all@example.org", "\nSubject: x", "%0d%0aTo: x@example.org", "\r\n\r\nbody"]
UNICODE = [
    "\0",
    "\u202eevil\u202c",
    "\u2066\u2067\u2068\u2069\u200f",
    "\ufeff\ufffe\uffff",
    "\u2028\u2029\x85\x0b\x0c",
    "\x01\x1b[31m\x7f\x9b",
    "e\u0301" * 3 + "\u0335" * 50,
    "\U0001f469\u200d\U0001f692",
    "\U00020bb7\U000e0041\U000f0000\U0010ffff",
    "\ufdfa\ufb1d\u2000\u1e9b\u0323",
    "ＮＦＫＣ＠ｅｘａｍｐｌｅ",
]
ONE_OF_EACH = [MARKUP[0], TEMPLATES[0], SQL[0], FORMULAS[0], HEADERS[0], UNICODE[0], UNICODE[1]]
# `make proof` sends each in each field, `make test` these.
IN_EVERY_FIELD = [MARKUP[0], UNICODE[0]]
NASTY = MARKUP + TEMPLATES + SQL + FORMULAS + HEADERS + UNICODE

# Every plane and category but surrogates, which no UTF-8 can hold; those are sent as bytes.
anything = st.text(max_size=60)


@st.composite
def texts(draw):
    """Draw a text of any script with something nasty in it, or not."""
    parts = draw(st.lists(st.one_of(anything, st.sampled_from(NASTY)), max_size=4))
    return "".join(parts)


# Addresses that look right at first sight.
local_parts = st.text("abc.+-_'\"\\<>(),:;@ \r\n\0éß例\u202e", min_size=1, max_size=8)
domains = st.sampled_from(
    [
        *("example.org", "EXAMPLE.org", "xn--e1afmkfd.example", "пример.example", "例え.example"),
        *("localhost", "[127.0.0.1]", "exa\u200bmple.org", "example.org\r\nBcc: x", "a..b", "-a.b"),
    ]
)
addresses = st.one_of(st.builds("{}@{}".format, local_parts, domains), st.emails(), texts())
numbers = st.one_of(st.text("0123456789+()-./ extEXT#ー０９", max_size=45), texts())
