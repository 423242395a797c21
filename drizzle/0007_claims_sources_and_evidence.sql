CREATE TABLE "claims" (
	"workspace_id" uuid NOT NULL,
	"annotation_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"speaker" text,
	"kind" text NOT NULL,
	"priority" text NOT NULL,
	"verdict" text NOT NULL,
	"value_id" uuid,
	"finding" text DEFAULT '' NOT NULL,
	"voided_verdict" text,
	"voided_value_id" uuid,
	"sketch" integer[] DEFAULT '{}'::integer[] NOT NULL,
	CONSTRAINT "claims_workspace_id_annotation_id_pk" PRIMARY KEY("workspace_id","annotation_id"),
	CONSTRAINT "claims_number_from_one" CHECK ("claims"."number" >= 1),
	CONSTRAINT "claims_kind" CHECK ("claims"."kind" in ('event', 'number', 'quote', 'cause', 'position', 'name', 'date', 'opinion', 'prediction')),
	CONSTRAINT "claims_priority" CHECK ("claims"."priority" in ('low', 'medium', 'high')),
	CONSTRAINT "claims_verdict" CHECK ("claims"."verdict" in ('unchecked', 'checking', 'accurate', 'partly-accurate', 'misleading', 'false', 'unverifiable')),
	CONSTRAINT "claims_voided" CHECK ("claims"."voided_verdict" in ('unchecked', 'checking', 'accurate', 'partly-accurate', 'misleading', 'false', 'unverifiable')),
	CONSTRAINT "claims_speaker" CHECK (length("claims"."speaker") between 1 and 200),
	CONSTRAINT "claims_finding" CHECK (length("claims"."finding") <= 20000 and ("claims"."verdict" in ('unchecked', 'checking') or btrim("claims"."finding") <> ''))
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"snapshot_id" uuid,
	"stance" text NOT NULL,
	"quote" text NOT NULL,
	"page" integer,
	"start" integer,
	"end" integer,
	"seconds" integer,
	"note" text DEFAULT '' NOT NULL,
	"quote_check" text NOT NULL,
	"cuts_figure" boolean DEFAULT false NOT NULL,
	"attested_by" uuid,
	"confirmed_by" uuid,
	"confirmed_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "evidence_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "evidence_stance" CHECK ("evidence"."stance" in ('supports', 'refutes', 'context')),
	CONSTRAINT "evidence_check" CHECK ("evidence"."quote_check" in ('exact', 'normalised', 'not-found', 'attested', 'no-snapshot')),
	CONSTRAINT "evidence_quote" CHECK (length("evidence"."quote") <= 20000),
	CONSTRAINT "evidence_note" CHECK (length("evidence"."note") <= 20000),
	CONSTRAINT "evidence_span" CHECK (("evidence"."start" is null) = ("evidence"."end" is null) and ("evidence"."start" is null or ("evidence"."start" >= 0 and "evidence"."end" > "evidence"."start"))),
	CONSTRAINT "evidence_found" CHECK (("evidence"."quote_check" in ('exact', 'normalised')) = ("evidence"."start" is not null) and ("evidence"."start" is null or ("evidence"."snapshot_id" is not null and "evidence"."quote" <> ''))),
	CONSTRAINT "evidence_no_snapshot" CHECK (("evidence"."quote_check" = 'no-snapshot') = ("evidence"."snapshot_id" is null)),
	CONSTRAINT "evidence_attested" CHECK (("evidence"."quote_check" = 'attested') = ("evidence"."attested_by" is not null)),
	CONSTRAINT "evidence_confirmed" CHECK (("evidence"."confirmed_by" is null) = ("evidence"."confirmed_at" is null) and ("evidence"."confirmed_by" is null or ("evidence"."attested_by" is not null and "evidence"."confirmed_by" <> "evidence"."attested_by"))),
	CONSTRAINT "evidence_page" CHECK ("evidence"."page" >= 1),
	CONSTRAINT "evidence_seconds" CHECK ("evidence"."seconds" >= 0),
	CONSTRAINT "evidence_revision" CHECK ("evidence"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"meaning" text NOT NULL,
	"position" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "verdicts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "verdicts_meaning_of" UNIQUE("workspace_id","id","meaning"),
	CONSTRAINT "verdicts_meaning" CHECK ("verdicts"."meaning" in ('unchecked', 'checking', 'accurate', 'partly-accurate', 'misleading', 'false', 'unverifiable')),
	CONSTRAINT "verdicts_length" CHECK (length("verdicts"."name") between 1 and 40 and btrim("verdicts"."name") = "verdicts"."name"),
	CONSTRAINT "verdicts_position" CHECK ("verdicts"."position" >= 0),
	CONSTRAINT "verdicts_revision" CHECK ("verdicts"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "snapshot_texts" (
	"workspace_id" uuid NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "snapshot_texts_workspace_id_snapshot_id_pk" PRIMARY KEY("workspace_id","snapshot_id"),
	CONSTRAINT "snapshot_texts_text" CHECK (length("snapshot_texts"."text") >= 1)
);
--> statement-breakpoint
CREATE TABLE "source_people" (
	"workspace_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "source_people_workspace_id_source_id_person_id_pk" PRIMARY KEY("workspace_id","source_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "source_tags" (
	"workspace_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "source_tags_workspace_id_source_id_tag_id_pk" PRIMARY KEY("workspace_id","source_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"url" text,
	"kind" text NOT NULL,
	"origin" text,
	"published" date,
	"tier" text,
	"reliability" text,
	"reason" text DEFAULT '' NOT NULL,
	"confidential" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"withdrawn" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "sources_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "sources_kind" CHECK ("sources"."kind" in ('document', 'recording', 'interview', 'note', 'correspondence', 'dataset', 'page', 'book', 'person', 'earlier-check')),
	CONSTRAINT "sources_tier" CHECK ("sources"."tier" in ('primary', 'secondary')),
	CONSTRAINT "sources_reliability" CHECK ("sources"."reliability" in ('A', 'B', 'C', 'D')),
	CONSTRAINT "sources_title" CHECK (length("sources"."title") between 1 and 500),
	CONSTRAINT "sources_reason" CHECK (length("sources"."reason") <= 2000),
	CONSTRAINT "sources_note" CHECK (length("sources"."note") <= 20000),
	CONSTRAINT "sources_withdrawn" CHECK (length("sources"."withdrawn") between 1 and 2000),
	CONSTRAINT "sources_revision" CHECK ("sources"."revision" >= 1)
);
--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_reason";--> statement-breakpoint
ALTER TABLE "snapshots" ALTER COLUMN "url" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "source_id" uuid;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "typed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "text_length" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "map" jsonb DEFAULT '{"pages":[],"times":[],"duration":null}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_workspace_id_annotation_id_annotations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","annotation_id") REFERENCES "public"."annotations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_workspace_id_article_id_articles_workspace_id_id_fk" FOREIGN KEY ("workspace_id","article_id") REFERENCES "public"."articles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_workspace_id_value_id_verdict_verdicts_workspace_id_id_meaning_fk" FOREIGN KEY ("workspace_id","value_id","verdict") REFERENCES "public"."verdicts"("workspace_id","id","meaning") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_workspace_id_voided_value_id_voided_verdict_verdicts_workspace_id_id_meaning_fk" FOREIGN KEY ("workspace_id","voided_value_id","voided_verdict") REFERENCES "public"."verdicts"("workspace_id","id","meaning") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_workspace_id_claim_id_claims_workspace_id_annotation_id_fk" FOREIGN KEY ("workspace_id","claim_id") REFERENCES "public"."claims"("workspace_id","annotation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_workspace_id_source_id_sources_workspace_id_id_fk" FOREIGN KEY ("workspace_id","source_id") REFERENCES "public"."sources"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_workspace_id_snapshot_id_snapshots_workspace_id_id_fk" FOREIGN KEY ("workspace_id","snapshot_id") REFERENCES "public"."snapshots"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_workspace_id_attested_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","attested_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_workspace_id_confirmed_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","confirmed_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshot_texts" ADD CONSTRAINT "snapshot_texts_workspace_id_snapshot_id_snapshots_workspace_id_id_fk" FOREIGN KEY ("workspace_id","snapshot_id") REFERENCES "public"."snapshots"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_people" ADD CONSTRAINT "source_people_workspace_id_source_id_sources_workspace_id_id_fk" FOREIGN KEY ("workspace_id","source_id") REFERENCES "public"."sources"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_people" ADD CONSTRAINT "source_people_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_tags" ADD CONSTRAINT "source_tags_workspace_id_source_id_sources_workspace_id_id_fk" FOREIGN KEY ("workspace_id","source_id") REFERENCES "public"."sources"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_tags" ADD CONSTRAINT "source_tags_workspace_id_tag_id_tags_workspace_id_id_fk" FOREIGN KEY ("workspace_id","tag_id") REFERENCES "public"."tags"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "claims_number" ON "claims" USING btree ("workspace_id","article_id","number");--> statement-breakpoint
CREATE INDEX "claims_sketch" ON "claims" USING gin ("sketch");--> statement-breakpoint
CREATE INDEX "evidence_claim" ON "evidence" USING btree ("workspace_id","claim_id","created_at");--> statement-breakpoint
CREATE INDEX "evidence_source" ON "evidence" USING btree ("workspace_id","source_id");--> statement-breakpoint
CREATE UNIQUE INDEX "verdicts_name" ON "verdicts" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE INDEX "source_tags_tag" ON "source_tags" USING btree ("workspace_id","tag_id");--> statement-breakpoint
CREATE INDEX "sources_updated" ON "sources" USING btree ("workspace_id","updated_at","id") WHERE "sources"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_workspace_id_source_id_sources_workspace_id_id_fk" FOREIGN KEY ("workspace_id","source_id") REFERENCES "public"."sources"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "snapshots_source" ON "snapshots" USING btree ("workspace_id","source_id","captured_at");--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_claim" CHECK ("annotations"."kind" <> 'claim' or "annotations"."visibility" <> 'private');--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_kind" CHECK ("annotations"."kind" in ('claim', 'highlight', 'note', 'tag', 'edit', 'reply'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_reason" CHECK ("notices"."reason" in ('mention', 'reply', 'assigned', 'changed', 'source'));--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_text" CHECK ("snapshots"."text_length" >= 0 and (not "snapshots"."typed" or "snapshots"."text_length" > 0));--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_of_one" CHECK ("snapshots"."article_id" is null or "snapshots"."source_id" is null);--> statement-breakpoint
-- No verdict that says how it is without a finding and evidence that was found:
-- whatever is written, it holds when the transaction ends.
CREATE FUNCTION "expect_supported"("of_workspace" uuid, "of_claim" uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	-- Of two that take away the last two pieces, the second waits and then sees.
	PERFORM 1 FROM claims c WHERE c.workspace_id = of_workspace AND c.annotation_id = of_claim FOR UPDATE;
	IF EXISTS (
		SELECT 1 FROM claims c
		WHERE c.workspace_id = of_workspace AND c.annotation_id = of_claim
			AND c.verdict IN ('accurate', 'partly-accurate', 'misleading', 'false')
			AND NOT EXISTS (
				SELECT 1 FROM evidence e
				JOIN sources s ON s.workspace_id = e.workspace_id AND s.id = e.source_id
				WHERE e.workspace_id = c.workspace_id AND e.claim_id = c.annotation_id
					AND e.deleted_at IS NULL AND s.deleted_at IS NULL AND s.withdrawn IS NULL
					AND (e.quote_check IN ('exact', 'normalised')
						OR (e.quote_check = 'attested' AND e.confirmed_by IS NOT NULL)))
	) THEN
		RAISE EXCEPTION 'A conclusive verdict needs evidence that was found'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_supported';
	END IF;
END $$;--> statement-breakpoint
CREATE FUNCTION "claim_supported"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM expect_supported(NEW.workspace_id, NEW.annotation_id);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "evidence_supports"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM expect_supported(OLD.workspace_id, OLD.claim_id);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "source_supports"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM expect_supported(e.workspace_id, e.claim_id)
		FROM (SELECT DISTINCT workspace_id, claim_id FROM evidence
			WHERE workspace_id = NEW.workspace_id AND source_id = NEW.id
				AND deleted_at IS NULL ORDER BY claim_id) e;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "claims_supported" AFTER INSERT OR UPDATE OF "verdict" ON "claims"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (NEW.verdict IN ('accurate', 'partly-accurate', 'misleading', 'false'))
	EXECUTE FUNCTION "claim_supported"();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "evidence_supports" AFTER UPDATE OR DELETE ON "evidence"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "evidence_supports"();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "source_supports" AFTER UPDATE OF "withdrawn", "deleted_at" ON "sources"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (NEW.withdrawn IS NOT NULL OR NEW.deleted_at IS NOT NULL)
	EXECUTE FUNCTION "source_supports"();
