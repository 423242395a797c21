CREATE TABLE "activity" (
	"workspace_id" uuid NOT NULL,
	"transaction_id" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "activity_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"object_id" uuid NOT NULL,
	"article_id" uuid,
	"revision" integer,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "activity_workspace_id_transaction_id_number_pk" PRIMARY KEY("workspace_id","transaction_id","number")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"headers" jsonb,
	"body" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_workspace_id_person_id_key_pk" PRIMARY KEY("workspace_id","person_id","key")
);
--> statement-breakpoint
CREATE TABLE "anchors" (
	"workspace_id" uuid NOT NULL,
	"annotation_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"style" boolean DEFAULT false NOT NULL,
	"confidence" real NOT NULL,
	"start" integer,
	"end" integer,
	"exact" text NOT NULL,
	"prefix" text NOT NULL,
	"suffix" text NOT NULL,
	CONSTRAINT "anchors_workspace_id_annotation_id_version_pk" PRIMARY KEY("workspace_id","annotation_id","version"),
	CONSTRAINT "anchors_state" CHECK ("anchors"."state" in ('exact', 'moved', 'changed', 'ambiguous', 'lost')),
	CONSTRAINT "anchors_span" CHECK (("anchors"."start" is null) = ("anchors"."end" is null) and ("anchors"."start" is null or ("anchors"."start" >= 0 and "anchors"."end" > "anchors"."start"))),
	CONSTRAINT "anchors_placed" CHECK (("anchors"."start" is null) = ("anchors"."state" in ('ambiguous', 'lost'))),
	CONSTRAINT "anchors_style" CHECK (not "anchors"."style" or "anchors"."state" = 'changed'),
	CONSTRAINT "anchors_exact" CHECK (length("anchors"."exact") >= 1),
	CONSTRAINT "anchors_confidence" CHECK ("anchors"."confidence" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "annotation_tags" (
	"workspace_id" uuid NOT NULL,
	"annotation_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "annotation_tags_workspace_id_annotation_id_tag_id_pk" PRIMARY KEY("workspace_id","annotation_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "annotations" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"colour" text,
	"body" text NOT NULL,
	"visibility" text NOT NULL,
	"resolved" boolean DEFAULT false NOT NULL,
	"foreign" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "annotations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "annotations_kind" CHECK ("annotations"."kind" in ('highlight', 'note', 'tag')),
	CONSTRAINT "annotations_colour" CHECK ("annotations"."colour" in ('yellow', 'blue', 'rose', 'green', 'violet')),
	CONSTRAINT "annotations_visibility" CHECK ("annotations"."visibility" in ('private', 'team', 'public')),
	CONSTRAINT "annotations_highlight" CHECK (("annotations"."kind" = 'highlight') = ("annotations"."colour" is not null)),
	CONSTRAINT "annotations_note" CHECK ("annotations"."kind" <> 'note' or "annotations"."body" <> ''),
	CONSTRAINT "annotations_body" CHECK (length("annotations"."body") <= 20000),
	CONSTRAINT "annotations_revision" CHECK ("annotations"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tags_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "tags_length" CHECK (length("tags"."name") between 1 and 64 and btrim("tags"."name") = "tags"."name")
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"url" text,
	"language" text NOT NULL,
	"publisher" text,
	"source" text,
	"section" text,
	"credits" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "articles_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "articles_version" CHECK ("articles"."version" >= 1),
	CONSTRAINT "articles_revision" CHECK ("articles"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"workspace_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"hash" text NOT NULL,
	"title" text NOT NULL,
	"byline" jsonb NOT NULL,
	"published_at" text,
	"text" text NOT NULL,
	"blocks" jsonb NOT NULL,
	"sentences" jsonb NOT NULL,
	"discarded" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "versions_workspace_id_article_id_number_pk" PRIMARY KEY("workspace_id","article_id","number"),
	CONSTRAINT "versions_number" CHECK ("versions"."number" >= 1),
	CONSTRAINT "versions_hash" CHECK ("versions"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "versions_text" CHECK (length("versions"."text") between 1 and 1000000)
);
--> statement-breakpoint
CREATE TABLE "people" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"language" text NOT NULL,
	"colour" smallint DEFAULT 0 NOT NULL,
	"password_hash" text,
	"built_in" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "people_role" CHECK ("people"."role" in ('owner', 'editor', 'checker', 'reader')),
	CONSTRAINT "people_language" CHECK ("people"."language" in ('zh-CN', 'en')),
	CONSTRAINT "people_name" CHECK (length("people"."name") between 1 and 100),
	CONSTRAINT "people_built_in" CHECK ("people"."built_in" = ("people"."email" is null)),
	CONSTRAINT "people_built_in_password" CHECK (not "people"."built_in" or "people"."password_hash" is null),
	CONSTRAINT "people_colour" CHECK ("people"."colour" between 0 and 5)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"workspace_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sessions_workspace_id_secret_hash_pk" PRIMARY KEY("workspace_id","secret_hash")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "tokens_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "tokens_name" CHECK (length("tokens"."name") between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seeded_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anchors" ADD CONSTRAINT "anchors_workspace_id_annotation_id_annotations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","annotation_id") REFERENCES "public"."annotations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anchors" ADD CONSTRAINT "anchors_workspace_id_article_id_version_versions_workspace_id_article_id_number_fk" FOREIGN KEY ("workspace_id","article_id","version") REFERENCES "public"."versions"("workspace_id","article_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotation_tags" ADD CONSTRAINT "annotation_tags_workspace_id_annotation_id_annotations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","annotation_id") REFERENCES "public"."annotations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotation_tags" ADD CONSTRAINT "annotation_tags_workspace_id_tag_id_tags_workspace_id_id_fk" FOREIGN KEY ("workspace_id","tag_id") REFERENCES "public"."tags"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_workspace_id_article_id_version_versions_workspace_id_article_id_number_fk" FOREIGN KEY ("workspace_id","article_id","version") REFERENCES "public"."versions"("workspace_id","article_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_workspace_id_article_id_articles_workspace_id_id_fk" FOREIGN KEY ("workspace_id","article_id") REFERENCES "public"."articles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_object" ON "activity" USING btree ("workspace_id","object_id");--> statement-breakpoint
CREATE INDEX "activity_article" ON "activity" USING btree ("workspace_id","article_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "anchors_article" ON "anchors" USING btree ("workspace_id","article_id","version");--> statement-breakpoint
CREATE INDEX "annotation_tags_tag" ON "annotation_tags" USING btree ("workspace_id","tag_id");--> statement-breakpoint
CREATE INDEX "annotations_article" ON "annotations" USING btree ("workspace_id","article_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name" ON "tags" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE INDEX "articles_updated" ON "articles" USING btree ("workspace_id","updated_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree ("workspace_id",lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_secret" ON "tokens" USING btree ("workspace_id","secret_hash");