CREATE TABLE "drafts" (
	"workspace_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"base" integer NOT NULL,
	"passages" jsonb NOT NULL,
	"byline" jsonb NOT NULL,
	"published_at" text,
	"edits" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drafts_workspace_id_article_id_pk" PRIMARY KEY("workspace_id","article_id"),
	CONSTRAINT "drafts_revision" CHECK ("drafts"."revision" >= 1)
);
--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_kind";--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "replacement" text;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "decision" text;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "decided_by" uuid;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_workspace_id_article_id_base_versions_workspace_id_article_id_number_fk" FOREIGN KEY ("workspace_id","article_id","base") REFERENCES "public"."versions"("workspace_id","article_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_workspace_id_updated_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","updated_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_workspace_id_decided_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_edit" CHECK (("annotations"."kind" = 'edit') = ("annotations"."replacement" is not null) and length("annotations"."replacement") <= 20000);--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_decision" CHECK ("annotations"."decision" in ('accepted', 'rejected'));--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_decided" CHECK (("annotations"."decision" is null or "annotations"."kind" = 'edit') and ("annotations"."decision" is null) = ("annotations"."decided_by" is null) and ("annotations"."decision" is null) = ("annotations"."decided_at" is null));--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_kind" CHECK ("annotations"."kind" in ('highlight', 'note', 'tag', 'edit', 'reply'));