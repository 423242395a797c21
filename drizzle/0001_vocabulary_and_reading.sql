CREATE TABLE "reading_positions" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"start" integer NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reading_positions_workspace_id_person_id_article_id_pk" PRIMARY KEY("workspace_id","person_id","article_id"),
	CONSTRAINT "reading_positions_start" CHECK ("reading_positions"."start" >= 0)
);
--> statement-breakpoint
DROP INDEX "tags_name";--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "colour" text;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "position" integer;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "hotkey" text;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "reading_positions" ADD CONSTRAINT "reading_positions_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_positions" ADD CONSTRAINT "reading_positions_workspace_id_article_id_version_versions_workspace_id_article_id_number_fk" FOREIGN KEY ("workspace_id","article_id","version") REFERENCES "public"."versions"("workspace_id","article_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_workspace_id_merged_into_tags_workspace_id_id_fk" FOREIGN KEY ("workspace_id","merged_into") REFERENCES "public"."tags"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "tags_hotkey" ON "tags" USING btree ("workspace_id","hotkey") WHERE "tags"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name" ON "tags" USING btree ("workspace_id",lower("name")) WHERE "tags"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_colour" CHECK ("tags"."colour" in ('yellow', 'blue', 'rose', 'green', 'violet'));--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_description" CHECK (length("tags"."description") <= 1000);--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_key" CHECK ("tags"."hotkey" in ('6', '7', '8', '9', '0', 'b', 'd', 'h', 'i', 'p', 'q'));--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_position" CHECK ("tags"."position" >= 0);--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_revision" CHECK ("tags"."revision" >= 1);--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_merged" CHECK ("tags"."merged_into" is null or ("tags"."deleted_at" is not null and "tags"."merged_into" <> "tags"."id"));