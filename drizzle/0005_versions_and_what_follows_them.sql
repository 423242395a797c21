ALTER TABLE "notices" DROP CONSTRAINT "notices_reason";--> statement-breakpoint
ALTER TABLE "anchors" ADD COLUMN "alarms" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "anchors" ADD COLUMN "voided" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "anchors" ADD COLUMN "context_changed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "anchors" ADD COLUMN "review" text;--> statement-breakpoint
ALTER TABLE "anchors" ADD COLUMN "reviewed_by" uuid;--> statement-breakpoint
ALTER TABLE "anchors" ADD COLUMN "reviewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "count" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "base" integer;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "anchors" ADD CONSTRAINT "anchors_workspace_id_reviewed_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","reviewed_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anchors" ADD CONSTRAINT "anchors_alarms" CHECK ("anchors"."alarms" <@ array['number', 'negation', 'name']);--> statement-breakpoint
ALTER TABLE "anchors" ADD CONSTRAINT "anchors_review" CHECK ("anchors"."review" in ('holds', 'again', 'placed', 'whole'));--> statement-breakpoint
ALTER TABLE "anchors" ADD CONSTRAINT "anchors_reviewed" CHECK (("anchors"."review" is null) = ("anchors"."reviewed_by" is null) and ("anchors"."review" is null) = ("anchors"."reviewed_at" is null));--> statement-breakpoint
ALTER TABLE "anchors" ADD CONSTRAINT "anchors_whole" CHECK ("anchors"."review" is distinct from 'whole' or "anchors"."start" is null);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_count" CHECK ("notices"."count" >= 1);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_reason" CHECK ("notices"."reason" in ('mention', 'reply', 'assigned', 'changed'));--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_base" CHECK (("versions"."base" is null) = ("versions"."number" = 1));--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_name" CHECK (length("versions"."name") between 1 and 100);--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_revision" CHECK ("versions"."revision" >= 1);