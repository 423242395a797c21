CREATE TABLE "consistency_decisions" (
	"workspace_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"key" text NOT NULL,
	"decision" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consistency_decisions_workspace_id_article_id_key_pk" PRIMARY KEY("workspace_id","article_id","key"),
	CONSTRAINT "consistency_decisions_decision" CHECK ("consistency_decisions"."decision" in ('accepted', 'dismissed')),
	CONSTRAINT "consistency_decisions_key" CHECK (length("consistency_decisions"."key") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "consistency_decisions" ADD CONSTRAINT "consistency_decisions_workspace_id_article_id_articles_workspace_id_id_fk" FOREIGN KEY ("workspace_id","article_id") REFERENCES "public"."articles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consistency_decisions" ADD CONSTRAINT "consistency_decisions_workspace_id_decided_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;