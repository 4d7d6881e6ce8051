/*
 * Draw the land of the world map, seen from one city. For developers only; the result is a file.
 *
 * The map is azimuthal equidistant: every line from the city at its center is a great circle with
 * its true length and direction. The coast is projected once, here; the server projects only the
 * cities. Another city makes its own land with its own coordinates:
 *
 *   npm install --prefix FOLDER world-atlas@2.0.2 d3-geo@3 topojson-client@3
 *   node deploy/project_land.mjs FOLDER LATITUDE LONGITUDE \
 *       > templates/components/land_path.svg
 *
 * LATITUDE and LONGITUDE are those of the home city in degrees, as in the site settings (the
 * seed has them). The disc has a radius of 11,900 km and is drawn 500 units wide, the same
 * numbers as in cities/drawing/world_map.py. Coordinates are whole numbers, islets under 40 square units
 * are dropped, and the path is relative: about 12 KB.
 *
 * The land is world-atlas 2.0.2 (ISC license), made from Natural Earth, which is public domain.
 */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const EARTH_RADIUS_KM = 6371.0088;
const DISC_RADIUS_KM = 11900;
const DISC_RADIUS = 500;
const SMALLEST_ISLAND = 40;

const [folder, latitude, longitude] = process.argv.slice(2);
if (longitude === undefined) {
  console.error("Usage: node deploy/project_land.mjs FOLDER LATITUDE LONGITUDE");
  process.exit(1);
}
const require = createRequire(join(resolve(folder), "package.json"));
const { geoAzimuthalEquidistant, geoPath } = await import(require.resolve("d3-geo"));
const { feature } = await import(require.resolve("topojson-client"));
const atlas = require("world-atlas/land-110m.json");

const radians = DISC_RADIUS_KM / EARTH_RADIUS_KM;
const projection = geoAzimuthalEquidistant()
  .rotate([-Number(longitude), -Number(latitude)])
  .scale(DISC_RADIUS / radians)
  .translate([DISC_RADIUS, DISC_RADIUS])
  .clipAngle((radians * 180) / Math.PI)
  .precision(0.5);

/** The outlines that d3 draws, as lists of points. */
function outlines(shape) {
  const rings = [];
  const context = {
    beginPath() {},
    moveTo(x, y) { rings.push([[x, y]]); },
    lineTo(x, y) { rings.at(-1).push([x, y]); },
    closePath() {},
    arc() {},
  };
  geoPath(projection, context)(shape);
  return rings;
}

function area(ring) {
  let sum = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length];
    sum += x * nextY - nextX * y;
  });
  return Math.abs(sum) / 2;
}

/** Whole numbers, no point twice, no point on a straight line between its neighbors. */
function rounded(ring) {
  const points = [];
  for (const [x, y] of ring.map((point) => point.map(Math.round))) {
    const last = points.at(-1);
    if (last && last[0] === x && last[1] === y) continue;
    const before = points.at(-2);
    if (before && (last[0] - before[0]) * (y - last[1]) === (last[1] - before[1]) * (x - last[0])) {
      points.pop();
    }
    points.push([x, y]);
  }
  const [first, end] = [points[0], points.at(-1)];
  if (points.length > 1 && first[0] === end[0] && first[1] === end[1]) points.pop();
  return points;
}

function relativePath(points) {
  let [x, y] = points[0];
  let path = `M${x} ${y}l`;
  points.slice(1).forEach(([nextX, nextY], index) => {
    const [dx, dy] = [nextX - x, nextY - y];
    path += `${index && dx >= 0 ? " " : ""}${dx}${dy >= 0 ? " " : ""}${dy}`;
    [x, y] = [nextX, nextY];
  });
  return `${path}z`;
}

const land = outlines(feature(atlas, atlas.objects.land))
  .filter((ring) => area(ring) >= SMALLEST_ISLAND)
  .map(rounded)
  .filter((points) => points.length > 2)
  .map(relativePath)
  .join("");
console.log(`<path class="map__land" d="${land}"/>`);
