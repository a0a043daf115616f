import type { FontFaces } from "@/components/map/basemap/spec";

/** What the font files cover (their "latin" cut); other letters come from the style's glyph server or the system. */
const LATIN = [
  "U+0-FF",
  "U+131",
  "U+152-153",
  "U+2BB-2BC",
  "U+2C6",
  "U+2DA",
  "U+2DC",
  "U+2000-206F",
  "U+20AC",
  "U+2122",
];

/** The fonts that this application serves itself: `Inter` for signals, the other three for the basemap. */
export function ownFontFaces(baseUrl: string): FontFaces {
  const file = (name: string) => [
    { url: `${basemapFolder(baseUrl)}/fonts/${name}.woff2`, "unicode-range": LATIN },
  ];
  return {
    Inter: file("inter-600"),
    "Inter Medium": file("inter-500"),
    "Inter SemiBold": file("inter-600"),
    "Inter Italic": file("inter-400-italic"),
  };
}

/** Draws the Latin letters of someone else's fonts with ours, so that both basemaps are written in one hand. */
export function standInFontFaces(names: readonly string[], baseUrl: string): FontFaces {
  const own = ownFontFaces(baseUrl);
  const faces = [...new Set(names)].flatMap((name) => {
    const standIn = own[standInName(name)];
    return standIn ? [[name, standIn] as const] : [];
  });
  return { ...own, ...Object.fromEntries(faces) };
}

function standInName(name: string): string {
  if (/italic|oblique/i.test(name)) return "Inter Italic";
  return /bold|black|heavy/i.test(name) ? "Inter SemiBold" : "Inter Medium";
}

export function basemapFolder(baseUrl: string): string {
  return `${baseUrl.replace(/\/$/, "")}/basemap`;
}
