"""The style sheets that `collectstatic` combines mean what the separate files mean."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

from saltlake_sister.static_files import SiteStaticFilesStorage, combine, moved


def combined(files, name="css/site.css"):
    return combine(name, files.__getitem__)


def test_imports_become_blocks_of_their_layers_in_order():
    files = {
        "css/site.css": (
            "@layer base, components;\n"
            '@import url("base.css") layer(base);\n'
            '@import url("components/card.css") layer(components);\n'
            '@import url("print.css") print;\n'
        ),
        "css/base.css": "body { margin: 0; }",
        "css/components/card.css": ".card { padding: 1rem; }",
        "css/print.css": "nav { display: none; }",
    }

    assert combined(files) == (
        "@layer base, components;\n"
        "@layer base{body { margin: 0; }}\n"
        "@layer components{.card { padding: 1rem; }}\n"
        "@media print{nav { display: none; }}\n"
    )


def test_imports_are_followed_through_folders():
    files = {
        "css/site.css": '@import url("components/all.css") layer(components);',
        "css/components/all.css": '@import url("card.css");@import url("../map.css") layer;',
        "css/components/card.css": ".card{color:red}",
        "css/map.css": ".map{color:blue}",
    }

    assert combined(files) == ("@layer components{.card{color:red}@layer {.map{color:blue}}}")


def test_addresses_still_lead_to_their_files():
    files = {
        "css/site.css": '@import url("fonts/faces.css");',
        "css/fonts/faces.css": (
            '@font-face{src:url("../../fonts/sign.woff2") format("woff2"),url( local.woff2 )}'
            "a{background:url('#mark'),url(/static/x.png),url(\"data:image/svg+xml,<a b='c'>\")}"
        ),
    }

    assert combined(files) == (
        '@font-face{src:url("../fonts/sign.woff2") format("woff2"),url(fonts/local.woff2)}'
        "a{background:url('#mark'),url(/static/x.png),url(\"data:image/svg+xml,<a b='c'>\")}"
    )


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("a /* why */ b { }\n", "a /**/ b { }\n"),
        ("a/* the same element */.b{}", "a/**/.b{}"),
        ("/* url(x.png) and */a{}", "/**/a{}"),
        ('a { content: "/* a  b */ url(x) ; }"; }', 'a { content: "/* a  b */ url(x) ; }"; }'),
        (r"a::after { content: '\'/* x' ; }", r"a::after { content: '\'/* x' ; }"),
        (r".sm\"\: b {} /* x */", r".sm\"\: b {} /**/"),
        ("p{background:url( a(b.png )}", "p{background:url(a(b.png)}"),
        ("p{background:url(/*b.png*/)}", "p{background:url(/*b.png*/)}"),
    ],
)
def test_comments_become_empty_and_everything_else_stays_as_it_is_written(written, served):
    assert moved(written) == served


def test_an_import_in_a_comment_is_none():
    files = {"css/site.css": '/* @import url("gone.css"); */a{}'}

    assert combined(files) == "/**/a{}"


def test_a_style_sheet_that_imports_itself_is_refused():
    files = {"css/site.css": '@import url("a.css");', "css/a.css": '@import url("site.css");'}

    with pytest.raises(ImproperlyConfigured, match="imports itself"):
        combined(files)


@pytest.mark.parametrize(
    "line",
    ['@import "a.css";', "@import url(a.css);", '@import url("a.css") supports(x);x{}@import'],
)
def test_an_import_written_otherwise_is_refused(line):
    with pytest.raises(ImproperlyConfigured, match="write imports as"):
        combined({"css/site.css": line, "css/a.css": ""})


def test_collected_files_name_the_combined_style_sheet_by_its_hash(tmp_path, settings):
    settings.STATIC_URL = "static/"
    source = FileSystemStorage(tmp_path / "source")
    (tmp_path / "source/css").mkdir(parents=True)
    (tmp_path / "source/sign.woff2").write_bytes(b"font")
    (tmp_path / "source/css/site.css").write_text('@import url("base.css") layer(base);')
    (tmp_path / "source/css/base.css").write_text('a { src: url("../sign.woff2"); }')
    storage = SiteStaticFilesStorage(location=tmp_path / "static")
    paths = {name: (source, name) for name in ["css/site.css", "css/base.css", "sign.woff2"]}
    for name, (origin, path) in paths.items():
        with origin.open(path) as file:
            storage.save(name, file)

    hashed = {name: stored for name, stored, _ in storage.post_process(paths) if stored}

    font = storage.stored_name("sign.woff2")
    with storage.open(hashed["css/site.css"]) as file:
        assert file.read().decode() == f'@layer base{{a {{ src: url("../{font}"); }}}}'


def test_an_import_of_a_missing_file_is_named(tmp_path):
    source = FileSystemStorage(tmp_path / "source")
    (tmp_path / "source/css").mkdir(parents=True)
    (tmp_path / "source/css/site.css").write_text('@import url("gone.css");')
    storage = SiteStaticFilesStorage(location=tmp_path / "static")

    with pytest.raises(ImproperlyConfigured, match=r"css/gone\.css"):
        list(storage.post_process({"css/site.css": (source, "css/site.css")}))
