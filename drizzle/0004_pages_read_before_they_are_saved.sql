CREATE TABLE "allowed_hosts" (
	"workspace_id" uuid NOT NULL,
	"host" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "allowed_hosts_workspace_id_host_pk" PRIMARY KEY("workspace_id","host")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"site" text,
	"reading" jsonb NOT NULL,
	"snapshot_id" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "imports_name" CHECK (length("imports"."name") <= 2000),
	CONSTRAINT "imports_revision" CHECK ("imports"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "site_corrections" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"site" text NOT NULL,
	"pattern" text NOT NULL,
	"role" text NOT NULL,
	"example" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "site_corrections_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "site_corrections_role" CHECK ("site_corrections"."role" in ('title', 'byline', 'dateline', 'section', 'lede', 'heading', 'paragraph', 'turn', 'quote', 'list-item', 'caption', 'table', 'pre', 'credits', 'out'))
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"url" text NOT NULL,
	"captured_at" timestamp with time zone DEFAULT now() NOT NULL,
	"captured_by" uuid NOT NULL,
	"article_id" uuid,
	CONSTRAINT "snapshots_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "snapshots_sha256" CHECK ("snapshots"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "snapshots_bytes" CHECK ("snapshots"."bytes" >= 0)
);
--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "sketch" integer[] DEFAULT '{}'::integer[] NOT NULL;--> statement-breakpoint
ALTER TABLE "allowed_hosts" ADD CONSTRAINT "allowed_hosts_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_workspace_id_snapshot_id_snapshots_workspace_id_id_fk" FOREIGN KEY ("workspace_id","snapshot_id") REFERENCES "public"."snapshots"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_corrections" ADD CONSTRAINT "site_corrections_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_workspace_id_captured_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","captured_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_workspace_id_article_id_articles_workspace_id_id_fk" FOREIGN KEY ("workspace_id","article_id") REFERENCES "public"."articles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_updated" ON "imports" USING btree ("workspace_id","updated_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "site_corrections_pattern" ON "site_corrections" USING btree ("workspace_id","site","pattern");--> statement-breakpoint
CREATE INDEX "snapshots_article" ON "snapshots" USING btree ("workspace_id","article_id");--> statement-breakpoint
CREATE INDEX "versions_sketch" ON "versions" USING gin ("sketch");