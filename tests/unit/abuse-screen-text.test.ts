import { describe, expect, test } from "vitest";
import { type ScreenReason, screenText } from "@/lib/abuse/screen-text";

describe("screenText", () => {
  test.each<[string, ScreenReason]>([
    ["what a fucking mess", "profanity"],
    ["f.u.c.k this corner", "profanity"],
    ["cheap flats at https://example.test/x", "link"],
    ["see www.example.test", "link"],
    ["visit bestdeals.com today", "link"],
    ["bestdeals dot com", "link"],
    ["write to jane.doe@example.org", "email"],
    ["jane (at) example (dot) org", "email"],
    ["jane at example dot org", "email"],
    ["call 415-555-0132", "phone"],
    ["call (415) 555 0132 now", "phone"],
    ["+44 20 7946 0958", "phone"],
    ["555-0132", "phone"],
    ["４１５５５５０１３２", "phone"],
    ["4\u200b155550132 anytime", "phone"],
    ["Mr. Henderson parks here every night", "name"],
    ["Mrs O'Brien lets her dog loose", "name"],
    ["it was John Smith from next door", "name"],
    ["María García shouted at us", "name"],
    ["the guy Kevin again", "name"],
    ["my landlord Steve does nothing", "name"],
    ["Juan de la Cruz owns it", "name"],
  ])("holds %j because of a %s", (text, reason) => {
    expect(screenText(text)).toContain(reason);
  });

  test.each([
    "The road is flooded at 16th and Mission",
    "Big pothole at Mission. Cars swerve around it",
    "Noise again.It starts at 6",
    "The street is flooded. Us neighbors have no way out. Top of the hill is dry. Live wires!",
    "Loud music until 2:30 am, every night since 2026-11-02",
    "Streetlight 4471 out, pole 12-88",
    "New café, 3.50 for a flat white. So good",
    "Cesar Chavez Street is blocked",
    "Dangerous crossing at Martin Luther King Blvd",
    "Trash in front of John Adams School",
    "Great mural behind William Ellery Library",
    "Pothole on Van Ness Ave near 94103",
    "The Scunthorpe classics class passed the assessment",
    "Construction at 1500 Congress Avenue starts at 6 am",
    "Rosa Parks Elementary playground is lovely",
    "Poste de luz apagado en la calle Guerrero",
    "Owner lets the dog run free",
    "Dr. George Washington Carver Park has a leak",
  ])("lets %j pass", (text) => {
    expect(screenText(text)).toEqual([]);
  });
});
