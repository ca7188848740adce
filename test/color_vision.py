# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""How far colors are apart for an eye, also for one that lacks a kind of cones."""

import itertools
import math

# Machado, Oliveira, Fernandes 2009, severity 1.0; for linear RGB
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
# sRGB to XYZ, each row divided by the white point D65
XYZ = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)


def times(matrix, vector):
    """A matrix times a vector."""
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


def linear(value):
    """A component of sRGB, 0 to 255, without gamma."""
    value /= 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def lab(color, vision):
    """CIELAB of a color like #4477AA as an eye sees it."""
    rgb = [linear(int(color[i : i + 2], 16)) for i in (1, 3, 5)]
    seen = [min(1, max(0, part)) for part in times(VISIONS[vision], rgb)]
    x, y, z = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in times(XYZ, seen)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def hue_difference(chroma, hues):
    """Difference and mean of two hues in degrees."""
    if chroma == 0:
        return 0, sum(hues)
    difference = hues[1] - hues[0]
    mean = sum(hues) / 2
    if abs(difference) <= 180:
        return difference, mean
    turn = 360 if sum(hues) < 360 else -360
    return difference - math.copysign(360, difference), mean + turn / 2


def distance(first, second):
    """CIEDE2000 of two colors in CIELAB; Sharma, Wu, Dalal 2005."""
    mean_chroma = (math.hypot(*first[1:]) + math.hypot(*second[1:])) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7))
    pairs = [(stretch * a, b) for _, a, b in (first, second)]
    chromas = [math.hypot(*pair) for pair in pairs]
    hues = [math.degrees(math.atan2(b, a)) % 360 for a, b in pairs]
    turned, hue = hue_difference(chromas[0] * chromas[1], hues)
    lightness = (first[0] + second[0]) / 2
    chroma = sum(chromas) / 2

    def cos(factor, shift):
        return math.cos(math.radians(factor * hue + shift))

    t = 1 - 0.17 * cos(1, -30) + 0.24 * cos(2, 0) + 0.32 * cos(3, 6) - 0.2 * cos(4, -63)
    by_lightness = (second[0] - first[0]) / (
        1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2)
    )
    by_chroma = (chromas[1] - chromas[0]) / (1 + 0.045 * chroma)
    by_hue = 2 * math.sqrt(chromas[0] * chromas[1]) * math.sin(math.radians(turned / 2))
    by_hue /= 1 + 0.015 * chroma * t
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(
        math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2)))
    )
    return math.sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


def nearest(colors):
    """The two colors that are nearest to each other for any eye: distance, colors, vision."""
    return min(
        (distance(lab(first, vision), lab(second, vision)), first, second, vision)
        for vision in VISIONS
        for first, second in itertools.combinations(colors, 2)
    )
