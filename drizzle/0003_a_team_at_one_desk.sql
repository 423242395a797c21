CREATE TABLE "mentions" (
	"workspace_id" uuid NOT NULL,
	"annotation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "mentions_workspace_id_annotation_id_person_id_pk" PRIMARY KEY("workspace_id","annotation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"annotation_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notices_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "notices_reason" CHECK ("notices"."reason" in ('mention', 'reply', 'assigned'))
);
--> statement-breakpoint
CREATE TABLE "article_people" (
	"workspace_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "article_people_workspace_id_article_id_person_id_pk" PRIMARY KEY("workspace_id","article_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "follows" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"following" boolean,
	"seen_at" timestamp with time zone,
	CONSTRAINT "follows_workspace_id_person_id_article_id_pk" PRIMARY KEY("workspace_id","person_id","article_id")
);
--> statement-breakpoint
CREATE TABLE "entry_links" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"purpose" text NOT NULL,
	"role" text,
	"person_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"used_by" uuid,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "entry_links_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "entry_links_purpose" CHECK ("entry_links"."purpose" in ('invitation', 'reset')),
	CONSTRAINT "entry_links_role" CHECK ("entry_links"."role" in ('owner', 'editor', 'checker', 'reader')),
	CONSTRAINT "entry_links_invitation" CHECK (("entry_links"."purpose" = 'invitation') = ("entry_links"."role" is not null)),
	CONSTRAINT "entry_links_reset" CHECK (("entry_links"."purpose" = 'reset') = ("entry_links"."person_id" is not null)),
	CONSTRAINT "entry_links_used" CHECK (("entry_links"."used_at" is null) = ("entry_links"."used_by" is null))
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"workspace_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_workspace_id_issuer_subject_pk" PRIMARY KEY("workspace_id","issuer","subject")
);
--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_kind";--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_note";--> statement-breakpoint
ALTER TABLE "people" DROP CONSTRAINT "people_built_in";--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "reply_to" uuid;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "assignee" uuid;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "due" date;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "restricted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "digest" text DEFAULT 'daily' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "digest_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_workspace_id_annotation_id_annotations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","annotation_id") REFERENCES "public"."annotations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_workspace_id_actor_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","actor_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_workspace_id_annotation_id_annotations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","annotation_id") REFERENCES "public"."annotations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_people" ADD CONSTRAINT "article_people_workspace_id_article_id_articles_workspace_id_id_fk" FOREIGN KEY ("workspace_id","article_id") REFERENCES "public"."articles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_people" ADD CONSTRAINT "article_people_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_workspace_id_article_id_articles_workspace_id_id_fk" FOREIGN KEY ("workspace_id","article_id") REFERENCES "public"."articles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_links" ADD CONSTRAINT "entry_links_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_links" ADD CONSTRAINT "entry_links_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_links" ADD CONSTRAINT "entry_links_workspace_id_used_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","used_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("workspace_id","person_id","annotation_id","reason");--> statement-breakpoint
CREATE INDEX "notices_newest" ON "notices" USING btree ("workspace_id","person_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_links_secret" ON "entry_links" USING btree ("workspace_id","secret_hash");--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_workspace_id_reply_to_annotations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","reply_to") REFERENCES "public"."annotations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_workspace_id_assignee_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","assignee") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "annotations_thread" ON "annotations" USING btree ("workspace_id","reply_to","created_at") WHERE "annotations"."reply_to" is not null;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_reply" CHECK (("annotations"."kind" = 'reply') = ("annotations"."reply_to" is not null));--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_assigned" CHECK ("annotations"."kind" <> 'reply' or ("annotations"."assignee" is null and "annotations"."due" is null));--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_kind" CHECK ("annotations"."kind" in ('highlight', 'note', 'tag', 'reply'));--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_note" CHECK ("annotations"."kind" not in ('note', 'reply') or "annotations"."body" <> '');--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_erased" CHECK ("people"."erased_at" is null or ("people"."disabled_at" is not null and "people"."password_hash" is null));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_digest" CHECK ("people"."digest" in ('daily', 'never'));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_built_in" CHECK (("people"."built_in" or "people"."erased_at" is not null) = ("people"."email" is null));--> statement-breakpoint
CREATE FUNCTION refuse_change_of_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'The activity log is append-only' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER activity_append_only BEFORE UPDATE OR DELETE ON "activity" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_activity();--> statement-breakpoint
CREATE TRIGGER activity_never_emptied BEFORE TRUNCATE ON "activity" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_activity();
