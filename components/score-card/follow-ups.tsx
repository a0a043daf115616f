"use client";

import { type FormEvent, useState } from "react";
import { ApiProblem, fetchFollowUps, sendFollowUp } from "@/components/api/client";
import type { FollowUp, PublicReport } from "@/components/api/types";
import { useResource } from "@/components/hooks/use-resource";
import { useTimeAgo } from "@/components/hooks/use-time-ago";
import { useI18n } from "@/components/i18n/i18n-provider";
import { Button } from "@/components/ui/button";
import { INPUT_CLASSES } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";

interface FollowUpsProps {
  readonly report: PublicReport;
  /** True when this browser sent the report: then it may write, besides the city. */
  readonly isOwn: boolean;
}

/** What its sender and the city wrote about a report since, oldest first. */
export function FollowUps({ report, isOwn }: FollowUpsProps) {
  const { t } = useI18n();
  const timeAgo = useTimeAgo();
  const toast = useToast();
  const { data } = useResource(report.id, (signal) => fetchFollowUps(report, signal));
  const [added, setAdded] = useState<readonly FollowUp[]>([]);
  const [text, setText] = useState("");
  const messages = data === null ? null : [...data.messages, ...added];

  const post = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    try {
      const message = await sendFollowUp(report, text.trim());
      setAdded((current) => [...current, message]);
      setText("");
    } catch (error) {
      const detail = error instanceof ApiProblem && error.status > 0 ? error.message : t.errors.network;
      toast({ text: detail, tone: "error" });
    }
  };

  return (
    <div className="mt-2 rounded-xl bg-fill p-3">
      {messages === null ? (
        <Skeleton className="h-4 w-2/3 bg-fill-strong" />
      ) : messages.length === 0 ? (
        <p className="text-[13px] text-ink-soft">{t.signal.followNone}</p>
      ) : (
        <ul className="space-y-2">
          {messages.map((message) => (
            <li key={message.id} className="text-sm">
              {message.author === "city" && <strong className="font-semibold">{t.signal.fromCity}: </strong>}
              {message.text ?? t.signal.followHeld}{" "}
              <span className="text-xs text-ink-faint">{timeAgo(message.created_at)}</span>
            </li>
          ))}
        </ul>
      )}
      {isOwn && (
        <form onSubmit={(event) => void post(event)} className="mt-2.5 flex gap-2">
          <input
            aria-label={t.signal.follow}
            placeholder={t.signal.followPlaceholder}
            maxLength={280}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className={`${INPUT_CLASSES} min-h-10 py-1.5`}
          />
          <Button type="submit" variant="primary" size="small" className="min-h-10">
            {t.signal.followSend}
          </Button>
        </form>
      )}
    </div>
  );
}
