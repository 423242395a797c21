CREATE TABLE "checks" (
	"workspace_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"state" text NOT NULL,
	"stale" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "checks_workspace_id_article_id_version_person_id_start_pk" PRIMARY KEY("workspace_id","article_id","version","person_id","start"),
	CONSTRAINT "checks_span" CHECK ("checks"."start" >= 0 and "checks"."end" > "checks"."start"),
	CONSTRAINT "checks_state" CHECK ("checks"."state" in ('checked', 'in-progress', 'not-needed'))
);
--> statement-breakpoint
CREATE TABLE "pairs" (
	"workspace_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pairs_workspace_id_article_id_version_start_pk" PRIMARY KEY("workspace_id","article_id","version","start"),
	CONSTRAINT "pairs_span" CHECK ("pairs"."start" >= 0 and "pairs"."end" > "pairs"."start")
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_version" integer NOT NULL,
	"to_version" integer NOT NULL,
	"wrong" text NOT NULL,
	"text" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "corrections_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "corrections_kind" CHECK ("corrections"."kind" in ('correction', 'clarification', 'update')),
	CONSTRAINT "corrections_versions" CHECK ("corrections"."to_version" > "corrections"."from_version"),
	CONSTRAINT "corrections_words" CHECK (btrim("corrections"."wrong") <> '' and length("corrections"."wrong") <= 20000 and btrim("corrections"."text") <> '' and length("corrections"."text") <= 20000)
);
--> statement-breakpoint
CREATE TABLE "gate_people" (
	"workspace_id" uuid NOT NULL,
	"gate" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "gate_people_workspace_id_gate_person_id_pk" PRIMARY KEY("workspace_id","gate","person_id"),
	CONSTRAINT "gate_people_gate" CHECK ("gate_people"."gate" in ('review-1', 'review-2', 'review-3', 'proof-1', 'proof-2', 'proof-3'))
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "publications_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "publications_withdrawn" CHECK (("publications"."withdrawn_by" is null) = ("publications"."withdrawn_at" is null) and ("publications"."withdrawn_at" is null) = ("publications"."reason" is null))
);
--> statement-breakpoint
CREATE TABLE "sign_offs" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"version_hash" text NOT NULL,
	"gate" text NOT NULL,
	"person_id" uuid NOT NULL,
	"note" text NOT NULL,
	"errors" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_offs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "sign_offs_gate_known" CHECK ("sign_offs"."gate" in ('review-1', 'review-2', 'review-3', 'proof-1', 'proof-2', 'proof-3')),
	CONSTRAINT "sign_offs_note" CHECK (length("sign_offs"."note") between 1 and 20000 and btrim("sign_offs"."note") <> ''),
	CONSTRAINT "sign_offs_errors" CHECK ("sign_offs"."errors" >= 0)
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"workflow" text NOT NULL,
	"rules" text[] NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "workflows_workflow" CHECK ("workflows"."workflow" in ('three-reviews', 'two-steps', 'none')),
	CONSTRAINT "workflows_rules" CHECK ("workflows"."rules" <@ array['gates-unsigned', 'claims-open', 'numbers-unchecked']),
	CONSTRAINT "workflows_revision" CHECK ("workflows"."revision" >= 1)
);
--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_workspace_id_article_id_version_versions_workspace_id_article_id_number_fk" FOREIGN KEY ("workspace_id","article_id","version") REFERENCES "public"."versions"("workspace_id","article_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairs" ADD CONSTRAINT "pairs_workspace_id_article_id_version_versions_workspace_id_article_id_number_fk" FOREIGN KEY ("workspace_id","article_id","version") REFERENCES "public"."versions"("workspace_id","article_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairs" ADD CONSTRAINT "pairs_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_workspace_id_article_id_from_version_versions_workspace_id_article_id_number_fk" FOREIGN KEY ("workspace_id","article_id","from_version") REFERENCES "public"."versions"("workspace_id","article_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_workspace_id_article_id_to_version_versions_workspace_id_article_id_number_fk" FOREIGN KEY ("workspace_id","article_id","to_version") REFERENCES "public"."versions"("workspace_id","article_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_workspace_id_created_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_people" ADD CONSTRAINT "gate_people_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_workspace_id_article_id_version_versions_workspace_id_article_id_number_fk" FOREIGN KEY ("workspace_id","article_id","version") REFERENCES "public"."versions"("workspace_id","article_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_workspace_id_published_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","published_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_workspace_id_withdrawn_by_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","withdrawn_by") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_offs" ADD CONSTRAINT "sign_offs_workspace_id_article_id_version_versions_workspace_id_article_id_number_fk" FOREIGN KEY ("workspace_id","article_id","version") REFERENCES "public"."versions"("workspace_id","article_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_offs" ADD CONSTRAINT "sign_offs_workspace_id_person_id_people_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."people"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checks_person" ON "checks" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE INDEX "corrections_article" ON "corrections" USING btree ("workspace_id","article_id","created_at");--> statement-breakpoint
CREATE INDEX "publications_article" ON "publications" USING btree ("workspace_id","article_id","published_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_offs_gate" ON "sign_offs" USING btree ("workspace_id","article_id","version","gate");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_offs_reviewer" ON "sign_offs" USING btree ("workspace_id","article_id","version","person_id") WHERE "sign_offs"."gate" like 'review-%';--> statement-breakpoint
CREATE FUNCTION "sign_offs_hold"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (
		SELECT 1 FROM versions v
		WHERE v.workspace_id = NEW.workspace_id AND v.article_id = NEW.article_id
			AND v.number = NEW.version AND v.hash = NEW.version_hash
	) THEN
		RAISE EXCEPTION 'A sign-off names the hash of its version'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_offs_hash';
	END IF;
	IF NEW.gate LIKE 'review-%' AND EXISTS (
		SELECT 1 FROM versions v
		WHERE v.workspace_id = NEW.workspace_id AND v.article_id = NEW.article_id
			AND v.created_by = NEW.person_id
	) THEN
		RAISE EXCEPTION 'Nobody reviews what they wrote'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_offs_author';
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "sign_offs_hold" BEFORE INSERT ON "sign_offs"
	FOR EACH ROW EXECUTE FUNCTION "sign_offs_hold"();--> statement-breakpoint
CREATE FUNCTION "append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'What was signed or corrected stays as it is'
		USING ERRCODE = 'check_violation', CONSTRAINT = 'append_only';
END $$;--> statement-breakpoint
CREATE TRIGGER "sign_offs_stay" BEFORE UPDATE OR DELETE ON "sign_offs"
	FOR EACH ROW EXECUTE FUNCTION "append_only"();--> statement-breakpoint
CREATE TRIGGER "corrections_stay" BEFORE UPDATE OR DELETE ON "corrections"
	FOR EACH ROW EXECUTE FUNCTION "append_only"();
