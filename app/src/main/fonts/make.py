"""Makes the bundled fonts from the upstream releases (both under the SIL Open Font License 1.1, without reserved names):

    pip install fonttools
    python make.py INTER_FOLDER JETBRAINS_MONO_FOLDER OUT_FOLDER

JavaFX can ask for neither OpenType features nor weights between regular and bold. So: Inter's tabular figures become its
plain figures, its semibold becomes its bold, and JetBrains Mono loses its ligatures; both lose the scripts that the app
leaves to the system's fonts. Used: Inter 4.0, JetBrains Mono 2.242. Noto Emoji 2.001 (monochrome, since JavaFX draws no
coloured glyphs on Linux) is bundled as it is.
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [(0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF),
          (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF),
          (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2500, 0x25FF), (0x2700, 0x27BF)]


def rename(font, family, style):
    for record in list(font["name"].names):
        if record.nameID in (16, 17, 21, 22, 25):
            font["name"].removeNames(nameID=record.nameID)
    for name_id, text in ((1, family), (2, style), (4, f"{family} {style}"), (6, f"{family}-{style}".replace(" ", ""))):
        for record in font["name"].names:
            if record.nameID == name_id:
                record.string = text
    bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0


def tabular(font):
    gsub = font["GSUB"].table
    lookups = {i for f in gsub.FeatureList.FeatureRecord if f.FeatureTag == "tnum" for i in f.Feature.LookupListIndex}
    swap = {}
    for i in lookups:
        for table in gsub.LookupList.Lookup[i].SubTable:
            swap.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    for table in font["cmap"].tables:
        for code in range(0x30, 0x3A):
            if code in table.cmap:
                table.cmap[code] = swap.get(table.cmap[code], table.cmap[code])


def make(source, family, style, out, figures):
    font = TTFont(source)
    if figures:
        tabular(font)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 11, 13, 14]
    options.hinting = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for a, b in RANGES for c in range(a, b + 1)])
    subsetter.subset(font)
    rename(font, family, style)
    font.save(out)
    print(out, Path(out).stat().st_size)


if __name__ == "__main__":
    inter, mono, out = map(Path, sys.argv[1:4])
    make(inter / "Inter-Regular.otf", "Inter", "Regular", out / "Inter-Regular.otf", True)
    make(inter / "Inter-SemiBold.otf", "Inter", "Bold", out / "Inter-Bold.otf", True)
    make(mono / "JetBrainsMono-Regular.ttf", "JetBrains Mono", "Regular", out / "JetBrainsMono-Regular.ttf", False)
    make(mono / "JetBrainsMono-Bold.ttf", "JetBrains Mono", "Bold", out / "JetBrainsMono-Bold.ttf", False)
