"use client";

import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { setCookie } from "@/components/hooks/set-cookie";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { WELCOME_COOKIE } from "@/lib/site/welcome";

interface WelcomeCardProps {
  readonly exploreLabel: string;
  readonly dismissLabel: string;
  readonly children: ReactNode;
}

/** Lets a visitor put the introduction away; it stays away. */
export function WelcomeCard({ exploreLabel, dismissLabel, children }: WelcomeCardProps) {
  const [isGone, setGone] = useState(false);
  if (isGone) return null;
  const dismiss = () => {
    setCookie(WELCOME_COOKIE, "1");
    setGone(true);
  };
  return (
    <section
      aria-labelledby="welcome-title"
      className="fixed inset-x-3 bottom-24 z-40 rounded-3xl bg-paper p-5 shadow-float md:inset-x-auto md:bottom-6 md:left-4 md:w-100 md:p-6"
    >
      <IconButton
        label={dismissLabel}
        icon={<X size={20} aria-hidden />}
        onClick={dismiss}
        className="absolute top-2 right-2"
      />
      {children}
      <Button variant="primary" className="mt-4 w-full" onClick={dismiss}>
        {exploreLabel}
      </Button>
    </section>
  );
}
