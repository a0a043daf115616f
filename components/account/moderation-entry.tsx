import { findCategory } from "@/lib/catalogue/catalogue";
import type { Decision } from "@/lib/moderation/marks";
import type { toQueueEntry } from "@/lib/moderation/public-queue";
import { ActionButton } from "./action-button";
import { Badge } from "./badge";
import { Card } from "./card";
import { formatMinute } from "./format";

interface ModerationEntryProps {
  readonly entry: ReturnType<typeof toQueueEntry>;
}

const LABELS: Readonly<Record<Decision, string>> = {
  keep: "Keep",
  remove_text: "Remove the text",
  remove_photo: "Remove the photo",
  hide: "Hide all of it",
};

/** One thing that waits for a decision, with the words and the photo that others do not see. */
export function ModerationEntry({ entry }: ModerationEntryProps) {
  const { report, marks, text, photo, reasons } = entry;
  const isMessage = entry.message_id !== null;
  const category = findCategory(report.category)?.label ?? report.category;
  const decisions: readonly Decision[] = [
    "keep",
    ...(text === null ? [] : (["remove_text"] as const)),
    ...(photo === null ? [] : (["remove_photo"] as const)),
    "hide",
  ];
  return (
    <Card
      title={isMessage ? `Message to: ${category}` : category}
      text={`${formatMinute(new Date(report.created_at))}, cell ${report.geohash}, severity ${report.severity}`}
      actions={
        <div className="flex flex-wrap gap-1.5">
          {reasons.map((reason) => (
            <Badge key={reason} tone="warn">
              {String(reason).replaceAll("_", " ")}
            </Badge>
          ))}
          {marks.flags > 0 && <Badge tone="bad">{`${marks.flags} flags`}</Badge>}
          {marks.hidden && <Badge>Hidden</Badge>}
        </div>
      }
    >
      <div className="flex flex-col gap-4">
        {text !== null && (
          <blockquote className="border-l-2 border-line-strong pl-3 text-sm">{text}</blockquote>
        )}
        {photo !== null && (
          <img src={photo} alt="Held with this report" className="max-h-72 w-fit rounded-xl" />
        )}
        <div className="flex flex-wrap gap-2">
          {decisions.map((decision) => (
            <ActionButton
              key={decision}
              method="POST"
              action="/api/moderation/decisions"
              body={{
                report_id: entry.report_id,
                geohash: entry.geohash,
                message_id: entry.message_id,
                decision,
              }}
              label={LABELS[decision]}
              variant={decision === "hide" ? "danger" : "secondary"}
            />
          ))}
        </div>
      </div>
    </Card>
  );
}
