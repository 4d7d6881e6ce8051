"""The program's icons and the picture that shared links show, drawn from its mark.

The colors are those of the style sheet (`static/css/tokens.css`): the mark stands on the dark band,
or in light on a light page. Everything is drawn four times as large and made smaller, so that edges
are smooth.
"""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from cities.drawing.program_mark import BASE_X, BASE_Y, DISC_RADIUS

BAND, WHITE, LAKE = "#07343c", "#ffffff", "#0a5a66"
BRINE, BAND_BRINE, SALT = "#971b47", "#f7a6be", "#f4f8f8"

RAY_WIDTH, BASE_WIDTH = 8, 20
FINER = 4
SHARE_SIZE = (1200, 630)
ICO_SIZES = [(16, 16), (32, 32)]


@dataclass(frozen=True)
class Colors:
    """Of the disc, the rays and the low point."""

    disc: str
    rays: str
    base: str


DARK, LIGHT = Colors(BAND, WHITE, BAND_BRINE), Colors(WHITE, LAKE, BRINE)


def draw_all(mark):
    """Draw the files of a `ProgramMark`; return functions that write each, by its name."""
    icons = {f"icon-{size}.png": _square(mark, size) for size in (192, 512)}
    pictures = icons | {"apple-touch-icon.png": _square(mark, 180, BAND), "share.png": _share(mark)}
    small = _square(mark, 32)
    return {
        "favicon.svg": lambda path: path.write_text(_svg(mark, DARK)),
        "mark.svg": lambda path: path.write_text(_svg(mark, LIGHT)),
        "favicon.ico": lambda path: small.save(path, sizes=ICO_SIZES),
        **{name: picture.save for name, picture in pictures.items()},
    }


def _svg(mark, colors):
    rays = "".join(ray.path for ray in mark.rays)
    half = BASE_WIDTH // 2
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 100 100">'
        f'<circle r="{DISC_RADIUS}" fill="{colors.disc}"/>'
        f'<path stroke="{colors.rays}" stroke-width="{RAY_WIDTH}" d="{rays}"/>'
        f'<path fill="{colors.base}" d="M{BASE_X - half} {BASE_Y - half}'
        f'h{BASE_WIDTH}v{BASE_WIDTH}h-{BASE_WIDTH}z"/></svg>\n'
    )


def _square(mark, size, ground=None):
    """Draw an icon with a dark disc; around it nothing, or a `ground`."""
    picture = Image.new("RGBA", (size * FINER, size * FINER), ground or (0, 0, 0, 0))
    middle = size * FINER / 2
    draw_mark(ImageDraw.Draw(picture), mark, DARK, (middle, middle), middle)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _share(mark):
    """Draw the picture of a shared link: the mark on the band, the line of two waters below."""
    width, height = (side * FINER for side in SHARE_SIZE)
    picture = Image.new("RGB", (width, height), BAND)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, height * 0.86, width, height), fill=SALT)
    pen.rectangle((0, height * 0.84, width, height * 0.86), fill=BRINE)
    draw_mark(pen, mark, LIGHT, (width / 2, height * 0.42), height * 0.34)
    return picture.resize(SHARE_SIZE, Image.Resampling.LANCZOS)


def draw_mark(pen, mark, colors, middle, radius):
    """Draw a `ProgramMark` around a middle."""
    scale = radius / DISC_RADIUS

    def place(x, y):
        return middle[0] + x * scale, middle[1] + y * scale

    pen.ellipse((*place(-DISC_RADIUS, -DISC_RADIUS), *place(DISC_RADIUS, DISC_RADIUS)), colors.disc)
    for ray in mark.rays:
        line = (*place(ray.x1, ray.y1), *place(ray.x2, ray.y2))
        pen.line(line, colors.rays, round(RAY_WIDTH * scale))
    half = BASE_WIDTH / 2
    low, high = place(BASE_X - half, BASE_Y - half), place(BASE_X + half, BASE_Y + half)
    pen.rectangle((*low, *high), colors.base)
