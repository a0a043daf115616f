"use client";

import { Check, Menu } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { setCookie } from "@/components/hooks/set-cookie";
import { useI18n } from "@/components/i18n/i18n-provider";
import { IconButton } from "@/components/ui/icon-button";
import { isLocale, LOCALE_COOKIE, LOCALE_NAMES, LOCALES } from "@/lib/i18n/locale";
import { isThemeChoice, THEME_CHOICES, type ThemeChoice } from "@/lib/site/theme";

interface SiteMenuProps {
  readonly theme: ThemeChoice;
  readonly onTheme: (theme: ThemeChoice) => void;
}

const ITEM =
  "flex min-h-10 cursor-pointer items-center gap-3 rounded-xl px-3 text-sm outline-none select-none data-highlighted:bg-fill";

/** Pages, language and appearance, behind the menu button of the map. */
export function SiteMenu({ theme, onTheme }: SiteMenuProps) {
  const { t, locale } = useI18n();
  const pages = [
    ["/about", t.site.about],
    ["/pricing", t.site.pricing],
    ["/docs", t.site.api],
    ["/privacy", t.site.privacy],
    ["/account", t.site.account],
  ] as const;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={t.site.menu} icon={<Menu size={20} aria-hidden />} />
      </DropdownMenu.Trigger>

      <DropdownMenu.Content
        align="start"
        sideOffset={10}
        collisionPadding={12}
        className="z-50 w-60 animate-fade rounded-2xl bg-paper-raised p-2 shadow-float"
      >
        {pages.map(([href, label]) => (
          <DropdownMenu.Item key={href} asChild>
            <Link href={href} className={ITEM} prefetch={false}>
              {label}
            </Link>
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Separator className="my-2 h-px bg-line" />
        <DropdownMenu.Label className="px-3 py-1 text-xs font-semibold text-ink-faint">
          {t.site.theme}
        </DropdownMenu.Label>
        <DropdownMenu.RadioGroup value={theme} onValueChange={(next) => isThemeChoice(next) && onTheme(next)}>
          {THEME_CHOICES.map((choice) => (
            <RadioItem key={choice} value={choice} label={t.site.themes[choice]} />
          ))}
        </DropdownMenu.RadioGroup>
        <DropdownMenu.Separator className="my-2 h-px bg-line" />
        <DropdownMenu.Label className="px-3 py-1 text-xs font-semibold text-ink-faint">
          {t.site.language}
        </DropdownMenu.Label>
        <DropdownMenu.RadioGroup
          value={locale}
          onValueChange={(next) => {
            if (!isLocale(next) || next === locale) return;
            setCookie(LOCALE_COOKIE, next);
            window.location.reload();
          }}
        >
          {LOCALES.map((each) => (
            <RadioItem key={each} value={each} label={LOCALE_NAMES[each]} />
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

function RadioItem({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <DropdownMenu.RadioItem value={value} className={ITEM}>
      <span className="flex-1">{label}</span>
      <DropdownMenu.ItemIndicator>
        <Check size={16} aria-hidden />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}
