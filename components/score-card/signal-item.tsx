"use client";

import { Check, Flag, MessageCircle, ThumbsUp, XCircle } from "lucide-react";
import { useState } from "react";
import { ApiProblem, confirmReport } from "@/components/api/client";
import type { PublicReport } from "@/components/api/types";
import { useTimeAgo } from "@/components/hooks/use-time-ago";
import { useI18n } from "@/components/i18n/i18n-provider";
import { iconNamed } from "@/components/layers/category-icons";
import { LAYER_TEXT } from "@/components/layers/layer-glyph";
import { useCategoryText } from "@/components/layers/use-category-text";
import { ownReportIds } from "@/components/report/own-reports";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/toast";
import { findCategory } from "@/lib/catalogue/catalogue";
import { FlagDialog } from "./flag-dialog";
import { FollowUps } from "./follow-ups";

/** One report with what a neighbour can do about it: still there, gone, follow up, flag. */
export function SignalItem({ report: initial }: { readonly report: PublicReport }) {
  const { t } = useI18n();
  const text = useCategoryText();
  const timeAgo = useTimeAgo();
  const toast = useToast();
  const [report, setReport] = useState(initial);
  const [answer, setAnswer] = useState<"still_there" | "gone" | null>(null);
  const [isOwn] = useState(() => ownReportIds().includes(initial.id));
  const [isOpen, setOpen] = useState(false);
  const [isFlagging, setFlagging] = useState(false);
  const category = findCategory(report.category);
  const Icon = iconNamed(category?.icon ?? "");
  const words = (category?.polarity ?? -1) > 0 ? t.report.severityGood : t.report.severity;

  const confirm = async (kind: "still_there" | "gone") => {
    setAnswer(kind);
    try {
      setReport(await confirmReport(report, kind));
      toast({ text: t.signal.confirmed });
    } catch (error) {
      setAnswer(null);
      const detail = error instanceof ApiProblem && error.status > 0 ? error.message : t.errors.network;
      toast({ text: detail, tone: "error" });
    }
  };

  return (
    <li className="border-t border-line py-3.5 first:border-t-0 first:pt-0">
      <div className="flex gap-3">
        <span className="grid size-9 shrink-0 place-items-center rounded-xl bg-fill">
          <Icon size={19} aria-hidden className={LAYER_TEXT[report.layer]} />
        </span>
        <div className="min-w-0 flex-1">
          <p className="text-[15px] leading-snug font-medium">{text(report.category).label}</p>
          <p className="text-[13px] text-ink-faint">
            {isOwn && <strong className="font-semibold">{t.signal.own} · </strong>}
            {timeAgo(report.created_at)} · {words[toSeverity(report.severity)]}
            {report.status !== "open" && ` · ${t.signal.statuses[report.status]}`}
            {report.confirmations.still_there > 0 &&
              ` · ${t.signal.confirmations(report.confirmations.still_there)}`}
          </p>
          {report.note !== null && <p className="mt-1.5 text-sm text-ink-soft text-pretty">{report.note}</p>}
          {report.photo != null && (
            <img
              src={report.photo}
              alt=""
              loading="lazy"
              className="mt-2 max-h-56 w-full rounded-xl object-cover"
            />
          )}
          <div className="mt-2 -ml-2 flex flex-wrap items-center">
            <Button
              size="small"
              variant="quiet"
              disabled={answer !== null}
              icon={
                answer === "still_there" ? (
                  <Check size={15} aria-hidden />
                ) : (
                  <ThumbsUp size={15} aria-hidden />
                )
              }
              onClick={() => void confirm("still_there")}
            >
              {t.signal.stillThere}
            </Button>
            <Button
              size="small"
              variant="quiet"
              disabled={answer !== null}
              icon={answer === "gone" ? <Check size={15} aria-hidden /> : <XCircle size={15} aria-hidden />}
              onClick={() => void confirm("gone")}
            >
              {t.signal.gone}
            </Button>
            <IconButton
              label={t.signal.follow}
              aria-expanded={isOpen}
              icon={<MessageCircle size={16} aria-hidden />}
              onClick={() => setOpen(!isOpen)}
              className="size-8"
            />
            <IconButton
              label={t.signal.flag}
              icon={<Flag size={16} aria-hidden />}
              onClick={() => setFlagging(true)}
              className="size-8"
            />
          </div>
          {isOpen && <FollowUps report={report} isOwn={isOwn} />}
        </div>
      </div>
      <FlagDialog report={report} open={isFlagging} onClose={() => setFlagging(false)} />
    </li>
  );
}

function toSeverity(value: number): 1 | 2 | 3 | 4 | 5 {
  return value === 1 || value === 2 || value === 4 || value === 5 ? value : 3;
}
