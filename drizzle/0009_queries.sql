CREATE TABLE "queries" (
	"workspace_id" uuid NOT NULL,
	"annotation_id" uuid NOT NULL,
	"addressee" text DEFAULT 'author' NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "queries_workspace_id_annotation_id_pk" PRIMARY KEY("workspace_id","annotation_id"),
	CONSTRAINT "queries_addressee" CHECK ("queries"."addressee" in ('author', 'source')),
	CONSTRAINT "queries_name" CHECK (length("queries"."name") <= 100),
	CONSTRAINT "queries_answer" CHECK (("queries"."answer" is null) = ("queries"."answered_by" is null) and ("queries"."answer" is null) = ("queries"."answered_at" is null) and "queries"."answer" <> '' and length("queries"."answer") <= 20000),
	CONSTRAINT "queries_decision" CHECK (("queries"."decision" is null) = ("queries"."decided_by" is null) and ("queries"."decision" is null) = ("queries"."decided_at" is null) and "queries"."decision" <> '' and length("queries"."decision") <= 20000),
	CONSTRAINT "queries_revision" CHECK ("queries"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "query_link_queries" (
	"workspace_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"query_id" uuid NOT NULL,
	CONSTRAINT "query_link_queries_workspace_id_link_id_query_id_pk" PRIMARY KEY("workspace_id","link_id","query_id")
);
--> statement-breakpoint
CREATE TABLE "query_links" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"name" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "query_links_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "query_links_name" CHECK (length("query_links"."name") between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_kind";--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_note";--> statement-breakpoint
ALTER TABLE "workflows" DROP CONSTRAINT "workflows_rules";--> statement-breakpoint
ALTER TABLE "queries" ADD CONSTRAINT "queries_workspace_id_annotation_id_annotations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","annotation_id") REFERENCES "public"."annotations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queries" ADD CONSTRAINT "queries_workspace_id_decided_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "query_link_queries" ADD CONSTRAINT "query_link_queries_workspace_id_link_id_query_links_workspace_id_id_fk" FOREIGN KEY ("workspace_id","link_id") REFERENCES "public"."query_links"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "query_link_queries" ADD CONSTRAINT "query_link_queries_workspace_id_query_id_queries_workspace_id_annotation_id_fk" FOREIGN KEY ("workspace_id","query_id") REFERENCES "public"."queries"("workspace_id","annotation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "query_links" ADD CONSTRAINT "query_links_workspace_id_article_id_articles_workspace_id_id_fk" FOREIGN KEY ("workspace_id","article_id") REFERENCES "public"."articles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "query_links" ADD CONSTRAINT "query_links_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "query_links_secret" ON "query_links" USING btree ("workspace_id","secret_hash");--> statement-breakpoint
CREATE INDEX "query_links_article" ON "query_links" USING btree ("workspace_id","article_id");--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_query" CHECK ("annotations"."kind" <> 'query' or "annotations"."visibility" = 'team');--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_kind" CHECK ("annotations"."kind" in ('claim', 'highlight', 'note', 'tag', 'edit', 'query', 'reply'));--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_note" CHECK ("annotations"."kind" not in ('note', 'reply', 'query') or "annotations"."body" <> '');--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_rules" CHECK ("workflows"."rules" <@ array['gates-unsigned', 'claims-open', 'numbers-unchecked', 'queries-open']);--> statement-breakpoint
CREATE FUNCTION "queries_follow"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO queries (workspace_id, annotation_id)
	VALUES (NEW.workspace_id, NEW.id);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "queries_follow" AFTER INSERT ON "annotations"
	FOR EACH ROW WHEN (NEW.kind = 'query') EXECUTE FUNCTION "queries_follow"();
