import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from "obscenity";
import { GIVEN_NAMES } from "./given-names";

export const SCREEN_REASONS = ["profanity", "link", "email", "phone", "name"] as const;
export type ScreenReason = (typeof SCREEN_REASONS)[number];

const profanity = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });

/** What stands between single letters: "s.p e-l_l". */
const SPELLED_OUT = /(?<=(?<!\p{L})\p{L})[\s._*-]+(?=\p{L}(?!\p{L}))/gu;
const LINK =
  /\bhttps?:|\bwww\.|\b[\p{L}\d-]{2,}(?:\.|\s?[([]dot[)\]]\s?|\sdot\s)(?:com|net|org|edu|gov|info|biz|shop|site|online|store|xyz|app|dev|link|live|club|top|me|io|co|us|uk|ru|cn|tv|ly|gg)\b/iu;
const EMAIL =
  /[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\d-]+\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?\p{L}{2,}|[\w.+-]+\sat\s[\p{L}\d-]+\sdot\s\p{L}{2,}/iu;
/** Ten to fifteen digits however grouped, or a local number; an ISO date has eight, a house number fewer. */
const PHONE = /(?<![\d.])(?:\+?\d(?:[\s().·/-]{0,2}\d){9,14}|\d{3}[\s.-]\d{4})(?![\d.]?\d)/u;

const TITLED =
  /\b(?:mr|mrs|ms|miss|mister|mx|sir|señora?|srta?|sra|sr|don|doña)\b\.?\s+(\p{Lu}[\p{L}'’-]+)/giu;
const RELATED =
  /\b(?:named|called|name is|neighbou?r|landlord|landlady|owner|guy|tenant|roommate|ex|vecin[oa]|dueñ[oa]|se llama)\s+(\p{Lu}[\p{L}'’-]+)/gu;
const FULL_NAME =
  /\b(\p{Lu}\p{Ll}+)\s+(?:\p{Lu}\.\s+)?(?:(?:de|del|de la|van|von|da|di)\s+)?(\p{Lu}[\p{L}'’-]+)/gu;
/** A word after a name that makes it a place. */
const PLACE =
  /^\s+(?:\p{Lu}[\p{L}'’-]+\s+){0,2}(?:st|street|ave|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane|way|ct|court|pl|place|sq|square|park|plaza|school|library|center|centre|station|bridge|hospital|church|playground|garden|gardens|field|memorial|building|hall|terrace|alley|highway|hwy|expressway|creek|lake|pool|museum|theater|theatre|house)\b/iu;

/**
 * Why a text should be seen by a moderator before others see it; empty when nothing was found. Profanity (English),
 * links, e-mail addresses, phone numbers, and names of private persons as far as patterns and a list of given names
 * go. It errs both ways, so it only ever holds a text, never refuses one.
 */
export function screenText(text: string): ScreenReason[] {
  const plain = text.normalize("NFKC").replace(/\p{Cf}|\u034f/gu, "");
  const found: Record<ScreenReason, boolean> = {
    profanity: profanity.hasMatch(plain) || profanity.hasMatch(plain.replace(SPELLED_OUT, "")),
    link: LINK.test(plain),
    email: EMAIL.test(plain),
    phone: PHONE.test(plain),
    name: namesSomebody(plain),
  };
  return SCREEN_REASONS.filter((reason) => found[reason]);
}

function namesSomebody(text: string): boolean {
  return (
    outsidePlaces(text, TITLED, ([, name = ""]) => /^\p{Lu}/u.test(name)) ||
    outsidePlaces(text, RELATED, ([, name]) => isGiven(name)) ||
    outsidePlaces(text, FULL_NAME, ([, first, last = ""]) => isGiven(first) && !PLACE.test(` ${last} `))
  );
}

function isGiven(word = ""): boolean {
  return GIVEN_NAMES.has(word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());
}

function outsidePlaces(text: string, pattern: RegExp, isName: (match: RegExpExecArray) => boolean): boolean {
  return [...text.matchAll(pattern)].some(
    (match) => isName(match) && !PLACE.test(text.slice(match.index + match[0].length)),
  );
}
