"""Extracts land from the GSHHG shorelines (LGPL) into public/basemap/{world,shores}.geojson.

Run once, by hand; the results are committed. Needs Debian's package gmt-gshhg-full and, from PyPI, h5py,
numpy and shapely 2:  python3 scripts/basemap/shores.py [/usr/share/gmt-gshhg/binned_GSHHS_f.nc]

The file stores every shoreline cut at 1-degree cells. The pieces of one shoreline are joined end to end again,
then clipped to a window, simplified, and rounded off, because the original has visible raster steps.
"""

import json
import sys
from pathlib import Path

import h5py
import numpy as np
from shapely import make_valid
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.ops import unary_union

SOURCE = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/gmt-gshhg/binned_GSHHS_f.nc"
ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "public" / "basemap"

WINDOWS = {"bay": (-123.15, 37.2, -121.6, 38.3), "harbor": (-74.6, 40.3, -73.4, 41.1)}
CITIES = {"bay": ["sf"], "harbor": ["brooklyn"]}
NEAR = {"bay": (-124.6, 35.8, -120.5, 40.2), "harbor": (-75.8, 39.0, -71.0, 42.2), "gulf": (-97.9, 27.0, -94.0, 30.4)}


def main():
    shorelines = read_shorelines()
    land = [Polygon(ring) for level, ring in shorelines if level == 1 and len(ring) > 3]
    lakes = [Polygon(ring) for level, ring in shorelines if level == 2 and len(ring) > 3]
    write_world(land, lakes)
    write_shores(land)


def read_shorelines():
    """Closed rings as (level, [(lon, lat)]): 1 land, 2 lake."""
    with h5py.File(SOURCE) as file:
        read = lambda name: file[name][:]
        first = read("Id_of_first_segment_in_a_bin")
        count = read("N_segments_in_a_bin")
        packed = read("Embedded_npts_levels_exit_entry_for_a_segment")
        start = read("Id_of_first_point_in_a_segment")
        shoreline = read("Id_of_GSHHS_ID")
        dx = read("Relative_longitude_from_SW_corner_of_bin").astype(np.uint16) / 65535
        dy = read("Relative_latitude_from_SW_corner_of_bin").astype(np.uint16) / 65535

    pieces = {}
    for cell in range(len(first)):
        row, column = divmod(cell, 360)
        west, south = (column - 360 if column >= 180 else column), 89 - row
        for i in range(first[cell], first[cell] + count[cell]):
            points, level = int(packed[i]) >> 9, (int(packed[i]) >> 6) & 7
            if level > 2:
                continue
            span = slice(start[i], start[i] + points)
            line = np.column_stack((west + dx[span], south + dy[span]))
            pieces.setdefault((int(shoreline[i]), level), []).append(line)
    return [(level, ring) for (_, level), lines in pieces.items() for ring in join(lines)]


def join(lines):
    """Chains pieces whose ends touch (exactly, or as near as the cells' rounding) into closed rings."""
    key = lambda point: (round(((point[0] + 180) % 360) * 4000), round(point[1] * 4000))
    heads = {}
    for i, line in enumerate(lines):
        heads.setdefault(key(line[0]), []).append(i)
    left = set(range(len(lines)))
    rings = []
    while left:
        i = left.pop()
        chain = [lines[i]]
        while True:
            end = key(chain[-1][-1])
            around = [(end[0] + a, end[1] + b) for a in (0, -1, 1) for b in (0, -1, 1)]
            follow = next((j for k in around for j in heads.get(k, []) if j in left), None)
            if follow is None:
                break
            left.discard(follow)
            chain.append(lines[follow])
        ring = np.concatenate(chain)
        # A shoreline that crosses +-180 continues on the far side of it.
        ring[:, 0] = np.unwrap(ring[:, 0], period=360)
        rings.append(ring)
    return rings


def write_world(land, lakes):
    lands = [whole(p) for p in land if p.area > 0.3]
    waters = [whole(p) for p in lakes if p.area > 0.5 and is_round(p)]
    world = box(-180, -85.06, 180, 84)
    far = unary_union([part for p in lands for part in wrap(p.simplify(0.14))]).intersection(world)
    far = far.difference(unary_union([p.simplify(0.14) for p in waters]))
    near_boxes = unary_union([box(*b) for b in NEAR.values()])
    small = [whole(p) for p in land if p.area > 0.006 and p.intersects(near_boxes)]
    near = unary_union([clip(p, box(*b)).simplify(0.01) for b in NEAR.values() for p in small if p.intersects(box(*b))])
    features = [feature(p, 2, kind="land") for p in parts(far.difference(near_boxes)) if p.area > 0.2]
    features += [feature(p, 3, kind="land") for p in parts(near) if p.area > 0.006]
    write("world.geojson", features)


def write_shores(land):
    features = []
    for name, bounds in WINDOWS.items():
        window = box(*bounds)
        features.append(feature(window, 2, kind="window", area=name))
        around = window.buffer(0.1)
        shapes = [clip(p, around) for p in land if p.intersects(around) and p.area > 1e-6]
        drawn = [outline(city) for city in CITIES[name]]
        shore = unary_union(shapes + drawn)
        for polygon in parts(shore):
            if polygon.area < 1e-6:
                continue
            soft = clip(smooth(polygon), window)
            features += [feature(p, 4, kind="land", area=name) for p in parts(soft) if p.area > 5e-7]
    write("shores.geojson", features)


def outline(city):
    content = json.loads((ROOT / "data" / "cities" / f"{city}.json").read_text())
    return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in content["outline"]])


def smooth(polygon):
    rings = [chaikin(ring) for ring in [polygon.exterior, *polygon.interiors] if Polygon(ring).area > 5e-7]
    return Polygon(rings[0], rings[1:]).simplify(0.00014)


def chaikin(ring):
    """Cuts corners twice; short edges keep the shape in place."""
    points = np.array(ring.simplify(0.0007).segmentize(0.004).coords)[:-1]
    for _ in range(2):
        follow = np.roll(points, -1, axis=0)
        cut = np.stack((points * 0.75 + follow * 0.25, points * 0.25 + follow * 0.75), axis=1).reshape(-1, 2)
        points = cut
    return np.vstack((points, points[:1]))


def is_round(polygon):
    """False for what is a river rather than a lake."""
    return polygon.area / polygon.length**2 > 0.004


def whole(polygon):
    return polygon if polygon.is_valid else make_valid(polygon)


def wrap(polygon):
    """The same shape brought back into [-180, 180]."""
    from shapely.affinity import translate

    copies = [translate(whole(polygon), shift) for shift in (-360, 0, 360)]
    return [copy for copy in copies if copy.intersects(box(-180, -90, 180, 90))]


def clip(polygon, window):
    return whole(polygon).intersection(window)


def parts(shape):
    if isinstance(shape, Polygon):
        return [shape]
    return [p for p in getattr(shape, "geoms", []) if isinstance(p, Polygon)]


def feature(polygon, decimals, **properties):
    rings = [polygon.exterior, *polygon.interiors]
    rounded = [[[round(x, decimals), round(y, decimals)] for x, y in ring.coords] for ring in rings]
    thin = [[p for i, p in enumerate(ring) if i == 0 or p != ring[i - 1]] for ring in rounded]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring for ring in thin if len(ring) > 3]},
    }


def write(name, features):
    features = [f for f in features if f["geometry"]["coordinates"]]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    (OUT / name).write_text(text + "\n")
    print(f"{name}: {len(features)} features, {len(text) // 1000} KB")


if __name__ == "__main__":
    main()
