import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { requestDictionary, requestLocale } from "@/lib/i18n/request-locale";
import { THEME_COOKIE } from "@/lib/site/theme";
import { FONT_CLASSES } from "./fonts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestDictionary();
  return {
    title: { default: t.site.title, template: "%s · Stratum" },
    description: t.site.description,
    applicationName: "Stratum",
    appleWebApp: { capable: true, title: "Stratum", statusBarStyle: "default" },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#14171e" },
  ],
};

/** Every page is rendered per request: language, theme and the script nonce come with it. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const locale = await requestLocale();
  const theme = (await cookies()).get(THEME_COOKIE)?.value;
  return (
    <html
      lang={locale}
      className={FONT_CLASSES}
      data-theme={theme === "light" || theme === "dark" ? theme : undefined}
    >
      <body className="antialiased">{children}</body>
    </html>
  );
}
