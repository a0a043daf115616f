import { useCallback, useState } from "react";
import { THEME_COOKIE, type ThemeChoice } from "@/lib/site/theme";
import { setCookie } from "./set-cookie";
import { useMediaQuery } from "./use-media-query";

interface Theme {
  readonly choice: ThemeChoice;
  readonly resolved: "light" | "dark";
  readonly choose: (choice: ThemeChoice) => void;
}

/** The theme in force and the reader's choice; the choice is a cookie, so that pages arrive in it. */
export function useTheme(): Theme {
  const prefersDark = useMediaQuery("(prefers-color-scheme: dark)");
  const [choice, setChoice] = useState<ThemeChoice>(() => {
    const attribute = document.documentElement.dataset.theme;
    return attribute === "light" || attribute === "dark" ? attribute : "system";
  });
  const choose = useCallback((next: ThemeChoice) => {
    setCookie(THEME_COOKIE, next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    setChoice(next);
  }, []);
  const resolved = choice === "system" ? (prefersDark ? "dark" : "light") : choice;
  return { choice, resolved, choose };
}
